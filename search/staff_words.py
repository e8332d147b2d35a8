"""Finds cases that are not public, for the staff alone: reports that wait, and what has left the portal.

What is public is looked for in the words of the public search; here is only what that has not. See `cases.ports`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.db import connection, transaction
from django.db.models import Q

from cases.models import Case
from cases.models.many_ids import ManyIds
from search.engines.embedded.expressions import Expression, expression
from search.engines.embedded.words import dialect
from search.engines.embedded.writing import turn
from search.models import SearchWords, StaffWords
from search.wording import read

AT_ONCE = 500  # cases
TABLE = StaffWords._meta.db_table


class Finder:
    """Looks into the portal's own database; see `cases.ports.StaffFinder`."""

    def matching(self, text: str) -> Q:
        """All wanted terms occur, and none that is not wanted."""
        wording = read(text)
        found = _holding(expression(wording.all_needed())) if wording.wanted else Q()
        for term in wording.unwanted:
            found &= ~_holding(term)
        return found


def _holding(asked: Expression) -> Q:
    tables = (SearchWords, StaffWords)
    public, hidden = (Q(pk__in=table.objects.filter(entry__matches=asked).values("pk")) for table in tables)
    return public | hidden


def keep_for_staff(case_ids: Collection[int], *, public: Collection[int]) -> None:
    """Make those of these cases findable that are not public, and forget the others here."""
    hidden = set(case_ids) - set(public)
    rows = [(pk, dialect(connection).entry(texts)) for pk, texts in _rows(hidden)] if hidden else []
    if not rows and not StaffWords.objects.filter(pk__in=ManyIds(case_ids)).exists():
        return
    with turn():
        dialect(connection).delete(connection, case_ids, table=TABLE)
        dialect(connection).write(connection, rows, table=TABLE)


def _rows(case_ids: Collection[int]) -> Iterator[tuple[int, dict[str, str]]]:
    """The texts of cases: the reporter's own, and what the public could read before."""
    texts = ("report__title", "report__text", "report__place", "page__title", "page__text", "page__place")
    names = ("category__name", "ward__name", "reference")
    for pk, number, *told in Case.objects.filter(pk__in=case_ids).values_list("pk", "number", *texts, *names):
        title, text, place, title_2, text_2, place_2, category, ward, reference = (part or "" for part in told)
        yield (
            pk,
            {
                "title": _once(title, title_2),
                "place": _once(place, place_2),
                "names": " . ".join((category, ward, reference, str(number), f"a{number}")),
                "text": _once(text, text_2),
                "answer": "",
            },
        )


def _once(*texts: str) -> str:
    return " . ".join(dict.fromkeys(text for text in texts if text))


def rebuild_for_staff() -> None:
    """Make all that is not public findable for the staff, and forget the rest."""
    hidden = Case.objects.exclude(pk__in=Case.objects.public().values("pk")).order_by("pk")
    with turn(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE}")  # noqa: S608 - our own table
    last = 0
    while some := list(hidden.filter(pk__gt=last).values_list("pk", flat=True)[:AT_ONCE]):
        with transaction.atomic():
            keep_for_staff(some, public=())
        last = some[-1]
    dialect(connection).analyse(connection, [TABLE])

"""Finds answers of nearly the same text: what is plugged into `cases.ports`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet

from cases.actions.hinting import keys_by_version
from cases.models import HintPhrase, Submission
from search.engines.embedded.rows import add_rows
from search.engines.embedded.words import dialect
from search.gaps import Gap
from search.models import AnswerKey
from search.reading_ahead import read_ahead
from search.unlogged import unlogged

FOUND = 20
#: Rows a lookup reads at most: a text that thousands of cases share is found long before.
READ = 3_000
AT_ONCE = 200  # versions
Row = tuple[int, str, int]  # version, text, case


class Finder:
    """Looks into the portal's own database; see `cases.ports.AnswerFinder`."""

    def keep(self, version: int, *, case_id: int, keys: Sequence[int]) -> None:
        """Replace the keys of a version."""
        AnswerKey.objects.filter(version=version).delete()
        AnswerKey.objects.bulk_create(AnswerKey(key=key, version=version, case_id=case_id) for key in set(keys))

    def alike(self, keys: Sequence[int], *, besides: int) -> list[int]:
        """Versions by how many keys they share, newer ones first among equals."""
        if not keys:
            return []
        rows = AnswerKey.objects.filter(key__in=keys).exclude(case_id=besides)
        shared = Counter(rows.values_list("version", flat=True)[:READ])
        return sorted(shared, key=lambda version: (-shared[version], -version))[:FOUND]


def index_answers(*, pool: Executor | None = None) -> Iterator[int]:
    """Make every submitted version findable that is not yet, and forget what is gone; yields how many were done.

    Imports write no keys: they would cost a third of their speed. `pool`: processes that work them out.
    """
    gone = ~Exists(Submission.objects.filter(pk=OuterRef("version")))
    AnswerKey.objects.filter(gone).delete()
    new, gap = _without_keys().count(), Gap()
    yield Submission.objects.count() - new
    with unlogged():
        for rows, found in read_ahead(_batches(), _keys, pool):
            if found:  # short texts never have keys, and nobody has to make way for nothing
                gap.wait()
                with transaction.atomic():
                    # Another process may have written them since it was asked what has none.
                    add_rows(AnswerKey, ("key", "version", "case_id"), found, known_stay=True)
                gap.begin()
            yield len(rows)
    dialect(connection).analyse(connection, [AnswerKey._meta.db_table])


def _without_keys() -> QuerySet[Submission]:
    return Submission.objects.filter(~Exists(AnswerKey.objects.filter(version=OuterRef("pk"))))


def _batches() -> Iterator[list[Row]]:
    rows = _without_keys().order_by("pk").values_list("pk", "text", "answer__assignment__case")
    last = 0
    while some := list(rows.filter(pk__gt=last)[:AT_ONCE]):
        yield some
        last = some[-1][0]


def _keys(rows: Sequence[Row]) -> list[tuple[int, int, int]]:
    """Key, version and case, of all that are to be found."""
    given = keys_by_version(rows, HintPhrase.objects.book())
    return [(key, version, case_id) for version, case_id, keys in given for key in set(keys)]

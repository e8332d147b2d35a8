"""Where the press quoted the portal or wrote of one of its cases, as the public reads it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from cases.models import Case, CasePage, PressMention, PublicationLevel
from cases.models.pages import WITH_PRESS
from cases.public.case import Named, PublicCase, PublicMention
from cases.public.loading import public_cases


@dataclass(frozen=True, kw_only=True)
class PublicArticle(PublicMention):
    """An article and what it is about: a case, or an agency, a frozen day, both, or the portal as a whole.

    `language` is "" where nobody said in which it is.
    """

    language: str = ""
    agency: Named | None = None
    frozen_on: date | None = None
    case: PublicCase | None = None


def _article(row: PressMention) -> PublicArticle:
    return PublicArticle(
        publication=row.publication,
        title=row.title,
        address=row.address,
        day=row.day,
        language=row.language,
        agency=Named(slug=row.agency.slug, name=str(row.agency)) if row.agency else None,
        frozen_on=row.frozen_on,
    )


def _told(rows: Iterable[PressMention]) -> tuple[PublicArticle, ...]:
    return tuple(_article(row) for row in rows)


def about_agency(agency_id: int) -> tuple[PublicArticle, ...]:
    """What is published of an agency, the newest first (one query)."""
    return _told(PressMention.objects.published().filter(agency=agency_id).select_related("agency"))


def about_day(day: date) -> tuple[PublicArticle, ...]:
    """What is published of a frozen day, the newest first (one query)."""
    return _told(PressMention.objects.published().filter(frozen_on=day).select_related("agency"))


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where an article is kept: a row of the register, or the how-manieth of the page of a case."""

    day: date
    pk: int
    of_case: bool = False
    position: int = 0

    @property
    def order(self) -> tuple[date, bool, int, int]:
        """The newest first; those of one day as they were entered."""
        return (self.day, not self.of_case, self.pk, -self.position)


def pages_with_press() -> QuerySet[CasePage]:
    """Pages of cases that bear articles, whether or not they may show them: few, so nothing else narrows this."""
    found: QuerySet[CasePage] = CasePage.objects.filter(WITH_PRESS).order_by()
    return found


def all_places() -> list[Place]:
    """Every published article, the newest first (three queries); what cases it is about is told by `articles`.

    A case of which only a summary is public shows none.
    """
    kept = [Place(day=day, pk=pk) for pk, day in PressMention.objects.published().values_list("pk", "day")]
    pages = dict(pages_with_press().values_list("case", "press"))
    full = Case.objects.public().filter(pk__in=pages, level=PublicationLevel.FULL).values_list("pk", flat=True)
    of_cases = [
        Place(day=block.value["day"], pk=pk, of_case=True, position=position)
        for pk, press in ((pk, pages[pk]) for pk in full)
        for position, block in enumerate(press)
    ]
    return sorted([*kept, *of_cases], key=lambda place: place.order, reverse=True)


def articles(places: Sequence[Place], at: datetime) -> list[PublicArticle]:
    """What stands there (five queries at most); one whose case has ceased to be public meanwhile is left out."""
    rows = PressMention.objects.published().select_related("agency").in_bulk(p.pk for p in places if not p.of_case)
    ids = {place.pk for place in places if place.of_case}
    cases = {case.id: case for case in public_cases([*ids], at=at)} if ids else {}
    found = []
    for place in places:
        if not place.of_case and place.pk in rows:
            found.append(_article(rows[place.pk]))
        elif place.of_case and place.pk in cases:
            case = cases[place.pk]
            its = case.press[place.position : place.position + 1]
            found += [PublicArticle(**asdict(mention), case=case) for mention in its]
    return found

"""Addresses of cases for search engines, month by month: those told in full, each with its last change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest, Length, Substr

from cases.models import Case, CaseMonthPage, Event
from cases.public.sentences import SHOWN

#: The path in the tree of the month that holds a case's page.
MONTH = Substr("page__path", 1, Length("page__path") - CaseMonthPage.steplen)


@dataclass(frozen=True, kw_only=True)
class Month:
    """A month of acceptance with cases: how many, and when the last of them changed."""

    year: int
    month: int
    cases: int
    changed_at: datetime | None


def months() -> list[Month]:
    """The months that hold indexable cases, oldest first (three queries)."""
    groups = Case.objects.indexable().filter(page__live=True).values(path=MONTH).order_by()
    counted = {group["path"]: group for group in groups.annotate(n=Count("pk"), seen=Max("page__last_published_at"))}
    # Events beside it: joined into the same query, each case would be counted as often as it has events.
    events = Event.objects.filter(kind__in=SHOWN, case__in=Case.objects.indexable())
    moved = events.values(path=Substr("case__page__path", 1, Length("case__page__path") - CaseMonthPage.steplen))
    latest = dict(moved.order_by().annotate(last=Max("recorded_at")).values_list("path", "last"))
    pages = CaseMonthPage.objects.filter(path__in=counted).values_list("path", "url_path")
    found = []
    for path, url_path in pages:
        year, month = url_path.rstrip("/").split("/")[-2:]
        known = [at for at in (counted[path]["seen"], latest.get(path)) if at is not None]
        found.append(
            Month(year=int(year), month=int(month), cases=counted[path]["n"], changed_at=max(known, default=None))
        )
    return sorted(found, key=lambda each: (each.year, each.month))


def cases_of(year: str, month: str) -> QuerySet[Case, Sequence[object]] | None:
    """Rows of (address in the tree, when its page last changed) of a month; None where there is no such month.

    What is counted as a change is an edited text, or an event that the page tells: a draft leaves no trace.
    """
    page = CaseMonthPage.objects.filter(url_path__endswith=f"/{year}/{month}/").first()
    if page is None:
        return None
    events = Event.objects.filter(case=OuterRef("pk"), kind__in=SHOWN).order_by("-seq")
    told_at = Coalesce(Subquery(events.values("recorded_at")[:1]), "page__last_published_at")
    changed_at = Greatest(told_at, Coalesce("page__last_published_at", told_at))
    cases = Case.objects.indexable().filter(page__live=True, page__path__startswith=page.path)
    return (
        cases.order_by("pk")
        .annotate(tree_address=F("page__url_path"), changed_at=changed_at)
        .values_list("tree_address", "changed_at")
    )

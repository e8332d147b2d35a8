"""What has been open for long, those nobody has explained first, and what waits at the Center."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Count, DateTimeField, Exists, F, Min, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from cases.accountability.case_counts import IN_PROGRESS, handled_by, with_charge, with_clock
from cases.accountability.present import Present, present
from cases.models import Assignment, AssignmentKind, Case, Extension
from cases.models.agency import shown_name
from cases.models.assignment import LIVE
from cases.public.case import Named, PublicCase
from cases.public.loading import public_cases
from cases.public.pace import Pace, pace_of, reviewed
from cases.rules.instants import at_wall_time
from cases.rules.name_order import name_order
from cases.rules.states import CaseState
from cases.rules.verdicts import days_late

LONG, VERY_LONG = 30, 90  # local calendar days on the citizen's clock
PAGE = 25
_CURSOR = re.compile(r"([01])_(-?\d{1,18})_(\d{1,18})", re.ASCII)
EPOCH, NEVER = datetime(1970, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)


class Only(StrEnum):
    """Which open cases are listed; the value is the name in the address."""

    LONG = "30"
    VERY_LONG = "90"
    UNEXPLAINED = "unexplained"
    EXPLAINED = "explained"
    UNASSIGNED = "unassigned"


@dataclass(frozen=True, kw_only=True)
class Wait:
    """How many wait, and for how many local calendar days the oldest of them has; None where nobody knows."""

    n: int
    oldest_days: int | None


@dataclass(frozen=True, kw_only=True)
class BacklogRow:
    """One agency (without slug: nobody): what it has open for long, and its answers that await review."""

    agency: Named
    long: int = 0
    very_long: int = 0
    unexplained: int = 0
    awaiting: int = 0


@dataclass(frozen=True, kw_only=True)
class Backlog:
    """How it stands. `counts` say how long each list is; `cases` are one page of the list asked for.

    `pace` is the Center's own clock, `of` the agency whose cases alone are listed; None: everybody's.
    """

    at: datetime
    only: Only
    of: Named | None
    counts: Mapping[Only, int]
    oldest_days: int | None
    cases: tuple[PublicCase, ...]
    next: str
    rows: tuple[BacklogRow, ...]
    received: Wait
    unassigned: Wait
    awaiting: Wait
    pace: Pace


def backlog(only: Only = Only.LONG, after: str = "", of: Named | None = None) -> Backlog:
    """How it stands now (ten queries, five where it is kept).

    `after` is the `next` of the page before, anything else begins at the top; `of` is the agency whose are listed.
    """
    moment = present()
    counted = backlog_counts(moment)
    ids, following = _asked_page(moment, only, after, of)
    told = {case.id: case for case in public_cases(ids, at=moment.at)}
    pace, awaiting = moment.remembered("backlog.center", _center)
    long_open = moment.remembered("backlog.agencies", _by_agency)
    return Backlog(
        at=moment.at,
        only=only,
        of=of,
        counts={each: counted[each.name] for each in Only},
        oldest_days=_days(counted["oldest"], moment.at),
        cases=tuple(told[pk] for pk in ids if pk in told),
        next=following,
        rows=_rows(long_open, awaiting),
        received=_received(moment),
        unassigned=Wait(n=counted[Only.UNASSIGNED.name], oldest_days=_days(counted["oldest_unassigned"], moment.at)),
        awaiting=Wait(n=pace.waiting, oldest_days=_days(pace.oldest_at, moment.at)),
        pace=pace,
    )


def backlog_counts(moment: Present) -> Mapping[str, Any]:
    """How long each list is, by its name, and when the oldest of them began (one query, remembered)."""
    return moment.remembered("backlog", lambda at: _open(at).aggregate(**_counts(at), **_oldest(at)))


def opened_before(at: datetime, days: int) -> datetime:
    """What began before this instant had by `at` been open for more than so many local calendar days."""
    zone = timezone.get_default_timezone()
    return at_wall_time(timezone.localtime(at, zone).date() - timedelta(days=days), time.min, zone)


def _open(at: datetime) -> QuerySet[Any]:
    """Public open cases with their clock, whether anyone has `explained` the wait, and whether it is `assigned`.

    What the data charge to nobody is assigned: it does not wait at the Center, and the overdue list counts it so too.
    """
    promises = Extension.objects.filter(assignment__case=OuterRef("pk"), assignment__round=OuterRef("round"))
    charges = Assignment.objects.filter(case=OuterRef("pk"), state__in=LIVE, kind=AssignmentKind.HANDLING)
    still: QuerySet[Any] = with_clock(Case.objects.public().filter(state=IN_PROGRESS), at).annotate(
        explained=Exists(promises), assigned=Exists(charges)
    )
    return still


def _asked(only: Only, at: datetime) -> Q:
    if only is Only.UNASSIGNED:
        return Q(assigned=False)
    long = Q(clock__started_at__lt=opened_before(at, VERY_LONG if only is Only.VERY_LONG else LONG))
    return long & Q(explained=only is Only.EXPLAINED) if only in (Only.UNEXPLAINED, Only.EXPLAINED) else long


def _counts(at: datetime) -> dict[str, Count]:
    return {only.name: Count("pk", filter=_asked(only, at)) for only in Only}


def _oldest(at: datetime) -> dict[str, Min]:
    return {
        "oldest": Min("clock__started_at"),
        "oldest_unassigned": Min("clock__started_at", filter=_asked(Only.UNASSIGNED, at)),
    }


def _asked_page(moment: Present, only: Only, after: str, of: Named | None) -> tuple[list[int], str]:
    """One page of the list asked for; the first of everybody's is remembered, as most ask for no other."""
    if after or of:
        cases = _open(moment.at).filter(_asked(only, moment.at))
        return _page(cases.filter(handled_by(of.slug)) if of else cases, after)
    return moment.remembered(f"backlog.{only.name}", lambda at: _page(_open(at).filter(_asked(only, at)), ""))


def _page(cases: QuerySet[Any], after: str) -> tuple[list[int], str]:
    """One page, those without a reason first, of these the oldest, and the cursor of the next ("" on the last)."""
    placed = cases.annotate(began=Coalesce("clock__started_at", Value(NEVER, output_field=DateTimeField())))
    ordered = placed.filter(_behind(after)).order_by("explained", "began", "pk")
    rows = list(ordered.values_list("explained", "began", "pk")[: PAGE + 1])
    ids = [pk for _, _, pk in rows[:PAGE]]
    if len(rows) <= PAGE:
        return ids, ""
    explained, began, pk = rows[PAGE - 1]
    return ids, f"{explained:d}_{(began - EPOCH) // timedelta(microseconds=1)}_{pk}"


def _behind(after: str) -> Q:
    """What comes after a cursor; everything where it is none."""
    place = _CURSOR.fullmatch(after)
    if place is None:
        return Q()
    try:
        began = EPOCH + timedelta(microseconds=int(place[2]))
    except OverflowError:
        return Q()
    same = Q(explained=place[1] == "1") & (Q(began__gt=began) | Q(began=began, pk__gt=int(place[3])))
    return same if place[1] == "1" else same | Q(explained=True)


def _center(at: datetime) -> tuple[Pace, dict[tuple[str, str], int]]:
    """The Center's own clock, and by name and slug of the agency how many public answers await review (one query)."""
    rows = reviewed(at)
    return pace_of(rows), dict(Counter((row.name, row.slug) for row in rows if row.decided_at is None))


def _by_agency(at: datetime) -> list[dict[str, Any]]:
    """What is open for long, by name and slug of the agencies that handle the cases now (one query)."""
    long, very_long = (opened_before(at, days) for days in (LONG, VERY_LONG))
    grouped = with_charge(_open(at)).filter(clock__started_at__lt=long)
    grouped = grouped.values(name=F("charge__agency__name"), slug=F("charge__agency__slug"))
    counted: QuerySet[Any] = grouped.annotate(
        long=Count("pk", distinct=True),
        very_long=Count("pk", distinct=True, filter=Q(clock__started_at__lt=very_long)),
        unexplained=Count("pk", distinct=True, filter=Q(explained=False)),
    ).order_by()
    return list(counted)


def _rows(long_open: Iterable[Mapping[str, Any]], awaiting: Mapping[tuple[str, str], int]) -> tuple[BacklogRow, ...]:
    """By agency, most unexplained first; what no agency has stands under no name.

    Agencies are known by their slugs: a dissolved one and its successor may bear one name.
    """
    found: dict[str, dict[str, Any]] = {}
    for row in long_open:
        counts = {name: row[name] for name in ("long", "very_long", "unexplained")}
        found[row["slug"] or ""] = {"name": _holder(row["name"]), **counts}
    for (name, slug), n in awaiting.items():
        found.setdefault(slug, {"name": shown_name(name)})["awaiting"] = n
    rows = [BacklogRow(agency=Named(slug=slug, name=each.pop("name")), **each) for slug, each in found.items()]
    rows.sort(
        key=lambda row: (-row.unexplained, -row.long, -row.awaiting, name_order(row.agency.name), row.agency.slug)
    )
    return tuple(rows)


def _holder(name: str | None) -> str:
    """The agency's name as readers see it, "" where no agency has been charged."""
    return "" if name is None else shown_name(name)


def _received(moment: Present) -> Wait:
    """Reports the Center has not decided on: how many, never which."""

    def count(at: datetime) -> dict[str, Any]:
        return Case.objects.filter(state=CaseState.RECEIVED.value).aggregate(n=Count("pk"), oldest=Min("sent_at"))

    found = moment.remembered("backlog.received", count)
    return Wait(n=found["n"], oldest_days=_days(found["oldest"], moment.at))


def _days(since: datetime | None, at: datetime) -> int | None:
    return None if since is None else days_late(since, at, timezone.get_default_timezone_name())

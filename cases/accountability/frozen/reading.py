"""What pages show of frozen days: one day, its neighbours, the calendar, and what the newest days say beside today."""

from __future__ import annotations

from calendar import MONDAY, Calendar
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db.models import Count, Max, Min

from cases.accountability.frozen.files import Frozen
from cases.models import (
    Case,
    ChangeKind,
    LeavingReason,
    PublicationLevel,
    Snapshot,
    SnapshotAgency,
    SnapshotChange,
    SnapshotCorrection,
)
from cases.public.case import Named

SHOWN = 100  # changes of each kind on a page; all of them are in the JSON
ONE = timedelta(days=1)
WEEK = timedelta(days=7)
IN_FEED = 30  # days


@dataclass(frozen=True, kw_only=True)
class AgencyRow:
    """One agency on a frozen day; `before` is its headline the day before, None where nobody can say.

    `oldest_linked`: whether its oldest case has a page.
    """

    row: SnapshotAgency
    before: int | None
    oldest_linked: bool

    @property
    def change(self) -> int | None:
        """By how much the headline grew since the day before."""
        return None if self.before is None else self.row.headline - self.before


@dataclass(frozen=True, kw_only=True)
class ChangeRow:
    """One case that came or went, as a page names it; `href` only where the number leads somewhere."""

    number: int
    agency: Named
    verdict: str
    days: int
    reason: str
    linked: bool


@dataclass(frozen=True, kw_only=True)
class Changes:
    """All of one kind: how many, why (by reason, the most first), and the first of them."""

    n: int
    codes: Sequence[tuple[str, int]]
    shown: Sequence[ChangeRow]

    @property
    def reasons(self) -> Sequence[tuple[str, int]]:
        """The same in the reader's words."""
        labels = dict(LeavingReason.choices)
        return [(str(labels[code]), n) for code, n in self.codes]

    @property
    def rest(self) -> int:
        """How many are not shown."""
        return self.n - len(self.shown)


@dataclass(frozen=True, kw_only=True)
class DayPage:
    """A frozen day with what stands beside it."""

    snapshot: Snapshot
    before: Snapshot | None
    rows: Sequence[AgencyRow]
    oldest_linked: bool
    came: Changes
    turned: Changes
    left: Changes
    corrections: Sequence[SnapshotCorrection]
    previous: date | None
    next: date | None

    @property
    def change(self) -> int | None:
        """By how much the headline grew since the day before."""
        return None if self.before is None else self.snapshot.headline - self.before.headline

    @property
    def names_nobody(self) -> bool:
        """True where a row is of cases for which the data they came from names no agency."""
        return any(not each.row.is_agency for each in self.rows)


def frozen_with(day: date) -> tuple[Frozen, list[SnapshotCorrection]] | None:
    """A day's rows and corrections (four queries); None where it is not frozen."""
    snapshot = Snapshot.objects.filter(date=day).first()
    if snapshot is None:
        return None
    frozen = Frozen(
        snapshot=snapshot,
        agencies=list(SnapshotAgency.objects.filter(snapshot=snapshot).order_by("place")),
        changes=list(SnapshotChange.objects.filter(snapshot=snapshot).order_by("pk")),
    )
    return frozen, list(SnapshotCorrection.objects.filter(snapshot=snapshot))


def days_between(since: date | None, until: date | None, n: int) -> tuple[list[tuple[Snapshot, int]], int]:
    """The newest `n` of the days between two (both included), each with how often it was corrected.

    And how many there are (two queries).
    """
    days = Snapshot.objects.all()
    if since is not None:
        days = days.filter(date__gte=since)
    if until is not None:
        days = days.filter(date__lte=until)
    found = days.annotate(corrected=Count("corrections")).order_by("-date")[:n]
    return [(day, day.corrected) for day in found], days.count()


def day_page(day: date) -> DayPage | None:
    """All that the page of a day shows (five queries); None where it is not frozen."""
    near = {each.date: each for each in Snapshot.objects.filter(date__in=(day - ONE, day, day + ONE))}
    snapshot = near.get(day)
    if snapshot is None:
        return None
    compared = near.get(day - ONE) if snapshot.compared_with else None
    rows = list(
        SnapshotAgency.objects.filter(snapshot__in=[s for s in (snapshot, compared) if s])
        .defer("cases")
        .order_by("place")
    )
    headlines = {row.agency_id: row.headline for row in rows if row.snapshot_id != snapshot.pk}
    own = [row for row in rows if row.snapshot_id == snapshot.pk]
    changes = list(SnapshotChange.objects.filter(snapshot=snapshot).order_by("pk"))
    parts = {kind: [each for each in changes if each.kind == kind] for kind in ChangeKind.values}
    shown = [each for part in parts.values() for each in part[:SHOWN]]
    oldest = [each.oldest_number for each in (snapshot, *own) if each.oldest_number is not None]
    hidden = hidden_numbers([*(each.number for each in shown), *oldest])
    return DayPage(
        snapshot=snapshot,
        before=compared,
        rows=[
            AgencyRow(
                row=row,
                before=headlines.get(row.agency_id, 0) if compared else None,
                oldest_linked=row.oldest_number not in hidden,
            )
            for row in own
        ],
        oldest_linked=snapshot.oldest_number not in hidden,
        came=told(parts[ChangeKind.CAME.value], hidden),
        turned=told(parts[ChangeKind.TURNED.value], hidden),
        left=told(parts[ChangeKind.LEFT.value], hidden),
        corrections=list(SnapshotCorrection.objects.filter(snapshot=snapshot)),
        previous=day - ONE if day - ONE in near else None,
        next=day + ONE if day + ONE in near else None,
    )


def told(changes: Sequence[SnapshotChange], hidden: frozenset[int]) -> Changes:
    """These changes as a page shows them."""
    reasons = Counter(each.reason for each in changes if each.reason)
    labels = dict(LeavingReason.choices)
    return Changes(
        n=len(changes),
        codes=reasons.most_common(),
        shown=[
            ChangeRow(
                number=each.number,
                agency=Named(slug=each.slug, name=each.name),
                verdict=each.verdict,
                days=each.days,
                reason=str(labels[each.reason]) if each.reason else "",
                linked=each.number not in hidden,
            )
            for each in changes[:SHOWN]
        ],
    )


def hidden_numbers(numbers: Iterable[int]) -> frozenset[int]:
    """Those of these cases that have no page by now, because they are told in figures only (one query)."""
    found = Case.objects.filter(number__in=list(numbers), level=PublicationLevel.FIGURES)
    return frozenset(found.values_list("number", flat=True))


# --- the calendar ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class CalendarDay:
    """One day of the calendar; `frozen` None where it is not frozen."""

    day: date
    frozen: Snapshot | None


@dataclass(frozen=True, kw_only=True)
class CalendarMonth:
    """A month: weeks of seven days, None where a day belongs to another month."""

    first: date
    weeks: Sequence[Sequence[CalendarDay | None]]


@dataclass(frozen=True, kw_only=True)
class CalendarYear:
    """The frozen days of a year, the newest month first, and the years beside it that have any."""

    number: int
    months: Sequence[CalendarMonth]
    n: int
    years: Sequence[int]
    newest: Snapshot | None


def years() -> list[int]:
    """The years that have frozen days, the newest first (one query)."""
    span = Snapshot.objects.aggregate(first=Min("date"), last=Max("date"))
    if span["first"] is None:
        return []
    return list(range(span["last"].year, span["first"].year - 1, -1))


def calendar_year(number: int | None) -> CalendarYear | None:
    """A year (two queries), the newest without a number; None for one that lies outside."""
    there = years()
    if not there:
        return CalendarYear(number=0, months=(), n=0, years=(), newest=None) if number is None else None
    asked = there[0] if number is None else number
    if asked not in there:
        return None
    found = list(Snapshot.objects.filter(date__year=asked).order_by("-date"))
    months = [month_of(first, list(days)) for first, days in groupby(found, key=lambda each: each.date.replace(day=1))]
    return CalendarYear(number=asked, months=months, n=len(found), years=there, newest=found[0] if found else None)


def month_of(first: date, snapshots: Iterable[Snapshot]) -> CalendarMonth:
    """A month with its frozen days."""
    by_day = {each.date: each for each in snapshots}
    weeks = Calendar(MONDAY).monthdatescalendar(first.year, first.month)
    return CalendarMonth(
        first=first,
        weeks=[
            [CalendarDay(day=day, frozen=by_day.get(day)) if day.month == first.month else None for day in week]
            for week in weeks
        ],
    )


def newest_days(n: int = IN_FEED) -> list[Snapshot]:
    """The days frozen last, the newest day first (one query)."""
    return list(Snapshot.objects.order_by("-date")[:n])


def last_changed(snapshots: Iterable[Snapshot]) -> datetime | None:
    """When one of these was frozen or corrected last (one query)."""
    days = list(snapshots)
    corrected: datetime | None = SnapshotCorrection.objects.filter(snapshot__in=days).aggregate(at=Max("made_at"))["at"]
    return max((each for each in (*(day.frozen_at for day in days), corrected) if each is not None), default=None)

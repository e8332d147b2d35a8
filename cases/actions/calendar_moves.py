"""Which due dates move with a calendar: found by the database, for all cases or some, by a handful of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from cases.actions.term_table import TermTable
from cases.models import PUBLISHED, DueDate, Event, Standing
from cases.models.standing import StandingQuerySet
from cases.rules.calendars import Calendar as RuleCalendar
from cases.rules.due_dates import after_calendar_change

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class DueMove:
    """A due date that moves with the calendar, from when on: the round's when `assignment_id` is None.

    `agency_id` is whose clock it is, None for the citizen's.
    """

    case_id: int
    round: int | None
    assignment_id: int | None
    agency_id: int | None
    since: datetime
    old: datetime
    new: datetime


@dataclass(frozen=True, kw_only=True)
class Turn:
    """Days of a calendar that change at an instant; `rule` is the calendar with them.

    `recorded_at` is when that was written, None where it has not been: a clock that has stopped since then ran when its
    calendar changed, and moves as well, however long it takes until its turn comes.
    """

    calendar_id: int
    rule: RuleCalendar
    days: tuple[date, ...]
    at: datetime
    recorded_at: datetime | None = None

    def reaches(self, started_at: datetime, due_at: datetime) -> bool:
        """True where one of the days lies in what was counted; a day after the end of a term does not move it."""
        first, last = self.rule.day_of(started_at), self.rule.day_of(due_at)
        return any(first <= day <= last for day in self.days)


@dataclass(frozen=True, kw_only=True)
class _Clock:
    """A running clock as it is stored, with the newest entry of its list of due dates."""

    case_id: int
    category: str
    number: int
    assignment_id: int | None
    clock_id: int | None
    agency_id: int | None
    started_at: datetime
    newest_due: datetime
    newest_since: datetime
    cause: str

    @property
    def key(self) -> tuple[int, int, int]:
        """The citizen's clock of a round before those of agencies, in their order."""
        return (self.case_id, self.assignment_id or 0, 0 if self.assignment_id else self.number)


def _standings(turn: Turn, case_ids: Collection[int] | None) -> StandingQuerySet:
    """Stretches of running clocks that one of the days may lie in; days of margin make up for zones."""
    first, last = (datetime.combine(day, time.min, UTC) for day in (min(turn.days), max(turn.days)))
    runs = Q(until=None) if turn.recorded_at is None else Q(until=None) | Q(until__gt=turn.recorded_at)
    found = Standing.objects.open().filter(
        runs, case__state__in=PUBLISHED, started_at__lt=last + 2 * ONE_DAY, due_at__gte=first - ONE_DAY
    )
    return found if case_ids is None else found.filter(case__in=case_ids)


def _read(rows: QuerySet[Standing], entries: QuerySet[DueDate]) -> Iterator[_Clock]:
    newest = entries.order_by("-since", "-pk")
    told = rows.annotate(
        newest_due=Subquery(newest.values("due_at")[:1]),
        newest_since=Subquery(newest.values("since")[:1]),
        cause=Subquery(newest.values("cause")[:1]),
        clock_id=Coalesce("assignment__clock_root", "assignment"),
        agency_id=F("assignment__agency"),
        category=F("case__category__slug"),
        number=F("round"),
    )
    for row in told.values(*_Clock.__dataclass_fields__).iterator(chunk_size=5_000):
        if row["newest_due"] is not None:
            yield _Clock(**row)


def _clocks(rows: StandingQuerySet) -> list[_Clock]:
    """Each clock once, in order (two queries)."""
    of_round = DueDate.objects.filter(case=OuterRef("case"), round=OuterRef("round"))
    of_agency = DueDate.objects.filter(assignment=Coalesce(OuterRef("assignment__clock_root"), OuterRef("assignment")))
    # Two lists of due dates, two questions: one that asked for either would read them all, for each clock.
    found = [*_read(rows.of_citizens(), of_round), *_read(rows.of_agencies(), of_agency)]
    once: dict[tuple[int, int | None], _Clock] = {}
    for clock in sorted(found, key=lambda clock: clock.key):
        once.setdefault((clock.case_id, clock.clock_id or -clock.number), clock)
    return list(once.values())


def _left(events: QuerySet[Event]) -> Mapping[int, list[str]]:
    """Categories that cases were taken out of."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    moved = events.filter(kind="case.update", data__has_key="category_before").order_by("case", "seq")
    for case_id, slug in moved.values_list("case", "data__category_before"):
        found[case_id].append(slug)
    return found


def _moves(turn: Turn, clocks: Sequence[_Clock], left: Mapping[int, list[str]], terms: TermTable) -> Iterator[DueMove]:
    for clock in clocks:
        if clock.cause == "source" or not turn.reaches(clock.started_at, clock.newest_due):
            continue
        term = terms.in_categories(clock.category, left.get(clock.case_id, ()), clock.started_at)
        if term is None or term.calendar_id != turn.calendar_id:
            continue
        new = after_calendar_change(clock.newest_due, terms.due(term, clock.started_at), turn.at, turn.rule)
        if new is not None:
            yield DueMove(
                case_id=clock.case_id,
                round=clock.number if clock.clock_id is None else None,
                assignment_id=clock.clock_id,
                agency_id=clock.agency_id,
                # Never before the entry it follows, or it would not be the newest, and would be found again for ever.
                since=max(turn.at, clock.started_at, clock.newest_since),
                old=clock.newest_due,
                new=new,
            )


def find_moves(turn: Turn, terms: TermTable, case_ids: Collection[int] | None = None) -> list[DueMove]:
    """Due dates that move with these days, of all cases or of some; a source's own never does (three queries).

    Clocks that have stopped, and those that were not counted over any of the days, are not even read.
    """
    rows = _standings(turn, case_ids)
    clocks = _clocks(rows)
    if not clocks:
        return []
    own = rows.order_by().values("case")
    left = _left(Event.objects.filter(case__in=own) if case_ids is None else Event.objects.filter(case__in=case_ids))
    return list(_moves(turn, clocks, left, terms))

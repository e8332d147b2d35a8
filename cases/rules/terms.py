"""Terms: until when something has to be done, and how that is counted, day by day."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from cases.rules.calendars import ONE_DAY, Calendar, OffReason
from cases.rules.instants import at_wall_time, utc

LONGEST_IN_DAYS = 36_600  # a hundred years: longer ones are slips, and counting them would take a while
HOURS_A_DAY = 24


class TermKind(StrEnum):
    """What a term counts."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    HOURS = "hours"


class DayKind(StrEnum):
    """What a day is to a term."""

    START = "start"
    COUNTED = "counted"
    MAKE_UP = "make_up"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    DUE = "due"
    AFTER = "after"


@dataclass(frozen=True, kw_only=True)
class OfficeHours:
    """From when until when an office works on a working day, in wall time."""

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.opens.tzinfo or self.closes.tzinfo:
            raise ValueError("Office hours are wall times; their zone is that of the calendar.")
        if not self.opens < self.closes:
            raise ValueError("An office opens before it closes, on the same day.")


@dataclass(frozen=True, kw_only=True)
class Term:
    """A number of working days, calendar days or hours; only working days may heed office hours.

    Zero is allowed (it ends where it begins), a negative number is not.
    """

    kind: TermKind
    n: int
    office_hours: OfficeHours | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "kind", TermKind(self.kind))
        if isinstance(self.n, bool) or not isinstance(self.n, int):
            raise ValueError("A term counts whole days or hours.")
        most = LONGEST_IN_DAYS * (HOURS_A_DAY if self.kind is TermKind.HOURS else 1)
        if not 0 <= self.n <= most:
            raise ValueError(f"A term counts from 0 to {most} {self.kind.replace('_', ' ')}, not {self.n}.")
        if self.office_hours and self.kind is not TermKind.WORKING_DAYS:
            raise ValueError("Only a term in working days heeds office hours.")


@dataclass(frozen=True, kw_only=True)
class Day:
    """One day of the explanation of a term; the days that count are numbered from 1."""

    day: date
    kind: DayKind
    count: int | None = None
    name: str = ""


def due_at(term: Term, calendar: Calendar, start: datetime) -> datetime:
    """Return the last instant in time, in the calendar's zone; ValueError for a naive start or one too far off.

    Working days without office hours: counting starts the day after, and the term runs to the end of its last day.
    With office hours: counting starts at `start`, or at the next opening where the office is closed then, and the term
    ends that many working days later at that clock time. Calendar days: the same wall time that many days later,
    unmoved by summer time. Hours: elapsed time.
    """
    moment = utc(start)
    try:
        return _due_at(term, calendar, moment)
    except OverflowError as far:
        raise ValueError(f"{start.isoformat()} is too far off to count from.") from far


def _due_at(term: Term, calendar: Calendar, start: datetime) -> datetime:
    zone = calendar.zone_info()
    local = start.astimezone(zone)
    if term.kind is TermKind.HOURS:
        return (start + timedelta(hours=term.n)).astimezone(zone)
    if term.kind is TermKind.CALENDAR_DAYS:
        due = at_wall_time(local.date() + timedelta(days=term.n), local.time(), zone)
    elif term.office_hours:
        day, clock = _counting_from(local, calendar, term.office_hours)
        due = at_wall_time(calendar.add_working_days(day, term.n), clock, zone)
    else:
        return calendar.end_of(calendar.add_working_days(local.date(), term.n))
    # Only a term of 0 from the second pass of a repeated hour would end before it begins.
    return max(due, local, key=utc)


def _counting_from(local: datetime, calendar: Calendar, hours: OfficeHours) -> tuple[date, time]:
    """Return the day and clock time from which an office counts."""
    day, clock = local.date(), local.time()
    if not calendar.is_working(day) or clock >= hours.closes:
        return calendar.next_working_day(day), hours.opens
    return day, max(clock, hours.opens)


def explain(term: Term, calendar: Calendar, start: datetime, *, until: date) -> tuple[Day, ...]:
    """Return the days from the start to `until` with what each is to the term.

    The days that count are numbered 1 to n, the due day being the last of them. With office hours a start out of
    them has two days of kind `start`: the one it came in and the one counting begins. Calendar days all count; the
    days of a term in hours count without a number.
    """
    due = due_at(term, calendar, start)
    local = utc(start).astimezone(calendar.zone_info())
    first = local.date()
    begins = _counting_from(local, calendar, term.office_hours)[0] if term.office_hours else first
    days = []
    count = 0
    day = first
    while day <= until:
        kind = _kind_of(day, term, calendar, (first, begins, due.date()))
        counts = (
            kind in {DayKind.COUNTED, DayKind.MAKE_UP, DayKind.DUE} and term.kind is not TermKind.HOURS and term.n > 0
        )
        count += counts
        days.append(Day(day=day, kind=kind, count=count if counts else None, name=calendar.name_of(day)))
        day += ONE_DAY
    return tuple(days)


def _kind_of(day: date, term: Term, calendar: Calendar, marks: tuple[date, date, date]) -> DayKind:
    first, begins, due = marks
    if day >= due:
        return DayKind.DUE if day == due else DayKind.AFTER
    if day in {first, begins}:
        return DayKind.START
    reason = calendar.off_reason(day) if term.kind is TermKind.WORKING_DAYS else None
    if reason is not None:
        return DayKind.HOLIDAY if reason is OffReason.HOLIDAY else DayKind.WEEKEND
    return DayKind.MAKE_UP if day in calendar.make_up and term.kind is TermKind.WORKING_DAYS else DayKind.COUNTED


def start_of(text: str, calendar: Calendar) -> datetime:
    """Return the instant an ISO 8601 text means; without offset it is wall time of the calendar's zone.

    In a repeated hour the first pass is meant, a skipped time is moved on by the gap, and a date alone means the end
    of that day. ValueError where the text is none of these.
    """
    try:
        day = _date_alone(text)
        if day is not None:
            return utc(calendar.end_of(day))
        moment = _moment(text)
        if moment.utcoffset() is None:
            moment = at_wall_time(moment.date(), moment.time(), calendar.zone_info())
        return utc(moment)
    except OverflowError as far:
        raise ValueError(f"{text} is too far off to count from.") from far


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as wrong:
        raise ValueError(f"“{text}” is no instant in ISO 8601.") from wrong


def _date_alone(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

"""The Center's own clock: so many working days to decide on an answer, counted like every term in working days."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from cases.rules.calendars import Calendar
from cases.rules.instants import at_wall_time
from cases.rules.terms import Term, TermKind, due_at

ONE_DAY = timedelta(days=1)


def decide_by(submitted_at: datetime, calendar: Calendar, working_days: int) -> datetime:
    """The last instant at which the Center decides in time; the day of submission does not count."""
    return due_at(Term(kind=TermKind.WORKING_DAYS, n=working_days), calendar, submitted_at)


def late_before(at: datetime, calendar: Calendar, working_days: int) -> datetime:
    """What was submitted before this instant and waits at `at` is past `decide_by`; all else is in time.

    So that a database compares instants and counts no days. It is the beginning of a local day.
    """
    day = calendar.day_of(at)
    while not _is_past(day, at, calendar, working_days):
        day -= ONE_DAY
    return at_wall_time(day + ONE_DAY, time.min, calendar.zone_info())


def _is_past(day: date, at: datetime, calendar: Calendar, working_days: int) -> bool:
    return calendar.end_of(calendar.add_working_days(day, working_days)) < at

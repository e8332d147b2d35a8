"""Due dates: never overwritten, a list of which the one in force at an instant applies."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from cases.rules.calendars import Calendar
from cases.rules.instants import keep_in_utc, utc


@dataclass(frozen=True, kw_only=True)
class DueDate:
    """A due date, since when it holds, and what made it: "term", "source", "calendar".

    `recorded_at` is our own time of learning it; None: at once, when it came into force.
    """

    due_at: datetime
    since: datetime
    cause: str
    recorded_at: datetime | None = None

    def __post_init__(self) -> None:
        keep_in_utc(self)


def in_force(due_dates: Iterable[DueDate], at: datetime) -> datetime | None:
    """Return the due date in force: the one that came last by then; of two from the same instant, the later entered."""
    moment = utc(at)
    held = [due for due in due_dates if due.since <= moment]
    return sorted(held, key=lambda due: due.since)[-1].due_at if held else None


def after_calendar_change(
    current_due: datetime, recomputed_due: datetime, changed_at: datetime, calendar: Calendar
) -> datetime | None:
    """Return the due date a calendar change adds, None where it adds none.

    Whoever has to act keeps at least the end of the next working day after the change: a new due date is never before
    it, and one that lies before it already is not shortened. A change of days so long ago that both the old and the
    new due date had passed adds nothing: correcting an old holiday must not lift old lateness.
    """
    current, recomputed, changed = utc(current_due), utc(recomputed_due), utc(changed_at)
    if recomputed == current or max(recomputed, current) < changed:
        return None
    least = utc(calendar.end_of(calendar.next_working_day(calendar.day_of(changed))))
    added = max(recomputed, least)
    if recomputed < current <= added:
        return None
    return added.astimezone(calendar.zone_info())

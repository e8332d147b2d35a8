"""Verdicts: how a clock stands at an instant."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from cases.rules.clock_facts import ClockFacts, Decision, Ending, Promise, Submission
from cases.rules.due_dates import in_force
from cases.rules.instants import utc
from cases.rules.promises import broken_from, limit_of, valid_promises
from cases.rules.stops import Phase, Stop, stop_at

__all__ = [
    "ClockFacts",
    "Decision",
    "Ending",
    "Promise",
    "Reading",
    "Submission",
    "Verdict",
    "VerdictKind",
    "days_late",
    "kind_of",
    "read",
    "verdict",
]


class VerdictKind(StrEnum):
    """How a clock stands; "past due" is everything but the first."""

    IN_TERM = "in_term"
    EXTENDED = "extended"
    PROMISE_BROKEN = "promise_broken"
    OVERDUE = "overdue"


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """A clock's verdict at `at`, and what it follows from.

    `t` is the time of the answer (or of the ending), `at` while there is none. `promise` is the newest valid promise
    published by `at`, which need not have moved the limit.
    """

    kind: VerdictKind
    at: datetime
    t: datetime
    due_at: datetime | None
    limit: datetime | None
    answered: bool
    awaiting: bool
    promise: datetime | None

    @property
    def past_due(self) -> bool:
        """Tell whether the clock is not in term."""
        return self.kind is not VerdictKind.IN_TERM


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What holds at an instant and goes on holding until the next fact: all a verdict needs but the instant.

    `term_end` is the due date, or without one the first valid promise.
    """

    stop: Stop
    due_at: datetime | None
    term_end: datetime | None
    limit: datetime | None
    broken_from: datetime | None
    promise: datetime | None


def read(facts: ClockFacts, valid: tuple[Promise, ...], at: datetime) -> Reading:
    """Return what holds at an instant (UTC), from the facts and their valid promises."""
    published = tuple(promise for promise in valid if promise.published_at <= at)
    due_at = in_force(facts.due_dates, at)
    first = published[0].until if published else None
    return Reading(
        stop=stop_at(facts, at),
        due_at=due_at,
        term_end=due_at if due_at is not None else first,
        limit=limit_of(due_at, published),
        broken_from=broken_from(published),
        promise=published[-1].until if published else None,
    )


def kind_of(
    t: datetime, *, term_end: datetime | None, limit: datetime | None, broken_from: datetime | None
) -> VerdictKind:
    """Return the verdict on an answer at `t`."""
    if term_end is None or t <= term_end:
        return VerdictKind.IN_TERM
    if limit is not None and t <= limit:
        return VerdictKind.EXTENDED
    if broken_from is not None and broken_from < t:
        return VerdictKind.PROMISE_BROKEN
    return VerdictKind.OVERDUE


def verdict(facts: ClockFacts, at: datetime, *, recorded_by: datetime | None = None) -> Verdict | None:
    """Return the verdict of a clock at an instant; None where it had not begun, is none, or ended nobody knows when.

    `recorded_by` leaves out what was recorded later, as a frozen list must.
    """
    moment = utc(at)
    known = facts if recorded_by is None else facts.known_by(recorded_by)
    if known.started_at is None or known.ended_unknown or moment < known.started_at:
        return None
    reading = read(known, valid_promises(known), moment)
    t = reading.stop.at or moment
    return Verdict(
        kind=kind_of(t, term_end=reading.term_end, limit=reading.limit, broken_from=reading.broken_from),
        at=moment,
        t=t,
        due_at=reading.due_at,
        limit=reading.limit,
        answered=reading.stop.phase is Phase.ANSWERED,
        awaiting=reading.stop.phase is Phase.AWAITING,
        promise=reading.promise,
    )


def days_late(since: datetime, t: datetime, zone: str) -> int:
    """Return by how many days `t` is later than `since`, as dates of a zone; 0 where it is not."""
    return max((_day(t, zone) - _day(since, zone)).days, 0)


def _day(instant: datetime, zone: str) -> date:
    return utc(instant).astimezone(ZoneInfo(zone)).date()

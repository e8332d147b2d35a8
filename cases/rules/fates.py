"""What became of a promised date, and what the Center made of an answer when it first looked at it."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from cases.rules.clock_facts import Decision
from cases.rules.instants import utc
from cases.rules.stops import Phase


class Fate(StrEnum):
    """What became of a promise by an instant; `moot`: the clock ended before the day without an answer.

    So it is too where a clock ended nobody knows when.
    """

    KEPT = "kept"
    BROKEN = "broken"
    POSTPONED = "postponed"
    RUNNING = "running"
    MOOT = "moot"


def fate_of(
    until: datetime, *, next_at: datetime | None, phase: Phase, stopped_at: datetime | None, at: datetime
) -> Fate:
    """Return what became of a promise to be done by the end of a day, `until`, as it stands at `at`.

    `next_at` is when the next promise of the same clock was published, None where there is none by `at`; `phase` and
    `stopped_at` are those of the clock. An answer handed in by that day keeps the promise, also where a new promise
    had been made before; while the answer awaits review nobody knows. A new promise made in time postpones the old
    one, one made afterwards leaves it broken. Passing the case on after the day does not mend what was broken.
    """
    if phase is Phase.UNKNOWN:
        return Fate.MOOT
    stopped = None if stopped_at is None else utc(stopped_at)
    in_time = stopped is not None and stopped <= utc(until)
    if in_time and phase is Phase.ANSWERED:
        return Fate.KEPT
    if next_at is not None and utc(next_at) <= utc(until):
        return Fate.POSTPONED
    if in_time:
        return Fate.RUNNING if phase is Phase.AWAITING else Fate.MOOT
    return Fate.BROKEN if stopped is not None or utc(at) > utc(until) else Fate.RUNNING


REVIEWED = frozenset({Decision.APPROVED, Decision.RETURNED, Decision.REFUSED})


def first_review(decisions: Sequence[Decision]) -> Decision | None:
    """Return what the Center first said of an answer, its decisions in order; None while it has said nothing.

    What the agency recalled, or what lost its ground with the case, the Center said nothing of.
    """
    return next((each for each in decisions if each in REVIEWED), None)

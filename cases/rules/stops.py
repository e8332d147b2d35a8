"""What a clock does at an instant: it runs, or it has stopped, by an answer or by an ending."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cases.rules.clock_facts import ClockFacts, Ending, Submission


class Phase(StrEnum):
    """What a clock does; awaiting review is open, but stands still."""

    OPEN = "open"
    AWAITING = "awaiting"
    ANSWERED = "answered"
    TRANSFERRED = "transferred"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


PHASE_OF_ENDING = {Ending.TRANSFERRED: Phase.TRANSFERRED, Ending.CANCELLED: Phase.CANCELLED}


@dataclass(frozen=True, kw_only=True)
class Stop:
    """A phase, and since when the clock stands still (None while it runs, or where nobody knows)."""

    phase: Phase
    at: datetime | None = None


def stop_at(facts: ClockFacts, at: datetime) -> Stop:
    """Return what the clock does at an instant (UTC).

    An approved answer stops it at the moment it was submitted; of several (amendments stand beside it) the first
    counts. Else its ending stops it, and with it goes an answer that awaited review. Else such an answer does. An
    answer submitted after the clock ended is none of its own.
    """
    if facts.ended_unknown:
        return Stop(phase=Phase.UNKNOWN)
    ended = facts.ended_at if facts.ended_at is not None and facts.ended_at <= at else None
    answered = _first(version for version in facts.submissions if version.answers(at))
    if answered is not None and (ended is None or answered <= ended):
        return Stop(phase=Phase.ANSWERED, at=answered)
    if ended is not None and facts.ending is not None:
        return Stop(phase=PHASE_OF_ENDING[facts.ending], at=ended)
    awaiting = _first(version for version in facts.submissions if version.awaits(at))
    return Stop(phase=Phase.OPEN) if awaiting is None else Stop(phase=Phase.AWAITING, at=awaiting)


def is_open_to_promises(facts: ClockFacts, at: datetime) -> bool:
    """Tell whether the clock is open, with no answer awaiting review.

    A planned answer brings its own promise: at the very instant it was submitted it does not stand in its way.
    """
    if (
        facts.started_at is None
        or at < facts.started_at
        or stop_at(facts, at).phase not in {Phase.OPEN, Phase.AWAITING}
    ):
        return False
    waiting = (version for version in facts.submissions if version.awaits(at))
    return all(not version.stops and version.submitted_at == at for version in waiting)


def _first(versions: Iterable[Submission]) -> datetime | None:
    return min((version.submitted_at for version in versions), default=None)

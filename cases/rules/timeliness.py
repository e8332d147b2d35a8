"""Timeliness: how a clock stands, with open and answered ones apart, as lists need it and the numbers that lead there.

A verdict alone does not tell what is late from what was answered late: someone who reads "47 past due" and follows the
number must find 47 cases.
"""

from collections.abc import Mapping
from enum import StrEnum

from cases.rules.stops import Phase
from cases.rules.verdicts import VerdictKind

__all__ = ["TIMELINESS_WHEN_ANSWERED", "Timeliness", "timeliness"]


class Timeliness(StrEnum):
    """Open clocks by their verdict, then answered ones; the order is from good to bad within each."""

    IN_TERM = "in_term"
    EXTENDED = "extended"
    PROMISE_BROKEN = "promise_broken"
    OVERDUE = "overdue"
    ANSWERED_IN_TERM = "answered_in_term"
    ANSWERED_EXTENDED = "answered_extended"
    ANSWERED_LATE = "answered_late"


#: What becomes of an open clock's timeliness when its answer counts. A broken promise is late like any other.
TIMELINESS_WHEN_ANSWERED: Mapping[Timeliness, Timeliness] = {
    Timeliness.IN_TERM: Timeliness.ANSWERED_IN_TERM,
    Timeliness.EXTENDED: Timeliness.ANSWERED_EXTENDED,
    Timeliness.PROMISE_BROKEN: Timeliness.ANSWERED_LATE,
    Timeliness.OVERDUE: Timeliness.ANSWERED_LATE,
}


def timeliness(kind: VerdictKind | None, phase: Phase) -> Timeliness | None:
    """Return where a clock of this verdict and phase belongs; None where it has no verdict.

    What awaits review is open. A clock that was passed on or cancelled keeps the lateness it had.
    """
    if kind is None:
        return None
    found = Timeliness(kind.value)
    return TIMELINESS_WHEN_ANSWERED[found] if phase is Phase.ANSWERED else found

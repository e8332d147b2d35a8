"""Appeals: which return or refusal an agency may still have looked at again, and until when.

Source: the Center's regulation gives two working days, one appeal, and another reviewer (`cases.rules.rights`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cases.rules.calendars import Calendar
from cases.rules.clock_facts import Decision
from cases.rules.instants import utc
from cases.rules.terms import Term, TermKind, due_at

SENT_BACK = frozenset({Decision.RETURNED, Decision.REFUSED})


class AppealOutcome(StrEnum):
    """What became of an appeal; `dropped`: the agency handed in anew instead of waiting."""

    GRANTED = "granted"
    REJECTED = "rejected"
    DROPPED = "dropped"


class NoAppeal(StrEnum):
    """Why there is no appeal."""

    NOT_SENT_BACK = "not_sent_back"
    APPEALED_BEFORE = "appealed_before"
    OVERTAKEN = "overtaken"
    TOO_LATE = "too_late"


class AppealRefused(Exception):  # noqa: N818 - it is a refusal with a reason, like MoveRefused
    """There is no appeal against this decision; `why` says which of the conditions fails."""

    def __init__(self, why: NoAppeal) -> None:
        super().__init__(f"No appeal: {why}.")
        self.why = why


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A decision on one version: what and when it was, whether it was appealed, whether newer versions came since."""

    decision: Decision | None
    decided_at: datetime | None
    appealed: bool
    overtaken: bool


def appeal_until(calendar: Calendar, decided_at: datetime, days: int) -> datetime:
    """The last instant of an appeal: the end of so many working days after the day of the decision."""
    return utc(due_at(Term(kind=TermKind.WORKING_DAYS, n=days), calendar, decided_at))


def check_appeal(judged: Judged, at: datetime, *, until: datetime) -> None:
    """Return where this decision may be appealed at `at`; AppealRefused with the reason otherwise."""
    if judged.decision not in SENT_BACK or judged.decided_at is None:
        raise AppealRefused(NoAppeal.NOT_SENT_BACK)
    if judged.appealed:
        raise AppealRefused(NoAppeal.APPEALED_BEFORE)
    if judged.overtaken:
        raise AppealRefused(NoAppeal.OVERTAKEN)
    if at > until:
        raise AppealRefused(NoAppeal.TOO_LATE)


def may_appeal(judged: Judged, at: datetime, *, until: datetime) -> bool:
    """Tell whether `check_appeal` would let it pass."""
    try:
        check_appeal(judged, at, until=until)
    except AppealRefused:
        return False
    return True

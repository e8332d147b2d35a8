"""Rulings: what agencies ask the Center to settle, which answers it may give, and by when it must.

Source: no agency passes a case on by itself. A refusal for passing the buck, or a second "not ours" on a case, obliges
the Center to say whose it is within a settable number of working days (one), with its reason public; a question to a
higher agency goes through the Center, whose clock runs from the request. The agency's own clock runs on throughout.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from cases.rules.calendars import Calendar
from cases.rules.instants import utc
from cases.rules.terms import Term, TermKind, due_at


class RulingCause(StrEnum):
    """Why the Center has to settle something."""

    NOT_OURS = "not_ours"
    REFUSED = "refused"
    ASK_HIGHER = "ask_higher"


class RulingOutcome(StrEnum):
    """What the Center settled."""

    STAYS = "stays"  # it is this agency's
    TRANSFERRED = "transferred"  # it is another's, which begins with a clock of its own
    RELEASED = "released"  # it is that of the others which have it already
    ASKED = "asked"  # the higher agency is asked
    DECLINED = "declined"  # nobody is asked: the agency answers by itself


#: Causes in which it is open whose the case is; one ruling settles all of them for an assignment.
WHOSE = frozenset({RulingCause.NOT_OURS, RulingCause.REFUSED})
_WHOSE_OUTCOMES = frozenset({RulingOutcome.STAYS, RulingOutcome.TRANSFERRED, RulingOutcome.RELEASED})
OUTCOMES: Mapping[RulingCause, frozenset[RulingOutcome]] = {
    RulingCause.NOT_OURS: _WHOSE_OUTCOMES,
    RulingCause.REFUSED: _WHOSE_OUTCOMES,
    RulingCause.ASK_HIGHER: frozenset({RulingOutcome.ASKED, RulingOutcome.DECLINED}),
}
#: Outcomes that name an agency.
NAMING = frozenset({RulingOutcome.TRANSFERRED, RulingOutcome.ASKED})


def has_term(cause: RulingCause, *, not_ours_before: int) -> bool:
    """Tell whether the Center must settle it in time: all but the first "not ours" of a case, of which it decides."""
    return cause is not RulingCause.NOT_OURS or not_ours_before > 0


def ruling_due(calendar: Calendar, asked_at: datetime, days: int) -> datetime:
    """By when the Center must settle what was asked at `asked_at`, by the existing arithmetic of working days."""
    return utc(due_at(Term(kind=TermKind.WORKING_DAYS, n=days), calendar, asked_at))

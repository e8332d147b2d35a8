"""How long a case lay with the Center, and how long citizens waited until they could read an answer.

An agency's days end when it hands in what is approved, or awaits review (ADR 3). From then until the Center has decided
the case is the Center's, as it is before an agency has been charged. What was returned counts as never handed in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cases.models import AssignmentKind, Outcome
from cases.public.case import PublicAssignment, PublicHold
from cases.public.clock import days_between, instant
from cases.rules.holding import Stretch, left_over
from cases.rules.standings import Phase

if TYPE_CHECKING:
    from cases.public.telling import Telling

HANDED_IN = (Phase.AWAITING.value, Phase.ANSWERED.value)


def round_end(telling: Telling, round_number: int) -> datetime | None:
    """When a round's answer became public; the instant told while there is none; None where nobody knows."""
    standing = telling.standing(None, round_number)
    if standing is None or standing.phase is Phase.UNKNOWN:
        return None
    if standing.stopped_at is None or standing.phase is Phase.AWAITING:
        return telling.at
    return max([standing.stopped_at, *_published(telling, round_number)])


def _published(telling: Telling, round_number: int) -> list[datetime]:
    """When the answers that ended a round's charges were decided on; plans and amendments end none."""
    charges = {
        row["id"]
        for row in telling.story["assignments"]
        if row["round"] == round_number and row["kind"] == AssignmentKind.HANDLING
    }
    ending = [
        row
        for row in telling.rows("answers", "decided_at")
        if row["assignment"] in charges and row["amends"] is None and row["outcome"] != Outcome.PLANNED
    ]
    return [moment for row in ending if (moment := instant(row["decided_at"])) is not None]


def wait_days(telling: Telling, round_row: Mapping[str, Any]) -> int | None:
    """How many local calendar days citizens have waited in a round, or waited until they could read its answer."""
    start, end = instant(round_row["started_at"]), round_end(telling, round_row["number"])
    if start is None or end is None:
        return None
    return max(days_between(start, end, telling.zone), 0)


def days_since_sent(telling: Telling, sent_at: datetime | None, round_number: int) -> int | None:
    """The same from when the report was first sent, or accepted where nobody knows; None in the first round."""
    if round_number == 1:
        return None
    starts = [started for row in telling.rows("rounds", "started_at") if (started := instant(row["started_at"]))]
    start, end = sent_at or min(starts, default=None), round_end(telling, round_number)
    if start is None or end is None:
        return None
    return max(days_between(start, end, telling.zone), 0)


def center_holds(telling: Telling, charges: Iterable[PublicAssignment]) -> tuple[PublicHold, ...]:
    """The stretches of all rounds in which no agency held the case; what began and ended on one day is left out."""
    handling = [charge for charge in charges if charge.kind == AssignmentKind.HANDLING]
    found = (
        hold
        for row in telling.rows("rounds", "started_at")
        for hold in _of_round(telling, row, [charge for charge in handling if charge.round == row["number"]])
    )
    return tuple(hold for hold in found if hold.until is None or hold.days_held)


def _of_round(telling: Telling, round_row: Mapping[str, Any], charges: list[PublicAssignment]) -> Iterable[PublicHold]:
    """None where it is not known when the round or one of its charges began or ended."""
    start, end = instant(round_row["started_at"]), round_end(telling, round_row["number"])
    if start is None or end is None or any(charge.days_held is None for charge in charges):
        return
    held = [
        Stretch(
            since=charge.since,
            until=charge.held_until or telling.at,
            handed_in=charge.phase in HANDED_IN,
        )
        for charge in charges
        if charge.since is not None
    ]
    for gap in left_over(start, end, held):
        yield PublicHold(
            round=round_row["number"],
            since=gap.since,
            until=None if gap.until == telling.at else gap.until,
            days_held=days_between(gap.since, gap.until, telling.zone),
            reviewing=gap.reviewed,
            at=telling.at,
        )

"""What of a case is in dispute: answers that were given back, appeals against that, and what is to be ruled on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cases.public.case import PublicAppeal, PublicAssignment, PublicReturn, PublicRuling
from cases.public.clock import instant
from cases.rules.states import AssignmentState

if TYPE_CHECKING:
    from cases.public.telling import Telling

RUNNING = (AssignmentState.OPEN.value, AssignmentState.AWAITING.value)


def return_of(telling: Telling, row: Mapping[str, Any], charges: Mapping[int, PublicAssignment]) -> PublicReturn:
    """That an answer was given back, as far as the appeal against it had come."""
    return PublicReturn(
        agency_name=charges[row["assignment"]].agency.name,
        at=instant(row["at"]),
        refused=row["decision"] == "refused",
        label=telling.words.reasons.get(row["reason"], ""),
        sentence=row["sentence"],
        appeal=_appeal(telling, row.get("appeal")),
    )


def _appeal(telling: Telling, row: Mapping[str, Any] | None) -> PublicAppeal | None:
    """The appeal against a return, as far as it had come."""
    if row is None or not telling.happened(row["at"]):
        return None
    decided = row["outcome"] != "" and telling.happened(row["decided_at"])
    return PublicAppeal(
        at=datetime.fromisoformat(row["at"]),
        outcome=row["outcome"] if decided else "",
        decided_at=instant(row["decided_at"]) if decided else None,
        words=row["words"] if decided else "",
    )


def unsettled(telling: Telling, charges: Mapping[int, PublicAssignment]) -> tuple[PublicRuling, ...]:
    """What the Center had been asked, or was obliged, to settle by `at`, and had not; while the charge runs."""
    asked = [row for row in telling.story.get("rulings", ()) if telling.happened(row["at"])]
    open_ = [row for row in asked if row["ruled_at"] is None or not telling.happened(row["ruled_at"])]
    return tuple(
        PublicRuling(
            agency_name=charges[row["assignment"]].agency.name,
            cause=row["cause"],
            at=datetime.fromisoformat(row["at"]),
            due_at=instant(row["due_at"]),
            overdue=row["due_at"] is not None and datetime.fromisoformat(row["due_at"]) < telling.at,
        )
        for row in open_
        if charges[row["assignment"]].state in RUNNING
    )

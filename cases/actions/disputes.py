"""What agencies and the Center disagree on, as plain values: appeals, and what is or was to be ruled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cases.models import Appeal, Ruling


@dataclass(kw_only=True, slots=True)
class AppealFact:
    """An appeal against one decision; the agency's own sentence is no public fact and not among them."""

    id: int
    appealed_at: datetime
    against: str
    against_at: datetime
    against_recorded_at: datetime
    against_reason_id: int
    against_sentence: str
    outcome: str
    decided_at: datetime | None
    words: str


@dataclass(kw_only=True, slots=True)
class RulingFact:
    """One matter the Center settles, or has settled; nor is what the agency wrote, or whom it named."""

    id: int
    assignment_id: int
    cause: str
    asked_at: datetime
    reason_id: int
    due_at: datetime | None
    outcome: str
    ruled_at: datetime | None
    ruling_reason_id: int | None
    words: str
    to_id: int | None


def appeal_fact(row: Appeal) -> AppealFact:
    """An appeal's facts."""
    return AppealFact(
        id=row.pk,
        appealed_at=row.appealed_at,
        against=row.against,
        against_at=row.against_at,
        against_recorded_at=row.against_recorded_at,
        against_reason_id=row.against_reason_id,
        against_sentence=row.against_sentence,
        outcome=row.outcome,
        decided_at=row.decided_at,
        words=row.words,
    )


def ruling_fact(row: Ruling) -> RulingFact:
    """A ruling's facts."""
    return RulingFact(
        id=row.pk,
        assignment_id=row.assignment_id,
        cause=row.cause,
        asked_at=row.asked_at,
        reason_id=row.reason_id,
        due_at=row.due_at,
        outcome=row.outcome,
        ruled_at=row.ruled_at,
        ruling_reason_id=row.ruling_reason_id,
        words=row.words,
        to_id=row.to_id,
    )

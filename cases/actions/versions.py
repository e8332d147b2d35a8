"""A submitted version of an answer as a plain value, and as the rules of clocks see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cases.actions.disputes import AppealFact
from cases.models import AppealOutcome
from cases.rules.verdicts import Decision
from cases.rules.verdicts import Submission as Handed


@dataclass(kw_only=True, slots=True)
class SubmissionFact:
    """One submitted version of an answer and what became of it."""

    answer_id: int
    amends_id: int | None
    number: int
    text: str
    outcome: str
    planned_on: date | None
    legal_reason: str
    submitted_at: datetime | None
    recorded_at: datetime
    decision: str
    decided_at: datetime | None
    retracted_at: datetime | None
    reason_id: int | None
    sentence: str
    decision_recorded_at: datetime | None = None
    retraction_recorded_at: datetime | None = None
    one_hand: bool = False  # one of those who wrote it, or who handed it in, decided on it
    appeal: AppealFact | None = None

    @property
    def overturned(self) -> AppealFact | None:
        """The appeal by which this version came to be approved after all."""
        return self.appeal if self.appeal is not None and self.appeal.outcome == AppealOutcome.GRANTED else None


def handed(fact: SubmissionFact) -> Handed | None:
    """The rule's view of a submission; None for an amendment (it stands beside) or one at an unknown time."""
    if fact.amends_id is not None or fact.submitted_at is None:
        return None
    overturned = fact.overturned
    return Handed(
        submitted_at=fact.submitted_at,
        recorded_at=fact.recorded_at,
        decided_at=fact.decided_at,
        decision=Decision(fact.decision) if fact.decision else None,
        stops=fact.outcome != "planned",
        retracted_at=fact.retracted_at,
        decision_recorded_at=fact.decision_recorded_at,
        retraction_recorded_at=fact.retraction_recorded_at,
        sent_back_at=overturned.against_at if overturned else None,
        sending_back_recorded_at=overturned.against_recorded_at if overturned else None,
    )

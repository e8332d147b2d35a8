"""What the portal holds of a case that a source has told whole: the same moves, checked by the same tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from cases.actions.actor import IMPORT
from cases.actions.dossier import AssignmentFact, Dossier, EventFact, RoundFact, TermFact
from cases.actions.incoming import Ended, IncomingCase
from cases.actions.versions import SubmissionFact
from cases.models import AssignmentKind, Outcome
from cases.rules.due_dates import DueDate
from cases.rules.events import text_digest
from cases.rules.states import (
    ANSWER_MOVES,
    ASSIGNMENT_MOVES,
    CASE_MOVES,
    AnswerMove,
    AnswerState,
    AssignmentMove,
    AssignmentState,
    CaseMove,
    CaseState,
    check_move,
)
from cases.rules.verdicts import Decision


@dataclass(kw_only=True, slots=True)
class Arrival:
    """An incoming case with the ids and names it gets here. Its number it gets last: for that the tree is locked."""

    incoming: IncomingCase
    case_id: int
    level: str
    salt: str
    agency_ids: tuple[int, ...]
    assignment_ids: tuple[int, ...]
    answer_ids: tuple[int, ...]
    due: DueDate | None
    term: TermFact | None
    recorded_at: datetime

    @property
    def over(self) -> bool:
        """The source says it is closed."""
        return self.incoming.ended is not Ended.OPEN

    def answer_text(self, position: int) -> str:
        """The source tells one text; where several agencies share it, it stands with the first."""
        return (self.incoming.answer_text or "") if position == 0 else ""


@cache
def states_of(*, over: bool) -> tuple[CaseState, AssignmentState, AnswerState]:
    """Walk the tables of states from reception to where the source says the case stands."""
    case = check_move(CASE_MOVES, CaseState.RECEIVED, CaseMove.ACCEPT)
    case = check_move(CASE_MOVES, case, CaseMove.ASSIGN)
    assignment, answer = AssignmentState.OPEN, AnswerState.DRAFT
    if over:
        assignment = check_move(ASSIGNMENT_MOVES, assignment, AssignmentMove.SUBMIT)
        answer = check_move(ANSWER_MOVES, answer, AnswerMove.SUBMIT)
        assignment = check_move(ASSIGNMENT_MOVES, assignment, AssignmentMove.APPROVE)
        answer = check_move(ANSWER_MOVES, answer, AnswerMove.APPROVE)
        case = check_move(CASE_MOVES, case, CaseMove.ANSWER)
    return case, assignment, answer


def events_of(arrival: Arrival) -> Iterator[EventFact]:
    """One event a move, as the single verbs record them; an instant the source does not tell stays unknown."""
    incoming = arrival.incoming

    def event(kind: str, happened_at: datetime | None, **data: Any) -> EventFact:
        return EventFact(
            kind=kind, happened_at=happened_at, recorded_at=arrival.recorded_at, role=IMPORT.role.value, data=data
        )

    yield event("case.receive", incoming.sent_at, category=incoming.category_slug, source=incoming.source)
    yield event("case.accept", incoming.accepted_at, level=arrival.level, round=1)
    for assignment_id, agency_id in zip(arrival.assignment_ids, arrival.agency_ids, strict=True):
        yield event(
            "case.assign",
            incoming.started_at,
            assignment=assignment_id,
            agency=agency_id,
            assignment_kind=AssignmentKind.HANDLING.value,
        )
    if not arrival.over:
        return
    charged = zip(arrival.assignment_ids, arrival.agency_ids, arrival.answer_ids, strict=True)
    for position, (assignment_id, agency_id, answer_id) in enumerate(charged):
        told = {"assignment": assignment_id, "agency": agency_id, "answer": answer_id, "version": 1}
        told["outcome"] = incoming.outcome  # type: ignore[assignment]  # ids and one code
        digest = text_digest(arrival.salt, arrival.answer_text(position))
        yield event("assignment.submit", incoming.closed_at, **told, text=digest)
        yield event("assignment.approve", incoming.closed_at, **told)
    yield event("case.answer", incoming.closed_at, round=1)


def _submission(arrival: Arrival, position: int) -> SubmissionFact:
    incoming = arrival.incoming
    return SubmissionFact(
        answer_id=arrival.answer_ids[position],
        amends_id=None,
        number=1,
        text=arrival.answer_text(position),
        outcome=incoming.outcome or Outcome.UNKNOWN.value,
        planned_on=None,
        legal_reason="",
        submitted_at=incoming.closed_at,
        recorded_at=arrival.recorded_at,
        decision=Decision.APPROVED.value,
        decided_at=incoming.closed_at,
        retracted_at=None,
        reason_id=None,
        sentence="",
    )


def dossier_of(arrival: Arrival) -> Dossier:
    """The case's facts as plain values, as if read back from the tables."""
    incoming = arrival.incoming
    _, state, _ = states_of(over=arrival.over)
    dues = () if arrival.due is None else (arrival.due,)
    assignments = tuple(
        AssignmentFact(
            id=assignment_id,
            agency_id=agency_id,
            kind=AssignmentKind.HANDLING.value,
            round=1,
            state=state.value,
            assigned_at=incoming.started_at,
            started_at=incoming.started_at,
            ended_at=incoming.closed_at,
            ended_unknown=incoming.ended is Ended.CLOSED_UNKNOWN,
            clock_id=assignment_id,
            due_dates=dues,
            submissions=(_submission(arrival, position),) if arrival.over else (),
        )
        for position, (assignment_id, agency_id) in enumerate(
            zip(arrival.assignment_ids, arrival.agency_ids, strict=True)
        )
    )
    return Dossier(
        case_id=arrival.case_id,
        round=1,
        rounds=(RoundFact(number=1, started_at=incoming.started_at, due_dates=dues),),
        assignments=assignments,
        events=tuple(events_of(arrival)),
        term=arrival.term,
    )

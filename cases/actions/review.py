"""Approve, return, refuse, retract: the Center's decisions on answers."""

from __future__ import annotations

from datetime import datetime

from cases.actions.actor import Actor
from cases.actions.answering import (
    answer_case,
    awaiting_version,
    decided,
    drop_appeals,
    move_answer,
    move_assignment,
    void,
)
from cases.actions.assign import refuse_double
from cases.actions.causes import Cause
from cases.actions.changing import (
    ActionRefused,
    Change,
    changing,
    locked_answer,
    locked_assignment,
    refuse_before,
    refuse_removed,
)
from cases.actions.covering import tell_covers
from cases.actions.due import end_of_day, latest_promise
from cases.actions.photos import publish_evidence
from cases.actions.public_sentences import said_publicly
from cases.actions.rate import end_rating
from cases.actions.reasons import reason_for
from cases.actions.rights import refuse_without_right
from cases.actions.ruling import oblige_to_rule
from cases.models import Answer, Assignment, AssignmentKind, Case, Extension, Outcome, ReasonKind, Submission
from cases.rules.replay import AS_A_PLAN
from cases.rules.rights import Deed
from cases.rules.states import (
    AnswerMove,
    AnswerState,
    AssignmentMove,
    CaseMove,
    CaseState,
)


def refuse_to_decide(
    change: Change, deed: Deed, answer: Answer, version: Submission, *, appealed_by: int | None = None
) -> None:
    """RightRefused for who may not decide on this text: its author, somebody of its agency, somebody of no desk."""
    agency = answer.assignment.agency_id
    refuse_without_right(change.by, deed, agency, now=change.recorded_at, version=version, written_by=appealed_by)


def approve(*, answer: Answer, by: Actor, at: datetime) -> Submission:
    """Publish an answer. The last approved answer of a round ends it; a *planned* one never does."""
    with changing(answer.assignment.case_id, by=by, at=at) as change:
        held = locked_answer(answer)
        version = awaiting_version(held)
        refuse_to_decide(change, Deed.APPROVE, held, version)
        publish(held, AnswerMove.APPROVE, at)
        decided(version, "approved", change)
        publish_evidence(held)
        assignment = locked_assignment(held.assignment_id)
        if held.amends_id is None:
            close_or_extend(change, assignment, held, version)
        change.record(
            "assignment.approve" if held.amends_id is None else "answer.approve",
            assignment=assignment.pk,
            agency=assignment.agency_id,
            answer=held.pk,
            version=version.number,
            outcome=version.outcome,
        )
        tell_covers(change, version)
        answer_case(change)
    return version


def publish(answer: Answer, move: AnswerMove, at: datetime) -> None:
    """Move an answer to where anyone reads it."""
    move_answer(answer, move)
    answer.first_published_at = answer.first_published_at or at
    answer.last_published_at = at
    answer.save()


def close_or_extend(
    change: Change, assignment: Assignment, answer: Answer, version: Submission, *, appealed: bool = False
) -> None:
    """An approved answer ends its assignment; a plan is a promise instead, and the assignment stays open.

    Where it was `appealed` for, the assignment is open already: the decision that opened it is overturned.
    """
    closing = AssignmentMove.OVERTURN if appealed else AssignmentMove.APPROVE
    if version.outcome == Outcome.PLANNED and version.planned_on is not None:
        move_assignment(assignment, AS_A_PLAN[closing])
        submitted_at = version.submitted_at or change.at
        Extension.objects.create(
            assignment=assignment,
            # Like every answer a plan counts from the moment it was submitted: the Center's pace is not the agency's.
            published_at=submitted_at,
            recorded_at=change.recorded_at,
            promised_on=version.planned_on,
            promised_until=end_of_day(change.case, version.planned_on, submitted_at),
            not_after=latest_promise(change.case, submitted_at),
            answer=answer,
        )
    else:
        move_assignment(assignment, closing)
        assignment.ended_at = version.submitted_at
    assignment.save()


def _send_back(
    answer: Answer, *, move: AnswerMove, kind: ReasonKind, reason: str, sentence: str, by: Actor, at: datetime
) -> Submission:
    with changing(answer.assignment.case_id, by=by, at=at) as change:
        held = locked_answer(answer)
        version = awaiting_version(held)
        refuse_to_decide(change, Deed(move.value), held, version)
        code = reason_for(kind, reason, sentence)
        move_answer(held, move)
        held.save()
        assignment = locked_assignment(held.assignment_id)
        if held.amends_id is None:
            move_assignment(assignment, AssignmentMove(move.value))
            assignment.save()
        decided(
            version,
            "returned" if move is AnswerMove.RETURN else "refused",
            change,
            reason=code,
            sentence=said_publicly(sentence),
        )
        change.record(
            f"{'assignment' if held.amends_id is None else 'answer'}.{move.value}",
            assignment=assignment.pk,
            agency=assignment.agency_id,
            answer=held.pk,
            version=version.number,
            reason=code.code,
        )
        if move is AnswerMove.REFUSE and held.amends_id is None:
            oblige_to_rule(change, assignment, code)
    return version


def return_answer(*, answer: Answer, reason: str, sentence: str, by: Actor, at: datetime) -> Submission:
    """Send an answer back: it counts as if it had never been. The reason is public, the text is not."""
    return _send_back(
        answer, move=AnswerMove.RETURN, kind=ReasonKind.RETURN, reason=reason, sentence=sentence, by=by, at=at
    )


def refuse(*, answer: Answer, reason: str, sentence: str, by: Actor, at: datetime) -> Submission:
    """Refuse an answer that passes the buck: its text is never published, that and why it was refused is."""
    return _send_back(
        answer, move=AnswerMove.REFUSE, kind=ReasonKind.REFUSE, reason=reason, sentence=sentence, by=by, at=at
    )


def closing_version(answer: Answer) -> Submission:
    """The approved version that ended its assignment; ActionRefused where there is none: a plan never ends one."""
    version = answer.submissions.filter(decision="approved", retracted_at=None).order_by("-number").first()
    if version is None or answer.amends_id is not None or version.outcome == Outcome.PLANNED:
        raise ActionRefused("There is no approval of this answer to retract.", Cause.NOTHING_TO_RETRACT)
    found: Submission = version
    return found


def refuse_to_run_again(assignment: Assignment, case: Case) -> None:
    """ActionRefused where the case has gone on in a way that leaves no room for this assignment."""
    if assignment.round != case.round:
        raise ActionRefused("The case has been reopened since: the agencies answer for it in the new round.")
    refuse_double(case, assignment.agency, assignment.kind)


def retract(*, answer: Answer, reason: str, by: Actor, at: datetime) -> Answer:
    """Retract an approval that proved false: the clock stands as if the agency had never answered.

    What amended the answer falls with it.
    """
    with changing(answer.assignment.case_id, by=by, at=at, deed=Deed.RETRACT) as change:
        refuse_removed(change.case)
        held = locked_answer(answer)
        version = closing_version(held)
        code = reason_for(ReasonKind.RETRACT, reason)
        assignment = locked_assignment(held.assignment_id)
        move_assignment(assignment, AssignmentMove.RETRACT)
        refuse_to_run_again(assignment, change.case)
        refuse_before(at, version.decided_at, "This answer was approved")
        for amendment in held.amendments.exclude(state=AnswerState.VOID.value).exclude(state=AnswerState.REFUSED.value):
            void(change, amendment)
            amendment.submissions.filter(decision="approved", retracted_at=None).update(retracted_at=at)
        drop_appeals(change, assignment)
        assignment.ended_at = None
        assignment.save()
        move_answer(held, AnswerMove.VOID)
        held.save()
        version.retracted_at = at
        version.save()
        change.record(
            "assignment.retract",
            assignment=assignment.pk,
            agency=assignment.agency_id,
            answer=held.pk,
            version=version.number,
            reason=code.code,
        )
        reopen_round(change, assignment)
    return held


def reopen_round(change: Change, assignment: Assignment) -> None:
    """A case that had been answered by the retracted text is in progress again, in the same round."""
    case = change.case
    if (
        case.state == CaseState.ANSWERED.value
        and assignment.kind == AssignmentKind.HANDLING
        and assignment.round == case.round
    ):
        change.move(CaseMove.UNANSWER)
        end_rating(change)
        change.record("case.unanswer", round=case.round)

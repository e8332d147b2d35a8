"""Appeal against a return or a refusal, and decide on that: where it is granted, the first submission counts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings

from cases.actions.actor import Actor
from cases.actions.answering import answer_case, move_answer, move_assignment
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
from cases.actions.due import calendar_of
from cases.actions.photos import publish_evidence
from cases.actions.public_sentences import said_publicly
from cases.actions.reasons import reason_for
from cases.actions.review import close_or_extend, publish, refuse_to_decide
from cases.models import Answer, Appeal, AppealOutcome, Case, PendingDecision, ReasonKind, Submission
from cases.rules.appeals import AppealRefused, Judged, NoAppeal, appeal_until, check_appeal
from cases.rules.clock_facts import Decision
from cases.rules.rights import Deed
from cases.rules.states import AnswerMove, AssignmentMove

CAUSES = {
    NoAppeal.NOT_SENT_BACK: Cause.NOT_SENT_BACK,
    NoAppeal.APPEALED_BEFORE: Cause.APPEALED_BEFORE,
    NoAppeal.OVERTAKEN: Cause.OVERTAKEN,
    NoAppeal.TOO_LATE: Cause.APPEAL_TOO_LATE,
}


def judged(version: Submission) -> Judged:
    """What the rule asks of a version; a recalled one came and went as if it had never been."""
    newer = Submission.objects.filter(answer__assignment=version.answer.assignment_id, pk__gt=version.pk)
    return Judged(
        decision=Decision(version.decision) if version.decision else None,
        decided_at=version.decided_at,
        appealed=Appeal.objects.filter(version=version).exists(),
        overtaken=newer.exclude(decision=Decision.RECALLED.value).exists(),
    )


def last_instant(case: Case, decided_at: datetime) -> datetime:
    """Until when a decision may be appealed, in the calendar of the case's term."""
    return appeal_until(calendar_of(case, decided_at), decided_at, settings.APPEAL_WORKING_DAYS)


def newest_version(answer: Answer) -> Submission:
    """The version decided on last; ActionRefused where there is none."""
    version = answer.submissions.order_by("-number").first()
    if version is None:
        raise ActionRefused("Nothing of this answer was decided.", Cause.NOT_SENT_BACK)
    found: Submission = version
    return found


def _names(answer: Answer, version: Submission) -> dict[str, Any]:
    """What every event of an appeal names."""
    assignment = answer.assignment
    return {
        "assignment": assignment.pk,
        "agency": assignment.agency_id,
        "answer": answer.pk,
        "version": version.number,
    }


def _against(version: Submission) -> dict[str, Any]:
    """The decision appealed against, kept apart: where it is overturned, the version tells only the new one."""
    return {
        "against": version.decision,
        "against_at": version.decided_at,
        "against_recorded_at": version.decision_recorded_at,
        "against_by_id": version.decided_by_id,
        "against_reason_id": version.reason_id,
        "against_sentence": version.sentence,
    }


def _check_moves(answer: Answer, move: str) -> None:
    """MoveRefused where the answer, or but for amendments its assignment, cannot move so; both stay as they are."""
    move_answer(answer, AnswerMove(move))
    if answer.amends_id is None:
        move_assignment(locked_assignment(answer.assignment_id), AssignmentMove(move))


def _kind(answer: Answer, move: str) -> str:
    return f"{'assignment' if answer.amends_id is None else 'answer'}.{move}"


def appeal(*, answer: Answer, reason: str, sentence: str, by: Actor, at: datetime) -> Appeal:
    """Have a return or a refusal looked at by another reviewer, once and within two working days.

    The clock runs on meanwhile; handing in anew ends the appeal. ActionRefused where there is none (any more).
    """
    agency = answer.assignment.agency_id
    with changing(answer.assignment.case_id, by=by, at=at, deed=Deed.APPEAL, agency=agency) as change:
        refuse_removed(change.case)
        held = locked_answer(answer)
        version = newest_version(held)
        try:
            until = last_instant(change.case, version.decided_at or at)
            check_appeal(judged(version), at, until=until)
        except AppealRefused as refused:
            raise ActionRefused(str(refused), CAUSES[refused.why]) from refused
        refuse_before(at, version.decided_at, "The decision was made")
        code = reason_for(ReasonKind.APPEAL, reason, sentence)
        _check_moves(held, AssignmentMove.APPEAL.value)
        appealed = Appeal.objects.create(
            version=version,
            appealed_at=at,
            recorded_at=change.recorded_at,
            appealed_by_id=by.user_id,
            reason=code,
            sentence=said_publicly(sentence),
            **_against(version),
        )
        names = _names(held, version)
        change.record(_kind(held, AssignmentMove.APPEAL.value), **names, reason=code.code, appeal=appealed.pk)
    return appealed


def decide_appeal(*, appeal: Appeal, granted: bool, words: str, by: Actor, at: datetime) -> Appeal:
    """Decide on an appeal, with a public sentence; RightRefused for whoever made the first decision.

    Granted, the version counts as approved and from when it was submitted; otherwise nothing changes. ActionRefused
    for an appeal that no longer waits.
    """
    with changing(appeal.version.answer.assignment.case_id, by=by, at=at) as change:
        held, answer = decidable(change, appeal, words)
        version = held.version
        PendingDecision.objects.filter(version=version).delete()  # whatever waited has been overtaken
        _settle(held, AppealOutcome.GRANTED if granted else AppealOutcome.REJECTED, change, words=said_publicly(words))
        (_overturn if granted else _uphold)(change, held, answer, version)
    return held


def decidable(change: Change, appeal: Appeal, words: str) -> tuple[Appeal, Answer]:
    """The appeal and its answer under the case's lock; refused as `decide_appeal` would refuse it."""
    refuse_removed(change.case)
    held = Appeal.objects.select_related("version").get(pk=appeal.pk)
    answer = locked_answer(held.version.answer_id)
    if held.outcome:
        raise ActionRefused("This appeal has been decided, or was dropped.", Cause.APPEAL_DECIDED)
    refuse_to_decide(change, Deed.DECIDE_APPEAL, answer, held.version, appealed_by=held.appealed_by_id)
    refuse_before(change.at, held.appealed_at, "This appeal was made")
    said_publicly(words)
    return held, answer


def _settle(held: Appeal, outcome: AppealOutcome, change: Change, *, words: str = "") -> None:
    held.outcome, held.words = outcome.value, words
    held.decided_at, held.decision_recorded_at = change.at, change.recorded_at
    held.decided_by_id = change.by.user_id
    held.save()


def _uphold(change: Change, held: Appeal, answer: Answer, version: Submission) -> None:
    _check_moves(answer, AssignmentMove.UPHOLD.value)
    kind = _kind(answer, AssignmentMove.UPHOLD.value)
    change.record(kind, **_names(answer, version), appeal=held.pk)


def _overturn(change: Change, held: Appeal, answer: Answer, version: Submission) -> None:
    """The version is what it would have been: approved, and published now."""
    publish(answer, AnswerMove.OVERTURN, change.at)
    version.decision, version.reason, version.sentence = Decision.APPROVED.value, None, ""
    version.decided_at, version.decision_recorded_at = change.at, change.recorded_at
    version.decided_by_id = change.by.user_id
    version.save()
    if answer.amends_id is None:
        close_or_extend(change, locked_assignment(answer.assignment_id), answer, version, appealed=True)
    names = _names(answer, version)
    kind = _kind(answer, AssignmentMove.OVERTURN.value)
    change.record(kind, **names, outcome=version.outcome, appeal=held.pk)
    tell_covers(change, version)
    publish_evidence(answer)
    answer_case(change)

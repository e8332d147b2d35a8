"""Withdraw and restore, merge and unmerge: a case leaves the portal, and comes back as it was."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from cases.actions.actor import Actor
from cases.actions.answering import void
from cases.actions.assign import end
from cases.actions.causes import CenterCause
from cases.actions.changing import ActionRefused, Change, changing, locked_case, refuse_before
from cases.actions.reasons import reason_for
from cases.models import Answer, Assignment, Case, Event, ReasonCode, ReasonKind, Withdrawal, WithdrawalOutcome
from cases.rules.rights import Deed
from cases.rules.states import (
    ASSIGNMENT_MOVES,
    AnswerState,
    AssignmentMove,
    AssignmentState,
    CaseMove,
    CaseState,
    check_move,
)

REMOVED_WITH = "with_case"


def cancel_running(change: Change) -> None:
    """Everything that still runs ends with the case; an answer (an amendment too) that awaited review is void."""
    awaiting = Answer.objects.filter(assignment__case=change.case, state=AnswerState.SUBMITTED.value)
    for answer in awaiting.select_related("assignment"):
        void(change, answer)
    for assignment in change.case.assignments.running().select_related("agency"):
        refuse_before(change.at, assignment.assigned_at, f"{assignment.agency} got this case")
        end(assignment, AssignmentMove.CANCEL, change.at)
        change.record("assignment.cancel", assignment=assignment.pk, agency=assignment.agency_id, reason=REMOVED_WITH)


def restore_cancelled(change: Change, move: AssignmentMove) -> None:
    """What was cancelled with the case is open again, with the same due date."""
    last_move = (
        Event.objects.filter(case=change.case, kind__in=("case.withdraw", "case.merge")).order_by("-seq").first()
    )
    since = last_move.seq if last_move else 0
    cancelled = [
        event.data["assignment"]
        for event in Event.objects.filter(case=change.case, kind="assignment.cancel", seq__gt=since)
    ]
    for assignment in Assignment.objects.filter(pk__in=cancelled):
        assignment.state = check_move(ASSIGNMENT_MOVES, AssignmentState(assignment.state), move).value
        assignment.ended_at = None
        assignment.save()
        change.record(f"assignment.{move.value}", assignment=assignment.pk, agency=assignment.agency_id)


def withdraw(*, case: Case, reason: str, by: Actor, at: datetime) -> Case:
    """Take an accepted case off the portal: a tombstone with the reason stays at its address."""
    with changing(case, by=by, at=at, deed=Deed.WITHDRAW) as change:
        code = reason_for(ReasonKind.WITHDRAW, reason)
        if code.needs_two:
            raise ActionRefused("This reason needs a legal basis and two people.", CenterCause.NEEDS_TWO)
        take_off(change, code)
    return case


def take_off(change: Change, code: ReasonCode, **data: Any) -> None:
    """The withdrawal itself, within a change; one that waits for a second person has nothing to wait for any more."""
    held = change.case
    before = held.state
    change.move(CaseMove.WITHDRAW)
    held.state_before = before
    waiting = Withdrawal.objects.waiting().filter(case=held).exclude(reason=code)
    waiting.update(outcome=WithdrawalOutcome.DROPPED, settled_at=change.at)
    change.record("case.withdraw", reason=code.code, **data)
    cancel_running(change)


def restore(*, case: Case, by: Actor, at: datetime) -> Case:
    """Bring a withdrawn case back to the state it was in."""
    with changing(case, by=by, at=at, deed=Deed.RESTORE) as change:
        return_to_before(change, CaseMove.RESTORE, AssignmentMove.RESTORE)
    return case


def return_to_before(change: Change, move: CaseMove, assignment_move: AssignmentMove) -> None:
    """Shared end of restore and unmerge."""
    held = change.case
    change.move(move)
    held.state_before = ""
    held.merged_into = None
    change.record(f"case.{move.value}", state=held.state)
    restore_cancelled(change, assignment_move)


@transaction.atomic
def merge(*, case: Case, into: Case, by: Actor, at: datetime) -> Case:
    """Join a duplicate to the case it repeats: its page redirects there. ActionRefused into itself or a removed one."""
    # Both rows, in one order for all: two cases merged into each other at once would redirect in a circle.
    locked = {pk: locked_case(pk) for pk in sorted({case.pk, into.pk})}
    with changing(case, by=by, at=at, deed=Deed.MERGE) as change:
        held = change.case
        target = locked[into.pk]
        if target.pk == held.pk:
            raise ActionRefused("A case cannot be merged into itself.", CenterCause.INTO_ITSELF)
        if target.state not in (CaseState.IN_PROGRESS.value, CaseState.ANSWERED.value):
            what = f"Case {target.number} is {target.state}: nothing can be merged into it."
            raise ActionRefused(what, CenterCause.NOT_TO_MERGE_INTO)
        before = held.state
        change.move(CaseMove.MERGE)
        held.state_before, held.merged_into = before, target
        change.record("case.merge", into=target.pk)
        cancel_running(change)
    return case


def unmerge(*, case: Case, by: Actor, at: datetime) -> Case:
    """Undo a merge: the case is what it was, with its old due dates."""
    with changing(case, by=by, at=at, deed=Deed.MERGE) as change:
        return_to_before(change, CaseMove.UNMERGE, AssignmentMove.UNMERGE)
    return case

"""Save a draft at the officer's desk: whoever would write over what another has saved meanwhile is told."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from cases.actions import answering
from cases.actions.actor import Actor
from cases.actions.causes import Cause
from cases.actions.changing import ActionRefused, locked_assignment, locked_case, refuse_removed
from cases.actions.rights import refuse_without_right
from cases.models import Answer, Assignment
from cases.rules.plain_words import plain
from cases.rules.rights import Deed
from cases.rules.states import AnswerState, AssignmentState


class DraftChanged(ActionRefused):
    """Another has saved the draft since it was read: `answer` is what stands now, `name` who wrote it."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(f"{answer} has been written anew.", Cause.CHANGED_BY_ANOTHER)
        self.answer = answer
        writer = answer.writer
        self.name = (writer.get_full_name() or writer.get_username()) if writer else ""


def seen(answer: Answer | None) -> str:
    """What tells one state of a draft from every other; "" where there is none."""
    return f"{answer.pk}.{answer.edition}" if answer else ""


def in_hand(assignment: Assignment) -> Answer | None:
    """The answer that the agency is writing: of an assignment that is answered, an amendment."""
    held = assignment.answers.filter(state__in=answering.IN_HAND)
    amends = assignment.state == AssignmentState.ANSWERED.value
    found: Answer | None = held.filter(amends__isnull=not amends).order_by("-pk").first()
    return found


def published(assignment: Assignment) -> Answer | None:
    """The newest answer of an assignment that anyone may read."""
    found: Answer | None = assignment.answers.filter(state=AnswerState.APPROVED.value).order_by("-pk").first()
    return found


@transaction.atomic
def save_draft(
    *,
    assignment: Assignment,
    read: str,
    text: str,
    outcome: str,
    planned_on: date | None = None,
    legal_reason: str = "",
    by: Actor,
    at: datetime,
) -> Answer:
    """Write the assignment's answer, or begin it; of an answered one, the amendment. `read` is what `seen` said of it.

    DraftChanged where another has saved something else since; ActionRefused where there is nothing to write any more.
    """
    case = locked_case(assignment.case_id)
    held = locked_assignment(assignment)
    refuse_without_right(by, Deed.WRITE, held.agency_id, now=timezone.now())
    refuse_removed(case)
    answer = in_hand(held)
    if held.state not in (AssignmentState.OPEN.value, AssignmentState.ANSWERED.value) or (read and answer is None):
        raise ActionRefused(f"Assignment {held.pk} is {held.state}: there is no draft to write.", Cause.NOT_IN_HAND)
    if answer is not None and seen(answer) != read:
        stands = (answer.text, answer.outcome, answer.planned_on, answer.legal_reason)
        if stands != (plain(text), outcome, planned_on, plain(legal_reason)):  # who sends the same twice meets no one
            raise DraftChanged(answer)
    if answer is None and held.state == AssignmentState.ANSWERED.value:
        answer = _begin_amendment(held, text=text, outcome=outcome, legal_reason=legal_reason, by=by, at=at)
    elif answer is None:
        answer = answering.draft(
            assignment=held, text=text, outcome=outcome, planned_on=planned_on, legal_reason=legal_reason, by=by
        )
    else:
        answer = answering.revise(
            answer=answer, text=text, outcome=outcome, planned_on=planned_on, legal_reason=legal_reason, by=by
        )
    return answer


def _begin_amendment(
    assignment: Assignment, *, text: str, outcome: str, legal_reason: str, by: Actor, at: datetime
) -> Answer:
    amended = published(assignment)
    if amended is None:
        raise ActionRefused(f"Nothing of assignment {assignment.pk} is published.", Cause.NOT_IN_HAND)
    return answering.amend(answer=amended, text=text, outcome=outcome, legal_reason=legal_reason, by=by, at=at)

"""Ask the Center and rule: whose a case is, and whether a higher agency is asked. The agency's clock runs on."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings

from cases.actions.actor import Actor
from cases.actions.answering import answer_case
from cases.actions.assign import ask, end, hand_over
from cases.actions.causes import Cause
from cases.actions.changing import ActionRefused, Change, changing, locked_assignment, refuse_before, refuse_removed
from cases.actions.due import calendar_of
from cases.actions.public_sentences import said_publicly
from cases.actions.reasons import reason_for, said
from cases.models import Agency, Assignment, AssignmentKind, Case, ReasonCode, ReasonKind, Ruling
from cases.models.ruling import RulingQuerySet
from cases.rules.rights import Deed
from cases.rules.rulings import NAMING, OUTCOMES, WHOSE, RulingCause, RulingOutcome, has_term, ruling_due
from cases.rules.states import (
    ASSIGNMENT_MOVES,
    AssignmentMove,
    AssignmentState,
    check_move,
)

DEEDS = {RulingCause.NOT_OURS: Deed.NOT_OURS, RulingCause.ASK_HIGHER: Deed.ASK_HIGHER}
KINDS = {RulingCause.NOT_OURS: ReasonKind.NOT_OURS, RulingCause.ASK_HIGHER: ReasonKind.ASK_HIGHER}
#: Why an assignment was cancelled that a ruling has taken from its agency.
RULED_AWAY = "ruled"


def due_of(case: Case, at: datetime) -> datetime:
    """By when the Center must settle what it was asked at `at`."""
    return ruling_due(calendar_of(case, at), at, settings.RULING_WORKING_DAYS)


def oblige_to_rule(change: Change, assignment: Assignment, code: ReasonCode) -> None:
    """A refusal for passing the buck: the Center has to say whose it is. No event of its own: the refusal tells it."""
    if assignment.kind != AssignmentKind.HANDLING or _waiting(assignment, RulingCause.REFUSED).exists():
        return
    Ruling.objects.create(
        assignment=assignment,
        cause=RulingCause.REFUSED.value,
        asked_at=change.at,
        recorded_at=change.recorded_at,
        reason=code,
        due_at=due_of(change.case, change.at),
    )


def _waiting(assignment: Assignment, cause: RulingCause) -> RulingQuerySet:
    return Ruling.objects.filter(assignment=assignment, cause=cause.value, outcome="")


def not_ours(
    *, assignment: Assignment, reason: str, sentence: str, by: Actor, at: datetime, suggests: Agency | None = None
) -> Ruling:
    """Tell the Center that this is not the agency's business; the Center decides.

    From the second time on in a case it has to, in time. Sentence and suggested agency are for the Center alone: what
    passes a case on is not published, that it was declared and by which code is.
    """
    return _ask(assignment, RulingCause.NOT_OURS, reason, sentence, by=by, at=at, suggests=suggests)


def ask_higher(
    *, assignment: Assignment, reason: str, sentence: str, by: Actor, at: datetime, suggests: Agency | None = None
) -> Ruling:
    """Ask the Center to get a higher agency's opinion; its hours count, the agency's clock does not wait."""
    return _ask(assignment, RulingCause.ASK_HIGHER, reason, sentence, by=by, at=at, suggests=suggests)


def _ask(
    assignment: Assignment,
    cause: RulingCause,
    reason: str,
    sentence: str,
    *,
    by: Actor,
    at: datetime,
    suggests: Agency | None,
) -> Ruling:
    agency = assignment.agency_id
    with changing(assignment.case_id, by=by, at=at, deed=DEEDS[cause], agency=agency) as change:
        refuse_removed(change.case)
        held = locked_assignment(assignment)
        if held.kind != AssignmentKind.HANDLING:
            raise ActionRefused("An opinion or a follow-up is given, or is not.", Cause.NOT_HANDLING)
        if held.state != AssignmentState.OPEN.value:
            raise ActionRefused("Only an open assignment can be asked about.", Cause.NOT_OPEN)
        check_move(ASSIGNMENT_MOVES, AssignmentState(held.state), AssignmentMove(cause.value))
        refuse_before(at, held.assigned_at, f"{held.agency} got this case")
        if _waiting(held, cause).exists():
            raise ActionRefused("The Center has been asked this, and has not answered yet.", Cause.ASKED_ALREADY)
        code = reason_for(KINDS[cause], reason, sentence)
        due = _due(change, cause)
        asked = Ruling.objects.create(
            assignment=held,
            cause=cause.value,
            asked_at=at,
            recorded_at=change.recorded_at,
            asked_by_id=by.user_id,
            reason=code,
            sentence=said(sentence),
            suggests=suggests,
            due_at=due,
        )
        names: dict[str, Any] = {"assignment": held.pk, "agency": held.agency_id, "ruling": asked.pk}
        suggested = suggests.pk if suggests else None
        change.record(
            f"assignment.{cause.value}", **names, reason=code.code, suggests=suggested, due_at=due and due.isoformat()
        )
    return asked


def _due(change: Change, cause: RulingCause) -> datetime | None:
    """The due date of what is asked now; with a second "not ours" the first, where it still waits, gets it too."""
    earlier = Ruling.objects.filter(assignment__case=change.case, cause=RulingCause.NOT_OURS.value)
    if not has_term(cause, not_ours_before=earlier.count()):
        return None
    due = due_of(change.case, change.at)
    if cause is RulingCause.NOT_OURS:
        earlier.filter(outcome="", due_at=None).update(due_at=due)
    return due


def rule(
    *, ruling: Ruling, outcome: str, reason: str, words: str, by: Actor, at: datetime, to: Agency | None = None
) -> Ruling:
    """Settle one matter, with a public code and sentence: it stays, goes to another, to the others, is asked or not.

    Where it was open whose the case is, that settles every such question of the assignment. ActionRefused for an
    outcome that does not answer the question, or a matter that no longer waits.
    """
    with changing(ruling.assignment.case_id, by=by, at=at, deed=Deed.RULE) as change:
        refuse_removed(change.case)
        held = Ruling.objects.get(pk=ruling.pk)
        assignment = locked_assignment(held.assignment_id)
        chosen = _outcome(held, outcome, to)
        code = reason_for(ReasonKind.RULE, reason, words)
        refuse_before(at, held.asked_at, "The Center was asked")
        check_move(ASSIGNMENT_MOVES, AssignmentState(assignment.state), AssignmentMove.RULE)
        cause = RulingCause(held.cause)
        causes = [each.value for each in (WHOSE if cause in WHOSE else {cause})]
        Ruling.objects.filter(assignment=assignment, outcome="", cause__in=causes).update(
            outcome=chosen.value,
            ruled_at=at,
            ruling_recorded_at=change.recorded_at,
            ruled_by=by.user_id,
            ruling_reason=code,
            words=said_publicly(words),
            to=to,
        )
        held.refresh_from_db()
        change.record(
            "assignment.rule",
            assignment=assignment.pk,
            agency=assignment.agency_id,
            to_agency=to.pk if to else None,
            ruling=held.pk,
            cause=cause.value,
            ruled=chosen.value,
            reason=code.code,
        )
        _carry_out(change, assignment, chosen, to)
    return held


def _outcome(held: Ruling, outcome: str, to: Agency | None) -> RulingOutcome:
    """The outcome as a rule knows it; ActionRefused for one that is none, or that names nobody where it must."""
    if held.outcome:
        raise ActionRefused("This has been settled.", Cause.RULED)
    if outcome not in OUTCOMES[RulingCause(held.cause)]:
        raise ActionRefused(f"{outcome!r} does not settle this.", Cause.NO_SUCH_OUTCOME_OF_RULING)
    chosen = RulingOutcome(outcome)
    if (chosen in NAMING) is not (to is not None):
        raise ActionRefused("A transfer or a question, and nothing else, names an agency.", Cause.NO_AGENCY)
    return chosen


def _carry_out(change: Change, assignment: Assignment, chosen: RulingOutcome, to: Agency | None) -> None:
    """What follows from a ruling, by the verbs that do it anyway."""
    if chosen is RulingOutcome.TRANSFERRED and to is not None:
        hand_over(change, assignment, to)  # why is told by the ruling
    elif chosen is RulingOutcome.ASKED and to is not None:
        ask(change, to)
    elif chosen is RulingOutcome.RELEASED:
        release(change, assignment)


def release(change: Change, assignment: Assignment) -> None:
    """Leave the case to the agencies that have it besides; ActionRefused where there are none."""
    others = change.case.assignments.handling().filter(round=assignment.round).exclude(pk=assignment.pk)
    answered = others.filter(state=AssignmentState.ANSWERED.value)
    if not (others.running().exists() or answered.exists()):
        raise ActionRefused("No other agency has this case.", Cause.NOBODY_ELSE)
    end(assignment, AssignmentMove.CANCEL, change.at)
    change.record("assignment.cancel", assignment=assignment.pk, agency=assignment.agency_id, reason=RULED_AWAY)
    answer_case(change)

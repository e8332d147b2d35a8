"""Assign, transfer, escalate: whose the case is."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F
from django.utils import timezone

from cases.actions.actor import Actor
from cases.actions.causes import Cause
from cases.actions.changing import ActionRefused, Change, changing, locked_assignment, refuse_before
from cases.actions.due import add_due, term_of
from cases.actions.reasons import reason_for
from cases.models import Agency, Appeal, Assignment, AssignmentKind, Case, DueDate, ReasonCode, ReasonKind
from cases.rules.rights import Deed
from cases.rules.states import ASSIGNMENT_MOVES, AssignmentMove, AssignmentState, CaseMove, check_move


def refuse_double(case: Case, agency: Agency, kind: str) -> None:
    """One running assignment per case, agency and kind."""
    if case.assignments.running().filter(agency=agency, kind=kind).exists():
        raise ActionRefused(f"{agency} already has this case.", Cause.HAS_IT_ALREADY)


def refuse_dissolved(agency: Agency, at: datetime) -> None:
    """A dissolved agency gets nothing new; its successor does."""
    if agency.dissolved_on is not None and agency.dissolved_on <= timezone.localdate(at):
        raise ActionRefused(f"{agency} was dissolved on {agency.dissolved_on:%d/%m/%Y}.", Cause.DISSOLVED)


#: How a charge ends that may be given back; in a case that goes on, what is cancelled was released by a ruling.
GIVEN_UP = (AssignmentState.TRANSFERRED.value, AssignmentState.CANCELLED.value)


def earlier_clock(case: Case, agency: Agency, kind: str) -> Assignment | None:
    """The clock this agency already had in this round: an agency that gets a case back has its old clock back."""
    return (
        case.assignments.filter(agency=agency, kind=kind, round=case.round, state__in=GIVEN_UP)
        .order_by(F("clock_root").asc(nulls_first=True), "id")
        .first()
    )


def begin(
    change: Change, agency: Agency, *, kind: str = AssignmentKind.HANDLING, due: datetime | None = None
) -> Assignment:
    """Write a new open assignment with its clock; the caller records the event."""
    case = change.case
    refuse_double(case, agency, kind)
    refuse_dissolved(agency, change.at)
    earlier = earlier_clock(case, agency, kind)
    root = None if earlier is None else (earlier.clock_root or earlier)
    assignment = Assignment.objects.create(
        case=case,
        agency=agency,
        kind=kind,
        round=case.round,
        assigned_at=change.at,
        started_at=root.started_at if root else change.at,
        clock_root=root,
    )
    if root is None:
        add_due(case, at=change.at, source_due=due, recorded_at=change.recorded_at, assignment=assignment)
    return assignment


def end(assignment: Assignment, move: AssignmentMove, at: datetime) -> None:
    """End an assignment along its table of states."""
    assignment.state = check_move(ASSIGNMENT_MOVES, AssignmentState(assignment.state), move).value
    assignment.ended_at = at
    assignment.save()


def source_due(case: Case, at: datetime) -> datetime | None:
    """A source's own due date sets both clocks: the round's newest one where the source gave it.

    But an agency handed a case on its last day is not overdue the next morning: then the term counts, if there is one.
    """
    row = DueDate.objects.filter(case=case, round=case.round, cause="source").order_by("-since", "-id").first()
    if row is None or (timezone.localdate(row.due_at) <= timezone.localdate(at) and term_of(case, at) is not None):
        return None
    return row.due_at


def assign(*, case: Case, agency: Agency, by: Actor, at: datetime) -> Assignment:
    """Give the case to an agency; several may handle it side by side. The agency's clock starts at `at`."""
    with changing(case, by=by, at=at, deed=Deed.ASSIGN) as change:
        change.move(CaseMove.ASSIGN)
        assignment = begin(change, agency, due=source_due(change.case, at))
        change.record("case.assign", assignment=assignment.pk, agency=agency.pk, assignment_kind=assignment.kind)
    return assignment


def transfer(*, assignment: Assignment, to: Agency, reason: str, by: Actor, at: datetime) -> Assignment:
    """Hand the charge to another agency: one assignment ends, another begins with its own clock.

    Not while an answer awaits review. Lateness at the moment of the transfer stays with the first agency.
    """
    with changing(assignment.case_id, by=by, at=at, deed=Deed.TRANSFER) as change:
        code = reason_for(ReasonKind.TRANSFER, reason)
        return hand_over(change, locked_assignment(assignment), to, code)


def hand_over(change: Change, old: Assignment, to: Agency, code: ReasonCode | None = None) -> Assignment:
    """The transfer itself, within a change; without a code where a ruling tells why."""
    change.move(CaseMove.TRANSFER)
    if to.pk == old.agency_id:
        raise ActionRefused(f"{to} already has this case.", Cause.HAS_IT_ALREADY)
    refuse_before(change.at, old.assigned_at, f"{old.agency} got this case")
    if Appeal.objects.filter(version__answer__assignment=old, outcome="").exists():
        raise ActionRefused("An appeal waits: there is no transfer until it is decided.", Cause.APPEAL_WAITS)
    end(old, AssignmentMove.TRANSFER, change.at)
    new = begin(change, to, kind=old.kind, due=source_due(change.case, change.at))
    change.record(
        "case.transfer",
        assignment=old.pk,
        agency=old.agency_id,
        to_assignment=new.pk,
        to_agency=to.pk,
        assignment_kind=new.kind,
        reason=code.code if code else None,
    )
    return new


def escalate(*, case: Case, agency: Agency, by: Actor, at: datetime, kind: str = AssignmentKind.OPINION) -> Assignment:
    """Ask a higher agency for its opinion (or for a follow-up check), with a clock of its own."""
    if kind not in (AssignmentKind.OPINION, AssignmentKind.FOLLOW_UP):
        raise ActionRefused("An opinion or a follow-up is asked for; handling is assigned.")
    with changing(case, by=by, at=at, deed=Deed.ESCALATE) as change:
        return ask(change, agency, kind)


def ask(change: Change, agency: Agency, kind: str = AssignmentKind.OPINION) -> Assignment:
    """The escalation itself, within a change."""
    change.move(CaseMove.ESCALATE)
    assignment = begin(change, agency, kind=kind)
    change.record("case.escalate", assignment=assignment.pk, agency=agency.pk, assignment_kind=kind)
    return assignment

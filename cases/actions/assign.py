"""Assign, transfer, escalate, cancel: whose the case is."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F

from cases.actions.actor import Actor
from cases.actions.changing import ActionRefused, Change, changing, locked_assignment
from cases.actions.due import add_due
from cases.actions.reasons import reason_for
from cases.models import Agency, Assignment, AssignmentKind, Case, DueDate, ReasonKind
from cases.rules.states import ASSIGNMENT_MOVES, AssignmentMove, AssignmentState, CaseMove, check_move


def refuse_double(case: Case, agency: Agency, kind: str) -> None:
    """One running assignment per case, agency and kind."""
    if case.assignments.running().filter(agency=agency, kind=kind).exists():
        raise ActionRefused(f"{agency} already has this case.")


def refuse_dissolved(agency: Agency, at: datetime) -> None:
    """A dissolved agency gets nothing new; its successor does."""
    if agency.dissolved_on is not None and agency.dissolved_on <= at.date():
        raise ActionRefused(f"{agency} was dissolved on {agency.dissolved_on:%d/%m/%Y}.")


def earlier_clock(case: Case, agency: Agency, kind: str) -> Assignment | None:
    """The clock this agency already had in this round: an agency that gets a case back has its old clock back."""
    return (
        case.assignments.filter(agency=agency, kind=kind, round=case.round, state=AssignmentState.TRANSFERRED.value)
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


def source_due(case: Case) -> datetime | None:
    """A source's own due date sets both clocks: the round's newest one where the source gave it."""
    row = DueDate.objects.filter(case=case, round=case.round, cause="source").order_by("-since", "-id").first()
    return row.due_at if row and case.round == 1 else None


def assign(*, case: Case, agency: Agency, by: Actor, at: datetime) -> Assignment:
    """Give the case to an agency; several may handle it side by side. The agency's clock starts at `at`."""
    with changing(case, by=by, at=at) as change:
        change.move(CaseMove.ASSIGN)
        assignment = begin(change, agency, due=source_due(change.case))
        change.record("case.assign", assignment=assignment.pk, agency=agency.pk, assignment_kind=assignment.kind)
    return assignment


def transfer(*, assignment: Assignment, to: Agency, reason: str, by: Actor, at: datetime) -> Assignment:
    """Hand the charge to another agency: one assignment ends, another begins with its own clock.

    Not while an answer awaits review. Lateness at the moment of the transfer stays with the first agency.
    """
    with changing(assignment.case_id, by=by, at=at) as change:
        change.move(CaseMove.TRANSFER)
        code = reason_for(ReasonKind.TRANSFER, reason)
        old = locked_assignment(assignment)
        end(old, AssignmentMove.TRANSFER, at)
        new = begin(change, to, kind=old.kind, due=source_due(change.case))
        change.record(
            "case.transfer",
            assignment=old.pk,
            agency=old.agency_id,
            to_assignment=new.pk,
            to_agency=to.pk,
            assignment_kind=new.kind,
            reason=code.code,
        )
    return new


def escalate(*, case: Case, agency: Agency, by: Actor, at: datetime, kind: str = AssignmentKind.OPINION) -> Assignment:
    """Ask a higher agency for its opinion (or for a follow-up check), with a clock of its own."""
    if kind == AssignmentKind.HANDLING:
        raise ActionRefused("Handling is assigned, not escalated.")
    with changing(case, by=by, at=at) as change:
        change.move(CaseMove.ESCALATE)
        assignment = begin(change, agency, kind=kind)
        change.record("case.escalate", assignment=assignment.pk, agency=agency.pk, assignment_kind=kind)
    return assignment

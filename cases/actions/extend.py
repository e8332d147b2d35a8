"""Extend: a public reason and a promised date. The legal due date stays what it was."""

from __future__ import annotations

from datetime import date, datetime

from cases.actions.actor import Actor
from cases.actions.changing import ActionRefused, changing, locked_assignment
from cases.actions.due import end_of_day, latest_promise
from cases.actions.reasons import reason_for
from cases.models import Assignment, Extension, ReasonKind, Standing
from cases.rules.states import AssignmentState, CaseMove


def refuse_empty_promise(assignment: Assignment, until: datetime, at: datetime, not_after: datetime) -> None:
    """The conditions under which a promise is valid (design, section 3, "Verdicts")."""
    if assignment.state != AssignmentState.OPEN.value:
        raise ActionRefused("Only an open assignment, with no answer awaiting review, can be extended.")
    standing = Standing.objects.filter(assignment=assignment).now().first()
    earlier = [e.promised_until for e in Extension.objects.filter(assignment__in=clock_mates(assignment))]
    limit = standing.limit_at if standing else None
    latest = max([*earlier, *([limit] if limit else [])], default=None)
    if until <= at:
        raise ActionRefused("A promise lies in the future.")
    if latest is not None and until <= latest:
        raise ActionRefused(f"A new promise must end later than {latest:%Y-%m-%d}.")
    if until > not_after:
        raise ActionRefused(f"A promise may reach to {not_after:%Y-%m-%d} at most.")


def clock_mates(assignment: Assignment) -> list[int]:
    """All assignments that share this one's clock."""
    return [a.pk for a in assignment.case.assignments.all() if a.clock_id == assignment.clock_id]


def extend(
    *, assignment: Assignment, promised_on: date, reason: str, sentence: str, by: Actor, at: datetime
) -> Extension:
    """Publish why it takes longer and by when it will be done.

    A promise made after the limit is late: public, but it never moves the limit. ActionRefused for one that is no
    promise at all: in the past, not later than what was already promised, or too far ahead.
    """
    with changing(assignment.case_id, by=by, at=at) as change:
        change.move(CaseMove.EXTEND)
        code = reason_for(ReasonKind.EXTEND, reason, sentence)
        held = locked_assignment(assignment)
        until = end_of_day(change.case, promised_on, at)
        not_after = latest_promise(change.case, at)
        refuse_empty_promise(held, until, at, not_after)
        extension = Extension.objects.create(
            assignment=held,
            published_at=at,
            recorded_at=change.recorded_at,
            promised_on=promised_on,
            promised_until=until,
            not_after=not_after,
            reason=code,
            sentence=sentence.strip(),
        )
        change.record(
            "case.extend",
            assignment=held.pk,
            agency=held.agency_id,
            promised_on=promised_on.isoformat(),
            reason=code.code,
        )
    return extension

"""Extend: a public reason and a promised date. The legal due date stays what it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from django.utils import timezone

from cases.actions import dossier
from cases.actions.actor import Actor
from cases.actions.causes import Cause
from cases.actions.changing import ActionRefused, changing, locked_assignment, refuse_before
from cases.actions.due import end_of_day, latest_promise
from cases.actions.public_sentences import said_publicly
from cases.actions.reasons import reason_for
from cases.models import Assignment, Extension, ReasonKind
from cases.rules.due_dates import in_force
from cases.rules.promises import limit_of, valid_promises
from cases.rules.rights import Deed
from cases.rules.states import AssignmentState, CaseMove
from cases.rules.verdicts import ClockFacts, Promise


def refuse_empty_promise(facts: ClockFacts, candidate: Promise) -> None:
    """The conditions under which a promise is valid (design, section 3, "Verdicts"); an invalid one is none at all."""
    at, until, standing = candidate.published_at, candidate.until, valid_promises(facts)
    limit = limit_of(in_force(facts.due_dates, at), [p for p in standing if p.published_at <= at])
    latest = max([*(p.until for p in standing), *([limit] if limit else [])], default=None)
    if until <= at:
        raise ActionRefused("A promise lies in the future.", Cause.PROMISE_PASSED)
    if latest is not None and until <= latest:
        day = timezone.localdate(latest)
        raise ActionRefused(f"A new promise must end later than {day:%Y-%m-%d}.", Cause.PROMISE_TOO_SOON, day=day)
    if candidate.not_after is not None and until > candidate.not_after:
        day = timezone.localdate(candidate.not_after)
        raise ActionRefused(f"A promise may reach to {day:%Y-%m-%d} at most.", Cause.PROMISE_TOO_FAR, day=day)
    with_it = valid_promises(replace(facts, promises=(*facts.promises, candidate)))
    if not {candidate, *standing} <= set(with_it):
        raise ActionRefused(
            "At that time this promise could not be made, or it would undo a later one.", Cause.PROMISE_UNTIMELY
        )


def facts_of(assignment: Assignment) -> ClockFacts:
    """All that the verdict of an assignment's clock follows from."""
    facts = dossier.load(assignment.case).assignments
    return dossier.clock_facts(next(fact for fact in facts if fact.id == assignment.pk))


def _newest(assignment: Assignment) -> Extension | None:
    return assignment.extensions.order_by("-pk").first()


def promises_seen(assignment: Assignment) -> str:
    """The name of the promises of an assignment as they stand: another one once there is a new one; "" for none."""
    newest = _newest(assignment)
    return str(newest.pk) if newest else ""


def refuse_closed(held: Assignment) -> None:
    """ActionRefused where an answer waits for the Center, or there is nothing to do any more."""
    if held.state == AssignmentState.AWAITING.value:
        raise ActionRefused(
            "Only an open assignment can be extended, and an answer is awaiting review.", Cause.AWAITS_ALREADY
        )
    if held.state != AssignmentState.OPEN.value:
        raise ActionRefused("Only an open assignment can be extended.", Cause.NOT_OPEN)


def refuse_promised_meanwhile(held: Assignment, seen: str) -> None:
    """ActionRefused where another promise was made since `seen`: nobody adds to one that they have not read."""
    newest = _newest(held)
    if newest is not None and seen != str(newest.pk):
        day = newest.promised_on
        raise ActionRefused(
            f"Meanwhile {day:%Y-%m-%d} was promised: read that first.", Cause.PROMISED_MEANWHILE, day=day
        )


def extend(
    *,
    assignment: Assignment,
    promised_on: date,
    reason: str,
    sentence: str,
    by: Actor,
    at: datetime,
    seen: str | None = None,
) -> Extension:
    """Publish why it takes longer and by when it will be done.

    A promise made after the limit is late: public, but it never moves the limit. ActionRefused for one that is no
    promise at all: in the past, not later than what was already promised, or too far ahead. PersonalData for a sentence
    that names somebody. `seen` is what `promises_seen` said when one began to write, None for who need not have read:
    what is published cannot be taken back, so a promise that was made meanwhile is read first.
    """
    with changing(assignment.case_id, by=by, at=at, deed=Deed.EXTEND, agency=assignment.agency_id) as change:
        change.move(CaseMove.EXTEND)
        code = reason_for(ReasonKind.EXTEND, reason, sentence)
        words = said_publicly(sentence)
        held = locked_assignment(assignment)
        refuse_closed(held)
        if seen is not None:
            refuse_promised_meanwhile(held, seen)
        refuse_before(at, held.assigned_at, f"{held.agency} got this case")
        until = end_of_day(change.case, promised_on, at)
        not_after = latest_promise(change.case, at)
        candidate = Promise(published_at=at, until=until, not_after=not_after, recorded_at=change.recorded_at)
        refuse_empty_promise(facts_of(held), candidate)
        extension = Extension.objects.create(
            assignment=held,
            published_at=at,
            recorded_at=change.recorded_at,
            promised_on=promised_on,
            promised_until=until,
            not_after=not_after,
            reason=code,
            sentence=words,
        )
        change.record(
            "case.extend",
            assignment=held.pk,
            agency=held.agency_id,
            promised_on=promised_on.isoformat(),
            reason=code.code,
        )
    return extension

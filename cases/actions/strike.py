"""Strike: the Center takes an extension's sentence from the page, and says so; the promised day stands."""

from __future__ import annotations

from datetime import datetime

from cases.actions.actor import Actor
from cases.actions.causes import Cause
from cases.actions.changing import ActionRefused, changing, refuse_before
from cases.actions.reasons import reason_for
from cases.models import Extension, ReasonKind
from cases.rules.rights import Deed
from cases.rules.states import CaseMove


def strike(*, extension: Extension, reason: str, by: Actor, at: datetime) -> Extension:
    """Strike the sentence of an extension, with a public code. ActionRefused where it has none, or it is struck."""
    with changing(extension.assignment.case_id, by=by, at=at, deed=Deed.STRIKE) as change:
        change.move(CaseMove.STRIKE)
        held = Extension.objects.select_related("assignment").get(pk=extension.pk)
        if not held.sentence or held.struck_at is not None:
            raise ActionRefused("There is no sentence to strike.", Cause.NOTHING_TO_STRIKE)
        refuse_before(at, held.published_at, "This was published")
        code = reason_for(ReasonKind.STRIKE, reason)
        held.struck_at, held.struck_reason = at, code
        held.save()
        change.record(
            "case.strike",
            assignment=held.assignment_id,
            agency=held.assignment.agency_id,
            promised_on=held.promised_on.isoformat(),
            reason=code.code,
        )
    return held

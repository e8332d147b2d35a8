"""Reopen: an answered case begins a new round with a new clock."""

from __future__ import annotations

from datetime import datetime

from cases.actions.actor import Actor
from cases.actions.assign import begin
from cases.actions.causes import CenterCause
from cases.actions.changing import ActionRefused, changing
from cases.actions.due import start_round
from cases.actions.reasons import reason_for
from cases.actions.reopen_requests import accept_requests
from cases.models import Agency, Answer, Case, ReasonKind
from cases.rules.rights import Deed
from cases.rules.states import AnswerState, CaseState, check_reopen


def reopen(*, case: Case, agencies: list[Agency], reason: str, by: Actor, at: datetime) -> Case:
    """Begin a new round and give it to these agencies. Not while an answer (an amendment too) awaits review."""
    with changing(case, by=by, at=at, deed=Deed.REOPEN) as change:
        held = change.case
        if not agencies:
            raise ActionRefused("A reopened case needs an agency.", CenterCause.NO_AGENCY)
        awaiting = Answer.objects.filter(assignment__case=held, state=AnswerState.SUBMITTED.value).exists()
        held.state = check_reopen(CaseState(held.state), awaiting=awaiting).value
        code = reason_for(ReasonKind.REOPEN, reason)
        held.round += 1
        start_round(held, number=held.round, at=at, due=None, recorded_at=change.recorded_at)
        change.record("case.reopen", round=held.round, reason=code.code)
        for agency in agencies:
            assignment = begin(change, agency)
            change.record("case.assign", assignment=assignment.pk, agency=agency.pk, assignment_kind=assignment.kind)
        accept_requests(change)
    return case

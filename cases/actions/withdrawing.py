"""Withdrawals that one person may not make alone: asked for with a legal basis, confirmed or dropped by another."""

from __future__ import annotations

from datetime import datetime

from cases.actions.actor import Actor
from cases.actions.causes import CenterCause
from cases.actions.changing import ActionRefused, Change, changing
from cases.actions.reasons import reason_for
from cases.actions.remove import take_off
from cases.actions.rights import refuse_without_right
from cases.models import Case, ReasonKind, Withdrawal, WithdrawalOutcome
from cases.rules.events import text_digest
from cases.rules.hints.text import visible
from cases.rules.rights import Deed
from cases.rules.states import CASE_MOVES, CaseMove, CaseState, check_move


def ask_withdrawal(*, case: Case, reason: str, legal_basis: str, by: Actor, at: datetime) -> Withdrawal:
    """Ask for a withdrawal whose reason needs two people; nothing of it is public, and nothing changes yet."""
    with changing(case, by=by, at=at, quiet=True, deed=Deed.WITHDRAW) as change:
        held = change.case
        check_move(CASE_MOVES, CaseState(held.state), CaseMove.WITHDRAW)
        code = reason_for(ReasonKind.WITHDRAW, reason)
        if by.user_id is None:
            raise ActionRefused("Two people withdraw, and each needs an account.", CenterCause.NO_ACCOUNT)
        basis = visible(legal_basis)
        if not basis:
            raise ActionRefused("This withdrawal needs its legal basis.", CenterCause.NO_LEGAL_BASIS)
        if Withdrawal.objects.waiting().filter(case=held).exists():
            raise ActionRefused("A withdrawal of this case waits already.", CenterCause.ASKED_ALREADY)
        asked = Withdrawal.objects.create(
            case=held, reason=code, legal_basis=basis, asked_by_id=by.user_id, asked_at=at
        )
        change.record("case.ask_withdrawal", reason=code.code, legal=text_digest(held.salt, asked.legal_basis))
    return asked


def _waiting(change: Change) -> Withdrawal:
    found: Withdrawal | None = Withdrawal.objects.waiting().filter(case=change.case).select_related("reason").first()
    if found is None:
        raise ActionRefused("No withdrawal of this case waits.", CenterCause.NOTHING_ASKED)
    return found


def _settle(asked: Withdrawal, outcome: WithdrawalOutcome, by: Actor, at: datetime) -> None:
    asked.outcome, asked.settled_by_id, asked.settled_at = outcome.value, by.user_id, at
    asked.save(update_fields=("outcome", "settled_by", "settled_at"))


def confirm_withdrawal(*, case: Case, by: Actor, at: datetime) -> Case:
    """Withdraw what another person asked to withdraw: RightRefused for that person, whatever else they may do."""
    with changing(case, by=by, at=at, deed=Deed.WITHDRAW) as change:
        asked = _waiting(change)
        if by.user_id is None:
            raise ActionRefused("Two people withdraw, and each needs an account.", CenterCause.NO_ACCOUNT)
        refuse_without_right(by, Deed.CONFIRM_WITHDRAWAL, now=change.recorded_at, asked_by=asked.asked_by_id)
        take_off(change, asked.reason, legal=text_digest(change.case.salt, asked.legal_basis))
        _settle(asked, WithdrawalOutcome.CONFIRMED, by, at)
    return case


def drop_withdrawal(*, case: Case, by: Actor, at: datetime) -> Case:
    """Leave the case on the portal after all; whoever asked may do that too."""
    with changing(case, by=by, at=at, quiet=True, deed=Deed.WITHDRAW) as change:
        _settle(_waiting(change), WithdrawalOutcome.DROPPED, by, at)
        change.record("case.drop_withdrawal")
    return case

"""Claim, let go, remark: who reads which answer, and what reviewers tell each other without deciding."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from cases.actions.actor import Actor
from cases.actions.causes import Cause
from cases.actions.changing import ActionRefused, locked_case
from cases.actions.reasons import noted
from cases.actions.rights import refuse_without_right
from cases.models import Choice, Claim, PendingDecision, Remark, RemarkKind, Submission
from cases.rules.rights import Deed


class ClaimedByAnother(ActionRefused):
    """Somebody else has this version on the desk: who, and since when."""

    def __init__(self, claim: Claim) -> None:
        holder = get_user_model().objects.get(pk=claim.account_id)
        self.name, self.since = holder.get_full_name() or holder.get_username(), claim.since
        super().__init__(f"{self.name} has had this answer since {timezone.localtime(claim.since):%H:%M}.")


def claim_length() -> timedelta:
    """How long a claim holds from the last time it was asked for."""
    return timedelta(minutes=settings.CLAIM_MINUTES)


@transaction.atomic
def claim(*, version: Submission, by: Actor, at: datetime) -> Claim:
    """Take a version on the own desk, or go on holding it. ClaimedByAnother while another account holds it."""
    if by.user_id is None:
        raise ActionRefused("Only an account can have an answer on its desk.")
    assignment = version.answer.assignment
    locked_case(assignment.case_id)
    refuse_without_right(by, Deed.CLAIM, assignment.agency_id, now=at)
    held = Claim.objects.filter(version=version).first()
    if held is not None and held.account_id != by.user_id and held.until > at:
        raise ClaimedByAnother(held)
    since = held.since if held is not None and held.account_id == by.user_id and held.until > at else at
    taken, _ = Claim.objects.update_or_create(
        version=version, defaults={"account_id": by.user_id, "since": since, "until": at + claim_length()}
    )
    return taken


def let_go(*, version: Submission, by: Actor) -> None:
    """Put a version back for the others; nothing happens where another holds it."""
    Claim.objects.filter(version=version, account=by.user_id).delete()


@transaction.atomic
def remark(*, version: Submission, kind: str, text: str, by: Actor, at: datetime, advises: str = "") -> Remark:
    """Leave a remark on a version: why it is left for later, what the next one should know, or a second opinion.

    Whoever skips or hands over no longer holds it. Who may not decide on a text advises nothing about it either: an
    opinion can keep others from deciding. ActionRefused for a remark without words, an advice that is no decision, or
    a version that waits no more.
    """
    assignment = version.answer.assignment
    locked_case(assignment.case_id)
    held = Submission.objects.get(pk=version.pk)
    deed = Deed.APPROVE if kind == RemarkKind.OPINION else Deed.CLAIM
    refuse_without_right(by, deed, assignment.agency_id, now=at, version=held)
    if held.decision or PendingDecision.objects.filter(version=held).exists():
        raise ActionRefused(f"Version {held.number} has been decided, or taken back.", Cause.AWAITS_NOT)
    if kind not in RemarkKind.values:
        raise ActionRefused(f"{kind!r} is no kind of remark.")
    words = noted(text)
    if not words:
        raise ActionRefused("A remark needs words.", Cause.NO_WORDS)
    if (advises not in Choice.values) if kind == RemarkKind.OPINION else bool(advises):
        raise ActionRefused("A second opinion, and nothing else, advises a decision.")
    if kind != RemarkKind.OPINION:
        let_go(version=version, by=by)
    of_own = Remark.objects.filter(version=held, account_id=by.user_id, kind=kind).order_by("-written_at", "-pk")
    last: Remark | None = of_own.first() if by.user_id is not None else None
    if last is not None and (last.text, last.advises) == (words, advises):
        return last  # sent twice
    written: Remark = Remark.objects.create(
        version=version, kind=kind, text=words, advises=advises, account_id=by.user_id, written_at=at
    )
    return written

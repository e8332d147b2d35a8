"""Decide, undo, settle: a decision on an answer counts only after a short delay, and until then it can be undone.

Source: design, section 4, "Answers and desks": nothing public and no delivery before the delay is over. A decision and
its undoing are events of the ledger all the same; the decision's own verb (`cases.actions.review`) follows when it
counts, as of the instant at which it was made.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import Q

from cases.actions import appealing, review
from cases.actions.actor import Actor, Role
from cases.actions.answering import awaiting_version
from cases.actions.awaiting_effect import WaitingDecision
from cases.actions.changing import ActionRefused, Change, changing, locked_answer, locked_case, refuse_before
from cases.actions.covering import refuse_other_covers
from cases.actions.disagreeing import refuse_unsettled
from cases.actions.public_sentences import said_publicly
from cases.actions.reasons import reason_for
from cases.actions.review import refuse_to_decide
from cases.actions.rights import staff_of
from cases.models import Answer, Appeal, Choice, HintsShown, PendingDecision, ReasonKind, Submission
from cases.models.few import one_of_few
from cases.rules.clock_facts import Decision
from cases.rules.rights import Deed, Power, RightRefused
from cases.rules.states import MoveRefused

SENT_BACK = {Decision.RETURNED.value: Choice.RETURN, Decision.REFUSED.value: Choice.REFUSE}
KINDS = {Choice.RETURN: ReasonKind.RETURN, Choice.REFUSE: ReasonKind.REFUSE}
logger = logging.getLogger(__name__)


class VersionReplaced(ActionRefused):
    """Another version awaits review than the one that was read."""

    def __init__(self, read: int, newest: int) -> None:
        super().__init__(f"Version {read} has been replaced by version {newest}.")
        self.newest = newest


class AlreadyDecided(WaitingDecision):
    """A decision on this version waits to take effect: the second is told who decided, and what."""

    def __init__(self, pending: PendingDecision) -> None:
        super().__init__(f"Version {pending.version.number} has been decided: {pending.choice}.", pending)


class NothingToUndo(ActionRefused):
    """There is no decision that this person could still undo."""


def delay() -> timedelta:
    """How long a decision waits before it counts."""
    return timedelta(seconds=settings.DECISION_DELAY)


def refuse_decided(version: Submission) -> None:
    """AlreadyDecided where a decision on this version waits to take effect."""
    pending = PendingDecision.objects.filter(version=version).select_related("version", "decided_by").first()
    if pending is not None:
        raise AlreadyDecided(pending)


@transaction.atomic
def decide(
    *,
    answer: Answer,
    version: int,
    choice: str,
    by: Actor,
    at: datetime,
    reason: str = "",
    sentence: str = "",
    hints: Mapping[str, int] | None = None,
    covers: str = "",
) -> PendingDecision | None:
    """Decide on the version that was read; None where there is no delay, so that the decision counts already.

    `hints` are the kinds of hints that stood beside it and how many of each; they are kept once the decision counts.
    `covers` is the stamp of the covers and photos that were shown (`covers_stamp`).

    ActionRefused where another version awaits review by now, or one was decided already; CoversChanged where something
    else is covered or shown by now; Disagreement where another reviewer advises otherwise, unless the head decides;
    RightRefused for who may not decide on this text; and whatever the decision itself would be refused for, such as a
    missing sentence.
    """
    if choice not in Choice.values:
        raise ActionRefused(f"{choice!r} is no decision.")
    chosen = Choice(choice)
    with changing(answer.assignment.case_id, by=by, at=at, quiet=True) as change:
        held = locked_answer(answer)
        read = awaiting_version(held)
        if read.number != version:
            raise VersionReplaced(version, read.number)
        refuse_decided(read)
        refuse_to_decide(change, Deed(chosen.value), held, read)
        refuse_before(at, read.submitted_at, "This answer was submitted")
        refuse_other_covers(read, covers)
        settles = refuse_unsettled(change, held, read, chosen)
        code = reason_for(KINDS[chosen], reason, sentence) if chosen in KINDS else None
        made = PendingDecision(choice=chosen, reason=code, sentence=said_publicly(sentence) if code else "")
        made.hints = None if hints is None else dict(hints)
        pending = _keep(change, held, read, made, settles=settles)
    if pending.effective_at > change.recorded_at:
        return pending
    _settle_one(pending.pk, answer.assignment.case_id)
    return None


@transaction.atomic
def decide_appeal(
    *, appeal: Appeal, granted: bool, words: str, by: Actor, at: datetime, covers: str = ""
) -> PendingDecision | None:
    """Decide on an appeal after the same delay: granted approves the version, else it stays what it was sent back as.

    Refused for whatever the decision itself would be refused for; AlreadyDecided where one waits to take effect;
    CoversChanged where something else is covered or shown by now than was then (`covers_stamp`).
    """
    case_id = appeal.version.answer.assignment.case_id
    with changing(case_id, by=by, at=at, quiet=True) as change:
        held, answer = appealing.decidable(change, appeal, words)
        refuse_decided(held.version)
        refuse_other_covers(held.version, covers)
        choice = Choice.APPROVE if granted else SENT_BACK[held.against]
        reason = None if granted else held.against_reason
        pending = PendingDecision(choice=choice, reason=reason, sentence=said_publicly(words))
        pending = _keep(change, answer, held.version, pending)
    if pending.effective_at > change.recorded_at:
        return pending
    _settle_one(pending.pk, case_id)
    return None


def _keep(
    change: Change, answer: Answer, version: Submission, pending: PendingDecision, *, settles: bool = False
) -> PendingDecision:
    pending.version, pending.decided_by_id = version, change.by.user_id
    pending.decided_at, pending.effective_at = change.at, change.recorded_at + delay()
    pending.save()
    change.record(
        "review.decide",
        assignment=answer.assignment_id,
        agency=answer.assignment.agency_id,
        answer=answer.pk,
        version=version.number,
        choice=pending.choice,
        reason=pending.reason.code if pending.reason else None,
        disputed=settles or None,
    )
    return pending


def _carry_out(version: Submission, choice: str, *, reason: str, sentence: str, by: Actor, at: datetime) -> None:
    answer = version.answer
    if version.decision:  # it has been sent back: this is about the appeal
        granted = choice == Choice.APPROVE
        appealing.decide_appeal(appeal=version.appeal, granted=granted, words=sentence, by=by, at=at)
    elif choice == Choice.APPROVE:
        review.approve(answer=answer, by=by, at=at)
    elif choice == Choice.RETURN:
        review.return_answer(answer=answer, reason=reason, sentence=sentence, by=by, at=at)
    else:
        review.refuse(answer=answer, reason=reason, sentence=sentence, by=by, at=at)


def undo(*, answer: Answer, by: Actor, at: datetime) -> None:
    """Take a decision back before it counts: whoever made it, or the head of the Center.

    ActionRefused when there is none or its delay is over; it stands then, and only a retraction helps.
    """
    with changing(answer.assignment.case_id, by=by, at=at, quiet=True) as change:
        pending = PendingDecision.objects.filter(version__answer=answer).select_related("version").first()
        if pending is None or pending.effective_at <= change.recorded_at:
            raise NothingToUndo("There is no decision that could still be undone.")
        if by.user_id is not None and pending.decided_by_id != by.user_id:
            held = staff_of(by.user_id, now=change.recorded_at)
            if Power.HEAD not in held.powers:
                raise NothingToUndo("Only who made this decision, or the head of the Center, can undo it.")
        _record_undone(change, pending)
        pending.delete()


def _record_undone(change: Change, pending: PendingDecision) -> None:
    assignment = pending.version.answer.assignment
    change.record(
        "review.undo",
        assignment=assignment.pk,
        agency=assignment.agency_id,
        answer=pending.version.answer_id,
        version=pending.version.number,
    )


def settle(*, now: datetime) -> int:
    """Let every decision count whose delay is over; how many did. Safe to call from anywhere, twice, and at once.

    What has become impossible in the meantime (the case was withdrawn, the account lost its right) is undone, and
    the answer, if it still awaits review, is on the desk again.
    """
    over = one_of_few(PendingDecision.objects.filter(effective_at__lte=now))
    due = PendingDecision.objects.filter(over).values_list("pk", "version__answer__assignment__case")
    return sum(_settled(pk, case_id) for pk, case_id in list(due))


def settle_for(account: int, *, now: datetime) -> list[PendingDecision]:
    """The same for a desk, which shows what this account can still undo, the newest first: both with one question."""
    concerned = one_of_few(PendingDecision.objects.filter(Q(effective_at__lte=now) | Q(decided_by=account)))
    waiting = PendingDecision.objects.filter(concerned).select_related("version__answer__assignment__case__page")
    found = list(waiting.order_by("effective_at", "pk"))
    for pending in found:
        if pending.effective_at <= now:
            _settled(pending.pk, pending.version.answer.assignment.case_id)
    return [pending for pending in reversed(found) if pending.effective_at > now]


def _settled(pk: int, case_id: int) -> bool:
    """Let one decision count; where that fails for a reason of ours, it holds up no other one."""
    try:
        return _settle_one(pk, case_id)
    except DatabaseError:  # away, or busy: so it is for the others too
        raise
    except Exception:
        logger.exception("Decision %d does not count yet; it is tried again.", pk)
        return False


@transaction.atomic
def _settle_one(pk: int, case_id: int) -> bool:
    locked_case(case_id)  # before the decision itself: every verb locks in this order
    pending = PendingDecision.objects.select_related("version__answer__assignment", "reason").filter(pk=pk).first()
    if pending is None:
        return False
    actor = Actor(role=Role.CENTER, user_id=pending.decided_by_id)
    try:
        with transaction.atomic():
            reason = pending.reason.code if pending.reason else ""
            pending.delete()
            _carry_out(
                pending.version,
                pending.choice,
                reason=reason,
                sentence=pending.sentence,
                by=actor,
                at=pending.decided_at,
            )
            if pending.hints is not None:
                HintsShown.objects.create(version=pending.version, kinds=pending.hints)
    except (ActionRefused, MoveRefused, RightRefused) as refused:
        logger.warning("The decision on answer %d no longer counts: %s", pending.version.answer_id, refused)
        with changing(case_id, by=actor, at=pending.decided_at, anytime=True, quiet=True) as change:
            _record_undone(change, pending)
        PendingDecision.objects.filter(pk=pk).delete()
        return False
    return True

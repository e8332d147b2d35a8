"""Ask to reopen, and keep as it is: somebody says it is not done, and the Center reopens or says why it does not."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from cases.actions.actor import Actor
from cases.actions.causes import Cause
from cases.actions.changing import ActionRefused, Change, changing, new_salt
from cases.actions.reasons import reason_for
from cases.models import Case, Complaint, Event, ReasonKind, ReopenRequest, RequestState
from cases.models.reopen_request import LONGEST_REQUEST
from cases.rules.events import text_digest
from cases.rules.hints.text import visible
from cases.rules.rights import Deed
from cases.rules.states import CaseMove, CaseState

#: So many of one address within an hour; so many of one case until the Center decides: the next would tell it nothing.
MOST_BY_ADDRESS, WITHIN = 5, timedelta(hours=1)
MOST_WAITING = 5


class TooLateToAsk(ActionRefused):
    """The report is not answered, or was too long ago."""


class TooManyOfOneAddress(ActionRefused):
    """One address has sent as many within an hour as one person may."""


class EnoughWait(ActionRefused):
    """As many wait of one case as tell the Center anything."""


def answered_at(case: Case) -> datetime | None:
    """When the present round was answered; None where nobody knows, or it is not."""
    answers = Event.objects.filter(case=case, kind="case.answer", happened_at__isnull=False).order_by("-seq")
    found: datetime | None = answers.values_list("happened_at", flat=True).first()
    return found if case.state == CaseState.ANSWERED.value else None


def last_day_to_ask(case: Case) -> datetime | None:
    """Until when one may ask to reopen a case; None where one may not, at any time."""
    at = answered_at(case)
    return at + timedelta(days=settings.REOPEN_REQUEST_DAYS) if at else None


def refuse_to_ask(case: Case, at: datetime) -> None:
    """TooLateToAsk for a case that is not answered, and for one that was answered too long ago."""
    until = last_day_to_ask(case)
    if until is None or at > until:
        raise TooLateToAsk(f"Nobody asks to reopen case {case.number} now: it is {case.state}.")


def can_ask(case: Case, at: datetime) -> bool:
    """Tell whether `refuse_to_ask` would let it pass."""
    try:
        refuse_to_ask(case, at)
    except ActionRefused:
        return False
    return True


def ask_to_reopen(*, case: Case, complaint: str, text: str, by: Actor, at: datetime, sender: str = "") -> ReopenRequest:
    """Keep a request for the Center. The same words again are the same request.

    `sender` is a digest of where it came from, or "". ActionRefused for what is no request; MoveRefused or TooLateToAsk
    for a case that cannot be reopened now; TooManyOfOneAddress; EnoughWait where many wait already.
    """
    words = visible(text)
    if complaint not in Complaint.values or not words or len(words) > LONGEST_REQUEST:
        raise ActionRefused("A request says what is wrong, in not too many words.", Cause.NO_WORDS)
    try:
        with changing(case, by=by, at=at) as change:
            change.move(CaseMove.ASK_REOPEN)
            refuse_to_ask(change.case, at)
            waiting = ReopenRequest.objects.waiting().filter(case=change.case)
            _refuse_said_already(waiting.filter(complaint=complaint, text=words).first())
            _refuse_too_many(waiting.count(), sender, change.recorded_at)
            return _kept(change, complaint, words, sender)
    except _SaidAlreadyError as said:
        return said.request


class _SaidAlreadyError(Exception):
    """The same request waits already: nothing is to be written."""

    def __init__(self, request: ReopenRequest) -> None:
        super().__init__()
        self.request = request


def _refuse_said_already(before: ReopenRequest | None) -> None:
    if before is not None:
        raise _SaidAlreadyError(before)


def _refuse_too_many(waiting: int, sender: str, now: datetime) -> None:
    ReopenRequest.objects.filter(recorded_at__lte=now - WITHIN).exclude(sender="").update(sender="")
    if sender and ReopenRequest.objects.filter(sender=sender).count() >= MOST_BY_ADDRESS:
        raise TooManyOfOneAddress("Too many requests from one address within an hour.")
    if waiting >= MOST_WAITING:
        raise EnoughWait("As many requests wait as the Center needs to know.")


def _kept(change: Change, complaint: str, words: str, sender: str) -> ReopenRequest:
    case, salt = change.case, new_salt()
    request: ReopenRequest = ReopenRequest.objects.create(
        case=case,
        round=case.round,
        complaint=complaint,
        text=words,
        salt=salt,
        sender=sender,
        sent_at=change.at,
        recorded_at=change.recorded_at,
    )
    change.record("case.ask_reopen", round=case.round, complaint=complaint, text=text_digest(salt, words))
    return request


def keep_answered(*, case: Case, reason: str, by: Actor, at: datetime) -> int:
    """Decline to reopen, for a reason that the public reads; how many requests that answers.

    ActionRefused where none waits.
    """
    with changing(case, by=by, at=at, deed=Deed.REOPEN) as change:
        change.move(CaseMove.KEEP)
        code = reason_for(ReasonKind.KEEP, reason)
        decided = _decide(change, state=RequestState.DECLINED, reason=code)
        if not decided:
            raise ActionRefused("No request to reopen this case waits.", Cause.AWAITS_NOT)
        change.record("case.keep", round=change.case.round, reason=code.code)
    return decided


def accept_requests(change: Change) -> int:
    """The case is reopened: whoever asked for it has been heard. How many waited."""
    return _decide(change, state=RequestState.ACCEPTED)


def _decide(change: Change, **decision: object) -> int:
    waiting = ReopenRequest.objects.waiting().filter(case=change.case)
    return waiting.update(decided_at=change.recorded_at, decided_by=change.by.user_id, **decision)

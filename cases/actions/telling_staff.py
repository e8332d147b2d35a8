"""Tell staff: what happened to a case goes into the outbox for those who write mails, in the change's transaction.

Who gets which mail is decided when it is written, and a mail server is asked later still: no verb waits for either.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cases.actions.actor import Actor, Role
from cases.models import Case, Consumer, Delivery, Event, MailKind
from cases.signals import mails_waiting

#: Events that an agency learns of at once, and what its mail is about.
TOLD_AT_ONCE: dict[str, MailKind] = {
    "assignment.return": MailKind.RETURNED,
    "assignment.refuse": MailKind.REFUSED,
    "answer.return": MailKind.RETURNED,
    "answer.refuse": MailKind.REFUSED,
    "case.reopen": MailKind.REOPENED,
    "assignment.rule": MailKind.RULED,
    "assignment.uphold": MailKind.APPEAL,
    "assignment.overturn": MailKind.APPEAL,
    "answer.uphold": MailKind.APPEAL,
    "answer.overturn": MailKind.APPEAL,
    "assignment.retract": MailKind.RETRACTED,
    "case.assign": MailKind.ASSIGNED,
    "case.transfer": MailKind.ASSIGNED,
    "case.escalate": MailKind.ASSIGNED,
}


def tell_staff(case: Case, events: Sequence[Event], *, by: Actor, at: datetime) -> None:
    """Put into the outbox what staff learns of at once, as far as the city wants it told.

    Nobody is told what an import says of other people's past, nor what invented people do in a demo.
    """
    reopened = any(event.kind == "case.reopen" for event in events)  # says to whom it is given, too
    told = [
        event
        for event in events
        if TOLD_AT_ONCE.get(event.kind) in settings.MAILS_AT_ONCE and not (reopened and event.kind == "case.assign")
    ]
    invented = settings.DEMO and by.user_id is None
    if told and by.role is not Role.IMPORT and not invented:
        _fill(case, Consumer.MAIL, [event.seq for event in told], at)


def alert_urgent(case: Case, *, event_seq: int) -> None:
    """Alert whoever has to act at once: the agencies that have the case, the Center where none has.

    Call it inside the change that makes a case urgent, with the place of that event in its chain; one event alerts
    once, however often this is called.
    """
    _fill(case, Consumer.ALERT, [event_seq], timezone.now())


def _fill(case: Case, consumer: Consumer, seqs: list[int], at: datetime) -> None:
    Delivery.objects.bulk_create(Delivery(consumer=consumer, case=case, event_seq=seq, created_at=at) for seq in seqs)
    # Robust: what is committed stands; mails that are not made now are made with the worker's next look.
    transaction.on_commit(lambda: mails_waiting.send_robust(sender=Case), robust=True)

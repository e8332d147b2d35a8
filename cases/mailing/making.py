"""Makes mails: of what waits in the outbox, and the digest of a day. Asked again, it makes none twice."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from cases.actions.telling_staff import TOLD_AT_ONCE
from cases.mailing.recipients import of_center, officers_of, on_duty
from cases.models import MAILS, Agency, Assignment, Consumer, Delivery, Event, Mail, MailKind, Post

AT_ONCE = 100  # deliveries
FIRST_RETRY, LAST_RETRY = timedelta(seconds=30), timedelta(hours=1)
LONGEST_ERROR = 255
logger = logging.getLogger(__name__)


def due(at: datetime) -> list[Delivery]:
    """The oldest deliveries that may be taken at `at`; PostgreSQL's workers step round those another is taking."""
    rows = Delivery.objects.filter(consumer__in=MAILS).exclude(locked_until__gt=at).order_by("id")
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True)
    return list(rows[:AT_ONCE])


def make_mails(*, now: datetime) -> int:
    """Make the mails of everything that waits in the outbox; how many deliveries were taken out of it."""
    done = 0
    while True:
        with transaction.atomic():  # mails are rows of the same database: made and taken out together, or neither
            found = due(now)
            taken = [delivery.pk for delivery in found if _made(delivery, now)]
            Delivery.objects.filter(pk__in=taken).delete()
        done += len(taken)
        if len(found) < AT_ONCE:
            return done


def _made(delivery: Delivery, now: datetime) -> bool:
    """Whether the mails of a delivery are made; where that fails it waits, each time twice as long."""
    try:
        with transaction.atomic():
            Mail.objects.bulk_create(_mails_of(delivery, now), ignore_conflicts=True)
    except Exception as error:
        logger.exception("The mails of delivery %d are not made; it is tried again later.", delivery.pk)
        wait = min(FIRST_RETRY * 2 ** min(delivery.attempts, 20), LAST_RETRY)
        Delivery.objects.filter(pk=delivery.pk).update(
            locked_until=now + wait,
            attempts=F("attempts") + 1,
            last_error=f"{type(error).__name__}: {error}"[:LONGEST_ERROR],
        )
        return False
    return True


def _mails_of(delivery: Delivery, now: datetime) -> list[Mail]:
    event = Event.objects.get(case=delivery.case_id, seq=delivery.event_seq)
    today = timezone.localdate(now)
    urgent = delivery.consumer == Consumer.ALERT
    kind = MailKind.URGENT if urgent else TOLD_AT_ONCE[event.kind]
    agencies = _agencies_of(event, urgent=urgent)
    told: dict[int, int | None] = {account: agency for agency in agencies for account in officers_of(agency, today)}
    if urgent and not agencies:
        told = dict.fromkeys(of_center(), None)
    return [
        Mail(kind=kind, account_id=account, agency_id=agency, **_of_event(event), made_at=now, try_at=now)
        for account, agency in told.items()
    ]


def _of_event(event: Event) -> dict[str, int]:
    return {"case_id": event.case_id, "event_seq": event.seq}


def _agencies_of(event: Event, *, urgent: bool) -> list[int]:
    """Whom an event concerns: the agency it names, of a transfer the new one; else all that have the case now."""
    named = event.data.get("to_agency" if event.kind == "case.transfer" else "agency")
    if named is not None and not urgent:
        return [int(named)]
    running = Assignment.objects.filter(case=event.case_id).running()
    return sorted(set(running.values_list("agency", flat=True)))


def make_digests(*, day: date, now: datetime, agencies: Iterable[int] | None = None) -> int:
    """Make the digests of a day for every agency with somebody on duty; how many there are new.

    Whether there is anything to say is seen when a digest is sent. Days without a run are not made up for: what was
    due or returned then stands in the next digest, if it still waits.
    """
    if agencies is None:
        agencies = Agency.objects.filter(pk__in=Post.objects.held(day).values("agency")).values_list("pk", flat=True)
    mails = [
        Mail(kind=MailKind.DIGEST, account_id=account, agency_id=agency, day=day, made_at=now, try_at=now)
        for agency in agencies
        for account in on_duty(agency, day)
    ]
    known = set(Mail.objects.filter(day=day).values_list("account", "agency"))
    Mail.objects.bulk_create(mails, ignore_conflicts=True)  # who runs at the same time makes the same ones
    return len([mail for mail in mails if (mail.account_id, mail.agency_id) not in known])


def forget(*, before: datetime) -> int:
    """Delete mails that ended before an instant; how many. Their days and events are long past and come no more."""
    return Mail.objects.filter(ended_at__lt=before).delete()[0]

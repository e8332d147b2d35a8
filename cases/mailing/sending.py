"""Sends mails: taken one by one, tried again with growing pauses, given up after three days.

A mail server that fails delays mails and nothing else: no lock and no transaction is held while it is spoken to.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPNotSupportedError, SMTPRecipientsRefused, SMTPResponseException

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from cases.mailing.letters import write
from cases.models import Mail

LEASE = timedelta(minutes=5)  # longer than any mail takes; what a killed worker had taken is looked at again after it
FIRST_RETRY, LAST_RETRY = timedelta(minutes=1), timedelta(hours=1)
GIVEN_UP = timedelta(days=3)
LONGEST_ERROR = 80
#: A ValueError is an address that is none; what a server cannot take is an address that this one does not know.
OF_THIS_MAIL = (SMTPResponseException, SMTPRecipientsRefused, SMTPNotSupportedError, ValueError)
logger = logging.getLogger(__name__)


class _ServerAwayError(Exception):
    """The server cannot be reached: trying the next mail now would only cost time."""


def send_mails(*, now: datetime | None = None) -> int:
    """Send what is due until nothing is, or the server is away; how many went out."""
    server, sent = get_connection(), 0
    try:
        while (mail := _take(now or timezone.now())) is not None:
            sent += _sent(mail, server, now or timezone.now())
    except _ServerAwayError:
        logger.warning("The mail server cannot be reached; mails wait.")
    finally:
        _close(server)
    return sent


def _take(now: datetime) -> Mail | None:
    """Take the mail that has waited longest; those that a killed worker had handed over are ended on the way."""
    with transaction.atomic():
        rows = Mail.objects.due(now).order_by("try_at", "id")
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True)
        lost = rows.filter(handed_over=True)
        for mail in lost:
            logger.error("Nobody knows whether mail %d arrived; it is not sent again.", mail.pk)
            _end(mail, now, sent=False, error="worker ended")
        found: Mail | None = rows.filter(handed_over=False).first()
        if found is None:
            return None
        Mail.objects.filter(pk=found.pk).update(try_at=now + LEASE, attempts=F("attempts") + 1)
    return Mail.objects.select_related("account", "agency", "case").get(pk=found.pk)


def _end(mail: Mail, now: datetime, *, sent: bool, error: str = "") -> None:
    Mail.objects.filter(pk=mail.pk).update(
        ended_at=max(now, mail.made_at), sent=sent, handed_over=False, last_error=error[:LONGEST_ERROR]
    )


def _sent(mail: Mail, server: BaseEmailBackend, now: datetime) -> bool:
    """Whether a mail went out; otherwise it is ended, or waits for another try."""
    try:
        letter = write(mail, now=now)
    except Exception as error:  # a fault of ours in one mail holds up no other
        logger.exception("Mail %d cannot be written; it is tried again later.", mail.pk)
        _put_back(mail, error, now)
        return False
    if letter is None:
        _end(mail, now, sent=False, error="nothing to say")
        return False
    try:
        server.open()
    except (OSError, SMTPException) as error:
        _put_back(mail, error, now)
        raise _ServerAwayError from error
    Mail.objects.filter(pk=mail.pk).update(handed_over=True)
    try:
        server.send_messages([letter])
    except OF_THIS_MAIL as error:  # it answered, or was never asked: nothing is wrong with the next one
        logger.warning("The mail server did not take mail %d: %s.", mail.pk, told(error))
        _put_back(mail, error, now)
        _close(server)  # begin anew: the server may be in the middle of this mail
        return False
    except (OSError, SMTPException) as error:  # it never said that it took the mail
        _put_back(mail, error, now)
        raise _ServerAwayError from error
    _end(mail, now, sent=True)
    return True


def _close(server: BaseEmailBackend) -> None:
    try:
        server.close()
    except (OSError, SMTPException):
        logger.info("The mail server ended the connection itself.")


def told(error: Exception) -> str:
    """The sort of error and the server's code; its words may hold an address."""
    code = getattr(error, "smtp_code", None)
    return type(error).__name__ if code is None else f"{type(error).__name__} {code}"


def _put_back(mail: Mail, error: Exception, now: datetime) -> None:
    """Let a mail wait, each time twice as long; after three days it is given up."""
    if now - mail.made_at >= GIVEN_UP:
        logger.error("Mail %d is given up: %s.", mail.pk, told(error))
        _end(mail, now, sent=False, error=told(error))
        return
    wait = min(FIRST_RETRY * 2 ** min(mail.attempts - 1, 20), LAST_RETRY)
    Mail.objects.filter(pk=mail.pk).update(try_at=now + wait, handed_over=False, last_error=told(error)[:LONGEST_ERROR])

"""The task that makes and sends mails, and what wakes it: a task only wakes, what has to be done stands in our tables.

A killed worker leaves its task running for good, and nothing tries a failed one again; both cost nothing here.
"""

from __future__ import annotations

import logging
from typing import Any

from django.utils import timezone
from django_tasks import task, task_backends
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.models import DBTaskResult

from cases.contacts.access import addresses_to_tell
from cases.mailing.making import make_mails
from cases.mailing.reporters import tell_reporters
from cases.mailing.sending import send_mails
from cases.models import MAILS, Delivery, Mail

QUEUE = "mails"  # of its own: the CMS's tasks wait for no mail server
logger = logging.getLogger(__name__)


@task(backend=QUEUE, queue_name=QUEUE)
def mails() -> int:
    """Make the mails of what waits in the outbox, and send what is due; how many went out."""
    make_mails(now=timezone.now())
    return send_mails() + tell_reporters(now=timezone.now())


def is_anything_due() -> bool:
    """Whether there is something to make or to send now (three queries)."""
    now = timezone.now()
    waits = Delivery.objects.filter(consumer__in=MAILS).exclude(locked_until__gt=now)
    return waits.exists() or Mail.objects.due(now).exists() or bool(addresses_to_tell(now))


def is_queued() -> bool:
    """Whether mails are sent by a worker of their own, and not by whoever calls."""
    return isinstance(task_backends[QUEUE], DatabaseBackend)


def is_called() -> bool:
    """Whether a worker has been called that has not come yet: one call is enough."""
    return is_queued() and DBTaskResult.objects.ready().filter(backend_name=QUEUE, task_path=mails.module_path).exists()


def wake(**_kwargs: Any) -> None:
    """Call a worker where something is due: in production it comes from elsewhere, in development this is it.

    Never raises: the change that called is committed, and a mail that cannot be called for now waits for the next call.
    """
    try:
        if is_anything_due() and not is_called():
            mails.enqueue()
    except Exception:
        logger.exception("No worker could be called for the mails; they wait.")

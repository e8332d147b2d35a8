"""`manage.py work_outbox`: let decisions count, deliver what waits in the outbox, finish what was left unfinished."""

from __future__ import annotations

import logging
import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from cases.accountability.keeping import keep_when_due
from cases.accountability.open_data.cleaning import clean_next
from cases.actions.change_calendar import finish_changes
from cases.actions.deciding import settle
from cases.mailing.tasks import wake
from search.outbox import drain, drain_outside

logger = logging.getLogger(__name__)


def settle_decisions() -> None:
    """Let decisions of the review desk count whose delay is over: nobody has to open a desk for that."""
    settle(now=timezone.now())


def move_dues() -> None:
    """Move the due dates that a changed calendar has left behind, and deliver those cases."""
    if finish_changes():
        drain()


def clean_open_data() -> None:
    """Take what has been withdrawn out of one dump of the open data: the next look cleans the next."""
    clean_next()


def work() -> None:
    """Everything that waits. What fails is tried again with the next look, and keeps nothing else waiting."""
    for job in (settle_decisions, drain, move_dues, wake, drain_outside, clean_open_data):
        try:
            job()
        except DatabaseError:
            raise
        except Exception:
            logger.exception("%s failed; it is tried again.", job.__name__)


class Command(BaseCommand):
    """Ends on SIGTERM and SIGINT after the batch at hand; any number may run at once."""

    help = (
        "Let decisions count whose delay is over, deliver what waits in the outbox, move due dates after a changed "
        "calendar, and call for mails that wait; with --once, return then."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Once, or how often to look."""
        parser.add_argument("--once", action="store_true", help="return when nothing is due any more")
        parser.add_argument("--interval", type=float, default=1.0, help="seconds between two looks (default: 1)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Drain, wait, drain again."""
        if options["once"]:
            work()
            return
        stopped = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *__: stopped.set())
        while not stopped.is_set():
            try:
                work()
                keep_when_due(timezone.now())
            except DatabaseError:  # the database may be restarting; what waits in it still waits
                logger.exception("The outbox could not be read; trying again in %s s.", options["interval"])
            close_old_connections()
            stopped.wait(options["interval"])

"""`manage.py work_outbox`: deliver what waits in the outbox, and finish what was left unfinished, from now on."""

from __future__ import annotations

import logging
import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections

from cases.actions.change_calendar import finish_changes
from search.outbox import drain

logger = logging.getLogger(__name__)


def work() -> None:
    """Deliver what has changed, then move the due dates that a changed calendar has left behind, and deliver those."""
    drain()
    if finish_changes():
        drain()


class Command(BaseCommand):
    """Ends on SIGTERM and SIGINT after the batch at hand; any number may run at once."""

    help = "Deliver what waits in the outbox, and move due dates after a changed calendar; with --once, return then."

    def add_arguments(self, parser: CommandParser) -> None:
        """Once, or how often to look."""
        parser.add_argument("--once", action="store_true", help="return when nothing is due any more")
        parser.add_argument("--interval", type=float, default=5.0, help="seconds between two looks (default: 5)")

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
            except DatabaseError:  # the database may be restarting; what waits in it still waits
                logger.exception("The outbox could not be read; trying again in %s s.", options["interval"])
            close_old_connections()
            stopped.wait(options["interval"])

"""`manage.py snapshot [--on DATE]`: freezes one day, or several up to it."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cases.accountability.frozen.freezing import freeze, settled_now
from cases.models import Snapshot
from cases.rules.frozen_days import DayNotOver


class Command(BaseCommand):
    """Prints date and checksums of each day, one a line; a day that was frozen before is told as it is."""

    help = "Freezes the list of who is past due at the end of a day (default: yesterday)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the day, and how many."""
        parser.add_argument("--on", metavar="DATE", help="ISO 8601, such as 2026-11-24 (default: yesterday)")
        parser.add_argument("--days", type=int, default=1, help="so many days, of which DATE is the last (default: 1)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Freeze what is missing, tell all of it."""
        now = settled_now()
        last = _day(options["on"]) or timezone.localdate(now) - timedelta(days=1)
        if options["days"] < 1:
            raise CommandError("--days counts from 1.")
        days = [last - timedelta(days=back) for back in reversed(range(options["days"]))]
        try:
            for snapshot in freeze(days, now):
                self.stderr.write(f"{snapshot.date} frozen")
        except DayNotOver as refused:
            raise CommandError(str(refused)) from refused
        for snapshot in Snapshot.objects.filter(date__range=(days[0], days[-1])).order_by("date"):
            self.stdout.write(f"{snapshot.date} csv={snapshot.csv_sha256} json={snapshot.json_sha256}")


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"{text!r} is no day, such as 2026-11-24.") from None

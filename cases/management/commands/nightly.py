"""`manage.py nightly`: freezes the days that have ended since it ran last, and makes the day's open data."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cases.accountability.frozen.freezing import days_to_freeze, freeze, settled_now
from cases.accountability.open_data.cleaning import clean
from cases.accountability.open_data.making import is_due, make_dump


class Command(BaseCommand):
    """Run it soon after midnight. Twice, late or by several at once does no harm: what is frozen stays as it is."""

    help = "Freezes the list of who is past due at the end of each day that is not frozen yet; says so on stderr."

    def handle(self, *args: Any, **options: Any) -> None:
        """Freeze what is missing."""
        frozen = 0
        days = days_to_freeze(timezone.now())
        for snapshot in freeze(days, settled_now()) if days else ():
            frozen += 1
            late = " (reconstructed: it ended long before)" if snapshot.reconstructed else ""
            self.stderr.write(f"{snapshot.date} frozen: {snapshot.headline} past due{late}")
        if not frozen:
            self.stderr.write("Every day that has ended is frozen.")
        self.dump()

    def dump(self) -> None:
        """Make today's open data where they are not there yet; take out of all what has been withdrawn."""
        clean()  # first: should making one fail, this is done
        if is_due(timezone.now()):
            made = make_dump()
            if made.day is not None:
                self.stderr.write(f"Open data of {made.day}: {made.rows['cases']} cases, {made.bytes / 1e6:.1f} MB")
        clean()

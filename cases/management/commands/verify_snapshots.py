"""Verify snapshots: counts every frozen day again from history, and says what differs."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases.accountability.frozen.verifying import Verification


class Command(BaseCommand):
    """Prints what is wrong, one line each, then how many days were looked at; status 1 if anything is."""

    help = "Counts every frozen day again, as it was known when it was frozen, and reports any difference."
    requires_system_checks = ()  # the triggers' check would stop it before it could say what it found

    def handle(self, *args: Any, **options: Any) -> None:
        """Verify everything; CommandError (status 1) where something is wrong."""
        run, found = Verification(), 0
        for difference in run.run():
            found += 1
            self.stdout.write(str(difference))
        self.stdout.write(f"days={run.days}")
        if found:
            raise CommandError(f"Frozen days differ from history: {found} found.")

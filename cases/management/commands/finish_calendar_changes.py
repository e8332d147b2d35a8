"""`manage.py finish_calendar_changes`: moves the due dates that a change of a calendar has left behind."""

from typing import Any

from django.core.management.base import BaseCommand

from cases.actions.change_calendar import finish_changes


class Command(BaseCommand):
    """Safe to run at any time, and by several at once; what is finished is left alone."""

    help = "Moves due dates that still have to follow a changed calendar; prints how many moved."

    def handle(self, *args: Any, **options: Any) -> None:
        """Finish every change."""
        self.stdout.write(str(finish_changes()))

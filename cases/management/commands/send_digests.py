"""`manage.py send_digests`: the mails of the day to those who follow their agency's terms. For the nightly run."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from cases.mailing.making import forget, make_digests
from cases.mailing.tasks import QUEUE, is_queued, wake

KEPT = timedelta(days=180)


class Command(BaseCommand):
    """Runs as often as one likes: an account gets one digest of an agency and a day, whoever asks how often."""

    help = "Make today's digest for the follow-up officers of every agency, have waiting mails sent, forget old ones."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make, wake, tidy up; the count of new digests is the data."""
        now = timezone.now()
        self.stdout.write(str(make_digests(day=timezone.localdate(now), now=now)))
        wake()
        forget(before=now - KEPT)
        if is_queued():
            call_command("prune_db_task_results", f"--backend={QUEUE}", f"--queue-name={QUEUE}", verbosity=0)

"""`manage.py keep_figures`: counts the city's figures anew and keeps them for the pages."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cases.accountability.keeping import keep_figures


class Command(BaseCommand):
    """What the outbox's worker does now and then, once; standard output stays empty."""

    help = "Count the figures of the whole city anew and keep them for the pages."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Count and keep; on standard error how many values."""
        self.stderr.write(f"{keep_figures(timezone.now())} values kept.")

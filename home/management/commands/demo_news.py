"""`manage.py demo_news`: news for the invented city, and how to reach its Center; `demo` calls it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from home.demo_center import write_center
from home.demo_news import write_news


class Command(BaseCommand):
    """Adds what is missing, and nothing twice."""

    help = "Write the news of the demo city. Only with DEMO=true: a city writes its own."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write them; refuse outside a demo."""
        if not settings.DEMO:
            raise CommandError("DEMO is not true: these news are of an invented city.")
        write_news(timezone.localdate())
        write_center()

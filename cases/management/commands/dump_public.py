"""`manage.py dump_public`: writes everything public as files by table and year."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cases.accountability.open_data.cleaning import clean
from cases.accountability.open_data.making import make_dump


class Command(BaseCommand):
    """Prints one line a table, `table rows`; what else there is to say goes to standard error."""

    help = "Writes everything public into a dated folder, takes out of all folders what has been withdrawn."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether to make one."""
        parser.add_argument("--clean", action="store_true", help="make none; only take out what has been withdrawn")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make today's dump, and clean all of them. CommandError where none are made."""
        if not settings.OPEN_DATA_ROOT:
            raise CommandError("OPEN_DATA_ROOT is empty: no dumps are made.")
        if not options["clean"]:
            made = make_dump()
            if made.day is None:
                self.stderr.write("Another process is making a dump.")
                return
            for table, rows in made.rows.items():
                self.stdout.write(f"{table} {rows}")
            self.stderr.write(f"{made.day}: {made.bytes / 1e6:.1f} MB in {settings.OPEN_DATA_ROOT}")
            for day in made.forgotten:
                self.stderr.write(f"{day} deleted")
        cleaned = clean()
        if cleaned:
            self.stderr.write(f"{cleaned} dumps cleaned of what has been withdrawn.")

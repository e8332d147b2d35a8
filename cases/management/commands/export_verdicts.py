"""`manage.py export_verdicts --at INSTANT`: how every agency's assignment stood, as CSV on standard output."""

from __future__ import annotations

import csv
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from cases.accountability.asked_instant import add_at, asked_at
from cases.accountability.verdicts import VerdictRow, newest_verdicts


class Command(BaseCommand):
    """Writes one row for each case and agency: its newest assignment that existed then, by its own clock."""

    help = (
        "Writes CSV: reference, agency (the source's name), verdict (in_term, extended, promise_broken, overdue; empty "
        "where nobody knows when the case was closed) and open (1 or 0). Opinions and follow-ups are left out."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the instant."""
        add_at(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Write row by row, so that memory does not grow with the city."""
        at = asked_at(options)
        writer = csv.writer(self.stdout, lineterminator="\n")
        writer.writerow(VerdictRow._fields)
        writer.writerows(newest_verdicts(at))

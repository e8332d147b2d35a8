"""`manage.py agency_figures --at INSTANT --json`: every agency's figures on standard output."""

from __future__ import annotations

import csv
import json
from argparse import ArgumentParser
from dataclasses import fields
from typing import Any

from django.core.management.base import BaseCommand

from cases.accountability.agency_rows import AgencyRow, agency_rows
from cases.accountability.asked_instant import add_at, asked_at


class Command(BaseCommand):
    """Writes one entry for each agency that had been given a case by then, and one named _all at the end."""

    help = "Writes the figures of every agency, cumulative to an instant, as CSV or, with --json, as one JSON array."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the instant and the form."""
        add_at(parser)
        parser.add_argument("--json", action="store_true", help="one JSON array instead of CSV")

    def handle(self, *args: Any, **options: Any) -> None:
        """Count, then write."""
        rows = [row.as_dict() for row in agency_rows(asked_at(options))]
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False))
            return
        writer = csv.DictWriter(self.stdout, [each.name for each in fields(AgencyRow)], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)

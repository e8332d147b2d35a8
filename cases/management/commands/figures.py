"""`manage.py figures --by PART --at INSTANT --json`: every figure of the city's parts on standard output."""

from __future__ import annotations

import csv
import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from cases.accountability.asked_instant import add_at, asked_at
from cases.accountability.cuts import NAMES, cut_named
from cases.accountability.figure_rows import COLUMNS, figure_rows


class Command(BaseCommand):
    """Writes one entry for each part of the city; what each figure means, /phuong-phap.json tells by its name."""

    help = "Writes all figures by agency, category, ward, month or source at an instant, as CSV or one JSON array."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the cut, the instant and the form."""
        add_at(parser)
        parser.add_argument("--by", choices=NAMES, default="city", help="the parts of the city (default: all together)")
        parser.add_argument("--json", action="store_true", help="one JSON array instead of CSV")

    def handle(self, *args: Any, **options: Any) -> None:
        """Count, then write."""
        at = asked_at(options)
        rows = figure_rows(cut_named(options["by"], at), at)
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False))
            return
        writer = csv.DictWriter(self.stdout, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)

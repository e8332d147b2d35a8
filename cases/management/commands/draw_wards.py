"""Draw wards: keeps the map's shapes the same as the boundaries they are drawn from."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases.accountability.ward_shapes import FILE, draw
from cases.models import Ward


class Command(BaseCommand):
    """Writes the shapes, or with --check only says whether they are stale."""

    help = "Draws the wards' boundaries as the map's shapes; with --check it writes nothing and fails when stale."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take --check, and another file for tests."""
        parser.add_argument("--check", action="store_true", help="fail when the shapes are stale")
        parser.add_argument("--file", type=Path, default=FILE)

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file unless it is right already."""
        file: Path = options["file"]
        known = Ward.objects.values_list("code", "boundary")
        drawn = draw({code: boundary for code, boundary in known if boundary}).as_json()
        if file.exists() and file.read_text(encoding="utf-8") == drawn:
            return
        if options["check"]:
            raise CommandError(f"The shapes in {file.name} are stale: run manage.py draw_wards.")
        file.write_text(drawn, encoding="utf-8")

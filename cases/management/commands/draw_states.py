"""Draw states: keeps the picture in docs/states.md the same as the tables it is drawn from."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cases.rules.states import picture

BEGIN, END = "<!-- drawn by manage.py draw_states -->", "<!-- end of the picture -->"


class Command(BaseCommand):
    """Writes the picture, or with --check only says whether it is stale."""

    requires_system_checks = ()
    help = "Draws the tables of states into docs/states.md; with --check it writes nothing and fails when stale."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take --check, and another file for tests."""
        parser.add_argument("--check", action="store_true", help="fail when the picture is stale")
        parser.add_argument("--file", type=Path, default=Path(settings.BASE_DIR) / "docs" / "states.md")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file unless it is right already."""
        file: Path = options["file"]
        text = file.read_text(encoding="utf-8")
        drawn = with_picture(text)
        if drawn == text:
            return
        if options["check"]:
            raise CommandError(f"The picture in {file.name} is stale: run manage.py draw_states.")
        file.write_text(drawn, encoding="utf-8")


def with_picture(text: str) -> str:
    """Return the text with the present picture between its marks; CommandError where a mark is missing."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise CommandError(f"The picture goes between “{BEGIN}” and “{END}”, and one of them is missing.")
    return f"{before}{begin}\n\n```mermaid\n{picture()}```\n\n{end}{after}"

"""Fills one database with documents, or measures cells of the map on it; run by map_cells.py, which says which."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
django.setup()

from django.core.management import call_command  # noqa: E402 - after the settings

from bench._corpus import AT, documents  # noqa: E402
from search.engines import EMBEDDED, engines  # noqa: E402
from search.question import Box, Facet, Question  # noqa: E402

CITY = Box(west=107.4, south=16.3, east=107.8, north=16.7)
STREETS = Box(west=107.55, south=16.45, east=107.57, north=16.47)
#: What is asked, and at which zoom.
QUESTIONS = {
    "the whole city": (Question(bbox=CITY), 11),
    "without a box": (Question(), 10),
    "some streets": (Question(bbox=STREETS), 16),
    "open ones": (Question(bbox=CITY, choices={Facet.STATE: ("in_progress",)}), 11),
    "overdue": (Question(bbox=CITY, choices={Facet.VERDICT: ("overdue",)}), 11),
    "one ward": (Question(bbox=CITY, choices={Facet.WARD: ("phuong-1",)}), 13),
    "one agency": (Question(bbox=CITY, choices={Facet.AGENCY: ("don-vi-3",)}), 12),
    "one common word": (Question(q="ngap", bbox=CITY), 11),
    "words": (Question(q="den duong kim long", bbox=CITY), 12),
}
TIMES = 5


def fill(n: int) -> None:
    """Put `n` cases into a fresh database."""
    call_command("migrate", verbosity=0)
    engine = engines[EMBEDDED]
    engine.put(documents(n))
    engine.settle()


def ask() -> None:
    """Print a JSON object: question → the least milliseconds, how many cells, how many cases in them."""
    engine, found = engines[EMBEDDED], {}
    for name, (question, zoom) in QUESTIONS.items():
        least = float("inf")
        for _ in range(TIMES):
            began = time.perf_counter()
            cells = engine.cells(question, AT, zoom)
            least = min(least, (time.perf_counter() - began) * 1000)
        found[name] = (least, len(cells), sum(cell.n for cell in cells))
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    fill(int(sys.argv[1])) if sys.argv[1:] else ask()

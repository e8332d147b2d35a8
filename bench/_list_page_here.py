"""Fills one database with cases, or measures the list page on it; run by list_page.py, which says which."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
django.setup()

from django.core.cache import cache  # noqa: E402 - after the settings
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from bench._corpus import documents  # noqa: E402
from search.engines import engines  # noqa: E402
from search.models import SearchDocument  # noqa: E402
from search.question import PAGE_SIZE  # noqa: E402

QUESTIONS = {
    "the whole list": "",
    "words without marks": "q=den+duong+hong+kim+long",
    "words with marks": "q=%C4%91%C3%A8n+%C4%91%C6%B0%E1%BB%9Dng+Kim+Long",
    "one common word": "q=ngap",
    "words most cases hold": "q=tinh+trang",
    "overdue or broken": "verdict=overdue&verdict=promise_broken",
    "longest late": "sort=late",
    "ward and agency": "ward=phuong-1&agency=don-vi-3",
    "this month": "from=2026-11-01",
    "a part of the map": "bbox=107.5,16.4,107.55,16.45",
    "nothing found": "q=khongco+den&verdict=overdue&ward=phuong-1",
    "deep in the list": "after={middle}",
}


def fill(n: int) -> None:
    """Put `n` cases into a fresh database."""
    call_command("migrate", verbosity=0)
    engine = engines["default"]
    began = time.perf_counter()
    engine.put(documents(n))
    engine.settle()
    sys.stdout.write(f"{n / (time.perf_counter() - began):,.0f} documents/s put\n")


def ask() -> None:
    """Print a JSON object: question → milliseconds asked anew, milliseconds remembered, whether the page is full."""
    client, found = Client(), {}
    for name, query in QUESTIONS.items():
        address = f"/phan-anh/?{query.format(middle=_middle())}"
        full = client.get(address).content.count(b'<div class="what">') == PAGE_SIZE

        def get(at: str = address) -> object:
            return client.get(at)

        found[name] = (_best(3, get, cache.clear), _best(15, get, lambda: None), full)
    sys.stdout.write(json.dumps(found))


def _best(n: int, get: Callable[[], object], before: Callable[[], object]) -> float:
    """The best of `n` times, in milliseconds."""
    times = []
    for _ in range(n):
        before()
        began = time.perf_counter()
        get()
        times.append((time.perf_counter() - began) * 1000)
    return min(times)


def _middle() -> str:
    """The cursor of the row in the middle of the list, newest first."""
    rows = SearchDocument.objects.order_by("-listed_at", "-case_id").values_list("listed_at", "case_id")
    listed_at, case_id = rows[rows.count() // 2]
    return f"{listed_at}_{case_id}_0"


if __name__ == "__main__":
    fill(int(sys.argv[1])) if sys.argv[1:] else ask()

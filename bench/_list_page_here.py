"""Fills one database and measures the list page on it; run by list_page.py, which says on which database."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import islice
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


def measure(sizes: list[int]) -> bool:
    """Fill the database and print a table; false where a remembered page grows with the list."""
    call_command("migrate", verbosity=0)
    engine, corpus, client = engines["default"], documents(max(sizes)), Client()
    cold: dict[str, list[float]] = {name: [] for name in QUESTIONS}
    warm: dict[str, list[float]] = {name: [] for name in QUESTIONS}
    full, filled = set(QUESTIONS), 0
    for size in sizes:
        began = time.perf_counter()
        engine.put(islice(corpus, size - filled))
        engine.settle()
        took = time.perf_counter() - began
        sys.stdout.write(f"{size:,} cases: {(size - filled) / took:,.0f} documents/s put\n")
        filled, middle = size, _middle(size)
        for name, query in QUESTIONS.items():
            address = f"/phan-anh/?{query.format(middle=middle)}"
            if client.get(address).content.count(b'<div class="what">') < PAGE_SIZE:
                full.discard(name)  # fewer rows cost less: nothing to compare
            cold[name].append(_best(5, partial(client.get, address), cache.clear))
            warm[name].append(_best(15, partial(client.get, address), lambda: None))
    _print("asked anew", cold, sizes)
    _print("remembered", warm, sizes)
    return all(warm[name][-1] <= 2 * warm[name][0] for name in full)


def _best(n: int, ask: Callable[[], object], before: Callable[[], object]) -> float:
    """The best of `n` times, in milliseconds."""
    times = []
    for _ in range(n):
        before()
        began = time.perf_counter()
        ask()
        times.append((time.perf_counter() - began) * 1000)
    return min(times)


def _middle(size: int) -> str:
    """The cursor of the row in the middle of the list, newest first."""
    rows = SearchDocument.objects.order_by("-listed_at", "-case_id").values_list("listed_at", "case_id")
    listed_at, case_id = rows[size // 2]
    return f"{listed_at}_{case_id}_0"


def _print(title: str, times: dict[str, list[float]], sizes: list[int]) -> None:
    sys.stdout.write(f"{title:24}" + "".join(f"{size:>12,}" for size in sizes) + "   ms\n")
    for name, found in times.items():
        sys.stdout.write(f"  {name:22}" + "".join(f"{ms:12.1f}" for ms in found) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(0 if measure(sorted(map(int, sys.argv[1:]))) else 1)

"""Fills one engine with documents, or measures it; run by search.py, which says which and where."""

from __future__ import annotations

import json
import random
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
django.setup()

from django.core.management import call_command  # noqa: E402 - after the settings

from bench._corpus import AGENCIES, AT, CATEGORIES, STREETS, THINGS, TROUBLES, WARDS, documents  # noqa: E402
from search.engines import engines  # noqa: E402
from search.engines.base import Engine  # noqa: E402
from search.folding import folded  # noqa: E402
from search.question import Facet, Question  # noqa: E402
from search.sorting import Sort  # noqa: E402

VARIED = 200  # questions


def questions() -> list[Question]:
    """Words and three filters each, always the same ones; every third is typed with marks."""
    dice = random.Random(2019)  # noqa: S311 - the same questions every time
    return [_question(dice, i) for i in range(VARIED)]


def _question(dice: random.Random, i: int) -> Question:
    words = dice.choice(THINGS) + dice.choice(
        ("", "", " " + dice.choice(STREETS), " " + dice.choice(TROUBLES).split()[0])
    )
    since = date(2026, 11, 25) - timedelta(days=dice.choice((400, 1500, 3100)))
    some = dice.sample(
        [
            (Facet.STATE, ("answered",)),
            (Facet.VERDICT, tuple(dice.sample(["answered_late", "answered_in_term", "overdue", "in_term"], k=2))),
            (Facet.WARD, tuple(ward.slug for ward in dice.sample(WARDS[:12], k=6))),
            (Facet.CATEGORY, tuple(category.slug for category in dice.sample(CATEGORIES[:8], k=4))),
            (Facet.AGENCY, tuple(agency.slug for agency in dice.sample(AGENCIES[:60], k=20))),
        ],
        k=2,
    )
    sort = dice.choice((None, None, Sort.NEWEST, Sort.LATE))
    return Question(q=words if i % 3 == 0 else folded(words), choices=dict(some), since=since, sort=sort)


def fill(engine: Engine, n: int) -> None:
    """Put `n` documents where the engine is rebuilt."""
    began = time.perf_counter()
    with engine.renewed() as new:
        new.put(documents(n))
    sys.stdout.write(json.dumps({"rate": n / (time.perf_counter() - began)}))


def ask(engine: Engine) -> None:
    """Print the milliseconds of each question, page and counts of five facets, and how many cases answered it."""
    asked = questions()
    for question in asked[:20]:
        engine.ask(question, AT)
    took, found = [], []
    for question in asked:
        began = time.perf_counter()
        result = engine.ask(question, AT)
        took.append((time.perf_counter() - began) * 1000)
        found.append(result.counts.total)
    began = time.perf_counter()
    rows = sum(1 for __ in engine.walk(Question(), AT))
    sys.stdout.write(json.dumps({"took": took, "found": found, "rows": rows / (time.perf_counter() - began)}))


if __name__ == "__main__":
    chosen: Engine = engines[sys.argv[1]]
    if len(sys.argv) > 2:
        call_command("migrate", verbosity=0)
        fill(chosen, int(sys.argv[2]))
    else:
        ask(chosen)

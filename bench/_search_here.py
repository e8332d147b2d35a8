"""Fills one engine with documents, or measures it; run by search.py, which says which and where."""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
django.setup()

from django.core.management import call_command  # noqa: E402 - after the settings

from bench._corpus import AGENCIES, AT, CATEGORIES, STREETS, THINGS, TROUBLES, WARDS, documents  # noqa: E402
from search.completing import complete  # noqa: E402
from search.engines import engines  # noqa: E402
from search.engines.base import Engine  # noqa: E402
from search.folding import folded  # noqa: E402
from search.instants import micros  # noqa: E402
from search.loosening import Reading, near, read_for  # noqa: E402
from search.question import PAGE_SIZE, Facet, Question  # noqa: E402
from search.sorting import Sort  # noqa: E402

VARIED = 200  # questions
DEEP = 500  # the page that must cost no more than the first
TURNS = 20  # of a single page


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


def typed() -> list[str]:
    """What people may have typed when they are offered names: every beginning of some, folded or not."""
    names = [*STREETS, *(ward.name for ward in WARDS[:9]), *(agency.name for agency in AGENCIES[:9]), "Lĩnh vực 1"]
    whole = [f"{thing} {name}" for thing in ("", THINGS[0]) for name in names]
    begun = [text.strip()[:n] for text in whole for n in range(2, len(text) + 1)]
    dice = random.Random(2019)  # noqa: S311 - the same every time
    return [folded(text) if i % 2 else text for i, text in enumerate(dice.sample(begun, VARIED))]


def fill(engine: Engine, n: int) -> dict[str, Any]:
    """Put `n` documents where the engine is rebuilt; how many a second, and a second of our own processor time."""
    call_command("migrate", verbosity=0)
    began, busy = time.perf_counter(), time.process_time()
    with engine.renewed() as new:
        new.put(documents(n))
    return {"rate": n / (time.perf_counter() - began), "cpu_rate": n / (time.process_time() - busy)}


def answer(engine: Engine, question: Question) -> Reading:
    """All that the list page asks: how the question is read, five facets, the first page, what comes near."""
    reading = read_for(engine, question.whole(), AT).of(question)
    page = engine.page(reading.question, AT, reading.statistics)
    near(engine, reading, AT, page.hits)
    return reading


def ask(engine: Engine) -> dict[str, Any]:
    """The milliseconds of each question, and how many cases answered it."""
    asked = questions()
    for question in asked[:20]:
        answer(engine, question)
    took, found = [], []
    for question in asked:
        began = time.perf_counter()
        reading = answer(engine, question)
        took.append((time.perf_counter() - began) * 1000)
        found.append(reading.counts.total)
    offered = []
    for text in typed():
        began = time.perf_counter()
        complete(engine, text)
        offered.append((time.perf_counter() - began) * 1000)
    return {"took": took, "found": found, "offered": offered}


def ask_words(engine: Engine, most: int) -> dict[str, Any]:
    """The same for the words of the first questions alone, as Wagtail's own is asked beside it (`_stock_here.py`)."""
    asked = [Question(q=question.q) for question in questions()]
    warming = asked[:20]
    took, found = [], []
    for question in (*warming, *asked[:most]):
        began = time.perf_counter()
        reading = answer(engine, question)
        took.append((time.perf_counter() - began) * 1000)
        found.append(reading.counts.total)
    return {"took": took[len(warming) :], "found": found[len(warming) :]}


def read(engine: Engine) -> dict[str, Any]:
    """Rows of a file a second; microseconds a row of the first page, of a page far down, and of the file."""
    first = Question(sort=Sort.NEWEST)
    began = time.perf_counter()
    rows = sum(1 for __ in engine.walk(first, AT))
    file = (time.perf_counter() - began) / rows
    last = next(islice(engine.walk(first, AT), min((DEEP - 1) * PAGE_SIZE, rows - PAGE_SIZE) - 1, None))
    (cursor,) = first.cursors([(micros(last.listed_at), last.case_id)], at=micros(AT))
    pages = {"first": first, "deep": first.but(after=cursor)}
    a_row = {name: _quickest(partial(engine.page, at, AT)) / PAGE_SIZE * 1e6 for name, at in pages.items()}
    return {"rows": 1 / file, "a_row": {**a_row, "file": file * 1e6}}


def _quickest(do: Callable[[], object]) -> float:
    """Seconds that it takes at best."""
    took = []
    for _ in range(TURNS):
        began = time.perf_counter()
        do()
        took.append(time.perf_counter() - began)
    return min(took)


def main() -> None:
    """Do what the command line says."""
    parser = argparse.ArgumentParser()
    parser.add_argument("engine")
    parser.add_argument("--fill", type=int)
    parser.add_argument("--read", action="store_true")
    parser.add_argument("--words", type=int, metavar="MOST", help="the words alone, of so many questions")
    options = parser.parse_args()
    engine: Engine = engines[options.engine]
    measured = read if options.read else partial(ask_words, most=options.words) if options.words else ask
    sys.stdout.write(json.dumps(fill(engine, options.fill) if options.fill else measured(engine)))


if __name__ == "__main__":
    main()

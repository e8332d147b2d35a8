"""Wagtail's own search over the same cases, on this process's database; run by search.py, which says where.

As Wagtail documents it: a plain model (cheaper to ask than pages, whose rows lie in two tables) that names its texts in
`search_fields`, filled as `rebuild_modelsearch_index` fills it, asked through the backend `database` as it comes. It is
asked for the least that a list needs, the number of rows and the first of them: it is spared facets, filters,
highlights, corrections and what comes near.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, ClassVar

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
django.setup()

from django.db import connection, models  # noqa: E402 - after the settings
from modelsearch.abstract_models import TextIDGenericRelation  # noqa: E402 - as above
from wagtail.search import index  # noqa: E402 - as above
from wagtail.search.backends import get_search_backend  # noqa: E402 - as above
from wagtail.search.models import IndexEntry  # noqa: E402 - as above

from bench._corpus import documents  # noqa: E402 - as above
from bench._search_here import questions  # noqa: E402 - as above
from search.question import PAGE_SIZE  # noqa: E402 - as above

CHUNK = 1000  # as `rebuild_modelsearch_index` has it
WARMING = 20  # questions
LEAST = 3  # questions, however long they take


class CaseText(index.Indexed, models.Model):  # type: ignore[misc]  # Wagtail has no types
    """What is looked through of a case."""

    title = models.TextField()
    text = models.TextField()
    answer = models.TextField()
    place = models.TextField()

    search_fields: ClassVar[list[Any]] = [
        index.SearchField("title", boost=2),
        index.SearchField("place"),
        index.SearchField("text"),
        index.SearchField("answer"),
    ]

    class Meta:
        app_label = "home"  # of some installed app; the table is made here, and by no migration

    def __str__(self) -> str:
        return self.title


TextIDGenericRelation(IndexEntry).contribute_to_class(CaseText, "index_entries")  # as for the models of installed apps


def rows(n: int) -> Iterator[CaseText]:
    """The same texts that our engines hold."""
    for each in documents(n):
        yield CaseText(pk=each.case_id, title=each.title, text=each.text, answer=each.answer, place=each.place)


def fill(n: int) -> dict[str, float]:
    """Make the table, put `n` rows into it and then into the index; rows a second of the index alone."""
    with connection.schema_editor() as editor:
        editor.create_model(CaseText)
    backend = get_search_backend()
    rebuilder = backend.rebuilder_class(backend.get_index_for_model(CaseText))
    into, waiting, took = rebuilder.start(), rows(n), 0.0
    into.add_model(CaseText)
    while chunk := CaseText.objects.bulk_create(islice(waiting, CHUNK)):
        began = time.perf_counter()
        into.add_items(CaseText, chunk)
        took += time.perf_counter() - began
    rebuilder.finish()
    return {"rate": n / took}


def ask(within: float, most: int) -> dict[str, list[float]]:
    """The milliseconds for the words of each question, and how many rows it found.

    Of the first `most` questions, and of no more than are answered `within` so many seconds.
    """
    asked = [question.q for question in questions()][:most]
    _answered(asked[:WARMING], within / 10, least=1)
    took, found = zip(*_answered(asked, within, least=LEAST), strict=True)
    return {"took": list(took), "found": list(found)}


def _answered(asked: Sequence[str], within: float, *, least: int) -> list[tuple[float, int]]:
    """Milliseconds and rows of one question after the other, until they have taken so many seconds."""
    backend, end, told = get_search_backend(), time.perf_counter() + within, list[tuple[float, int]]()
    for words in asked:
        began = time.perf_counter()
        if began > end and len(told) >= least:
            break
        results = backend.search(words, CaseText)
        total = results.count()
        list(results[:PAGE_SIZE])
        told.append(((time.perf_counter() - began) * 1000, total))
    return told


def main() -> None:
    """Do what the command line says."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--fill", type=int)
    parser.add_argument("--within", type=float, default=float("inf"), help="seconds")
    parser.add_argument("--most", type=int, help="questions")
    options = parser.parse_args()
    sys.stdout.write(json.dumps(fill(options.fill) if options.fill else ask(options.within, options.most)))


if __name__ == "__main__":
    main()

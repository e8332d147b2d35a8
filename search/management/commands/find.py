"""`manage.py find QUERY`: ask the search as the list page does."""

from __future__ import annotations

import json
import sys
import time
from itertools import chain, islice
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from search.answering import answering
from search.asking import read_question
from search.engines import NoSuchEngine, engines
from search.engines.base import Engine, EngineAwayError
from search.lexicon import renew
from search.loosening import near, read_for
from search.reading_on import hits_of

ENGINES = ("embedded", "elastic")


class Command(BaseCommand):
    """Answers {"total", "hits": [reference…], "took_ms"}: after the hits that `total` counts, those that come near."""

    help = "Print the references of the cases that fit QUERY, best first."

    def add_arguments(self, parser: CommandParser) -> None:
        """The words, the engine, how many."""
        parser.add_argument(
            "query", help="words, \"phrases\", -exclusions; '' for everything; put -- before a first -word"
        )
        parser.add_argument("--engine", choices=ENGINES, help="default: what the settings say")
        parser.add_argument("--limit", type=int, default=25, metavar="N", help="references to print (default: 25)")
        parser.add_argument("--json", action="store_true", help="print one JSON object instead of lines")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask, and print the answer."""
        if not 0 <= options["limit"] <= sys.maxsize:
            raise CommandError(f"--limit is a number from 0 to {sys.maxsize}.")
        engine = named(options["engine"]) if options["engine"] else answering().engine
        question, at = read_question(MultiValueDict({"q": [options["query"]]})), timezone.now()
        for problem in question.problems:
            self.stderr.write(problem)
        began = time.perf_counter()
        renew()
        try:
            reading = read_for(engine, question, at)
            shown = chain(hits_of(engine, reading.question, at), near(engine, reading, at))
            hits = [hit.document.reference for hit in islice(shown, options["limit"])]
        except EngineAwayError as error:
            raise CommandError(f"The {engine.alias} engine does not answer: {error}") from error
        total = reading.counts.total
        took = round((time.perf_counter() - began) * 1000, 1)
        if options["json"]:
            self.stdout.write(json.dumps({"total": total, "hits": hits, "took_ms": took}, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(hits))


def named(alias: str) -> Engine:
    """The engine of this alias; a sentence for the terminal where there is none."""
    try:
        engine: Engine = engines[alias]
    except NoSuchEngine as error:
        raise CommandError(f"The {alias} engine is not configured: SEARCH_ENGINES has no such alias.") from error
    return engine

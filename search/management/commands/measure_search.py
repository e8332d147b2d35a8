"""`manage.py measure_search FILE`: how well the search finds what people judged to be wanted."""

from __future__ import annotations

import json
from datetime import datetime
from itertools import chain, islice
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from search.asking import question_of
from search.engines import DEFAULT, NoSuchEngine, engines
from search.engines.base import Engine
from search.lexicon import renew
from search.loosening import near, read_for
from search.measuring import RECALL_AT, Judged, measure
from search.reading_on import hits_of


class Command(BaseCommand):
    """Answers {"ndcg10", "recall20", "per_query"}."""

    help = "Ask the judged questions of FILE of whatever is in the database, and print how well they are answered."

    def add_arguments(self, parser: CommandParser) -> None:
        """The judged questions, the engine."""
        parser.add_argument("file", type=Path, help='JSON: {"queries": [{"qid", "query", "relevant", "partial"}…]}')
        parser.add_argument("--engine", choices=("embedded", "elastic"), help="default: what the settings say")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask, and print the figures."""
        try:
            engine: Engine = engines[options["engine"] or DEFAULT]
        except NoSuchEngine as error:
            raise CommandError("That engine is not configured: SEARCH_ENGINES has no such alias.") from error
        renew()
        at = timezone.now()
        figures = measure(_judged(options["file"]), lambda query: _references(engine, query, at))
        self.stdout.write(json.dumps(figures, ensure_ascii=False))


def _judged(file: Path) -> list[Judged]:
    try:
        return [Judged.of(row) for row in json.loads(file.read_text(encoding="utf-8"))["queries"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CommandError(f"{file} holds no judged questions: {error!r}") from error


def _references(engine: Engine, query: str, at: datetime) -> list[str]:
    """What the list page shows first for these words."""
    reading = read_for(engine, question_of({"q": query}), at)
    shown = chain(hits_of(engine, reading.question, at), near(engine, reading, at))
    return [hit.document.reference for hit in islice(shown, RECALL_AT)]

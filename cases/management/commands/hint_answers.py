"""Hint_answers: reads answers, line by line, and says what a reviewer should look at."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases.models import HintPhrase
from cases.rules.hints.phrases import PhraseBook
from cases.rules.hints.reading import Around, hints

#: What is neither a text nor a number is no id.
Id = str | int


class Command(BaseCommand):
    """Reads JSON Lines from standard input and writes one line for each, in the same order."""

    help = (
        'Reads lines {"id", "report", "answer"} (report may be null) and answers each with {"id", "flags"}, '
        'or {"id", "error"}. Ends with status 1 when a line was bad.'
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take none: everything comes on standard input."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer every line, then fail if one was bad."""
        book, bad = HintPhrase.objects.book(), []
        for number, line in enumerate(sys.stdin.buffer, start=1):
            answer = hinted(line, book)
            if "error" in answer:
                bad.append(number)
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        if bad:
            raise CommandError(f"{len(bad)} of the lines could not be read, the first being line {bad[0]}.")


def hinted(line: bytes, book: PhraseBook) -> dict[str, Any]:
    """Return {"id", "flags"} of one line, or its id (null where it has none) and {"error"} with a sentence."""
    try:
        given = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError):
        return {"id": None, "error": "The line is not JSON in UTF-8."}
    if not isinstance(given, dict):
        return {"id": None, "error": "The line is no object with “id”, “report” and “answer”."}
    named = given.get("id")
    if isinstance(named, bool) or not isinstance(named, Id):
        return {"id": None, "error": "“id” is missing, or neither a text nor a number."}
    answer, report = given.get("answer"), given.get("report")
    if not isinstance(answer, str):
        return {"id": named, "error": "“answer” is missing, or no text."}
    if report is not None and not isinstance(report, str):
        return {"id": named, "error": "“report” is neither a text nor null."}
    return {"id": named, "flags": hints(answer, book, Around(report=report)).flags}

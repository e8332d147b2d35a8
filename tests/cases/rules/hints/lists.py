"""The lists every installation starts from, read without a database."""

import csv
from functools import cache
from pathlib import Path

import cases
from cases.rules.hints.phrases import Phrase, PhraseBook, PhraseKind

FILE = Path(cases.__path__[0]) / "fixtures" / "hint_phrases.csv"


def starting_phrases():
    with FILE.open(encoding="utf-8", newline="") as file:
        return [Phrase(kind=PhraseKind(row["kind"]), words=row["words"]) for row in csv.DictReader(file)]


@cache
def starting_book():
    return PhraseBook(starting_phrases())


def book_of(**lists):
    """A book of a few phrases: `book_of(vague=["trong thời gian tới"])`."""
    return PhraseBook(Phrase(kind=PhraseKind(kind), words=words) for kind, rows in lists.items() for words in rows)

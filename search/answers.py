"""Asks the site's engine, and remembers answers for a minute: the same question costs a lookup instead of a count.

What is remembered belongs to a generation of the documents and to the minute asked about, so nothing is ever stale:
a change begins a new generation, and the next minute, with its verdicts, is another question.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from hashlib import blake2b
from typing import TypeVar

from django.core.cache import cache

from search.engines import DEFAULT, engines
from search.engines.base import Result
from search.question import Question

SECONDS = 60
T = TypeVar("T")


def this_minute(at: datetime) -> datetime:
    """The instant a page is computed for: `at` without its seconds."""
    return at.replace(second=0, microsecond=0)


class Asking:
    """Asks one engine about one instant; the generation is looked up once."""

    def __init__(self, at: datetime, alias: str = DEFAULT) -> None:
        self.at = at
        self.engine = engines[alias]
        self.age = f"{alias}:{self.engine.generation()}:{at.isoformat()}"

    def answer(self, question: Question) -> Result:
        """The whole answer; counts are shared by all pages and orders of a question."""
        whole = question.whole()
        counts = self._remembered("count", [whole], lambda: self.engine.count(whole, self.at))
        page = self._remembered("page", [question], lambda: self.engine.page(question, self.at))
        return Result(counts=counts, page=page)

    def totals(self, questions: Sequence[Question]) -> tuple[int, ...]:
        """The total of each question."""
        return self._remembered("totals", questions, lambda: self.engine.totals(questions, self.at))

    def _remembered(self, what: str, questions: Sequence[Question], ask: Callable[[], T]) -> T:
        asked = " ".join([self.age, *(question.query for question in questions)])
        key = f"search:{what}:{blake2b(asked.encode(), digest_size=16).hexdigest()}"
        found: T | None = cache.get(key)
        if found is None:
            found = ask()
            cache.set(key, found, SECONDS)
        return found

"""Asks the site's engine, and remembers answers for a minute: the same question costs a lookup instead of a count.

What is remembered belongs to a generation of the documents and to the minute asked about, so nothing is ever stale:
a change begins a new generation, and the next minute, with its verdicts, is another question. What words mean is part
of it, too: a changed row of `cases.models.SameWords` counts at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from hashlib import blake2b
from itertools import chain, islice
from typing import TypeVar

from django.core.cache import cache
from django.utils.translation import get_language

from search.answering import Answering, answering, instead_of
from search.document import Document
from search.engines import DEFAULT
from search.engines.base import Engine, EngineAwayError, Hit, Result
from search.lexicon import renew
from search.loosening import near, read_for
from search.question import Question

SECONDS = 60
T = TypeVar("T")


def this_minute(at: datetime) -> datetime:
    """The instant a page is computed for: `at` without its seconds."""
    return at.replace(second=0, microsecond=0)


class Asking:
    """Asks one engine about one instant; the generation is looked up once.

    Where the engine fails on the way, the embedded one answers from then on, and `away` says why.
    """

    def __init__(self, at: datetime, alias: str = DEFAULT) -> None:
        self.at = at
        self._take(answering(alias))

    def _take(self, chosen: Answering) -> None:
        self.engine, self.away = chosen.engine, chosen.away
        self._age = self.age = f"{chosen.engine.alias}:{chosen.generation}:{self.at.isoformat()}"

    def asked(self, ask: Callable[[Engine], T]) -> T:
        """Ask the engine something, or the embedded one where it cannot answer."""
        try:
            return ask(self.engine)
        except EngineAwayError as error:
            self._take(instead_of(self.engine, error))
            return ask(self.engine)

    def answer(self, question: Question) -> Result:
        """The whole answer, read as strictly as anything answers; counts are shared by all pages and orders."""
        whole = question.whole()

        def ask(engine: Engine) -> Result:
            self.know_words([question])
            reading = self._remembered("reading", [whole], lambda: read_for(engine, whole, self.at))
            asked = reading.of(question)
            page = self._remembered("page", [question], lambda: engine.page(asked.question, self.at, asked.statistics))
            beside: tuple[Hit, ...] = ()
            if asked.may_have_near:
                beside = self._remembered("near", [question], lambda: near(engine, asked, self.at, page.hits))
            return Result(counts=reading.counts, page=page, reading=asked, near=beside)

        return self.asked(ask)

    def totals(self, questions: Sequence[Question]) -> tuple[int, ...]:
        """The total of each question, as it stands."""

        def ask(engine: Engine) -> tuple[int, ...]:
            self.know_words(questions)
            return self._remembered("totals", questions, lambda: engine.totals(questions, self.at))

        return self.asked(ask)

    def know_words(self, questions: Sequence[Question]) -> None:
        """Answers to words belong to the lexicon of the moment, and to the reader's language (`search.spelling`)."""
        if self.age == self._age and any(question.q for question in questions):
            self.age = f"{self._age}:{renew().mark}:{get_language()}"

    def walk(self, question: Question) -> Iterator[Document]:
        """Every document that answers, newest first: all of one engine, that found the first of them.

        One that goes away half way breaks the reading off, so that nobody takes a part for the whole.
        """

        def begin(engine: Engine) -> Iterator[Document]:
            documents = engine.walk(question, self.at)
            first = tuple(islice(documents, 1))
            return chain(first, documents)

        yield from self.asked(begin)  # only when somebody reads

    def _remembered(self, what: str, questions: Sequence[Question], ask: Callable[[], T]) -> T:
        asked = " ".join([self.age, *(question.query for question in questions)])
        key = f"search:{what}:{blake2b(asked.encode(), digest_size=16).hexdigest()}"
        found: T | None = cache.get(key)
        if found is None:
            found = ask()
            cache.set(key, found, SECONDS)
        return found

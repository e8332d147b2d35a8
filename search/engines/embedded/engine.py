"""The engine that needs nothing but the portal's database."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, ClassVar

from django.core.checks import CheckMessage, Error
from django.db import connection

from search.cells import Cell
from search.document import Document
from search.engines.base import Ability, Counts, Engine, Name, Page, Statistics, Stretch
from search.engines.embedded import cells as mapped
from search.engines.embedded import counting, finding, labels, paging, preparing, vocabulary, walking, writing
from search.engines.embedded.words import DIALECTS, dialect
from search.instants import micros
from search.models import SearchDocument
from search.question import Question

AT_ONCE = 500  # documents written in one transaction, at most


class EmbeddedEngine(Engine):
    """Finds in the portal's own database."""

    abilities: ClassVar[frozenset[Ability]] = frozenset({Ability.TRANSACTIONS, Ability.DURABLE})

    def check(self) -> list[CheckMessage]:
        """The database must be one whose words we know to keep, and SQLite must bring FTS5."""
        if connection.vendor not in DIALECTS:
            hint = f"Use {' or '.join(DIALECTS)}."
            return [Error(f"The embedded search does not work in {connection.vendor}.", hint=hint, id="search.E002")]
        if lacking := dialect(connection).lacks():
            hint = "Use a build with it, or PostgreSQL."
            return [Error(f"The database was built without {lacking}.", hint=hint, id="search.E003")]
        return []

    def put(self, documents: Iterable[Document]) -> None:
        """See `Engine`."""
        waiting = iter(documents)
        while batch := list(islice(waiting, AT_ONCE)):
            self.take(self.prepared(batch))

    @staticmethod
    def prepared(documents: Sequence[Document]) -> Sequence[Any]:
        """See `Engine`."""
        return preparing.prepared(documents)

    def take(self, prepared: Sequence[Any]) -> None:
        """See `Engine`."""
        for start in range(0, len(prepared), AT_ONCE):
            writing.put(prepared[start : start + AT_ONCE])

    def remove(self, case_ids: Collection[int]) -> None:
        """See `Engine`."""
        writing.remove(case_ids)

    def known(self, first: int, last: int) -> Mapping[int, int]:
        """See `Engine`."""
        return dict(SearchDocument.objects.filter(pk__range=(first, last)).values_list("pk", "version"))

    def clear(self) -> None:
        """See `Engine`."""
        writing.clear()

    def settle(self) -> None:
        """See `Engine`."""
        writing.count_anew()
        dialect(connection).settle(connection)

    def generation(self) -> str:
        """See `Engine`."""
        return str(writing.generation())

    def count(self, question: Question, at: datetime) -> Counts:
        """See `Engine`."""
        return counting.count(question, micros(at))

    def cells(self, question: Question, at: datetime, zoom: int) -> tuple[Cell, ...]:
        """See `Engine`."""
        return mapped.cells(question, micros(at), zoom)

    def ordered(self, question: Question, at: datetime) -> Page:
        """See `Engine`."""
        return paging.page(question, micros(at))

    def walk(self, question: Question, at: datetime) -> Iterator[Document]:
        """See `Engine`."""
        return walking.walk(question, micros(at))

    def best(self, question: Question, at: datetime, n: int, statistics: Statistics) -> Sequence[Document]:
        """See `Engine`."""
        return finding.best(question, micros(at), n, statistics)

    def newest(
        self, question: Question, at: datetime, *, leaving_out: Collection[int], stretch: Stretch
    ) -> Sequence[Document]:
        """See `Engine`."""
        return finding.newest(question, micros(at), leaving_out, stretch)

    def statistics(self, words: Collection[str]) -> Statistics:
        """See `Engine`."""
        return vocabulary.statistics(words)

    def names(self, words: Sequence[str]) -> Sequence[Name]:
        """See `Engine`."""
        return labels.names(words)

    def totals(self, questions: Sequence[Question], at: datetime) -> tuple[int, ...]:
        """See `Engine`."""
        return counting.totals(questions, micros(at))

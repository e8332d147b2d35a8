"""The engine that asks Elasticsearch; every error of it is EngineAwayError, for whoever has another engine to ask."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from typing import Any, ClassVar

from elasticsearch.dsl import Q, Search

from search.cells import Cell
from search.document import Document
from search.engines.base import Ability, Counts, Engine, Name, Page, Statistics, Stretch
from search.engines.elastic import cells as mapped
from search.engines.elastic import counting, naming, paging, writing
from search.engines.elastic.connecting import WRITE_SECONDS, client_of, in_our_words
from search.engines.elastic.indices import LONG, Shelf
from search.instants import micros
from search.question import Question

AT_ONCE = 10_000  # cases listed in one request
SENDERS = 2  # requests under way at once while an index is filled


class ElasticEngine(Engine):
    """Finds in Elasticsearch. Takes no part in the database's transactions: fed from the outbox alone."""

    abilities: ClassVar[frozenset[Ability]] = frozenset({Ability.DURABLE})

    def __init__(self, alias: str, parameters: Mapping[str, Any]) -> None:
        super().__init__(alias, parameters)
        self.shelf = Shelf(
            client_of(parameters),
            parameters["INDEX"],
            write_seconds=float(parameters.get("WRITE_TIMEOUT") or WRITE_SECONDS),
        )

    def put(self, documents: Iterable[Document]) -> None:
        """See `Engine`."""
        self.take(self.prepared(list(documents)))

    @staticmethod
    def prepared(documents: Sequence[Document]) -> Sequence[Any]:
        """See `Engine`."""
        return writing.prepared(documents)

    def take(self, prepared: Sequence[Any]) -> None:
        """See `Engine`."""
        with in_our_words():
            writing.put(self.shelf, prepared)

    def remove(self, case_ids: Collection[int]) -> None:
        """See `Engine`."""
        with in_our_words():
            writing.remove(self.shelf, case_ids)

    def known(self, first: int, last: int) -> Mapping[int, int]:
        """See `Engine`."""
        found: dict[int, int] = {}
        with in_our_words():
            self.shelf.about()
            while first <= last:
                search = Search(using=self.shelf.client, index=self.shelf.live)
                search = search.query(Q("range", case_id={"gte": first, "lte": last})).sort("case_id").source(False)
                rows = search.extra(size=AT_ONCE, docvalue_fields=["version"], track_total_hits=False).execute()
                batch = {hit["sort"][0]: hit["fields"]["version"][0] for hit in rows.to_dict()["hits"]["hits"]}
                found |= batch
                first = max(batch) + 1 if len(batch) == AT_ONCE else last + 1
        return found

    def clear(self) -> None:
        """See `Engine`."""
        with self.renewed():
            pass

    def settle(self) -> None:
        """See `Engine`."""
        with in_our_words():
            self.shelf.client.options(request_timeout=LONG).indices.refresh(index=self.shelf.live)

    def generation(self) -> str:
        """See `Engine`. Also says whether the index is one that this version of the portal can ask."""
        with in_our_words():
            return str(self.shelf.about("generation")["generation"])

    def count(self, question: Question, at: datetime) -> Counts:
        """See `Engine`."""
        with in_our_words():
            return counting.count(self.shelf, question, micros(at))

    def cells(self, question: Question, at: datetime, zoom: int) -> tuple[Cell, ...]:
        """See `Engine`."""
        with in_our_words():
            return mapped.cells(self.shelf, question, micros(at), zoom)

    def ordered(self, question: Question, at: datetime) -> Page:
        """See `Engine`."""
        with in_our_words():
            return paging.page(self.shelf, question, micros(at))

    def walk(self, question: Question, at: datetime) -> Iterator[Document]:
        """See `Engine`."""
        with in_our_words():
            yield from paging.walk(self.shelf, question, micros(at))

    def best(self, question: Question, at: datetime, n: int, statistics: Statistics) -> Sequence[Document]:
        """See `Engine`."""
        with in_our_words():
            return paging.best(self.shelf, question, micros(at), n, statistics)

    def newest(
        self, question: Question, at: datetime, *, leaving_out: Collection[int], stretch: Stretch
    ) -> Sequence[Document]:
        """See `Engine`."""
        with in_our_words():
            return paging.newest(self.shelf, question, micros(at), leaving_out, stretch)

    def statistics(self, words: Collection[str]) -> Statistics:
        """See `Engine`."""
        with in_our_words():
            return counting.statistics(self.shelf, words)

    def names(self, words: Sequence[str]) -> Sequence[Name]:
        """See `Engine`."""
        with in_our_words():
            return naming.names(self.shelf, words)

    def totals(self, questions: Sequence[Question], at: datetime) -> tuple[int, ...]:
        """See `Engine`."""
        with in_our_words():
            return counting.totals(self.shelf, questions, micros(at))

    @contextmanager
    def renewed(self) -> Iterator[Engine]:
        """See `Engine`. A new index is filled while the old one answers, and then takes its place."""
        with in_our_words():
            name = self.shelf.create()
        try:
            with ThreadPoolExecutor(SENDERS) as senders:
                filling = _Filling(self.alias, self.parameters, senders)
                yield filling
                filling.arrived()
            with in_our_words():
                self.shelf.client.options(request_timeout=LONG).indices.refresh(index=name)
                self.shelf.swap(name)
        except BaseException:
            with in_our_words():
                self.shelf.drop(name)
            raise


class _Filling(ElasticEngine):
    """Writes to the index that is being filled, and to it alone; nothing there is found before it answers.

    Some requests are under way at once, for the server works on each with one processor. In which order they arrive
    makes no difference: it compares versions. What is taken away is waited for, and so is what was put before it. What
    others take away meanwhile they cannot find here yet: see `search.indexing.rebuild`.
    """

    def __init__(self, alias: str, parameters: Mapping[str, Any], senders: Executor) -> None:
        super().__init__(alias, parameters)
        self._senders = senders
        self._under_way: deque[Future[None]] = deque()

    @property
    def under_way(self) -> int:
        """See `Engine`."""
        return len(self._under_way)

    def take(self, prepared: Sequence[Any]) -> None:
        """See `Engine`. What cannot be taken is told by a later call, `arrived` at the latest."""
        if len(self._under_way) == SENDERS:
            self._under_way.popleft().result()
        self._under_way.append(self._senders.submit(self._send, prepared))

    def arrived(self) -> None:
        """See `Engine`."""
        while self._under_way:
            self._under_way.popleft().result()

    def remove(self, case_ids: Collection[int]) -> None:
        """See `Engine`."""
        self.arrived()
        with in_our_words():
            writing.remove(self.shelf, case_ids, [self.shelf.next], refresh=False)

    def _send(self, prepared: Sequence[Any]) -> None:
        with in_our_words():
            writing.put(self.shelf, prepared, [self.shelf.next], refresh=False)

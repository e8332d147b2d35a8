"""What every search engine can do, and the values it answers with."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.checks import CheckMessage

from search import relevance
from search.cells import Cell
from search.completing import Name
from search.document import Document
from search.highlight import Fragment, Highlights, highlight
from search.instants import micros
from search.question import Facet, Question
from search.ranking import Statistics
from search.relevance import Stretch
from search.sorting import Cursor, Sort

if TYPE_CHECKING:
    from search.loosening import Reading


class Ability(StrEnum):
    """What an engine may lack; tests of the contract leave out what is not declared."""

    TRANSACTIONS = "transactions"  # what was put is rolled back with the caller's transaction
    DURABLE = "durable"  # what was put is found by another process


class Away(StrEnum):
    """Why an engine cannot do now what it is asked; the values stand in `/readyz`."""

    UNREACHABLE = "unreachable"
    SLOW = "slow"  # took longer than its time-out
    BUSY = "busy"  # asks to be left alone for a while
    READ_ONLY = "read-only"  # answers, and takes nothing in: mostly for want of room
    REFUSED = "refused"  # does not know us, or we may not
    MISSING = "no index"  # `rebuild_search` makes one
    MAPPING = "other mapping"  # made by another version, or by somebody else; `rebuild_search` makes it anew
    LAGGING = "lagging"  # answers, but has not been told for a while of what has changed
    BROKEN = "broken"  # does not understand what it was asked


class EngineAwayError(Exception):
    """An engine cannot do now what it is asked; the embedded one always can."""

    def __init__(self, reason: Away, told: str = "") -> None:
        super().__init__(f"{reason.value}: {told}" if told else reason.value)
        self.reason = reason


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One choice of a facet: `name` is empty where no document has ever named it."""

    value: str
    name: str
    count: int
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How many documents answer a question, and how many would, by choice of each facet.

    The choices of a facet are counted without the facet's own choices (all others kept), most frequent first;
    what is chosen is always among them. `months` has the months of acceptance, each by its first day in the city's
    zone and in their order, with how many answer; counted without the days of acceptance that are asked for.
    """

    total: int
    facets: Mapping[Facet, tuple[Choice, ...]]
    months: Mapping[date, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One row of the answer, with the parts of its texts that match."""

    document: Document
    highlights: Highlights

    @classmethod
    def of(cls, document: Document, question: Question) -> Hit:
        """Return the hit that this document is for this question."""
        return cls(document=document, highlights=highlight(document, question.wording))


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page of rows, and the cursors of the pages beside it; `first` is the number of its first row, from 1.

    Numbers are those of a reading from the front: rows that came or went since are not counted again. None: unknown.
    """

    hits: tuple[Hit, ...]
    first: int | None = None
    next: Cursor | None = None
    previous: Cursor | None = None


@dataclass(frozen=True, kw_only=True)
class Result:
    """A whole answer. `reading` says how it was read, `near` is what comes near it (`search.loosening`)."""

    counts: Counts
    page: Page
    reading: Reading | None = None
    near: tuple[Hit, ...] = ()


class Engine(ABC):
    """Keeps documents and answers questions about them.

    Verdicts are compared at the instant that is passed in: documents hold instants, never verdicts.
    """

    abilities: ClassVar[frozenset[Ability]] = frozenset()

    def __init__(self, alias: str, parameters: Mapping[str, Any]) -> None:
        self.alias = alias
        self.parameters = parameters

    def check(self) -> list[CheckMessage]:
        """Say what in the settings or the surroundings keeps this engine from working."""
        return []

    @abstractmethod
    def put(self, documents: Iterable[Document]) -> None:
        """Make documents findable, in place of earlier versions; an older version than the known one is ignored."""

    @staticmethod
    def prepared(documents: Sequence[Document]) -> Sequence[Any]:
        """What `take` wants of documents: here or in another process, which plain values leave by far the quickest."""
        return documents

    def take(self, prepared: Sequence[Any]) -> None:
        """Do what `put` does, with what was prepared of documents."""
        self.put(prepared)

    @property
    def under_way(self) -> int:
        """How many times `take` has returned before what it took was there."""
        return 0

    def arrived(self) -> None:
        """Wait until nothing is under way; EngineAwayError where some of it was not taken."""
        return

    @abstractmethod
    def remove(self, case_ids: Collection[int]) -> None:
        """Forget these cases; those unknown are no error."""

    @abstractmethod
    def known(self, first: int, last: int) -> Mapping[int, int]:
        """Return the cases whose id lies in [first, last], with their versions."""

    @abstractmethod
    def clear(self) -> None:
        """Forget everything."""

    @abstractmethod
    def settle(self) -> None:
        """Tidy up after a great change, so that answers are fast; changes nothing that is found."""

    @contextmanager
    def renewed(self) -> Iterator[Engine]:
        """Give the place that a rebuild fills with every case; what is there at the end answers from then on.

        By default that is the engine itself. Where it is another one, `known` speaks of what answers until then, and
        what is put meanwhile by others is not lost.
        """
        yield self
        self.settle()

    @abstractmethod
    def generation(self) -> str:
        """Return a mark that changes whenever anything findable has changed."""

    @abstractmethod
    def count(self, question: Question, at: datetime) -> Counts:
        """Return the exact total and the counts of every facet; order and place of the question do not matter."""

    def page(self, question: Question, at: datetime, statistics: Statistics | None = None) -> Page:
        """Return the rows at the question's place; the first page where the rows there have gone.

        `statistics` of its words, where they are known already.
        """
        if question.order is not Sort.RELEVANCE:
            return self.ordered(question, at)
        found = relevance.rows(self, question, at, statistics)
        more = len(found) > question.size
        backwards = question.before is not None
        if (not found and question != question.first_page()) or (backwards and not more):
            return self.page(question.first_page(), at)
        shown = found[-question.size :] if backwards else found[: question.size]
        earlier = question.after is not None or question.page > 1 or (backwards and more)
        cursor = question.after or question.before
        places = [(key, document.case_id) for key, document in shown]
        cursors = question.cursors(places, at=cursor.at if cursor else micros(at))
        return Page(
            hits=tuple(Hit.of(document, question) for __, document in shown),
            first=question.first_row,
            next=cursors[-1] if shown and (backwards or more) else None,
            previous=cursors[0] if shown and earlier else None,
        )

    @abstractmethod
    def ordered(self, question: Question, at: datetime) -> Page:
        """Return the rows at the question's place, in any order but that of relevance; see `page`."""

    @abstractmethod
    def best(self, question: Question, at: datetime, n: int, statistics: Statistics) -> Sequence[Document]:
        """Return up to `n` answers, those that fit the words best among them as far as that is quickly told.

        All of them where there are no more than `n`.
        """

    @abstractmethod
    def newest(
        self, question: Question, at: datetime, *, leaving_out: Collection[int], stretch: Stretch
    ) -> Sequence[Document]:
        """Return answers by acceptance, the newest first (the oldest where read backwards), without some cases."""

    @abstractmethod
    def statistics(self, words: Collection[str]) -> Statistics:
        """Return how many documents there are, and in how many each of these words stands, folded or marked."""

    @abstractmethod
    def names(self, words: Sequence[str]) -> Sequence[Name]:
        """Return the names that have these folded words one after another, the last one only begun.

        Those of choices and streets (`search.completing`) with how many documents they stand in now, the most
        frequent first, `MOST_NAMES` at most.
        """

    def walk(self, question: Question, at: datetime) -> Iterator[Document]:
        """Every document that answers the question, newest first whatever order it asks for, read in pieces.

        What changes meanwhile is met as it was or as it is now; what is forgotten meanwhile is not met.
        """
        place = question.but(sort=Sort.NEWEST)
        while True:
            page = self.page(place, at)
            if place.after and place.after.row and page.first and page.first <= place.after.row:
                return  # all that stood there has gone: an engine begins again at the front
            yield from (hit.document for hit in page.hits)
            if page.next is None:
                return
            place = place.but(after=page.next)

    def totals(self, questions: Sequence[Question], at: datetime) -> tuple[int, ...]:
        """Return the exact total of each question."""
        return tuple(self.count(question, at).total for question in questions)

    @abstractmethod
    def cells(self, question: Question, at: datetime, zoom: int) -> tuple[Cell, ...]:
        """Return the cells of the map in which answers lie, those of this zoom alone that hold any (`search.cells`).

        Together they have as many cases as the question has answers with a point.
        """

    def ask(self, question: Question, at: datetime) -> Result:
        """Return the whole answer."""
        return Result(counts=self.count(question, at), page=self.page(question, at))


__all__ = [
    "Ability",
    "Away",
    "Cell",
    "Choice",
    "Counts",
    "Engine",
    "EngineAwayError",
    "Fragment",
    "Highlights",
    "Hit",
    "Name",
    "Page",
    "Result",
    "Statistics",
    "Stretch",
]

"""A slow and obvious engine: every document is looked at for every question. The oracle of the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from search.cells import LATE, Cell, tallied
from search.completing import Kind, Name, fits, most_frequent
from search.document import Document, Named
from search.engines.base import Choice, Counts, Engine, Hit, Page, Statistics, Stretch
from search.folding import marked, tokens
from search.instants import micros
from search.narrowing import month_of
from search.question import Facet, Question
from search.sorting import Sort, due_order, lateness
from search.wording import Term, Want

NAMED = (Facet.AGENCY, Facet.CATEGORY, Facet.WARD)


class MemoryEngine(Engine):
    """Keeps documents in a dictionary."""

    def __init__(self, alias: str, parameters: Mapping[str, Any]) -> None:
        super().__init__(alias, parameters)
        self.documents: dict[int, Document] = {}
        self.names_known: dict[tuple[Facet, str], str] = {}
        self.changes = 0

    def put(self, documents: Iterable[Document]) -> None:
        """See `Engine`."""
        newest: dict[int, Document] = {}
        for document in documents:
            known = newest.get(document.case_id) or self.documents.get(document.case_id)
            if known is None or known.version <= document.version:
                newest[document.case_id] = document
        self.documents |= newest
        for facet in NAMED:
            self.names_known |= {(facet, slug): name for d in newest.values() for slug, name in named(d, facet)}
        self.changes += 1

    def remove(self, case_ids: Collection[int]) -> None:
        """See `Engine`."""
        for case_id in case_ids:
            self.documents.pop(case_id, None)
        self.changes += 1

    def known(self, first: int, last: int) -> Mapping[int, int]:
        """See `Engine`."""
        return {case_id: d.version for case_id, d in self.documents.items() if first <= case_id <= last}

    def clear(self) -> None:
        """See `Engine`."""
        self.remove(list(self.documents))
        self.names_known.clear()

    def settle(self) -> None:
        """Nothing to tidy."""

    def generation(self) -> str:
        """See `Engine`."""
        return str(self.changes)

    def count(self, question: Question, at: datetime) -> Counts:
        """See `Engine`."""
        total = sum(answers(document, question, at) for document in self.documents.values())
        facets = {facet: self._choices(facet, question, at) for facet in Facet}
        return Counts(total=total, facets=facets, months=self._months(question.any_day(), at))

    def _months(self, question: Question, at: datetime) -> dict[date, int]:
        found = [document for document in self.documents.values() if answers(document, question, at)]
        counts = Counter(month_of(document.accepted_at) for document in found if document.accepted_at)
        return dict(sorted(counts.items()))

    def _choices(self, facet: Facet, question: Question, at: datetime) -> tuple[Choice, ...]:
        wider = question.without(facet)
        counts = Counter(
            value
            for document in self.documents.values()
            if answers(document, wider, at)
            for value in values_of(document, facet, at)
        )
        chosen = question.chosen(facet)
        found = [
            Choice(value=value, name=self._name(facet, value), count=counts[value], chosen=value in chosen)
            for value in {*counts, *chosen}
        ]
        return tuple(sorted(found, key=lambda choice: (-choice.count, choice.name, choice.value)))

    def _name(self, facet: Facet, value: str) -> str:
        return self.names_known.get((facet, value), "") if facet in NAMED else value

    def best(self, question: Question, at: datetime, n: int, statistics: Statistics) -> list[Document]:
        """See `Engine`."""
        return self.newest(question, at, leaving_out=(), stretch=Stretch(n=n))

    def newest(
        self, question: Question, at: datetime, *, leaving_out: Collection[int], stretch: Stretch
    ) -> list[Document]:
        """See `Engine`."""
        sign = 1 if stretch.backwards else -1
        found = [d for d in self.documents.values() if d.case_id not in leaving_out and answers(d, question, at)]
        found.sort(key=lambda d: _by_age(d, sign))
        if stretch.beyond is not None:
            here = (sign * stretch.beyond[0], sign * stretch.beyond[1])
            found = [document for document in found if _by_age(document, sign) > here]
        return found[stretch.skip : stretch.skip + stretch.n]

    def statistics(self, words: Collection[str]) -> Statistics:
        """See `Engine`."""
        held = Counter(word for document in self.documents.values() for word in _words(document))
        known = {word: held[word] for word in words if held[word]}
        return Statistics(documents=len(self.documents) if known else 0, frequencies=known)

    def names(self, words: Sequence[str]) -> tuple[Name, ...]:
        """See `Engine`."""
        counts: Counter[tuple[Kind, str]] = Counter()
        spelt: dict[tuple[Kind, str], str] = {}
        for document in self.documents.values():
            streets = {(Kind.STREET, marked(street)): street for street in document.streets}
            spelt |= streets
            counts.update(
                [*streets, *((Kind(f.value), slug) for f in NAMED for slug in {s for s, __ in named(document, f)})]
            )
        spelt |= {(Kind(facet.value), slug): name for (facet, slug), name in self.names_known.items()}
        found = [
            Name(kind=kind, value=spelt[kind, key] if kind is Kind.STREET else key, name=spelt[kind, key], count=n)
            for (kind, key), n in counts.items()
            if fits(spelt[kind, key], words)
        ]
        return most_frequent(found)

    def cells(self, question: Question, at: datetime, zoom: int) -> tuple[Cell, ...]:
        """See `Engine`."""
        found = [document for document in self.documents.values() if answers(document, question, at)]
        return tallied([(document, document.timeliness(at) in LATE) for document in found], zoom)

    def ordered(self, question: Question, at: datetime) -> Page:
        """See `Engine`."""
        cursor = question.after or question.before
        asked_at = cursor.at if cursor else micros(at)
        found = [document for document in self.documents.values() if answers(document, question, at)]
        found.sort(key=lambda d: (order_key(d, question, asked_at), d.case_id), reverse=question.order.descending)
        places = [(order_key(d, question, asked_at), d.case_id) for d in found]
        start = (question.page - 1) * question.size
        if cursor is not None:
            sign = -1 if question.order.descending else 1
            here = (sign * cursor.key, sign * cursor.case_id)
            before = sum((sign * key, sign * case_id) < here for key, case_id in places)
            same = sum((sign * key, sign * case_id) == here for key, case_id in places)
            start = before + same if question.after else max(0, before - question.size)
        start = 0 if start >= len(found) else start  # the rows there have gone: begin again
        question = question if start else question.first_page()
        shown = found[start : start + question.size]
        at_row = question.cursors(places[start : start + question.size], at=asked_at)
        return Page(
            hits=tuple(Hit.of(document, question) for document in shown),
            first=question.first_row,
            next=at_row[-1] if shown and start + question.size < len(found) else None,
            previous=at_row[0] if shown and start > 0 else None,
        )


def named(document: Document, facet: Facet) -> tuple[Named, ...]:
    """The choices of a named facet that a document falls under."""
    if facet is Facet.AGENCY:
        return document.agencies
    if facet is Facet.CATEGORY:
        return (document.category,)
    return (document.ward,) if document.ward else ()


def values_of(document: Document, facet: Facet, at: datetime) -> tuple[str, ...]:
    """The choices of any facet that a document falls under, as in addresses."""
    if facet is Facet.STATE:
        return (document.seen_state,)
    if facet is Facet.VERDICT:
        found = document.timeliness(at)
        return () if found is None else (found.value,)
    return tuple(slug for slug, __ in named(document, facet))


def answers(document: Document, question: Question, at: datetime) -> bool:
    """True when the document is what the question asks for."""
    for facet, chosen in question.choices.items():
        if not set(chosen) & set(values_of(document, facet, at)):
            return False
    accepted, since, before = document.accepted_at, question.accepted_from, question.accepted_before
    if since is not None and (accepted is None or accepted < since):
        return False
    if before is not None and (accepted is None or accepted >= before):
        return False
    if question.bbox is not None and not question.bbox.holds(document.lat, document.lon):
        return False
    if not question.more.fits(document, at):
        return False
    wording = question.wording
    met = [want for want in wording.wanted if meets(document, want)]
    least = len(wording.wanted) if wording.least is None else wording.least
    firm = all(want in met for want in wording.wanted if want.firm)
    return len(met) >= least and firm and not any(occurs(term, document) for term in wording.unwanted)


def meets(document: Document, want: Want) -> bool:
    """True when the document has what is wanted in one of its ways."""
    return any(all(occurs(term, document) for term in way) for way in want.ways)


def occurs(term: Term, document: Document) -> bool:
    """True when the term stands in one of the document's texts."""
    return any(any(True for __ in term.starts(tuple(tokens(text)))) for text in document.searched().values())


def _words(document: Document) -> set[str]:
    """Every word of the document, folded and marked."""
    return {form for text in document.searched().values() for token in tokens(text) for form in token[:2]}


def _by_age(document: Document, sign: int) -> tuple[int, int]:
    return sign * micros(document.listed_at), sign * document.case_id


def order_key(document: Document, question: Question, at: int) -> int:
    """What the question's order compares."""
    if question.order is Sort.DUE:
        return due_order(document)
    if question.order is Sort.LATE:
        return lateness(document, at)
    return micros(document.listed_at)

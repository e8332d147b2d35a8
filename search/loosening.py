"""Strict first, loosened only as far as needed, and then said: how a question is read when nothing answers it in full.

In this order: a word that no document has and that looks mistyped is taken for a near one; marks are left out of
account; fewer and fewer of the words are needed. What was put in quotation marks is never done without.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce

from search.document import Document
from search.engines.base import Counts, Engine, Hit, Statistics
from search.lexicon import current
from search.question import PAGE_SIZE, Question
from search.ranking import rank
from search.relevance import WINDOW
from search.sorting import Sort
from search.spelling import Correction, corrections
from search.wording import Want, Wording, read

MOST_COUNTED = 6  # words of which any few may be missing: each choice of them is asked for by name
NEAR_FROM_AT_MOST = 4_000  # documents that a looser reading may find for what comes near to be looked for among them
FLOOR = 0.03  # a score below it is a syllable in passing
NOTHING = Counts(total=0, facets={})
NEAR_ENOUGH = 2 * PAGE_SIZE  # documents, the best of which are shown


@dataclass(frozen=True, kw_only=True)
class Reading:
    """How a question was read, and what answers it so.

    `missing` of the `asked` words may be missing, the `absent` ones among them are in no document at all; `folded`:
    marks that were typed were left out of account.
    """

    question: Question
    counts: Counts
    asked: int = 0
    missing: int = 0
    folded: bool = False
    corrected: tuple[Correction, ...] = ()
    absent: tuple[Want, ...] = ()
    statistics: Statistics | None = None  # of the words that are looked for

    def of(self, question: Question) -> Reading:
        """Return this reading of a question in its order and at its place."""
        read_so = question if self.is_strict else question.read_as(self.question.wording)
        return replace(self, question=read_so)

    @property
    def may_have_near(self) -> bool:
        """Only by relevance, and only where the first page has room: any other order is asked of what answers."""
        asked = self.question
        first = asked == asked.first_page()
        return asked.order is Sort.RELEVANCE and first and self.asked > 0 and 0 < self.counts.total < PAGE_SIZE

    @property
    def is_strict(self) -> bool:
        """True where everything answers what was asked for."""
        return not (self.missing or self.folded or self.corrected)


def read_for(engine: Engine, question: Question, at: datetime) -> Reading:
    """Read a question as strictly as anything answers it; as it stands, where nothing ever does."""
    whole = question.whole()
    strict = Reading(question=question, counts=NOTHING, asked=len(question.wording.wanted))
    if not strict.asked:
        return replace(strict, counts=engine.count(whole, at))
    statistics = _known(engine, question.wording)
    strict = replace(strict, statistics=statistics)
    if statistics.at_most(question.wording):
        strict = replace(strict, counts=engine.count(whole, at))
        if strict.counts.total:
            return strict
    for looser in _steps(engine, question, statistics):
        counts = engine.count(looser.question.whole(), at)
        if counts.total:
            return replace(looser, counts=counts)
    return strict if strict.counts.facets else replace(strict, counts=engine.count(whole, at))


def _steps(engine: Engine, question: Question, statistics: Statistics) -> Iterator[Reading]:
    wording = question.wording
    corrected = corrections(question.q, wording, statistics, engine)
    if corrected:
        text = reduce(lambda text, correction: correction.applied(text), corrected, question.q)
        wording = read(text, current())
        statistics = _known(engine, wording)
        read_anew = question.read_as(wording)
        yield Reading(
            question=read_anew, counts=NOTHING, asked=len(wording.wanted), corrected=corrected, statistics=statistics
        )
    looser = Looser(wording, statistics)
    for least in range(looser.most, 0, -1):
        loosened = looser.reading(least)
        if loosened == wording:
            continue
        yield Reading(
            question=question.read_as(loosened),
            counts=NOTHING,
            asked=len(wording.wanted),
            missing=len(wording.wanted) - least,
            folded=least == len(wording.wanted),
            corrected=corrected,
            absent=looser.absent,
            statistics=statistics,
        )


class Looser:
    """The looser readings of a wording."""

    def __init__(self, wording: Wording, statistics: Statistics) -> None:
        self.wording = wording
        self.unknown = {
            word
            for want in wording.wanted
            for term in want.terms
            for word in term.words
            if term.exact and not statistics.frequencies.get(word)
        }
        softened = [(want, statistics.most(want.softened(self.unknown))) for want in wording.wanted]
        self.absent = tuple(want for want, n in softened if not n)
        known = [want for want, n in softened if n and not want.firm]
        firm = sum(want.firm for want in wording.wanted)
        rarest = sorted(known, key=lambda want: -want_weight(want, statistics))[:MOST_COUNTED]
        self.counted = None if len(rarest) == len(wording.wanted) - firm else rarest
        self.most = firm + len(rarest)

    def reading(self, least: int) -> Wording:
        """The wording with `least` words needed."""
        return self.wording.loosened(least, self.unknown, self.counted)


def want_weight(want: Want, statistics: Statistics) -> float:
    """How much a want tells."""
    return sum(statistics.weight(term, i) for term in want.typed for i in range(len(term.folded)))


def _known(engine: Engine, wording: Wording) -> Statistics:
    terms = [term for want in (*wording.wanted, *wording.beside) for term in want.terms]
    return engine.statistics({word for term in terms for word in (*term.folded, *term.words)})


def near(engine: Engine, reading: Reading, at: datetime) -> tuple[Hit, ...]:
    """What comes near, where what answers does not fill the first page: best first, the page filled up."""
    asked = reading.question
    if not reading.may_have_near:
        return ()
    statistics = reading.statistics or _known(engine, asked.wording)
    looser = Looser(asked.wording, statistics)
    there = {document.case_id for document in engine.best(asked, at, PAGE_SIZE, statistics)}
    found: list[Document] = []
    for least in range(looser.most, 0, -1):
        loosened = looser.reading(least)
        if loosened == asked.wording:
            continue
        if statistics.at_most(loosened) > NEAR_FROM_AT_MOST:
            break
        best = engine.best(asked.read_as(loosened), at, WINDOW, statistics)
        found = [document for document in best if document.case_id not in there]
        if len(found) >= NEAR_ENOUGH:
            break
    question = asked.read_as(looser.reading(1))
    ranked = rank(question.wording, found, statistics)
    shown = [document for score, document in ranked if score >= FLOOR][: PAGE_SIZE - reading.counts.total]
    return tuple(Hit.of(document, question) for document in shown)

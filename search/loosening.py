"""Strict first, loosened only as far as needed, and then said: how a question is read when nothing answers it in full.

In this order: a word that no document has and that looks mistyped is taken for a near one; marks are left out of
account; fewer and fewer of the words are needed. What was put in quotation marks is never done without.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import reduce

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
TOGETHER = 20_000  # documents that readings may find which are counted in one query: most of them are for nothing
FLOOR = 0.03  # a score below it is a syllable in passing,
OF_THE_BEST = 0.1  # unless it is so much of the best one: of a long question nothing has much
NOTHING = Counts(total=0, facets={})
NEAR_ENOUGH = 2 * PAGE_SIZE  # documents, the best of which are shown
NEAR_RANKED = 2 * WINDOW  # engines name them by fewer rules than `search.ranking` has


@dataclass(frozen=True, kw_only=True)
class Reading:
    """How a question was read, and what answers it so.

    `missing` of the `asked` words may be missing, the `absent` ones among them are in no document at all; `folded`:
    marks that were typed were left out of account. `totals` are those of looser readings, as far as they are known.
    """

    question: Question
    counts: Counts
    asked: int = 0
    missing: int = 0
    folded: bool = False
    corrected: tuple[Correction, ...] = ()
    absent: tuple[Want, ...] = ()
    statistics: Statistics | None = None  # of the words that are looked for
    totals: Mapping[Wording, int] = field(default_factory=dict)

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
    totals: dict[Wording, int] = {}
    for some in _together(_steps(engine, question, statistics)):
        totals |= _totals(engine, [each.question for each in some], at)
        looser = next((each for each in some if totals[each.question.wording]), None)
        if looser is not None:
            return replace(looser, counts=engine.count(looser.question.whole(), at), totals=totals)
    return strict if strict.counts.facets else replace(strict, counts=engine.count(whole, at))


def _together(readings: Iterable[Reading]) -> Iterator[list[Reading]]:
    """Those that may find anything, as many at a time as are counted in one query."""
    some: list[Reading] = []
    may_find = 0
    for reading in readings:
        most = reading.statistics.at_most(reading.question.wording) if reading.statistics else 0
        if not most:
            continue
        if some and may_find + most > TOGETHER:
            yield some
            some, may_find = [], 0
        some.append(reading)
        may_find += most
    if some:
        yield some


def _steps(engine: Engine, question: Question, statistics: Statistics) -> Iterator[Reading]:
    wording = question.wording
    corrected, found = corrections(question.q, wording, statistics, engine)
    if corrected:
        text = reduce(lambda text, correction: correction.applied(text), corrected, question.q)
        wording = read(text, current())
        words = _words(wording)
        # Of most it is known by now; those that nobody counted are other ways of saying what was meant.
        statistics = found if words <= found.frequencies.keys() | _words(question.wording) else engine.statistics(words)
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

    def readings(self) -> Iterator[Wording]:
        """All of them, the strictest first; the last one takes any single word, also in parts of what is one thing."""
        yield from map(self.reading, range(self.most, 0, -1))
        yield self.wording.in_parts().loosened(1, self.unknown)


def want_weight(want: Want, statistics: Statistics) -> float:
    """How much a want tells."""
    return sum(statistics.weight(term, i) for term in want.typed for i in range(len(term.folded)))


def _known(engine: Engine, wording: Wording) -> Statistics:
    return engine.statistics(_words(wording))


def _words(wording: Wording) -> set[str]:
    """Every word of a wording, folded and as written."""
    terms = [term for want in (*wording.wanted, *wording.beside) for term in want.terms]
    return {word for term in terms for word in (*term.folded, *term.words)}


def near(engine: Engine, reading: Reading, at: datetime, answers: Iterable[Hit] | None = None) -> tuple[Hit, ...]:
    """What comes near, where what answers does not fill the first page: best first, the page filled up.

    `answers` are the rows of that page, where they were asked for already. The strictest of the looser readings is
    taken that finds enough.
    """
    asked = reading.question
    if not reading.may_have_near:
        return ()
    statistics = reading.statistics or _known(engine, asked.wording)
    looser = Looser(asked.wording, statistics)
    readings: list[Question] = []
    for loosened in looser.readings():
        if loosened == asked.wording or (readings and loosened == readings[-1].wording):
            continue
        if statistics.at_most(loosened) > NEAR_FROM_AT_MOST:
            break
        readings.append(asked.read_as(loosened))
    if not readings:
        return ()
    best = engine.best(_wide_enough(engine, reading, readings, at), at, NEAR_RANKED, statistics)
    page = engine.page(asked, at, statistics).hits if answers is None else answers
    there = {hit.document.case_id: hit.document for hit in page}
    question = asked.read_as(looser.reading(1))
    # Beside what answers, which is what tells best how words are used here and what is asked about.
    beside = {document.case_id: document for document in best} | there
    every = rank(question.wording, beside.values(), statistics)
    ranked = [(score, document) for score, document in every if document.case_id not in there]
    floor = min(FLOOR, OF_THE_BEST * ranked[0][0]) if ranked else FLOOR
    shown = [document for score, document in ranked if score and score >= floor][: PAGE_SIZE - reading.counts.total]
    return tuple(Hit.of(document, question) for document in shown)


def _wide_enough(engine: Engine, reading: Reading, readings: Sequence[Question], at: datetime) -> Question:
    """The first of these that finds `NEAR_ENOUGH` beside what answers, else the last."""
    totals = reading.totals
    unknown = [question for question in readings[:-1] if question.wording not in totals]
    if unknown:
        totals = {**totals, **_totals(engine, unknown, at)}
    enough = NEAR_ENOUGH + reading.counts.total
    return next((question for question in readings[:-1] if totals[question.wording] >= enough), readings[-1])


def _totals(engine: Engine, questions: Sequence[Question], at: datetime) -> dict[Wording, int]:
    """How many documents answer each of these readings of one question (one query)."""
    found = engine.totals([question.whole() for question in questions], at)
    return {question.wording: n for question, n in zip(questions, found, strict=True)}

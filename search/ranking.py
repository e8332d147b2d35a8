"""How well a document fits words: one rule for every engine, over the best few that an engine can name quickly.

Each rule stands for something that holds of any Vietnamese text, not of single questions:

- A rare word tells more than a common one (its weight); a word of grammar tells a quarter of that.
- A word in the title, the place or the category says what a case is about; in a text it may be in passing, and an
  answer speaks of other things too (SHARES). Standing in several of them is a little more (MORE).
- Most words have two syllables: that two stand side by side, in the order typed, tells as much as each of them (PAIR).
- Marks that were typed tell words apart: `gà` is no `ga`. A text without any has not said, and counts less (BARE).
- Who types `den hong` means neither `đến` nor `Sóng Hồng`: a word of grammar, or a part of a name of which nothing else
  was asked for, counts in passing, and not at all where the case has the word itself.
- Another way of saying it counts a little less than the way it was typed (SYNONYM).
- What has more of what was asked for comes first: the sum is multiplied by the share of it that is there at all.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from search.document import Document
from search.folding import forms
from search.grammar import GRAMMAR, GRAMMAR_FOLDED
from search.proper import names_in
from search.wording import Term, Want, Wording

SHARES = {"title": 0.9, "place": 1.0, "category": 0.9, "names": 0.6, "numbers": 1.0, "text": 0.85, "answer": 0.7}
MORE = 0.5
PAIR = 0.9
BARE = 0.6
BARE_FROM = 6  # words: of so many without a mark, some were written without theirs
SYNONYM = 0.75
IN_PASSING = 0.2  # a word typed without marks, where the text has a word of grammar, or a part of another name
GRAMMAR_WEIGHT = 0.25

Place = tuple[int, float]  # index of a word, and how well it is what was typed


@dataclass(frozen=True, kw_only=True)
class Statistics:
    """How many documents there are, and in how many each folded word stands; one that is in none may be left out."""

    documents: int
    frequencies: Mapping[str, int]

    def weight(self, term: Term, i: int) -> float:
        """How much the i-th word of a term tells."""
        n = self.frequencies.get(term.folded[i], 0)
        rarity = math.log(1 + (self.documents + 0.5) / (n + 0.5))
        known = term.words[i] in GRAMMAR if term.exact else term.folded[i] in GRAMMAR_FOLDED
        return rarity * (GRAMMAR_WEIGHT if known else 1)

    def at_most(self, wording: Wording) -> int:
        """A number that the documents which answer do not exceed.

        Who has k of n words has one of the n − k + 1 rarest.
        """
        counts = sorted(self.most(want) for want in wording.wanted)
        least = len(counts) if wording.least is None else wording.least
        return min(self.documents, sum(counts[: max(1, len(counts) - least + 1)]))

    def most(self, want: Want) -> int:
        """A number that the documents which meet a want do not exceed."""
        return sum(min(self.frequencies.get(word, 0) for term in way for word in term.folded) for way in want.ways)


def rank(wording: Wording, documents: Iterable[Document], statistics: Statistics) -> list[tuple[float, Document]]:
    """Return documents with their scores, best first, the newer case first among equals."""
    plan = Plan(wording, statistics)
    scored = [(plan.score(document), document) for document in documents]
    return sorted(scored, key=lambda each: (-each[0], -each[1].case_id))


class Plan:
    """What is looked for in each document, worked out once for all of them."""

    def __init__(self, wording: Wording, statistics: Statistics) -> None:
        self.wants = [_Wanted(want, statistics) for want in (*wording.wanted, *wording.beside)]
        self.syllables = self.words_of(wording)
        self.total = sum(want.weight for want in self.wants)

    @staticmethod
    def words_of(wording: Wording) -> frozenset[str]:
        """Every folded word that a plan of this wording asks the statistics for."""
        wants = (*wording.wanted, *wording.beside)
        return frozenset(word for want in wants for term in want.terms for word in term.folded)

    def score(self, document: Document) -> float:
        """From 0 (nothing of it) upwards; the scale does not depend on how many documents there are."""
        if not self.total:
            return 0.0
        read = (_Field(share, text, self.syllables) for share, text in _texts(document) if text)
        fields = [field for field in read if field.places]
        found = there = 0.0
        for want in self.wants:
            value, share = want.value(fields)
            found += value
            there += share
        for want, following in zip(self.wants, self.wants[1:], strict=False):
            found += PAIR * (want.last + following.first) / 2 * _together(fields, want, following)
        return round(found / self.total * there / self.total, 9)


def _texts(document: Document) -> Iterator[tuple[float, str]]:
    for name in ("title", "place", "text", "answer"):
        yield SHARES[name], getattr(document, name)
    yield SHARES["category"], document.category.name
    yield SHARES["names"], " . ".join(named.name for named in (*document.agencies, document.ward) if named)
    yield SHARES["numbers"], " . ".join(document.numbers)


class _Field:
    """One text of a document: where the words that matter stand in it."""

    def __init__(self, share: float, text: str, syllables: frozenset[str]) -> None:
        self.share = share
        self.text, self.syllables = text, syllables
        self.words = forms(text)
        self.places: dict[str, list[int]] = {}
        for i, folded in [(i, form[0]) for i, form in enumerate(self.words) if form[0] in syllables]:
            self.places.setdefault(folded, []).append(i)
        self.is_bare = bool(self.places) and all(folded == marked for folded, marked in self.words)

    def starts(self, term: Term, first: int = 0, last: int | None = None) -> Iterator[Place]:
        """Where the term, or a stretch of its words, begins; as good as its worst word."""
        places = self.places.get(term.folded[first])
        if not places:
            return
        wanted = range(first, len(term.folded) if last is None else last)
        for i in places:
            if i + len(wanted) <= len(self.words):
                quality = min(self._quality(term, k, i + k - first) for k in wanted)
                if quality:
                    yield i, quality

    def _quality(self, term: Term, k: int, i: int) -> float:
        folded, marked = self.words[i]
        if folded != term.folded[k]:
            return 0.0
        if not term.exact:
            if (marked in GRAMMAR and folded in GRAMMAR_FOLDED) or self._in_name(i):
                return IN_PASSING
            return BARE if self.is_bare and len(self.words) >= BARE_FROM else 1.0
        if marked == term.words[k]:
            return 1.0
        return BARE if self.is_bare else 0.0

    def _in_name(self, i: int) -> bool:
        """Whether a word is part of a name of which nothing else was asked for."""
        name = names_in(self.text).get(i, ())
        return bool(name) and sum(word in self.syllables for word in name) < 2


class _Wanted:
    """One want with its weights."""

    def __init__(self, want: Want, statistics: Statistics) -> None:
        self.ways = want.ways
        self.weights = [statistics.weight(term, i) for term in want.typed for i in range(len(term.folded))]
        self.weight = sum(self.weights)
        self.first, self.last = self.weights[0], self.weights[-1]
        self.words = [(term, i) for term in want.typed for i in range(len(term.folded))]

    def value(self, fields: Sequence[_Field]) -> tuple[float, float]:
        """What the want adds, and how much of its weight is there at all."""
        value = share = 0.0
        for weight, (term, i) in zip(self.weights, self.words, strict=True):
            found = [(field.share, _best(field.starts(term, i, i + 1))) for field in fields]
            value += weight * _over_fields(found)
            share += weight * max((quality for __, quality in found), default=0.0)
        pairs = list(zip(self.weights, self.weights[1:], strict=False))
        for k, (weight, following) in enumerate(pairs):
            found = [(f.share, _beside(f, [self.words[k]], [self.words[k + 1]])) for f in fields]
            value += PAIR * (weight + following) / 2 * _over_fields(found)
        whole = self.weight + PAIR * sum(sum(pair) for pair in pairs) / 2
        for way in self.ways[1:]:
            found = [(field.share, min(_best(field.starts(term)) for term in way)) for field in fields]
            value = max(value, SYNONYM * whole * _over_fields(found))
            share = max(share, SYNONYM * self.weight * max((quality for __, quality in found), default=0.0))
        return value, share


def _best(places: Iterable[Place]) -> float:
    return max((quality for __, quality in places), default=0.0)


def _over_fields(found: Iterable[tuple[float, float]]) -> float:
    """The best field, and a part of every other; of a word that is told somewhere, nothing of it in passing."""
    there = [(share, quality) for share, quality in found if quality]
    told = [(share, quality) for share, quality in there if quality > IN_PASSING]
    values = [share * quality for share, quality in told or there]
    return (1 - MORE) * max(values) + MORE * sum(values) if values else 0.0


Word = tuple[Term, int]


def _beside(field: _Field, before: Iterable[Word], after: Iterable[Word]) -> float:
    ends = {i + 1: quality for term, k in before for i, quality in field.starts(term, k, k + 1)}
    return max(
        (min(ends[i], quality) for term, k in after for i, quality in field.starts(term, k, k + 1) if i in ends),
        default=0.0,
    )


def _together(fields: Sequence[_Field], want: _Wanted, following: _Wanted) -> float:
    """How well one want is followed at once by the next, in any of their ways."""
    return _over_fields((field.share, _joined(field, want, following)) for field in fields)


def _joined(field: _Field, want: _Wanted, following: _Wanted) -> float:
    ends: dict[int, float] = {}
    term, k = want.words[-1]
    for i, quality in field.starts(term, k, k + 1):
        ends[i + 1] = max(quality, ends.get(i + 1, 0.0))
    for way in want.ways[1:]:
        for i, quality in field.starts(way[-1]):
            at = i + len(way[-1].folded)
            ends[at] = max(quality, ends.get(at, 0.0))
    if not ends:
        return 0.0
    term, k = following.words[0]
    starts = [*field.starts(term, k, k + 1), *(place for way in following.ways[1:] for place in field.starts(way[0]))]
    return max((min(ends[i], quality) for i, quality in starts if i in ends), default=0.0)

"""How well a document fits words: one rule for every engine, over the best few that an engine can name quickly.

Each rule stands for something that holds of any Vietnamese text, not of single questions:

- A rare word tells more than a common one (its weight); a word of grammar tells a quarter of that.
- A word in the title, the place or the category says what a case is about; in a text it may be in passing, and an
  answer speaks of other things too (SHARES). Standing in several of them is a little more (MORE).
- Most words have two syllables: that two stand side by side, in the order typed, tells as much as each of them (PAIR).
- Words that stand together wherever they do are one word (`công cộng`): a half of it alone tells less (BOUND).
- Marks that were typed tell words apart: `gà` is no `ga`. A text without any has not said, and counts less (BARE).
- Who types `den hong` means neither `đến` nor `Sóng Hồng`: a word of grammar, or a part of a name of which nothing else
  was asked for, counts in passing, and not at all where the case has the word itself. `Nguyễn Huệ` is no `Nguyễn Trãi`.
- What a word typed without marks means, its neighbours tell: where `bua bai` stands in a case it is `bừa bãi`, so
  `bài` counts less (MEANT_OTHERWISE).
- Who types `yeu` hardly means a half of another word: where `yêu` nearly always stands before `cầu`, it tells less
  there (HALF).
- A name narrows most: words that stand side by side as a name weigh more (NAMED).
- A category that names several things says less surely that it is this one. What the best are about, the question is
  about: the more of them are of one category, the more its cases gain (SAME_CATEGORY).
- What the best three speak of beside the words asked for, others speak of too (`search.likeness`).
- Marks that nobody wrote so are left out of account, but `nổi` is still no `nói`: that counts in passing.
- Another way of saying it counts a little less than the way it was typed (SYNONYM).
- What has more of what was asked for comes first: the sum is multiplied by the share of it that is there at all,
  somewhat evened out (EVENED).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from search.document import Document
from search.folding import forms, may_be_meant
from search.grammar import GRAMMAR, GRAMMAR_FOLDED
from search.likeness import alike
from search.proper import names_in
from search.wording import Term, Want, Wording

SHARES = {"title": 0.9, "place": 1.0, "category": 1.2, "names": 0.6, "numbers": 1.0, "text": 0.85, "answer": 0.7}
MORE = 0.5
PAIR = 0.9
BOUND = 0.5  # of a word that always stands beside the one asked for with it, where it stands without
BOUND_FROM = 0.3  # of the cases that have both words, as many must have them side by side
BARE = 0.9
BARE_FROM = 6  # words: of so many without a mark, some were written without theirs
SYNONYM = 0.75
IN_PASSING = 0.2  # a word typed without marks, where the text has a word of grammar, or a part of another name
GRAMMAR_WEIGHT = 0.25
MEANT_OTHERWISE = 0.3
HALF = 0.4
HALF_FROM = 0.6  # of the places of a word, as many must have the same neighbour, three at least
NAMED = 1.5
SAME_CATEGORY = 0.8
BEST_ASKED = 10  # of which the category is asked
ASKED_HOW = 30  # of which it is asked how they use the words: those that every engine names among its best
SELDOM = 4  # a reading that stands so many times more seldom than the most frequent one is not what was meant
EVENED = 0.6

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
    read = [(plan.fields(document), document) for document in documents]
    unheeded = _Usage(len(plan.words), [])
    read.sort(key=lambda each: _place((plan.points(each[0], unheeded), each[1])))
    usage = _Usage(len(plan.words), [fields for fields, __ in read[:ASKED_HOW]])
    plan.weigh_names(usage)
    scored = [(plan.points(fields, usage), document) for fields, document in read]
    return _by_likeness(_by_category(sorted(scored, key=_place)))


def _place(ranked: tuple[float, Document]) -> tuple[float, int]:
    score, document = ranked
    return -score, -document.case_id


def _by_category(ranked: list[tuple[float, Document]]) -> list[tuple[float, Document]]:
    """Those of the category that most of the best are of, gain."""
    asked: defaultdict[str, float] = defaultdict(float)
    for score, document in ranked[:BEST_ASKED]:
        asked[document.category.slug] += score
    total = sum(asked.values()) or 1.0
    gain = {slug: 1 + SAME_CATEGORY * points / total for slug, points in asked.items()}
    return sorted(((round(score * gain.get(d.category.slug, 1.0), 9), d) for score, d in ranked), key=_place)


def _by_likeness(ranked: list[tuple[float, Document]]) -> list[tuple[float, Document]]:
    """Those that speak of the same as the best gain."""
    gains = alike(ranked)
    return sorted(((round(score * gain, 9), d) for (score, d), gain in zip(ranked, gains, strict=True)), key=_place)


class Plan:
    """What is looked for in each document, worked out once for all of them."""

    def __init__(self, wording: Wording, statistics: Statistics) -> None:
        self.words: list[Word] = []
        self.wants: list[_Wanted] = []
        for want in sorted((*wording.wanted, *wording.beside), key=lambda want: want.at):
            self.wants.append(_Wanted(want, statistics, first=len(self.words)))
            self.words += [(term, i) for term in want.typed for i in range(len(term.folded))]
        self.syllables = self.words_of(wording)
        self.total = sum(want.weight for want in self.wants)

    def weigh_names(self, usage: _Usage) -> None:
        """Let words that are used as a name weigh more."""
        for want in self.wants:
            for n in range(want.first, want.last + 1):
                if any(usage.named[k] for k in (n - 1, n) if 0 <= k < len(usage.named)):
                    want.weights[n - want.first] *= NAMED
        self.total = sum(want.weight for want in self.wants)

    @staticmethod
    def words_of(wording: Wording) -> frozenset[str]:
        """Every folded word that a plan of this wording asks the statistics for."""
        wants = (*wording.wanted, *wording.beside)
        return frozenset(word for want in wants for term in want.terms for word in term.folded)

    def score(self, document: Document) -> float:
        """From 0 (nothing of it) upwards; the scale does not depend on how many documents there are."""
        return self.points(self.fields(document), _Usage(len(self.words), []))

    def fields(self, document: Document) -> list[_Field]:
        """The texts of a document that have any of the words."""
        read = (_Field(share, text, self) for share, text in _texts(document) if text)
        return [field for field in read if field.places]

    def points(self, fields: Sequence[_Field], usage: _Usage) -> float:
        """The score of a document with these texts, where words are used as they are."""
        if not self.total:
            return 0.0
        for field in fields:
            field.heed(usage)
        found = there = 0.0
        for want in self.wants:
            value, share = want.value(fields, usage)
            found += value
            there += share
        for want, following in zip(self.wants, self.wants[1:], strict=False):
            found += PAIR * (want.weights[-1] + following.weights[0]) / 2 * _together(fields, want, following)
        return round(found / self.total * math.pow(there / self.total, EVENED), 9)


def _texts(document: Document) -> Iterator[tuple[float, str]]:
    for name in ("title", "place", "text", "answer"):
        yield SHARES[name], getattr(document, name)
    category = document.category.name
    yield SHARES["category"] / math.sqrt(1 + category.count(",")), category
    yield SHARES["names"], " . ".join(named.name for named in (*document.agencies, document.ward) if named)
    yield SHARES["numbers"], " . ".join(document.numbers)


class _Field:
    """One text of a document: where the words that matter stand in it."""

    def __init__(self, share: float, text: str, plan: Plan) -> None:
        self.share = share
        self.text, self.syllables = text, plan.syllables
        self.exact = [term.exact for term, __ in plan.words]
        self.words = forms(text)
        self.places: dict[str, list[int]] = {}
        for i, folded in [(i, form[0]) for i, form in enumerate(self.words) if form[0] in self.syllables]:
            self.places.setdefault(folded, []).append(i)
        self.is_bare = bool(self.places) and all(folded == marked for folded, marked in self.words)
        #: Of each word that was typed, where it stands and how well it is that word.
        self.typed = [dict(self.starts(term, k, k + 1)) for term, k in plan.words] if self.places else []

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
            if term.meant and not self.is_bare and not may_be_meant(term.meant[k], marked):
                return IN_PASSING
            if (marked in GRAMMAR and folded in GRAMMAR_FOLDED) or self._in_name(i):
                return IN_PASSING
            return BARE if self.is_bare and len(self.words) >= BARE_FROM else 1.0
        if marked == term.words[k]:
            return IN_PASSING if self._in_name(i) else 1.0
        return BARE if self.is_bare else 0.0

    def names(self, i: int) -> tuple[str, ...]:
        """The words of the name that a word is part of."""
        return names_in(self.text).get(i, ())

    def _in_name(self, i: int) -> bool:
        """Whether a word is part of a name of which nothing else was asked for."""
        name = self.names(i)
        return bool(name) and sum(word in self.syllables for word in name) < 2

    def told(self, n: int) -> bool:
        """Whether the n-th word that was typed stands here, and not in passing."""
        return any(quality > IN_PASSING for quality in self.typed[n].values())

    def pairs(self, n: int) -> Iterator[tuple[int, float]]:
        """Where the n-th word that was typed is followed at once by the next."""
        after = self.typed[n + 1]
        for i, quality in self.typed[n].items():
            if i + 1 in after:
                yield i, min(quality, after[i + 1])

    def heed(self, usage: _Usage) -> None:
        """Let words that mean something else than what was asked for count less."""
        if self.is_bare:
            return
        for exact, found in zip(self.exact, self.typed, strict=True):
            for i, quality in found.items():
                folded, marked = self.words[i]
                meant = usage.meant.get(folded)
                if meant and marked not in meant:
                    found[i] = min(quality, MEANT_OTHERWISE)
                elif not exact and quality > HALF and self._is_half(i, usage):
                    found[i] = HALF

    def _is_half(self, i: int, usage: _Usage) -> bool:
        """Whether a word stands beside the one that it nearly always stands beside, and that was not asked for."""
        marked = self.words[i][1]
        for side in (1, -1):
            other = usage.other_half.get((marked, side))
            if other and 0 <= i + side < len(self.words):
                folded, beside = self.words[i + side]
                if beside == other and folded not in self.syllables:
                    return True
        return False


class _Usage:
    """How the words that were typed are used in the texts of some documents.

    `bound`: of each word and the next, how nearly they are one; `named`: whether they mostly stand in a name. `meant`:
    of a folded word, how it is written where it stands beside its neighbour. `other_half`: of a word as written, what
    nearly always follows it (1) or stands before it (-1).
    """

    def __init__(self, n: int, read: Sequence[Sequence[_Field]]) -> None:
        pairs = range(n - 1)
        told = [sum(any(field.told(k) for field in fields) for fields in read) for k in range(n)]
        beside, in_names = [0] * len(pairs), [0] * len(pairs)
        written: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for fields in read:
            for k in pairs:
                there = [(field, i) for field in fields for i, quality in field.pairs(k) if quality > IN_PASSING]
                beside[k] += bool(there)
                marked = [(field, i) for field, i in there if not field.is_bare]
                in_names[k] += any(field.names(i) and field.names(i + 1) for field, i in marked)
                for word, way in (form for field, i in marked for form in field.words[i : i + 2]):
                    written[word][way] += 1
        self.bound = [beside[k] / (1 + min(told[k], told[k + 1])) for k in pairs]
        self.named = [0 < beside[k] <= 2 * in_names[k] for k in pairs]
        self.meant = {word: _usual(ways) for word, ways in written.items()}
        self.other_half = _other_halves(field for fields in read for field in fields if not field.is_bare)


def _usual(ways: Counter[str]) -> frozenset[str]:
    most = max(ways.values())
    return frozenset(way for way, n in ways.items() if n * SELDOM >= most)


def _other_halves(fields: Iterable[_Field]) -> dict[tuple[str, int], str]:
    total: Counter[str] = Counter()
    beside: defaultdict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    for field in fields:
        words = field.words
        for i in (i for places in field.places.values() for i in places):
            marked = words[i][1]
            total[marked] += 1
            if i + 1 < len(words):
                beside[marked, 1][words[i + 1][1]] += 1
            if i:
                beside[marked, -1][words[i - 1][1]] += 1
    found = {place: others.most_common(1)[0] for place, others in beside.items()}
    return {place: other for place, (other, n) in found.items() if n >= max(3, HALF_FROM * total[place[0]])}


class _Wanted:
    """One want with its weights, and the places of its words among all that were typed."""

    def __init__(self, want: Want, statistics: Statistics, first: int) -> None:
        self.ways = want.ways
        of_it = GRAMMAR_WEIGHT if want.plea else 1.0
        self.weights = [of_it * statistics.weight(term, i) for term in want.typed for i in range(len(term.folded))]
        self.first, self.last = first, first + len(self.weights) - 1

    @property
    def weight(self) -> float:
        """That of all its words."""
        return sum(self.weights)

    def value(self, fields: Sequence[_Field], usage: _Usage) -> tuple[float, float]:
        """What the want adds, and how much of its weight is there at all."""
        value = share = 0.0
        for n, weight in enumerate(self.weights, self.first):
            found = [(field.share, _best(field.typed[n].items())) for field in fields]
            least = weight * self._halved(n, fields, usage)
            value += least * _over_fields(found)
            share += least * max((quality for __, quality in found), default=0.0)
        pairs = list(zip(self.weights, self.weights[1:], strict=False))
        for n, (weight, following) in enumerate(pairs, self.first):
            value += PAIR * (weight + following) / 2 * _over_fields((f.share, _best(f.pairs(n))) for f in fields)
        whole = self.weight + PAIR * sum(sum(pair) for pair in pairs) / 2
        for way in self.ways[1:]:
            found = [(field.share, min(_best(field.starts(term)) for term in way)) for field in fields]
            value = max(value, SYNONYM * whole * _over_fields(found))
            share = max(share, SYNONYM * self.weight * max((quality for __, quality in found), default=0.0))
        return value, share

    @staticmethod
    def _halved(n: int, fields: Sequence[_Field], usage: _Usage) -> float:
        """1, or less for a word that stands without the one that makes a word of it."""
        bound = {k: usage.bound[k] for k in (n - 1, n) if 0 <= k < len(usage.bound) and usage.bound[k] > BOUND_FROM}
        if not bound or any(True for field in fields for k in bound for __ in field.pairs(k)):
            return 1.0
        return 1 - BOUND * max(bound.values())


def _best(places: Iterable[Place]) -> float:
    return max((quality for __, quality in places), default=0.0)


def _over_fields(found: Iterable[tuple[float, float]]) -> float:
    """The best field, and a part of every other; of a word that is told somewhere, nothing of it in passing."""
    there = [(share, quality) for share, quality in found if quality]
    told = [(share, quality) for share, quality in there if quality > IN_PASSING]
    values = [share * quality for share, quality in told or there]
    return (1 - MORE) * max(values) + MORE * sum(values) if values else 0.0


Word = tuple[Term, int]


def _together(fields: Sequence[_Field], want: _Wanted, following: _Wanted) -> float:
    """How well one want is followed at once by the next, in any of their ways."""
    return _over_fields((field.share, _joined(field, want, following)) for field in fields)


def _joined(field: _Field, want: _Wanted, following: _Wanted) -> float:
    ends = {i + 1: quality for i, quality in field.typed[want.last].items()}
    for way in want.ways[1:]:
        for i, quality in field.starts(way[-1]):
            at = i + len(way[-1].folded)
            ends[at] = max(quality, ends.get(at, 0.0))
    if not ends:
        return 0.0
    starts = [
        *field.typed[following.first].items(),
        *(place for way in following.ways[1:] for place in field.starts(way[0])),
    ]
    return max((min(ends[i], quality) for i, quality in starts if i in ends), default=0.0)

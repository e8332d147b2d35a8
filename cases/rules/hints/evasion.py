"""Whether an answer reads as if it avoided answering: what it promises and passes on, weighed against what it tells.

Every sentence is read word by word with the tense that its last grammar word set. A work after *đã* counts; one without
a tense weighs nothing, but says that something came of the report; one after *sẽ*, *đề nghị* or *chưa* is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cases.rules.hints.body import Sentence
from cases.rules.hints.days import NamedDay
from cases.rules.hints.grammar import BRIEF, Tense, tense_at
from cases.rules.hints.marks import HintKind, Mark
from cases.rules.hints.phrases import Found, PhraseKind
from cases.rules.hints.words import Break, Word, forms, is_unmarked, keys

#: What weighs for an answer: each kind at most twice, a dated promise once.
WORK, STEP, ORDER, GROUND, DATED, EVIDENCE = 3, 2, 1, 2, 3, 1
#: What weighs against it, once each.
AGAINST = {
    HintKind.VAGUE: 2,
    HintKind.EXCUSE: 2,
    HintKind.PASSED_ON: 1,
    HintKind.NOT_SEEN: 1,
}
#: A promise of works without a day, and one to keep an eye on things.
PROMISE, WATCH = 2, 1
_WATCHING = frozenset(
    (forms(first)[form], forms(second)[form])
    for first, second in (("kiểm", "tra"), ("theo", "dõi"), ("giám", "sát"), ("tuần", "tra"), ("duy", "trì"))
    for form in (0, 1)
)
_MARKED_AS = {
    PhraseKind.VAGUE: HintKind.VAGUE,
    PhraseKind.EXCUSE: HintKind.EXCUSE,
    PhraseKind.HANDED_ON: HintKind.PASSED_ON,
    PhraseKind.NOT_SEEN: HintKind.NOT_SEEN,
}
_DAY = frozenset(forms("ngày"))
_UNTIL = frozenset(forms("trước"))
_PROMISES = frozenset(forms(word)[1] for word in ("sẽ", "dự", "phấn", "thống", "lâu", "trước"))
_TOLD_TENSES = frozenset({Tense.TOLD, Tense.DONE})


@dataclass(slots=True)
class Weighed:
    """What was found in an answer."""

    works: int = 0
    steps: int = 0
    orders: int = 0
    mentioned: int = 0
    grounds: int = 0
    dated: bool = False
    evidence: bool = False
    promised: int = 0
    marks: list[Mark] = field(default_factory=list)

    @property
    def told(self) -> int:
        """The weight of what it tells."""
        return (
            WORK * min(self.works, 2)
            + STEP * min(self.steps, 2)
            + ORDER * min(self.orders, 2)
            + GROUND * min(self.grounds, 2)
            + DATED * self.dated
            + EVIDENCE * (self.evidence and not self.promised)
        )

    @property
    def avoided(self) -> int:
        """The weight of what it promises, passes on and asks to be excused."""
        return self.promised + sum(AGAINST[kind] for kind in {mark.kind for mark in self.marks} & AGAINST.keys())

    @property
    def says_nothing(self) -> bool:
        """No work, step, order, ground or day: whatever else it holds, nothing came of the report."""
        return self.told == 0 and self.mentioned == 0

    @property
    def is_evasive(self) -> bool:
        """More promised and passed on than told."""
        return self.avoided > self.told


def weigh(sentences: Sequence[Sentence], days: Sequence[NamedDay]) -> Weighed:
    """Read the sentences of an answer; `days` are those its text names, in order."""
    weighed = Weighed()
    dated = [day for day in days if not day.of_paper]
    at = 0
    for sentence in sentences:
        first, last = sentence.words[0].start, sentence.words[-1].end
        while at < len(dated) and dated[at].start < first:
            at += 1
        end = at
        while end < len(dated) and dated[end].start <= last:
            end += 1
        _Reader(sentence, dated[at:end], weighed).read()
        at = end
    return weighed


class _Reader:
    """Reads one sentence from left to right."""

    def __init__(self, sentence: Sentence, days: list[NamedDay], weighed: Weighed) -> None:
        self.words, self.compared = sentence.words, keys(sentence.words)
        self.unmarked = is_unmarked(sentence.words)
        self.days, self.weighed = days, weighed
        self.at: dict[int, list[Found]] = {}
        for found in sentence.found:
            self.at.setdefault(found.first, []).append(found)
        self.lasting = self.tense = Tense.DONE if self._begins_with_a_day() else Tense.TOLD
        self.promise: Word | None = None
        self.covered = 0

    def read(self) -> None:
        """Weigh every phrase in its tense; a promise needs a day in the same sentence."""
        for i, word in enumerate(self.words):
            if word.before != Break.NONE and self.tense in BRIEF:
                self.tense = self.lasting
            self._turn(i, word)
            if i in self.at:
                for found in sorted(self.at[i], key=_handed_on_first):
                    self._weigh(found)
        if self._names_a_day():
            self.weighed.dated = True
        elif self.promise is not None:
            self.weighed.promised = max(self.weighed.promised, WATCH if self._only_watches() else PROMISE)
            self._mark(HintKind.UNDATED, self.promise.start, self.promise.end)

    def _names_a_day(self) -> bool:
        """A day after a promising word, or any *before* which something is to be done."""
        starts = [day.start for day in self.days]
        if (
            self.promise is not None
            and self.promise.folded in _PROMISES
            and any(s > self.promise.start for s in starts)
        ):
            return True
        untils = [self.words[i].start for i, word in enumerate(self.compared) if word in _UNTIL]
        return any(0 < start - until <= 15 for until in untils for start in starts)

    def _only_watches(self) -> bool:
        """*Sẽ tiếp tục kiểm tra, theo dõi* promises no work at all."""
        at = next(i for i, word in enumerate(self.words) if word is self.promise)
        return not _WATCHING.isdisjoint(zip(self.compared[at : at + 6], self.compared[at + 1 : at + 7], strict=False))

    def _begins_with_a_day(self) -> bool:
        """*Ngày 25/8 UBND xã làm việc…* tells what was done that day."""
        close = [day for day in self.days if day.start - self.words[0].start <= 25]
        return bool(close) and bool(_DAY & set(self.compared[:3]))

    def _turn(self, i: int, word: Word) -> None:
        tense = tense_at(self.compared, i, unmarked=self.unmarked)
        if tense is None or (self.tense == Tense.BEFORE and tense == Tense.DONE):
            return
        if tense == Tense.FUTURE and self.promise is None:
            self.promise = word
        self.tense = tense
        if tense not in BRIEF:
            self.lasting = tense

    def _weigh(self, found: Found) -> None:
        if found.kind in _MARKED_AS:
            self._mark(_MARKED_AS[found.kind], self.words[found.first].start, self.words[found.end - 1].end)
            if found.kind == PhraseKind.HANDED_ON:
                self.tense = self.lasting = Tense.ASKED
                self.covered = found.end
        elif found.kind == PhraseKind.GROUND:
            self.weighed.grounds += 1
        elif found.kind == PhraseKind.EVIDENCE:
            self.weighed.evidence = True
        elif self.tense in _TOLD_TENSES and found.first >= self.covered:
            self.covered = found.end
            if found.kind == PhraseKind.WORK and self.tense == Tense.DONE:
                self.weighed.works += 1
            elif found.kind == PhraseKind.ORDER:
                self.weighed.orders += 1
            elif self.tense == Tense.DONE:
                self.weighed.steps += 1
            else:
                self.weighed.mentioned += 1
            if found.kind == PhraseKind.ORDER:  # what others are told to do is not done by that
                self.tense = self.lasting = Tense.TOLD

    def _mark(self, kind: HintKind, start: int, end: int) -> None:
        self.weighed.marks.append(Mark(start=start, end=end, kind=kind, why=kind.value))


def _handed_on_first(found: Found) -> bool:
    return found.kind != PhraseKind.HANDED_ON

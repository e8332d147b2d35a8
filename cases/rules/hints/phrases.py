"""Lists of phrases, and where they stand in a sentence.

A phrase is words, and `…` for up to twelve words in between: `trung tâm … trân trọng thông báo`. Editors keep the
lists; the longest phrase of a kind that fits at a place is the one that is found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from cases.rules.hints.text import clean
from cases.rules.hints.words import WORD, Word, forms, is_unmarked, keys

WIDEST_GAP = 12
_GAPS = ("…", "...")


class PhraseKind(StrEnum):
    """What a phrase says about the answer it stands in.

    Openings and closings are left out of every judgement. Works count in the tense they are told in; steps are smaller
    ones; orders are what citizens or households are told to do; grounds deny or refuse with a reason.
    """

    OPENING = "opening"
    CLOSING = "closing"
    VAGUE = "vague"
    HANDED_ON = "handed_on"
    EXCUSE = "excuse"
    NOT_SEEN = "not_seen"
    WORK = "work"
    STEP = "step"
    ORDER = "order"
    EVIDENCE = "evidence"
    GROUND = "ground"


@dataclass(frozen=True, kw_only=True)
class Phrase:
    """A phrase as an editor wrote it."""

    kind: PhraseKind
    words: str


class Found(NamedTuple):
    """A phrase found at words `first` to `end` (exclusive) of a sentence."""

    first: int
    end: int
    kind: PhraseKind


class _Node:
    """A step of the tree of phrases: the next words, a gap, and the kinds that end here."""

    __slots__ = ("ends", "gap", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.gap: _Node | None = None
        self.ends: set[PhraseKind] = set()


def steps(words: str) -> list[tuple[str, str] | None]:
    """Both forms of every word of a phrase, None for a gap; gaps at either end mean nothing."""
    text = clean(words).text
    for sign in _GAPS:
        text = text.replace(sign, " _ ")
    found: list[tuple[str, str] | None] = []
    for part in text.split():
        if part == "_":
            if found and found[-1] is not None:
                found.append(None)
            continue
        found.extend(forms(word) for word in WORD.findall(part))
    while found and found[-1] is None:
        found.pop()
    return found


class PhraseBook:
    """Lists of phrases, made ready for finding."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._marked, self._folded = _Node(), _Node()
        for phrase in phrases:
            parts = steps(phrase.words)
            if not parts:
                continue
            _plant(self._marked, [part and part[0] for part in parts], phrase.kind)
            _plant(self._folded, [part and part[1] for part in parts], phrase.kind)

    def find(self, sentence: list[Word]) -> list[Found]:
        """Every phrase of a sentence, in order; of those of one kind that begin at one word, the longest."""
        root = self._folded if is_unmarked(sentence) else self._marked
        compared = keys(sentence)
        found: list[Found] = []
        for first, word in enumerate(compared):
            if word not in root.next:
                continue
            longest: dict[PhraseKind, int] = {}
            for end, kind in _walk(root, compared, first):
                longest[kind] = max(end, longest.get(kind, 0))
            found.extend(Found(first, end, kind) for kind, end in longest.items())
        return found


def _plant(root: _Node, parts: Sequence[str | None], kind: PhraseKind) -> None:
    node = root
    for part in parts:
        if part is None:
            node.gap = node = node.gap or _Node()
        else:
            node = node.next.setdefault(part, _Node())
    node.ends.add(kind)


def _walk(root: _Node, compared: list[str], first: int) -> Iterator[tuple[int, PhraseKind]]:
    """Ends of all phrases that begin at word `first`. A gap is tried once from each node, so the work is bounded."""
    waiting, seen = [(root, first)], set()
    while waiting:
        node, at = waiting.pop()
        for kind in node.ends:
            yield at, kind
        if at < len(compared) and (after := node.next.get(compared[at])) is not None:
            waiting.append((after, at + 1))
        if node.gap is None or (id(node), at) in seen:
            continue
        seen.add((id(node), at))
        within = range(at, min(at + WIDEST_GAP + 1, len(compared)))
        after_gap = node.gap.next
        waiting.extend((after_gap[compared[begin]], begin + 1) for begin in within if compared[begin] in after_gap)

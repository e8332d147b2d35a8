"""Mistyped words: what no document has is taken for a near word that documents do have.

A syllable that Vietnamese may have is a word, even where no document has it: only what can be none is mistyped. Near is
one letter left out, added, changed or swapped with the next (Damerau 1964), or what a Vietnamese keyboard (Telex) types
while it is switched off: `dduwowngf` is đường, with its marks where a document has the word so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from string import ascii_lowercase
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from search.folding import nfc, tokens
from search.wording import Wording

if TYPE_CHECKING:
    from search.engines.base import Engine, Statistics

SHORTEST = 3  # letters; below, everything is near to everything
LONGEST = 12  # a Vietnamese syllable has seven at most, typed by Telex eleven
MOST = 4  # words of one question
_TELEX = re.compile(r"[a-z]*(?:aa|ee|oo|dd|w|[sfrxj]$)[a-z]*")
_SYLLABLE = re.compile(  # without marks: initial, vowels, final
    r"(?:b|ch?|d|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr|v|x)?"
    r"(?:a[iouy]?|e[ou]?|i(?:eu?|[au])?|o(?:ai|ay|eo|[aeio])?|u(?:ay|oi|ou|y[aeu]?|[aeiou])?|y(?:eu?)?)"
    r"(?:ch?|m|ng?|nh|p|t)?"
)
_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_LETTERS = (  # the longest first
    *(("uwow", "ươ"), ("uow", "ươ"), ("dd", "đ"), ("aa", "â"), ("ee", "ê"), ("oo", "ô")),
    *(("aw", "ă"), ("ow", "ơ"), ("uw", "ư"), ("w", "ư")),
)
_DOUBLE = re.compile(r"(aa|ee|oo|dd)")


@dataclass(frozen=True, kw_only=True)
class Correction:
    """A word as it was typed, and what it was taken for: folded, or marked where a keyboard says which marks."""

    typed: str
    used: str

    def applied(self, text: str) -> str:
        """The text with the one in place of the other."""
        return re.sub(rf"(?<!\w){re.escape(self.typed)}(?!\w)", self.used, nfc(text))


def corrections(
    text: str, wording: Wording, statistics: Statistics, engine: Engine
) -> tuple[tuple[Correction, ...], Statistics]:
    """What the unknown words of a text are taken for, as far as there is anything near.

    And what is known by then of words, those that were asked about for it among them. Nothing for who reads English:
    its words are no mistyped syllables.
    """
    if get_language() == "en":
        return (), statistics
    asked = {word for want in wording.wanted for term in want.typed for word in term.folded}
    unknown = {
        token.folded: nfc(text)[token.start : token.end]
        for token in tokens(text)
        if token.folded in asked
        and not statistics.frequencies.get(token.folded)
        and token.folded.isascii()
        and token.folded.isalpha()
        and not _SYLLABLE.fullmatch(token.folded)
        and SHORTEST <= len(token.folded) <= LONGEST
    }
    near = {word: tuple(near_words(word)) for word in list(unknown)[:MOST]}
    if not near:
        return (), statistics
    beside = engine.statistics({each for words in near.values() for each in words} | set(map(by_keyboard, near)))
    known = beside.frequencies
    found = []
    for word, words in near.items():
        by_telex = [each for each in (by_keyboard(word), plain(word)) if each != word and each in known]
        best = by_telex or sorted((each for each in words if each in known), key=lambda each: (-known[each], each))
        if best:
            found.append(Correction(typed=unknown[word], used=best[0]))
    documents = max(statistics.documents, beside.documents)  # 0 where none of the words stands anywhere
    every = replace(beside, documents=documents, frequencies={**statistics.frequencies, **known})
    return tuple(found), every


def plain(word: str) -> str:
    """What a word typed by Telex is without marks; itself where it cannot be one."""
    if not _TELEX.fullmatch(word):
        return word
    toneless = word[:-1] if word[-1] in "sfrxj" else word
    return _DOUBLE.sub(lambda pair: pair.group()[0], toneless).replace("w", "") or word


def by_keyboard(word: str) -> str:
    """What Telex would have made of the word, as `search.folding.marked` has it; itself where it cannot be one."""
    if not _TELEX.fullmatch(word):
        return word
    tone = _TONES.get(word[-1], "")
    toneless = word[:-1] if tone else word
    for typed, meant in _LETTERS:
        toneless = toneless.replace(typed, meant)
    return toneless + tone


def near_words(word: str) -> Iterator[str]:
    """Every word one step from this one; most of them are no words."""
    found = {plain(word)}
    for i in range(len(word) + 1):
        before, after = word[:i], word[i:]
        if after:
            found.add(before + after[1:])
        if len(after) > 1:
            found.add(before + after[1] + after[0] + after[2:])
        for letter in ascii_lowercase:
            found.add(before + letter + after)
            if after:
                found.add(before + letter + after[1:])
    found -= {word, ""}
    yield from found

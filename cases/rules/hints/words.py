"""Words of a text with the breaks between them.

A word has two forms, as in the search: *marked* (one spelling of each tone, so that `Thuỷ` is `Thủy`) and *folded*
(without any marks). A sentence written without marks is compared folded, every other one marked.
"""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

WORD = re.compile(r"[^\W_]+")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")  # huyền, sắc, ngã, hỏi, nặng
_ENDS = frozenset(";:!?\n\r\u2028\u2029•")
_COMMAS = frozenset(',()[]“”"–—')
#: Short words that a full stop shortens: TP. Huế, P. An Cựu, Q. Thuận Hóa, TX. Hương Thủy.
_SHORTENED = frozenset({"tp", "p", "q", "tx", "tt", "x", "h", "t", "ths", "ts", "ks", "bs", "st", "số"})
LONGEST_WORD = 40


class Break(IntEnum):
    """What stands before a word."""

    NONE = 0
    COMMA = 1
    SENTENCE = 2


class Word(NamedTuple):
    """One word, and where it stands in the cleaned text."""

    marked: str
    folded: str
    start: int
    end: int
    before: Break
    capital: bool


@lru_cache(maxsize=65_536)  # Vietnamese has some seven thousand syllables
def forms(word: str) -> tuple[str, str]:
    """The marked and the folded form of one word."""
    letters = unicodedata.normalize("NFD", word[:LONGEST_WORD].lower())
    plain = "".join([letter for letter in letters if letter not in _TONES])
    tones = "".join([letter for letter in letters if letter in _TONES])
    folded = "".join([letter for letter in letters if not unicodedata.combining(letter)]).replace("đ", "d")
    return unicodedata.normalize("NFC", plain) + tones, folded


def words_of(text: str) -> list[Word]:
    """The words of a cleaned text in order. The first one begins a sentence."""
    found: list[Word] = []
    last, last_word = 0, ""
    for match in WORD.finditer(text):
        start, end = match.span()
        written = match.group()
        before = _break(text, last, start, last_word) if found else Break.SENTENCE
        marked, folded = forms(written)
        found.append(Word(marked, folded, start, end, before, written[0].isupper()))
        last, last_word = end, written
    return found


def sentences_of(words: list[Word]) -> list[list[Word]]:
    """The words sentence by sentence; semicolons, colons and new lines end one too."""
    found: list[list[Word]] = []
    for word in words:
        if word.before == Break.SENTENCE or not found:
            found.append([])
        found[-1].append(word)
    return found


def keys(sentence: list[Word]) -> list[str]:
    """What is compared: folded forms where a sentence has no marks at all, marked ones elsewhere."""
    if all(word.marked == word.folded for word in sentence):
        return [word.folded for word in sentence]
    return [word.marked for word in sentence]


def is_unmarked(sentence: list[Word]) -> bool:
    """True for a sentence that was typed without marks."""
    return all(word.marked == word.folded for word in sentence)


def _break(text: str, start: int, end: int, left: str) -> Break:
    gap = text[start:end]
    if gap == " ":
        return Break.NONE
    if any(sign in _ENDS for sign in gap):
        return Break.NONE if gap == ":" and left.isdigit() else Break.SENTENCE  # 17:15 is a time
    if "." in gap or "…" in gap:
        spaced = len(gap) > 1
        if spaced and left.lower() not in _SHORTENED:
            return Break.SENTENCE
        return Break.NONE
    return Break.COMMA if any(sign in _COMMAS for sign in gap) else Break.NONE

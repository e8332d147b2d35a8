"""Marks in a public text where personal data have been covered.

A mark is written `[đã che: số điện thoại]`, or `[đã che]`. It stands in the text instead of the covered words, so
nothing that is made of the text can betray them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from cases.rules.grouped_digits import pattern_of
from cases.rules.hints.text import clean

MARK = re.compile(r"\[đã che(?::[ \t]*([^\[\]\r\n]{1,60}?)[ \t]*)?\]", re.IGNORECASE)
MEANT = re.compile(r"\[[ \t]*đã[ \t]*che|\[[ \t]*da[ \t]+che", re.IGNORECASE)


def marks(*texts: str) -> int:
    """How many marks stand in these texts."""
    return sum(1 for text in texts for _mark in MARK.finditer(_nfc(text)))


def is_broken(text: str) -> bool:
    """True where something begins like a mark and is none: it would be printed as it is."""
    return MEANT.search(MARK.sub("", _nfc(text))) is not None


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The text in order: stretches of it, and what its marks name (True; "" where a mark names nothing)."""
    text, at = _nfc(text), 0
    for mark in MARK.finditer(text):
        if mark.start() > at:
            yield text[at : mark.start()], False
        yield mark[1] or "", True
        at = mark.end()
    if at < len(text):
        yield text[at:], False


def covered(text: str, covers: Iterable[Sequence[Any]]) -> str:
    """The text with a mark in place of every covered stretch: (start, end, what it is, …) each, none over another."""
    told: list[str] = []
    at = 0
    for start, end, kind, *_rest in sorted(covers, key=lambda cover: int(cover[0])):
        told += [text[at:start], f"[đã che: {kind}]"]
        at = end
    return "".join([*told, text[at:]])


def stretches(text: str, words: str) -> list[tuple[int, int]]:
    """Where these words stand in a text, from and to, each time; never a part of a word, nor of a mark.

    Capital letters, letters in parts, what is invisible, how much space lies between words, and how the digits of a
    number are grouped make no difference.
    """
    wanted = clean(words).text.split()
    if not any(letter.isalnum() for word in wanted for letter in word):
        return []
    begin, end = (r"(?<!\w)" if wanted[0][0].isalnum() else ""), (r"(?!\w)" if wanted[-1][-1].isalnum() else "")
    whole = pattern_of(" ".join(wanted)) or begin + r"\s+".join(map(re.escape, wanted)) + end
    given = clean(text)
    taken = [mark.span() for mark in MARK.finditer(given.text)]
    return [
        given.span(*found.span())
        for found in re.finditer(whole, given.text, re.IGNORECASE)
        if all(found.end() <= first or last <= found.start() for first, last in taken)
    ]


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)

"""Folds Vietnamese text for finding: what is typed without marks meets what was written with them.

A token has two forms. *Folded* has no marks at all (`Đường` → `duong`): words typed without marks are looked up there.
*Marked* keeps them in one spelling (`Thuỷ` and `Thủy`, `Hoà` and `Hòa` are the same; `Hòa` and `Hóa` are not): words
typed with marks are looked up there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

LONGEST_TOKEN = 64  # characters; longer ones are cut, in texts and in questions alike
TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")  # huyền, sắc, ngã, hỏi, nặng
_TONES = "".join(TONES)
_CONFUSED = {"\u0303", "\u0309"}  # ngã and hỏi sound the same in half of the country
_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")  # no sign is both, so nothing is tried twice


class Token(NamedTuple):
    """One word of a text: both its forms, and where it stands in the NFC text."""

    folded: str
    marked: str
    start: int
    end: int

    @property
    def has_marks(self) -> bool:
        """True where folding loses something."""
        return self.folded != self.marked


def nfc(text: str) -> str:
    """Return `text` in Unicode's composed form: phones and Macs send both, and only one can be compared."""
    return unicodedata.normalize("NFC", text)


@lru_cache(maxsize=65_536)  # Vietnamese has some seven thousand syllables
def _forms(word: str) -> tuple[str, str]:
    if word.isascii():  # half of them, and every number
        plain = word.lower()[:LONGEST_TOKEN]
        return plain, plain
    letters = unicodedata.normalize("NFD", word.lower())
    toneless = unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in TONES))
    tones = "".join(letter for letter in letters if letter in TONES)
    folded = "".join(letter for letter in letters if not unicodedata.combining(letter)).replace("đ", "d")
    return folded[:LONGEST_TOKEN], (toneless + tones)[:LONGEST_TOKEN]


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of `text` in order, with their places in `nfc(text)`."""
    for match in _WORD.finditer(nfc(text)):
        folded, marked = _forms(match.group())
        if folded:
            yield Token(folded, marked, match.start(), match.end())


def words(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each word of an NFC text begins and ends; they are those of `forms`."""
    return (match.span() for match in _WORD.finditer(text) if _forms(match.group())[0])


@lru_cache(maxsize=4096)  # the texts of those cases that many questions find
def forms(text: str) -> tuple[tuple[str, str], ...]:
    """Return the words of `text`, each folded and marked, without their places: for comparing many texts."""
    return tuple([form for form in map(_forms, _WORD.findall(nfc(text))) if form[0]])


def both(text: str) -> tuple[str, str]:
    """Return the words of `text` folded and marked, joined by single spaces.

    In the marked form the tone stands at the end of its syllable: it is for comparing, not for reading.
    """
    found = forms(text)
    return " ".join([folded for folded, __ in found]), " ".join([marked for __, marked in found])


def may_be_meant(typed: str, written: str) -> bool:
    """Whether who typed one marked word may have meant the other, of the same letters.

    So where marks lack (`Ngư` for Ngự), and where hỏi stands for ngã or ngã for hỏi (`sữa` for sửa); `nổi` is neither
    nói nor nơi.
    """
    (toneless, tone), (letters, other) = _apart(typed), _apart(written)
    same_tone = not tone or tone == other or {tone, other} == _CONFUSED
    return same_tone and all(t == w or t.isascii() for t, w in zip(toneless, letters, strict=False))


def _apart(marked: str) -> tuple[str, str]:
    """A marked word without its tone, and the tone."""
    toneless = marked.rstrip(_TONES)
    return toneless, marked[len(toneless) :]


def first_of(text: str) -> str:
    """Return the first word of `text`, folded; "" where there is none."""
    found = _WORD.search(nfc(text))
    return _forms(found.group())[0] if found else ""


def folded(text: str) -> str:
    """Return the words of `text` without marks, in lower case, joined by single spaces."""
    return both(text)[0]


def marked(text: str) -> str:
    """Return the words of `text` in lower case and with one spelling of each tone, joined by single spaces."""
    return both(text)[1]

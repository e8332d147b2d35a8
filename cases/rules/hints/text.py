"""Texts as they are compared: composed letters, nothing invisible, and the way back to the text as it was given."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

#: Zero-width, bidirectional and other characters that print as nothing. They may stand inside of words.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb]"
)
#: Marks on one letter that are looked at; more are no language, and sorting a million of them takes hours.
MOST_MARKS = 30


@dataclass(frozen=True, slots=True)
class CleanText:
    """A cleaned text. `places[i]` is where its character i began in the given text; None: nothing has moved."""

    text: str
    places: tuple[int, ...] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where characters `start` to `end` of the cleaned text stood in the given one."""
        if self.places is None:
            return start, end
        return self.places[start], self.places[end]


def clean(given: str) -> CleanText:
    """The text in Unicode's composed form (NFC) without invisible characters."""
    if INVISIBLE.search(given) is None and (given.isascii() or unicodedata.is_normalized("NFC", given)):
        return CleanText(given, None)
    letters: list[str] = []
    places: list[int] = []
    for cluster, place in _clusters(given):
        composed = unicodedata.normalize("NFC", cluster)
        letters.append(composed)
        places.extend([place] * len(composed))
    return CleanText("".join(letters), (*places, len(given)))


def visible(given: str) -> str:
    """The cleaned text alone: what is kept of words that are shown as they were given."""
    return clean(given).text.strip()


def _clusters(given: str) -> list[tuple[str, int]]:
    """Letters with the marks that follow them, and where each begins."""
    found: list[tuple[str, int]] = []
    letter, place = "", 0
    for i, character in enumerate(given):
        if INVISIBLE.match(character):
            continue
        if letter and unicodedata.combining(character) and len(letter) < MOST_MARKS:
            letter += character
            continue
        if letter:
            found.append((letter, place))
        letter, place = character, i
    if letter:
        found.append((letter, place))
    return found

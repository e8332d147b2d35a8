"""Words that are known again without being kept: by how long they are, and by a salted digest.

Capital letters, letters in parts, what is invisible and how much space lies between words make no difference.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from cases.rules.events import text_digest
from cases.rules.hints.text import CleanText, clean

Sign = tuple[int, str]  # how many characters, and the digest of them


def sign_of(salt: str, words: str) -> Sign | None:
    """What words are known again by; None where there is nothing to read."""
    plain, _ = _plain(clean(words))
    return (len(plain), text_digest(salt, plain)) if plain else None


def said_again(salt: str, text: str, signs: Collection[Sign]) -> Iterator[tuple[Sign, str]]:
    """Each place of a text that says words of one of these signs, in order: which, and how they are written there."""
    given = clean(text)
    plain, places = _plain(given)
    for length in sorted({length for length, _ in signs}):
        for start in range(len(plain) - length + 1):
            sign = (length, text_digest(salt, plain[start : start + length]))
            if sign in signs:
                first, last = given.span(places[start], places[start + length - 1] + 1)
                yield sign, text[first:last]


def _plain(given: CleanText) -> tuple[str, list[int]]:
    """Small letters with one space between words, and where in the cleaned text each of them stands."""
    letters: list[str] = []
    places: list[int] = []
    for i, letter in enumerate(given.text):
        if letter.isspace():
            if letters and letters[-1] != " ":
                letters.append(" ")
                places.append(i)
            continue
        small = letter.casefold()
        letters += small
        places += [i] * len(small)
    if letters and letters[-1] == " ":
        letters.pop()
        places.pop()
    return "".join(letters), places

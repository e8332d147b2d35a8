"""Words that are known again without being kept: by how long they are, and by salted digests.

Capital letters, letters in parts, what is invisible and how much space lies between words make no difference, nor does
how the digits of a number are grouped.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import accumulate
from typing import NamedTuple

from cases.rules.events import text_digest
from cases.rules.grouped_digits import FEWEST, digits_of, is_between
from cases.rules.hints.text import CleanText, clean

ANY = -1  # instead of a check: the sign was made before there were any, so each place has to be proved
_PRIME = 2**31 - 1


class Sign(NamedTuple):
    """How many characters, a cheap salted check of them (or ANY), and the digest that proves them."""

    length: int
    check: int
    digest: str


def sign_of(salt: str, words: str) -> Sign | None:
    """What words are known again by; None where there is nothing to read."""
    plain, _ = _plain(clean(words))
    plain = digits_of(plain) or plain
    if not plain:
        return None
    base = _base(salt)
    (check,) = _checks(base, _sums(base, plain), len(plain))
    return Sign(len(plain), check, text_digest(salt, plain))


def said_again(salt: str, text: str, signs: Collection[Sign]) -> Iterator[tuple[Sign, str]]:
    """Each place of a text that says words of one of these signs, shorter ones first: which, and how it writes them.

    A digest takes a hundred times as long as a check, so a place is proved only where the check fits, and the same
    words only once: about as many digests as there are signs, whatever the text and the number of lengths.
    """
    if not signs:
        return
    given, base, proved = clean(text), _base(salt), dict[str, str]()
    readings = [
        (fewest, plain, places, _sums(base, plain))
        for fewest, (plain, places) in ((1, _plain(given)), (FEWEST, _digits(given)))
    ]
    for length in sorted({sign.length for sign in signs}):
        known = {(sign.check, sign.digest): sign for sign in signs if sign.length == length}
        checks = {check for check, _ in known}
        found: dict[tuple[int, int], Sign] = {}
        for fewest, plain, places, sums in readings:
            for start, check in enumerate(_checks(base, sums, length) if length >= fewest else ()):
                if check not in checks and ANY not in checks:
                    continue
                words = plain[start : start + length]
                digest = proved[words] = proved.get(words) or text_digest(salt, words)
                if sign := known.get((check, digest)) or known.get((ANY, digest)):
                    found[given.span(places[start], places[start + length - 1] + 1)] = sign
        for (first, last), sign in sorted(found.items()):
            yield sign, text[first:last]


def _base(salt: str) -> int:
    """The secret place at which letters are summed up."""
    return int(text_digest(salt, "check")[:15], 16) % (_PRIME - 2) + 2


def _sums(base: int, plain: str) -> list[int]:
    """A polynomial of the first letters of a text, for each number of them from none on."""
    return list(accumulate(map(ord, plain), lambda total, letter: (total + letter) * base % _PRIME, initial=0))


def _checks(base: int, sums: list[int], length: int) -> Iterator[int]:
    """The check of each stretch of a length, in order: its own polynomial (Rabin and Karp)."""
    gone = pow(base, length, _PRIME)
    return ((after - before * gone) % _PRIME for before, after in zip(sums, sums[length:], strict=False))


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


def _digits(given: CleanText) -> tuple[str, list[int]]:
    """Its numbers without what groups their digits, a line each, and where in the cleaned text each digit stands."""
    digits: list[str] = []
    places: list[int] = []
    for i, letter in enumerate(given.text):
        if letter.isdecimal():
            digits.append(letter)
            places.append(i)
        elif digits and digits[-1] != "\n" and not is_between(letter):
            digits.append("\n")
            places.append(i)
    return "".join(digits), places

"""Order of names as a Vietnamese dictionary has it: letters first (Đ after D, Ơ after O), tones only between equals."""

from __future__ import annotations

import unicodedata

LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
PLACES = {letter: chr(ord("a") + place) for place, letter in enumerate(LETTERS)}
TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))


def name_order(name: str) -> tuple[str, str]:
    """A key to sort names by."""
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFD", name.casefold()).translate(TONES))
    return "".join(PLACES.get(character, character) for character in plain), name

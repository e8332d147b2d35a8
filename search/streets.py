"""Which streets a place names: runs of capitalised words, without what only says where on the street.

A place is free text (`Kiệt 42 Vạn Xuân`, `Số 12 Nguyễn Huệ, phường Thuận Hóa`). Only what is written as a name is taken
for one; names of people (`nhà ông …`), of wards and of schools are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from search import folding
from search.folding import nfc

LEAST_WORDS, MOST_WORDS, LONGEST = 2, 5, 60
_PIECE = re.compile(r"[^\W\d_]+|\S")


@lru_cache(maxsize=16_384)  # of single words and of streets: places say the same few thousand
def marked(text: str) -> str:
    """The words in one spelling."""
    return folding.marked(text)


def _words(text: str) -> frozenset[str]:
    return frozenset(folding.marked(text).split())


#: Before a name, and no part of it: where on the street.
_ON_STREET = _words("số kiệt hẻm ngõ ngách đường phố trước gần cạnh cầu so kiet hem duong")
#: Written in capitals they belong to a unit, not to a street.
_UNITS = _words("phường xã quận huyện tỉnh tổ thôn khu phuong")
#: The same shortened: with or without a point, they end the name before them.
_SHORTENED = _words("p tp tx q x h tt")
#: Written small before a name, they say whose it is.
_OTHERS = _UNITS | _SHORTENED | _words("thành ông bà anh chị cô chú em trường chợ chùa quán công ty")
_PEOPLE = _words("ông bà anh chị cô chú em")


@lru_cache(maxsize=1_024)  # whoever writes a document asks more than once
def streets_of(place: str) -> tuple[str, ...]:
    """The streets of a place, each once (also where it is spelt in two ways), in order."""
    found = {marked(street): street for street in _runs(nfc(place))}
    return tuple(found.values())


def _runs(place: str) -> Iterator[str]:
    run: list[str] = []
    before = ""
    for piece in [*_PIECE.findall(place), "."]:
        if piece == "." and not run and before in _SHORTENED:
            continue
        if piece[0].isupper() and marked(piece) not in _SHORTENED:
            run.append(piece)
            continue
        if street := _street(run, before):
            yield street
        run, before = [], marked(piece)


def _street(run: list[str], before: str) -> str:
    """The name in a run of capitalised words, "" where it is none of a street."""
    words = list(run)
    while words and marked(words[0]) in _ON_STREET:
        before = marked(words.pop(0))
    if before in _OTHERS or not LEAST_WORDS <= len(words) <= MOST_WORDS or marked(words[0]) in _UNITS:
        return ""
    if before == marked("nhà") and marked(words[0]) in _PEOPLE:
        return ""
    name = " ".join(word[:1] + word[1:].lower() for word in words)
    return name if len(name) <= LONGEST else ""

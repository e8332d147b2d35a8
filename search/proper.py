"""Names in running text: capitalised words one after the other, of which one alone is seldom what somebody looks for.

Who types `hong` hardly means the street Hồng Vân; who types `hong van` does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from search.folding import forms, nfc, words

_ENDS = frozenset(".!?:\n")  # a sentence: what follows is capitalised in any case


@lru_cache(maxsize=4096)  # the texts of those cases that many questions find, as `search.folding.forms` keeps them
def names_in(text: str) -> Mapping[int, tuple[str, ...]]:
    """The places of the words that are part of a name of several words, each with all words of it folded."""
    folded = [form[0] for form in forms(text)]
    return {i: tuple(folded[first:last]) for first, last in _runs(nfc(text)) for i in range(first, last)}


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Where names begin and end, counted in words; what is shouted or shortened (`UBND`) belongs to none."""
    first, end = 0, 0  # of the name that is read: its first word, and where the text before this word ended
    reading = False
    i = -1
    for i, (start, stop) in enumerate(words(text)):
        is_name = text[start].isupper() and not (stop - start > 1 and text[start:stop].isupper())
        between = text[end:start] if is_name else ""
        if reading and not (is_name and not between.strip(" ")):
            if i - first > 1:
                yield first, i
            reading = False
        if is_name and not reading and i and _ENDS.isdisjoint(between):
            first, reading = i, True
        end = stop
    if reading and i + 1 - first > 1:
        yield first, i + 1

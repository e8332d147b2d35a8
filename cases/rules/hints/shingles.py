"""Near-duplicates: how much two answers share, and keys under which answers that share much are found.

A text is the set of its runs of three folded words, without greetings and closings. Twelve keys are made of it so that
two texts sharing 60 % of their runs have one in common in 95 cases of 100, and two sharing 20 % in 9.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from hashlib import blake2b

from cases.rules.hints.body import Sentence

RUN = 3
#: Fewer own words say nothing particular: *Đã thu gom rác.*
FEWEST_WORDS = 10
#: From this share of common runs on, two answers are the same text.
SAME = 0.6
BANDS, ROWS = 12, 3
#: Of longer texts the smallest runs stand for all; two texts that share much share most of these.
MOST_RUNS = 1_500
_PRIME = (1 << 61) - 1
_MASK = (1 << 63) - 1


def _factors(count: int) -> tuple[tuple[int, int], ...]:
    """Numbers that never change: keys are stored."""
    drawn = [int.from_bytes(blake2b(b"minhbach %d" % i, digest_size=16).digest(), "big") for i in range(count)]
    return tuple((1 + number % (_PRIME - 1), (number >> 64) % _PRIME) for number in drawn)


_FACTORS = _factors(BANDS * ROWS)


def runs_of(body: Sequence[Sentence]) -> frozenset[int]:
    """The runs of an answer's own words as numbers; none where it has too few words."""
    words = [word.folded for sentence in body for word in sentence.words]
    if len(words) < FEWEST_WORDS:
        return frozenset()
    runs = {_number(" ".join(words[i : i + RUN])) for i in range(len(words) - RUN + 1)}
    return frozenset(runs if len(runs) <= MOST_RUNS else sorted(runs)[:MOST_RUNS])


def likeness(one: Collection[int], other: Collection[int]) -> float:
    """The share of runs that two texts have in common, of all runs of both: 0 to 1."""
    left, right = frozenset(one), frozenset(other)
    return len(left & right) / len(left | right) if left or right else 0.0


def keys_of(runs: Collection[int]) -> list[int]:
    """The keys of a text, each of 63 bits; none for a text without runs."""
    if not runs:
        return []
    least = [min([(factor * run + step) % _PRIME for run in runs]) for factor, step in _FACTORS]
    return [
        _number(f"{band}:" + ",".join(map(str, least[band * ROWS : (band + 1) * ROWS]))) & _MASK
        for band in range(BANDS)
    ]


def _number(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big") & _MASK

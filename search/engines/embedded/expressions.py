"""What a wording asks for as nested ANDs and ORs of terms, which both databases' own languages have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, Union

from search.wording import Term, Want, Wording

Expression = Union[Term, "Joined"]


@dataclass(frozen=True)
class Joined:
    """Several expressions, all of them (AND) or any of them (OR)."""

    by: Literal["AND", "OR"]
    parts: tuple[Expression, ...]


def every(parts: Iterable[Expression]) -> Joined:
    """All of these."""
    return Joined("AND", tuple(parts))


def any_of(parts: Iterable[Expression]) -> Joined:
    """At least one of these."""
    return Joined("OR", tuple(parts))


def expression(wording: Wording) -> Joined:
    """Everything firm, and as many of the rest as must be met. Neither language can count, so each choice is named."""
    parts = [_want(want) for want in wording.firm]
    if wording.least_loose:
        loose = [_want(want) for want in wording.loose]
        parts.append(any_of(every(some) for some in combinations(loose, wording.least_loose)))
    return every(parts)


def _want(want: Want) -> Joined:
    return any_of(every(way) for way in want.ways)

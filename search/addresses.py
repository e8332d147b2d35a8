"""The list's addresses, for the links behind numbers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from search.asking import question_of
from search.listing import href_of
from search.question import Question

KEPT = 8192  # questions: a large city's pages of figures have some thousands, the same on every page that is asked


def case_list_url(**criteria: str | Sequence[str]) -> str:
    """The canonical address of the list that these criteria ask for; ValueError where one cannot be heeded."""
    asked = ((name, value if isinstance(value, str) else tuple(value)) for name, value in criteria.items())
    return href_of(_question(tuple(asked)))


@lru_cache(maxsize=KEPT)
def _question(criteria: tuple[tuple[str, str | tuple[str, ...]], ...]) -> Question:
    """Reading criteria takes half a millisecond, and a page of figures has hundreds of links."""
    return question_of(dict(criteria))

"""The list's addresses, for the links behind numbers."""

from __future__ import annotations

from collections.abc import Sequence

from search.asking import question_of
from search.listing import href_of


def case_list_url(**criteria: str | Sequence[str]) -> str:
    """The canonical address of the list that these criteria ask for; ValueError where one cannot be heeded."""
    return href_of(question_of(criteria))

"""What the lists behind agencies' numbers hold: a number leads to its cases where the list has as many.

Agencies are counted by their own clocks, lists by the citizen's. A case that was handed over late, or that another
agency still has to answer, stands in the one and not in the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet, Value

from cases.accountability.case_counts import IN_PROGRESS, NOTHING, CaseCounts, alike, summed, with_charge
from cases.accountability.shown import Counts
from cases.models import Case

AGENCY = "charge__agency_id"
CITY = 0  # no agency has this id


@dataclass(frozen=True, kw_only=True)
class CountsWithLists(Counts):
    """Counts of an agency, or of all, and beside them how many cases the lists behind them hold."""

    listed: Counts = NOTHING


def open_lists(at: datetime) -> dict[int, CaseCounts]:
    """The open cases that the list of each agency holds, by its id, and of the whole city by CITY (one query).

    A case of two agencies is in both lists, and once in the city's. Who has none is absent.
    """
    by_agency = alike(with_charge(_open()), at, AGENCY)
    return summed(by_agency.union(alike(_open(), at, Value(CITY)), all=True))


def _open() -> QuerySet[Any]:
    return Case.objects.public().filter(state=IN_PROGRESS)

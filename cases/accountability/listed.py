"""What the lists behind agencies' numbers hold: a number leads to its cases where the list has as many.

Agencies are counted by their own clocks, lists by the citizen's. A case that was handed over late, or that another
agency still has to answer, stands in the one and not in the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet, Value

from cases.accountability.case_counts import IN_PROGRESS, NOTHING, CaseCounts, counts_by, with_charge
from cases.accountability.shown import Counts
from cases.models import Case

AGENCY = "charge__agency_id"


@dataclass(frozen=True, kw_only=True)
class CountsWithLists(Counts):
    """Counts of an agency, or of all, and beside them how many cases the lists behind them hold."""

    listed: Counts = NOTHING


def open_by_agency(at: datetime) -> dict[int, CaseCounts]:
    """The open cases that the list of each agency holds, by its id (one query); an agency without any is absent."""
    return counts_by(with_charge(_open()), at, AGENCY)


def open_of(agency_id: int, at: datetime) -> CaseCounts:
    """Those of one agency (one query)."""
    return counts_by(with_charge(_open()).filter(charge__agency=agency_id), at, AGENCY).get(agency_id, NOTHING)


def open_in_city(at: datetime) -> CaseCounts:
    """All of them, a case of two agencies once (one query)."""
    return counts_by(_open(), at, Value(0)).get(0, NOTHING)


def _open() -> QuerySet[Any]:
    return Case.objects.public().filter(state=IN_PROGRESS)

"""Ways to cut the city's figures: all together, by agency, category, ward, source, or month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet, Value
from django.db.models.expressions import Combinable
from django.utils import timezone

from cases.accountability.periods import Period, months_until, which

KEY = "cut_key"
MONTHS = 24  # as many as a table by month has


@dataclass(frozen=True, kw_only=True)
class Paths:
    """Where rows of a table name their agency and their case ("" where they are the case), and when they happened."""

    agency: str
    case: str
    instant: str


def of_agency(rows: QuerySet[Any], paths: Paths, agency_id: int | None) -> QuerySet[Any]:
    """These rows, or of one agency alone."""
    return rows if agency_id is None else rows.filter(**{paths.agency: agency_id})


@dataclass(frozen=True, kw_only=True)
class Cut:
    """One way; `periods` are the months of a cut by month, and what happened in none of them is left out."""

    name: str
    field: str = ""
    periods: tuple[Period, ...] = ()

    def keyed(self, rows: QuerySet[Any], paths: Paths) -> QuerySet[Any]:
        """Annotate each row with the key of its part: an id, the source's name, or the place among `periods`."""
        key: Combinable
        if self.periods:
            start, end = self.periods[0].start, self.periods[-1].end
            rows = rows.filter(**{f"{paths.instant}__gte": start, f"{paths.instant}__lt": end})
            key = which(paths.instant, self.periods)
        elif self is CITY:
            key = Value(0)
        else:
            key = F(paths.agency if self is AGENCY else f"{paths.case}{self.field}")
        keyed: QuerySet[Any] = rows.annotate(**{KEY: key})
        return keyed


CITY = Cut(name="city")
AGENCY = Cut(name="agency")
CATEGORY = Cut(name="category", field="category_id")
WARD = Cut(name="ward", field="ward_id")
SOURCE = Cut(name="source", field="source")
NAMES = ("city", "agency", "category", "ward", "month", "source")


def by_month(at: datetime, n: int = MONTHS) -> Cut:
    """The last months up to that of an instant; clocks go by when they began, deeds by when they were done."""
    return Cut(name="month", periods=tuple(months_until(timezone.localtime(at).date(), n)))


def cut_named(name: str, at: datetime) -> Cut:
    """The cut of that name; KeyError where there is none."""
    return by_month(at) if name == "month" else {cut.name: cut for cut in FIXED}[name]


FIXED: Sequence[Cut] = (CITY, AGENCY, CATEGORY, WARD, SOURCE)

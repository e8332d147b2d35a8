"""Medians and percentiles in the database: rows are ranked there, and only those at the places asked for come out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, F, OrderBy, Q, RowRange, Window
from django.db.models.functions import RowNumber

from cases.models.standing import StandingQuerySet

MEDIAN, P90 = 5, 9  # tenths
Row = Mapping[str, Any]


@dataclass(kw_only=True, slots=True)
class Ranking:
    """How many rows there are, and those at the places asked for: place from 1 → the row's values."""

    n: int = 0
    found: dict[int, Row] = field(default_factory=dict)

    @property
    def first(self) -> Row:
        """The row at the head."""
        return self.found[1]

    def at_share(self, tenths: int, measure: Callable[[Row], float]) -> float:
        """What is measured where that share of the rows has passed, by linear interpolation between two of them.

        Equal to `cases.rules.figures.percentile` where rows are ranked by what is measured, the least first.
        """
        before, rest = divmod(tenths * (self.n - 1), 10)
        value = measure(self.found[before + 1])
        return value + (measure(self.found[before + 2]) - value) * rest / 10 if rest else value


def rank(
    rows: StandingQuerySet, *, by: OrderBy, values: Sequence[str], tenths: Collection[int], within: str | None
) -> dict[Any, Ranking]:
    """Rank rows within each `within`, or with None all of them under None (one query); absent where there are none.

    What is picked of each ranking: the first row, and those that the shares in `tenths` lie between.
    """
    # One window for both, spelt the same, so that the database sorts once.
    window: dict[str, Any] = {
        "partition_by": within and [F(within)],
        "order_by": [by, F("pk").asc()],
        "frame": RowRange(start=None, end=None),
    }
    ranked = rows.annotate(place=Window(RowNumber(), **window), n=Window(Count("pk"), **window)).filter(_picked(tenths))
    found: dict[Any, Ranking] = {}
    for row in ranked.values(*values, "place", "n", *([within] if within else [])):
        ranking = found.setdefault(row[within] if within else None, Ranking(n=row["n"]))
        ranking.found[row["place"]] = row
    return found


def _picked(tenths: Collection[int]) -> Q:
    before = [(F("n") - 1) * share / 10 for share in tenths]
    return reduce(or_, (Q(place__gt=each, place__lte=each + 2) for each in before), Q(place=1))

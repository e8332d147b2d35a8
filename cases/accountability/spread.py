"""How long things took, by the parts of a cut: how many, median, 90th percentile, and how the days are spread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case as When_
from django.db.models import Count, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.lookups import LessThan

from cases.accountability.clocks import CLOCKS, counted
from cases.accountability.cuts import CITY, KEY, Cut, Paths
from cases.accountability.durations import CLOSED, LEAST
from cases.accountability.elapsed import MICROSECONDS, Elapsed
from cases.accountability.once import once
from cases.accountability.ranking import MEDIAN, P90, Ranking, Row, rank
from cases.models import AssignmentKind
from cases.rules.figures import SECONDS_A_DAY

#: Days to an answer: whole days of 86,400 seconds, both ends included; the last has no end.
SPANS: tuple[tuple[int, int | None], ...] = (
    (0, 1),
    (2, 3),
    (4, 5),
    (6, 7),
    (8, 10),
    (11, 14),
    (15, 30),
    (31, None),
)


@dataclass(frozen=True, kw_only=True)
class Spread:
    """Days of 86,400 seconds; None where there is nothing to measure."""

    n: int
    median: float | None
    p90: float | None


NO_SPREAD = Spread(n=0, median=None, p90=None)


@once
def took_by(cut: Cut, at: datetime, kind: AssignmentKind = AssignmentKind.HANDLING) -> dict[Any, Spread]:
    """How long closed clocks ran (one query); below −1 day a duration is left out."""
    return spread_by(counted(at, kind).filter(CLOSED), cut, CLOCKS, start="started_at", stop="stopped_at")


def spread_by(rows: QuerySet[Any], cut: Cut, paths: Paths, *, start: str, stop: str) -> dict[Any, Spread]:
    """How long it took from one instant of each row to another (one query); a part without rows is absent."""
    ran = cut.keyed(rows, paths).annotate(ran=Elapsed(F(start), F(stop)))
    kept = Q(**{f"{stop}__gte": F(start)}) | Q(ran__gte=LEAST)  # the first half spares counting for nearly all
    within = None if cut is CITY else KEY  # a database sorts faster than it sorts parts of which there is one
    ranked = rank(ran.filter(kept), by=F("ran").asc(), values=["ran"], tenths=(MEDIAN, P90), within=within)
    return {0 if within is None else key: _spread(ranking) for key, ranking in ranked.items()}


def _spread(ranking: Ranking) -> Spread:
    return Spread(n=ranking.n, median=ranking.at_share(MEDIAN, _days), p90=ranking.at_share(P90, _days))


def _days(row: Row) -> float:
    return float(row["ran"]) / MICROSECONDS / SECONDS_A_DAY


def spans_by(cut: Cut, at: datetime) -> Mapping[Any, tuple[int, ...]]:
    """How many closed clocks of each part ran so many days: a number for each of SPANS (one query)."""
    rows = cut.keyed(counted(at).filter(CLOSED), CLOCKS)
    found: dict[Any, list[int]] = {}
    spans = rows.annotate(span=span("started_at", "stopped_at")).exclude(span=None)
    for row in spans.values(KEY, "span").annotate(n=Count("pk")).order_by():
        found.setdefault(row[KEY], [0] * len(SPANS))[row["span"]] += row["n"]
    return {key: tuple(counts) for key, counts in found.items()}


def span(start: str, stop: str) -> When_:
    """SQL: the place in SPANS of the time between two instants; null below −1 day."""
    ran = Elapsed(F(start), F(stop))
    bounds = [
        (place, (last + 1) * SECONDS_A_DAY * MICROSECONDS) for place, (_, last) in enumerate(SPANS) if last is not None
    ]
    ends = [When(LessThan(ran, bound), then=Value(place)) for place, bound in bounds]
    return When_(
        When(LessThan(ran, LEAST), then=Value(None)),
        *ends,
        default=Value(len(SPANS) - 1),
        output_field=IntegerField(),
    )

"""How an agency has done: days until it answered, and by month what it was given and how much of that in time.

Counted for one agency or for all at once, by the same queries.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q
from django.utils import timezone

from cases.accountability.charts import BarChart, RateChart, bar_chart, marked, rate_chart
from cases.accountability.clocks import AGENCY, counted
from cases.accountability.durations import closed_clocks
from cases.accountability.kept_values import keepable
from cases.accountability.periods import Period, months_until, which
from cases.accountability.spread import span
from cases.accountability.statistics import MONTHS, WEEK, MonthRow, Rows, SpanRow, span_rows
from cases.accountability.tallies import times
from cases.models.standing import StandingQuerySet
from cases.public.chart_notes import PublicNote
from cases.rules.figures import Counted, Rate, Tally, on_time_rate, tally
from cases.rules.standings import Phase
from cases.rules.verdicts import VerdictKind

KEY = "agency_key"


@dataclass(frozen=True, kw_only=True)
class Course:
    """By the agency's own clocks, as its rates: `months` are those in which a clock began, `spans` the closed ones.

    In a month `accepted` is what the agency was given, `answered` what it closed.
    """

    months: tuple[MonthRow, ...]
    spans: tuple[SpanRow, ...]
    of_months: Rate
    notes: tuple[PublicNote, ...] = ()

    @property
    def closed(self) -> int:
        """Clocks that count as closed and whose time is known."""
        return sum(row.all for row in self.spans)

    @property
    def within_a_week(self) -> int:
        """Those of them that closed within seven days."""
        return sum(row.all for row in self.spans if row.last is not None and row.last <= WEEK)

    @property
    def given(self) -> int:
        """What it was given in these months."""
        return sum(row.accepted for row in self.months)

    @property
    def spans_chart(self) -> BarChart:
        """Days until an answer: in term, and past due on top."""
        return bar_chart((row.label, [("bar", row.in_term), ("late", row.past_due)]) for row in self.spans)

    @property
    def given_chart(self) -> BarChart:
        """What it was given each month."""
        chart = bar_chart((str(row.first.month), [("bar", row.accepted)]) for row in self.months)
        return marked(chart, [row.first for row in self.months], self.notes)

    @property
    def rates_chart(self) -> RateChart:
        """How much of each month's was in time."""
        chart = rate_chart([(str(row.first.month), row.rate) for row in self.months], self.of_months)
        return marked(chart, [row.first for row in self.months], self.notes)


@keepable
@dataclass(frozen=True, kw_only=True)
class CourseCounts:
    """What a course is drawn from: by the place of a month what was given and what closed; closed clocks alike."""

    given: Mapping[int, Tally] = field(default_factory=dict)
    closed: Mapping[int, int] = field(default_factory=dict)
    ran: Rows = ()


def course(counts: CourseCounts, at: datetime) -> Course:
    """As pages show it; counted for that instant."""
    given, closed = counts.given, counts.closed
    return Course(
        months=tuple(
            MonthRow(
                first=period.first,
                last=period.last,
                accepted=sum((one.open, one.closed, one.passed_on, one.unknown)),
                rate=on_time_rate(one),
                answered=closed.get(place, 0),
            )
            for place, period in enumerate(_periods(at))
            for one in [given.get(place, Tally())]
        ),
        spans=span_rows(counts.ran),
        of_months=on_time_rate(sum(given.values(), start=Tally())),
    )


def course_counts(at: datetime, agency_id: int | None = None) -> dict[int, CourseCounts]:
    """By agency id, of all of them or of one (three queries); an agency without clocks is absent."""
    clocks = counted(at) if agency_id is None else counted(at).filter(assignment__agency=agency_id)
    clocks = clocks.annotate(**{KEY: F(AGENCY)})
    given, closed, ran = _given(clocks, _periods(at)), _closed(clocks, _periods(at)), _ran(clocks)
    return {
        key: CourseCounts(given=given.get(key, {}), closed=closed.get(key, {}), ran=ran.get(key, []))
        for key in given.keys() | closed.keys() | ran.keys()
    }


def _periods(at: datetime) -> list[Period]:
    return months_until(timezone.localtime(at).date(), MONTHS)


def _given(clocks: StandingQuerySet, periods: list[Period]) -> dict[int, dict[int, Tally]]:
    """What each agency was given in each month, as the rules count clocks now."""
    within = clocks.filter(started_at__gte=periods[0].start, started_at__lt=periods[-1].end)
    grouped = within.annotate(place=which("started_at", periods), has_due=Q(due_at__isnull=False))
    found: dict[int, dict[int, Tally]] = {}
    for row in grouped.values(KEY, "place", "phase", "verdict", "has_due").annotate(n=Count("pk")).order_by():
        kind = VerdictKind(row["verdict"]) if row["verdict"] else None
        alike = tally([Counted(phase=Phase(row["phase"]), kind=kind, has_due=row["has_due"])])
        own = found.setdefault(row[KEY], {})
        own[row["place"]] = own.get(row["place"], Tally()) + times(alike, row["n"])
    return found


def _closed(clocks: StandingQuerySet, periods: list[Period]) -> dict[int, dict[int, int]]:
    """How much of it closed in each month."""
    within = closed_clocks(clocks).filter(stopped_at__gte=periods[0].start, stopped_at__lt=periods[-1].end)
    found: dict[int, dict[int, int]] = {}
    placed = within.annotate(place=which("stopped_at", periods))
    for row in placed.values(KEY, "place").annotate(n=Count("pk")).order_by():
        found.setdefault(row[KEY], {})[row["place"]] = row["n"]
    return found


def _ran(clocks: StandingQuerySet) -> dict[int, list[dict[str, Any]]]:
    """Closed clocks alike in the whole days they ran, both ends of a span included, and in their verdict."""
    placed = closed_clocks(clocks).annotate(span=span("started_at", "stopped_at"))
    found: dict[int, list[dict[str, Any]]] = {}
    for row in placed.values(KEY, "span", "verdict").annotate(n=Count("pk")).order_by(KEY, "span", "verdict"):
        found.setdefault(row.pop(KEY), []).append(row)
    return found

"""Figures of the whole city: by month, by source, and how long citizens wait for an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case as When_
from django.db.models import Count, F, IntegerField, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.accountability.case_counts import ANSWERED, counts_by, with_clock
from cases.accountability.charts import BarChart, RateChart, bar_chart, rate_chart
from cases.accountability.durations import LEAST, city_took
from cases.accountability.elapsed import MICROSECONDS, Elapsed
from cases.accountability.periods import Period, months_until, which
from cases.accountability.present import Present, present
from cases.accountability.satisfaction import Satisfied, city_found, satisfied
from cases.accountability.tallies import loads, times, whole
from cases.models import Case
from cases.rules.figures import SECONDS_A_DAY, Counted, Rate, Tally, firm_rate, kept_rate, on_time_rate, tally
from cases.rules.standings import Phase
from cases.rules.verdicts import VerdictKind

MONTHS = 12
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
WEEK = 7


@dataclass(frozen=True, kw_only=True)
class MonthRow:
    """One month: what was accepted in it and how much of that in time, and what was answered in it.

    `rate` is that of the accepted, by the citizen's clock as it stands now.
    """

    first: date
    last: date
    accepted: int
    rate: Rate
    answered: int

    @property
    def since(self) -> str:
        """The first day, as lists take it."""
        return self.first.isoformat()

    @property
    def until(self) -> str:
        """The last day."""
        return self.last.isoformat()


@dataclass(frozen=True, kw_only=True)
class SpanRow:
    """How many answers came after so many days (`last` None: or more), in term and past due."""

    first: int
    last: int | None
    in_term: int
    past_due: int

    @property
    def label(self) -> str:
        """The days as an axis has them: 2–3, >30."""
        return f">{self.first - 1}" if self.last is None else f"{self.first}–{self.last}"

    @property
    def all(self) -> int:
        """Both."""
        return self.in_term + self.past_due


@dataclass(frozen=True, kw_only=True)
class SourceRow:
    """Where cases came from."""

    source: str
    cases: int
    open: int
    answered: int

    @property
    def name(self) -> str:
        """What readers call it; another system goes by its own name."""
        return _("Qua các kênh của thành phố") if self.source == "portal" else self.source.capitalize()


@dataclass(frozen=True, kw_only=True)
class Statistics:
    """Everything the page shows. Rates up to `firm` and the days are of agencies' clocks, as on the front page."""

    at: datetime
    on_time: Rate
    kept: Rate
    firm: Rate
    median_days: float | None
    p90_days: float | None
    months: tuple[MonthRow, ...]
    of_months: Rate
    spans: tuple[SpanRow, ...]
    sources: tuple[SourceRow, ...]
    accepted_chart: BarChart
    answered_chart: BarChart
    rates_chart: RateChart
    spans_chart: BarChart
    satisfied: Satisfied | None

    @property
    def cases(self) -> int:
        """All public cases."""
        return sum(row.cases for row in self.sources)

    @property
    def accepted(self) -> int:
        """Accepted in these months."""
        return sum(row.accepted for row in self.months)

    @property
    def answered(self) -> int:
        """Answered in these months."""
        return sum(row.answered for row in self.months)

    @property
    def answers(self) -> int:
        """Answers whose time is known."""
        return sum(row.all for row in self.spans)

    @property
    def within_a_week(self) -> int:
        """Answers that came within seven days."""
        return sum(row.all for row in self.spans if row.last is not None and row.last <= WEEK)

    @property
    def newest_year(self) -> int | None:
        """The year of the newest of these months with anything in it."""
        return max((row.first.year for row in self.months if row.accepted), default=None)


def statistics() -> Statistics:
    """How it stands now (eight queries)."""
    moment = present()
    city = whole(moment.remembered("loads", loads)).tally
    took = moment.remembered("city_took", city_took)
    periods = months_until(timezone.localtime(moment.at).date(), MONTHS)
    accepted = moment.remembered("statistics.accepted", lambda at: _accepted(periods, at))
    answered = moment.remembered("statistics.answered", lambda at: _answered(periods, at))
    months = tuple(_month(each, place, accepted, answered) for place, each in enumerate(periods))
    spans = moment.remembered("statistics.spans", _spans)
    of_months = on_time_rate(sum(accepted.values(), start=Tally()))
    top = max(max(row.accepted, row.answered) for row in months)
    return Statistics(
        at=moment.at,
        on_time=on_time_rate(city),
        kept=kept_rate(city),
        firm=firm_rate(city),
        median_days=took.median,
        p90_days=took.p90,
        months=months,
        of_months=of_months,
        spans=spans,
        sources=cases_by_source(moment),
        accepted_chart=bar_chart([(_label(row), [("bar", row.accepted)]) for row in months], least_top=top),
        answered_chart=bar_chart([(_label(row), [("bar-0", row.answered)]) for row in months], least_top=top),
        rates_chart=rate_chart([(_label(row), row.rate) for row in months], of_months),
        spans_chart=bar_chart((row.label, [("bar", row.in_term), ("late", row.past_due)]) for row in spans),
        satisfied=satisfied(moment.remembered("city_found", city_found)),
    )


def cases_by_source(moment: Present) -> tuple[SourceRow, ...]:
    """Public cases by where they came from (one query, remembered)."""
    return moment.remembered("statistics.sources", _sources)


def _label(row: MonthRow) -> str:
    return str(row.first.month)


def _month(period: Period, place: int, accepted: Mapping[int, Tally], answered: Mapping[int, int]) -> MonthRow:
    found = accepted.get(place, Tally())
    return MonthRow(
        first=period.first,
        last=period.last,
        accepted=found.open + found.closed + found.unknown,
        rate=on_time_rate(found),
        answered=answered.get(place, 0),
    )


def _accepted(periods: Sequence[Period], at: datetime) -> dict[int, Tally]:
    """What was accepted in each month, as the rules count clocks: the citizen's, of the present round."""
    cases = Case.objects.public().filter(accepted_at__gte=periods[0].start, accepted_at__lt=periods[-1].end)
    grouped = with_clock(cases, at).annotate(
        place=which("accepted_at", periods), has_due=Q(clock__due_at__isnull=False)
    )
    found: dict[int, Tally] = {}
    for row in grouped.values("place", "state", "verdict", "has_due").annotate(n=Count("pk")).order_by():
        phase = Phase.ANSWERED if row["state"] == ANSWERED else Phase.OPEN
        kind = VerdictKind(row["verdict"]) if row["verdict"] else None
        alike = tally([Counted(phase=phase, kind=kind, has_due=row["has_due"])])
        found[row["place"]] = found.get(row["place"], Tally()) + times(alike, row["n"])
    return found


def _answered(periods: Sequence[Period], at: datetime) -> dict[int, int]:
    """How many cases were answered in each month, by the last answer of their present round."""
    cases = with_clock(Case.objects.public().filter(state=ANSWERED), at)
    within = cases.filter(clock__stopped_at__gte=periods[0].start, clock__stopped_at__lt=periods[-1].end)
    grouped = within.annotate(place=which("clock__stopped_at", periods)).values("place").annotate(n=Count("pk"))
    return {row["place"]: row["n"] for row in grouped.order_by()}


def _spans(at: datetime) -> tuple[SpanRow, ...]:
    """Answered cases by days from the start of their present round to its answer; below −1 day they are left out."""
    cases = with_clock(Case.objects.public().filter(state=ANSWERED), at).filter(clock__stopped_at__isnull=False)
    ran = cases.annotate(ran=Elapsed(F("clock__started_at"), F("clock__stopped_at"))).filter(ran__gte=LEAST)
    bounds = [(place, _micros(last + 1)) for place, (_first, last) in enumerate(SPANS) if last is not None]
    ends = [When(ran__lt=bound, then=Value(place)) for place, bound in bounds]
    placed = ran.annotate(place=When_(*ends, default=Value(len(SPANS) - 1), output_field=IntegerField()))
    counts = {(place, late): 0 for place in range(len(SPANS)) for late in (False, True)}
    for row in placed.values("place", "verdict").annotate(n=Count("pk")).order_by():
        counts[row["place"], row["verdict"] != VerdictKind.IN_TERM] += row["n"]
    return tuple(
        SpanRow(first=first, last=last, in_term=counts[place, False], past_due=counts[place, True])
        for place, (first, last) in enumerate(SPANS)
    )


def _micros(days: int) -> int:
    return days * SECONDS_A_DAY * MICROSECONDS


def _sources(at: datetime) -> tuple[SourceRow, ...]:
    """Public cases by where they came from, most first."""
    counts = counts_by(Case.objects.public(), at, "source")
    rows = [SourceRow(source=name, cases=n.cases, open=n.open, answered=n.answered) for name, n in counts.items()]
    return tuple(sorted(rows, key=lambda row: (-row.cases, row.source)))

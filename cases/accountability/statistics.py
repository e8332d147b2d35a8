"""Figures of the whole city: by month, by source, and how long citizens wait for an answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case as When_
from django.db.models import Count, IntegerField, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.accountability.backlog import LONG, opened_before
from cases.accountability.case_counts import ANSWERED, IN_PROGRESS, with_clock
from cases.accountability.charts import BarChart, RateChart, bar_chart, rate_chart
from cases.accountability.cuts import by_month
from cases.accountability.durations import city_took
from cases.accountability.periods import Period, months_until, which
from cases.accountability.present import Present, present
from cases.accountability.rated_lists import city_rated
from cases.accountability.satisfaction import Satisfied, city_found, satisfied
from cases.accountability.spread import SPANS, span
from cases.accountability.tallies import loads, loads_by, times, whole
from cases.models import Case
from cases.public.chart_notes import PublicNote, notes_between
from cases.rules.figures import Counted, Rate, Tally, firm_rate, kept_rate, on_time_rate, tally
from cases.rules.standings import Phase
from cases.rules.verdicts import VerdictKind

MONTHS = 12
WEEK = 7
#: Local calendar days for which a case has been open, both ends included; the last has no end.
AGES: tuple[tuple[int, int | None], ...] = ((0, 7), (8, LONG), (LONG + 1, 90), (91, 365), (366, None))


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
    def took(self) -> str:
        """The days as lists are asked for them."""
        return f"{self.first}-{'' if self.last is None else self.last}"

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
class AgeRow:
    """How many cases have been open for so many local calendar days (`last` None: or more), in term and past due.

    `since` and `until` are the days on which those began, as lists are asked for them; "" is no bound.
    """

    first: int
    last: int | None
    in_term: int
    past_due: int
    since: str = ""
    until: str = ""

    @property
    def label(self) -> str:
        """The days as an axis has them."""
        return f">{self.first - 1}" if self.last is None else f"{self.first}–{self.last}"


@dataclass(frozen=True, kw_only=True)
class RatesRow:
    """The three rates of the agencies' clocks that began in a month, as the file by month has them."""

    first: date
    on_time: Rate
    kept: Rate
    firm: Rate


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
    ages: tuple[AgeRow, ...]
    rates: tuple[RatesRow, ...]
    accepted_chart: BarChart
    answered_chart: BarChart
    rates_chart: RateChart
    spans_chart: BarChart
    ages_chart: BarChart
    kept_chart: RateChart
    firm_chart: RateChart
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
    def open(self) -> int:
        """Open cases whose clock runs."""
        return sum(row.in_term + row.past_due for row in self.ages)

    @property
    def open_long(self) -> int:
        """Open for more than thirty days."""
        return sum(row.in_term + row.past_due for row in self.ages if row.first > LONG)

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
    cases = _cases_now(moment)
    accepted = _accepted(cases)
    answers = moment.remembered("statistics.answers", lambda at: _answers(periods, at))
    answered = _answered(answers)
    months = tuple(_month(each, place, accepted, answered) for place, each in enumerate(periods))
    spans, ages = span_rows(answers), _ages(cases, timezone.localtime(moment.at).date())
    rates = _rates(moment)
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
        sources=_sources(cases),
        ages=ages,
        rates=rates,
        accepted_chart=bar_chart([(_label(row), [("bar", row.accepted)]) for row in months], least_top=top),
        answered_chart=bar_chart([(_label(row), [("bar-0", row.answered)]) for row in months], least_top=top),
        rates_chart=rate_chart([(_label(row), row.rate) for row in months], of_months),
        spans_chart=bar_chart((row.label, [("bar", row.in_term), ("late", row.past_due)]) for row in spans),
        ages_chart=bar_chart((row.label, [("bar", row.in_term), ("late", row.past_due)]) for row in ages),
        kept_chart=rate_chart([(str(row.first.month), row.kept) for row in rates], kept_rate(city)),
        firm_chart=rate_chart([(str(row.first.month), row.firm) for row in rates], firm_rate(city)),
        satisfied=satisfied(moment.remembered("city_found", city_found), moment.remembered("city_rated", city_rated)),
    )


def notes_of(found: Statistics) -> tuple[PublicNote, ...]:
    """The notes of the city that touch its months (one query)."""
    return notes_between(found.months[0].first, found.months[-1].last)


def cases_by_source(moment: Present) -> tuple[SourceRow, ...]:
    """Public cases by where they came from (one query, remembered)."""
    return _sources(_cases_now(moment))


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


Rows = Sequence[Mapping[str, Any]]


def _cases_now(moment: Present) -> Rows:
    """Public cases alike in month of acceptance, source, age, state and verdict, and how many (one query, remembered).

    By the citizen's clock of the present round, as the rules count clocks.
    """
    periods = months_until(timezone.localtime(moment.at).date(), MONTHS)

    def count(at: datetime) -> Rows:
        cases = with_clock(Case.objects.public(), at)
        grouped = cases.annotate(
            place=which("accepted_at", periods), age=_age(at), has_due=Q(clock__due_at__isnull=False)
        )
        alike = grouped.values("place", "source", "age", "state", "verdict", "has_due")
        return list(alike.annotate(n=Count("pk")).order_by())

    return moment.remembered("statistics.cases", count)


def _age(at: datetime) -> When_:
    """SQL: the place in AGES of how long a clock has run; null without a clock."""
    begun = [(place, opened_before(at, last)) for place, (_first, last) in enumerate(AGES) if last is not None]
    bounds = [When(clock__started_at__gte=bound, then=Value(place)) for place, bound in begun]
    none = When(clock__started_at=None, then=Value(None))
    return When_(none, *bounds, default=Value(len(AGES) - 1), output_field=IntegerField())


def _accepted(rows: Rows) -> dict[int, Tally]:
    """What was accepted in each month."""
    found: dict[int, Tally] = {}
    for row in rows:
        if row["place"] is None:
            continue
        phase = Phase.ANSWERED if row["state"] == ANSWERED else Phase.OPEN
        kind = VerdictKind(row["verdict"]) if row["verdict"] else None
        alike = tally([Counted(phase=phase, kind=kind, has_due=row["has_due"])])
        found[row["place"]] = found.get(row["place"], Tally()) + times(alike, row["n"])
    return found


def _ages(rows: Rows, today: date) -> tuple[AgeRow, ...]:
    """Open cases by how long they have been open."""
    counts = {(place, late): 0 for place in range(len(AGES)) for late in (False, True)}
    for row in rows:
        if row["state"] != ANSWERED and row["age"] is not None:
            counts[row["age"], row["verdict"] != VerdictKind.IN_TERM] += row["n"]
    return tuple(
        AgeRow(
            first=first,
            last=last,
            in_term=counts[place, False],
            past_due=counts[place, True],
            since="" if last is None else (today - timedelta(days=last)).isoformat(),
            until=(today - timedelta(days=first)).isoformat(),
        )
        for place, (first, last) in enumerate(AGES)
    )


def _rates(moment: Present) -> tuple[RatesRow, ...]:
    """The agencies' rates by month, as the file has them (one query, remembered)."""
    cut = by_month(moment.at, MONTHS)
    found = moment.remembered("statistics.rates", lambda at: loads_by(cut, at))
    tallies = [
        (period.first, found[place].tally if place in found else Tally()) for place, period in enumerate(cut.periods)
    ]
    return tuple(
        RatesRow(first=first, on_time=on_time_rate(own), kept=kept_rate(own), firm=firm_rate(own))
        for first, own in tallies
    )


def _answers(periods: Sequence[Period], at: datetime) -> Rows:
    """Answered cases alike in the month of the last answer, the days it took and the verdict, and how many.

    Days run from the start of the present round; below −1 day `span` is null.
    """
    cases = with_clock(Case.objects.public().filter(state=ANSWERED), at).filter(clock__stopped_at__isnull=False)
    grouped = cases.annotate(
        month=which("clock__stopped_at", periods), span=span("clock__started_at", "clock__stopped_at")
    )
    return list(grouped.values("month", "span", "verdict").annotate(n=Count("pk")).order_by())


def _answered(rows: Rows) -> dict[int, int]:
    """How many cases were answered in each month."""
    found: Counter[int] = Counter()
    for row in rows:
        if row["month"] is not None:
            found[row["month"]] += row["n"]
    return found


def span_rows(rows: Rows) -> tuple[SpanRow, ...]:
    """How many ran so many days, by `span` and `verdict` of counted rows; a row without a span is left out."""
    counts = {(place, late): 0 for place in range(len(SPANS)) for late in (False, True)}
    for row in rows:
        if row["span"] is not None:
            counts[row["span"], row["verdict"] != VerdictKind.IN_TERM] += row["n"]
    return tuple(
        SpanRow(first=first, last=last, in_term=counts[place, False], past_due=counts[place, True])
        for place, (first, last) in enumerate(SPANS)
    )


def _sources(rows: Rows) -> tuple[SourceRow, ...]:
    """Public cases by where they came from, most first."""
    found: dict[str, Counter[str]] = {}
    for row in rows:
        found.setdefault(row["source"], Counter())[row["state"]] += row["n"]
    told = [
        SourceRow(source=name, cases=own.total(), open=own[IN_PROGRESS], answered=own[ANSWERED])
        for name, own in found.items()
    ]
    return tuple(sorted(told, key=lambda row: (-row.cases, row.source)))

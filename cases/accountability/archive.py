"""The archive: what was accepted in a year, month by month, and in a month, day by day, and what became of it."""

from __future__ import annotations

from calendar import MONDAY, Calendar
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from django.db.models import Max, Min, QuerySet
from django.utils import timezone

from cases.accountability.case_counts import NOTHING, CaseCounts, counts_by, together
from cases.accountability.charts import BarChart, bar_chart
from cases.accountability.periods import Period, days_of, month, months_of, which
from cases.accountability.present import Present, present
from cases.models import Case
from cases.public.case import PublicCase
from cases.public.loading import public_cases

SHOWN = 10  # cases on the page of a month


@dataclass(frozen=True, kw_only=True)
class AcceptedIn(CaseCounts):
    """What was accepted in a period, as it stands now. Days are ISO 8601, as lists take them."""

    first: date
    last: date

    @property
    def since(self) -> str:
        """The first day."""
        return self.first.isoformat()

    @property
    def until(self) -> str:
        """The last day."""
        return self.last.isoformat()


@dataclass(frozen=True, kw_only=True)
class Year:
    """A year of the archive; years beside it are None where nothing was accepted before or after."""

    at: datetime
    number: int
    months: tuple[AcceptedIn, ...]
    total: AcceptedIn
    previous: int | None
    next: int | None
    chart: BarChart

    @property
    def busiest(self) -> AcceptedIn:
        """The month in which most was accepted; of equals the first."""
        return max(self.months, key=lambda each: each.cases)


@dataclass(frozen=True, kw_only=True)
class Month:
    """A month of the archive: weeks of seven days, None where a day belongs to another month, and its newest cases."""

    at: datetime
    first: date
    weeks: tuple[tuple[AcceptedIn | None, ...], ...]
    total: AcceptedIn
    previous: date | None
    next: date | None
    cases: tuple[PublicCase, ...]


def year(number: int) -> Year | None:
    """A year (three queries); None where nothing was accepted in it nor on both sides of it."""
    moment = present()
    span = moment.remembered("archive.span", _span)
    months = _months(moment, number)
    if span is None or months is None:
        return None
    return Year(
        at=moment.at,
        number=number,
        months=months,
        total=_sum(months),
        previous=number - 1 if number > span[0].year else None,
        next=number + 1 if number < span[1].year else None,
        chart=bar_chart((str(place), parts_of(each)) for place, each in enumerate(months, 1)),
    )


def month_of(year_number: int, number: int) -> Month | None:
    """A month (seven queries); None where nothing was accepted in it nor on both sides of it."""
    moment = present()
    span = moment.remembered("archive.span", _span)
    asked = month(year_number, number)
    days = _days(moment, asked)
    if span is None or days is None:
        return None
    return Month(
        at=moment.at,
        first=asked.first,
        weeks=_weeks(days),
        total=_sum(days),
        previous=(asked.first - timedelta(days=1)).replace(day=1) if span[0] < asked.first else None,
        next=asked.last + timedelta(days=1) if span[1] > asked.last else None,
        cases=_newest(asked, moment.at),
    )


def counts_of_year(number: int) -> tuple[datetime, AcceptedIn] | None:
    """When it was counted, and a whole year (three queries); None where there is no such page."""
    moment = present()
    months = _months(moment, number)
    return None if months is None else (moment.at, _sum(months))


def counts_of_month(year_number: int, number: int) -> tuple[datetime, AcceptedIn] | None:
    """When it was counted, and a whole month (three queries); None where there is no such page."""
    moment = present()
    days = _days(moment, month(year_number, number))
    return None if days is None else (moment.at, _sum(days))


def parts_of(counts: CaseCounts) -> list[tuple[str, int]]:
    """The parts of a bar from the base line up: answered, open in term, and what is past due by kind."""
    return [
        ("bar-0", counts.answered),
        ("bar", counts.in_term),
        ("ext", counts.extended),
        ("broken", counts.promise_broken),
        ("late", counts.overdue),
    ]


def counted_ahead(moment: Present) -> Iterator[tuple[str, dict[int, CaseCounts]]]:
    """What the page of every year and month asks for, by the name it asks by (a query, and one a year with cases)."""
    span = moment.remembered("archive.span", _span)
    if span is None:
        return
    years = [Period(first=date(n, 1, 1), last=date(n, 12, 31)) for n in range(span[0].year, span[1].year + 1)]
    placed = Case.objects.public().annotate(place=which("accepted_at", years)).order_by()
    busy = set(placed.values_list("place", flat=True).distinct())
    for at_place, number in enumerate(each.first.year for each in years):
        months = months_of(number)
        days = [day for each in months for day in days_of(each)]
        counts = counts_by(_accepted_in(days), moment.at, which("accepted_at", days)) if at_place in busy else {}
        of_months: dict[int, dict[int, CaseCounts]] = {each.first.month: {} for each in months}
        for place, own in counts.items():
            of_months[days[place].first.month][days[place].first.day - 1] = own
        yield _name(number), {n - 1: together(own.values()) for n, own in of_months.items() if own}
        yield from ((_name(number, n), own) for n, own in of_months.items())


def _name(year_number: int, number: int | None = None) -> str:
    return f"archive.{year_number}" if number is None else f"archive.{year_number}.{number}"


def _months(moment: Present, number: int) -> tuple[AcceptedIn, ...] | None:
    span = moment.remembered("archive.span", _span)
    if span is None or not span[0].year <= number <= span[1].year:
        return None
    return _accepted(moment, _name(number), months_of(number))


def _days(moment: Present, asked: Period) -> tuple[AcceptedIn, ...] | None:
    span = moment.remembered("archive.span", _span)
    if span is None or asked.last < span[0] or asked.first > span[1]:
        return None
    return _accepted(moment, _name(asked.first.year, asked.first.month), days_of(asked))


def _span(at: datetime) -> tuple[date, date] | None:
    """The first and the last day on which a public case was accepted."""
    found = Case.objects.public().aggregate(first=Min("accepted_at"), last=Max("accepted_at"))
    if found["first"] is None:
        return None
    return timezone.localtime(found["first"]).date(), timezone.localtime(found["last"]).date()


def _accepted(moment: Present, name: str, periods: Sequence[Period]) -> tuple[AcceptedIn, ...]:
    """What was accepted in each of these periods, which follow one another."""
    place = which("accepted_at", periods)
    counts = moment.remembered_part(name, lambda at: counts_by(_accepted_in(periods), at, place))
    return tuple(
        AcceptedIn(first=each.first, last=each.last, **asdict(counts.get(place, NOTHING)))
        for place, each in enumerate(periods)
    )


def _accepted_in(periods: Sequence[Period]) -> QuerySet[Case]:
    return Case.objects.public().filter(accepted_at__gte=periods[0].start, accepted_at__lt=periods[-1].end)


def _sum(parts: Sequence[AcceptedIn]) -> AcceptedIn:
    return AcceptedIn(first=parts[0].first, last=parts[-1].last, **asdict(together(parts)))


def _weeks(days: Sequence[AcceptedIn]) -> tuple[tuple[AcceptedIn | None, ...], ...]:
    weeks = Calendar(MONDAY).monthdayscalendar(days[0].first.year, days[0].first.month)
    return tuple(tuple(days[day - 1] if day else None for day in week) for week in weeks)


def _newest(period: Period, at: datetime) -> tuple[PublicCase, ...]:
    """The first cases of the list of this period."""
    ids = list(_accepted_in([period]).order_by("-accepted_at", "-pk").values_list("pk", flat=True)[:SHOWN])
    told = {case.id: case for case in public_cases(ids, at=at)}
    return tuple(told[pk] for pk in ids if pk in told)

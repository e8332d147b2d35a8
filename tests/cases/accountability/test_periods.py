"""Months and days, and which of them an instant falls into: SQL against the calendar of the city."""

import itertools
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from cases.accountability.periods import Period, days_of, midnight, month, months_of, months_until, which
from cases.models import Case
from tests.factories import a_case


@pytest.mark.parametrize(
    ("year", "number", "last"),
    [(2026, 11, 30), (2026, 12, 31), (2024, 2, 29), (2026, 2, 28), (1, 1, 31)],
)
def test_a_month_is_whole(year, number, last):
    assert month(year, number) == Period(first=date(year, number, 1), last=date(year, number, last))


def test_a_period_begins_at_midnight_in_the_city_and_ends_at_the_next():
    assert month(2026, 11).start == datetime(2026, 10, 31, 17, tzinfo=UTC) == midnight(date(2026, 11, 1))
    assert month(2026, 11).end == datetime(2026, 11, 30, 17, tzinfo=UTC)


@pytest.mark.parametrize("year", [2024, 2026])
def test_months_and_days_of_a_year_follow_one_another(year):
    months = months_of(year)
    days = [day for each in months for day in days_of(each)]
    assert len(months) == 12
    assert len(days) == (366 if year == 2024 else 365)
    for periods in (months, days):
        assert periods[0].first == date(year, 1, 1)
        assert periods[-1].last == date(year, 12, 31)
        assert all(a.end == b.start for a, b in itertools.pairwise(periods))


@pytest.mark.parametrize(
    ("day", "n", "first", "last"),
    [
        (date(2026, 11, 28), 1, date(2026, 11, 1), date(2026, 11, 30)),
        (date(2026, 2, 1), 3, date(2025, 12, 1), date(2026, 2, 28)),
        (date(2026, 12, 31), 24, date(2025, 1, 1), date(2026, 12, 31)),
    ],
)
def test_months_until_a_day(day, n, first, last):
    found = months_until(day, n)
    assert (len(found), found[0].first, found[-1].last) == (n, first, last)
    assert all(a.end == b.start for a, b in itertools.pairwise(found))


EDGES = [
    timedelta(microseconds=-1),
    timedelta(0),
    timedelta(microseconds=1),
    timedelta(hours=6),
    timedelta(hours=7),
    timedelta(hours=23, minutes=59),
]


DAYS_OF_A_YEAR = [day for each in months_of(2024) for day in days_of(each)]


@pytest.mark.parametrize(
    "periods", [months_of(2026), days_of(month(2026, 2)), DAYS_OF_A_YEAR], ids=["months", "days", "days of a year"]
)
def test_sql_says_what_the_calendar_says(db, periods):
    case = a_case("accepted")
    half = periods[len(periods) // 2]
    for bound in {periods[0].start, periods[0].end, periods[4].start, half.start, periods[-1].start, periods[-1].end}:
        for edge in EDGES:
            Case.objects.filter(pk=case.pk).update(accepted_at=bound + edge)
            day = timezone.localtime(bound + edge).date()
            inside = [place for place, each in enumerate(periods) if each.first <= day <= each.last]
            found = Case.objects.annotate(place=which("accepted_at", periods)).get(pk=case.pk).place
            assert found == (inside[0] if inside else None), bound + edge
    Case.objects.filter(pk=case.pk).update(accepted_at=None)
    assert Case.objects.annotate(place=which("accepted_at", periods)).get(pk=case.pk).place is None

"""Instants and what is kept for them: midnights of the city, one present a request, values that come back."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from cases.accountability.case_counts import CaseCounts
from cases.accountability.durations import Took
from cases.accountability.keeping import Counting
from cases.accountability.kept_values import KINDS, decoded, encoded, keepable
from cases.accountability.lateness import Lateness
from cases.accountability.periods import Period, days_of, midnight, month, months_until
from cases.accountability.present import Kept, Present, end_request, present, standing_at
from cases.accountability.ranking import Ranking
from cases.accountability.shown import Counts, counts_of
from cases.accountability.spread import NO_SPREAD, Spread
from cases.accountability.tallies import Load, times, whole
from cases.accountability.urls import Day
from cases.models import Snapshot
from cases.public.pace import Pace
from cases.rules.figures import Rate, Tally, rate
from tests.cases.accountability.city import NOW

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


# --- months and days -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "instant"),
    [
        (date(2026, 3, 2), datetime(2026, 3, 1, 17, tzinfo=UTC)),
        (date(2026, 1, 1), datetime(2025, 12, 31, 17, tzinfo=UTC)),
        (date(2028, 3, 1), datetime(2028, 2, 29, 17, tzinfo=UTC)),
    ],
)
def test_a_day_begins_at_midnight_in_hue(day, instant):
    assert midnight(day) == instant
    assert Period(first=day, last=day).end - instant == DAY


@pytest.mark.parametrize(
    ("year", "number", "last"), [(2028, 2, 29), (2100, 2, 28), (2000, 2, 29), (2026, 12, 31), (2026, 4, 30)]
)
def test_a_month_ends_with_its_last_day(year, number, last):
    found = month(year, number)
    assert (found.first, found.last) == (date(year, number, 1), date(year, number, last))
    assert len(days_of(found)) == last
    assert days_of(found)[-1] == Period(first=found.last, last=found.last)


@pytest.mark.parametrize(
    ("day", "n", "first"),
    [
        (date(2026, 3, 31), 1, date(2026, 3, 1)),
        (date(2026, 3, 1), 12, date(2025, 4, 1)),
        (date(2026, 1, 15), 13, date(2025, 1, 1)),
        (date(2026, 12, 31), 1, date(2026, 12, 1)),
        (date(2026, 12, 31), 0, None),
    ],
)
def test_months_up_to_a_day(day, n, first):
    found = months_until(day, n)
    assert len(found) == n
    assert (found[0].first if found else None) == first
    if found:
        assert found[-1].first == day.replace(day=1)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-03-02", date(2026, 3, 2)),
        ("2028-02-29", date(2028, 2, 29)),
        ("2026-02-29", None),
        ("2026-13-01", None),
        ("0000-01-01", None),
        ("0001-01-01", None),  # has no day before it
        ("0001-01-02", date(1, 1, 2)),
        ("9999-12-31", None),
        ("9999-12-30", date(9999, 12, 30)),
    ],
)
def test_a_day_in_an_address(written, day):
    if day is None:
        with pytest.raises(ValueError):  # noqa: PT011 - the calendar's own words, or the day's
            Day().to_python(written)
    else:
        assert Day().to_python(written) == day
        assert Day().to_url(day) == written


# --- the present -----------------------------------------------------------------------------------------------------


def test_within_a_block_the_present_is_that_moment_and_afterwards_what_it_was():
    one, other = Counting(at=NOW, key=""), Counting(at=NOW + DAY, key="")
    with standing_at(one):
        with standing_at(other):
            assert present() is other
        assert present() is one
        with pytest.raises(ZeroDivisionError), standing_at(other):
            raise ZeroDivisionError
        assert present() is one, "after an error, too"
    end_request()


def test_what_is_counted_is_counted_once_and_noted_even_where_it_is_nothing():
    asked = []

    def count(at):
        asked.append(at)

    moment = Counting(at=NOW, key="")
    assert [moment.remembered("a", count), moment.remembered("a", count)] == [None, None]
    assert (asked, moment.noted) == ([NOW], {"a": None})
    moment.remembered("b", count)
    assert len(asked) == 2


def test_without_a_name_nothing_is_remembered():
    counted = iter("abcd")
    moment = Present(at=NOW, key="")
    assert [moment.remembered("x", lambda at: next(counted)) for _ in "12"] == ["a", "b"]
    assert [moment.remembered_part("x", lambda at: next(counted)) for _ in "12"] == ["c", "d"]


def test_what_was_kept_is_read_before_it_is_counted_and_once(settings, monkeypatch):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "by hand"}}
    asked, counted = [], []
    monkeypatch.setattr(Kept, "value", lambda _kept, name: asked.append(name) or {"a": (1, 2)}.get(name))
    monkeypatch.setattr(Kept, "part", lambda _kept, name: asked.append(f"part {name}") or rate(1, 2))
    moment = Present(at=NOW, key="by.hand", kept=Kept(NOW))

    def count(at):
        counted.append(at)
        return "counted"

    assert [moment.remembered("a", count) for _ in "12"] == [(1, 2), (1, 2)]
    assert [moment.remembered_part("agency.5", count) for _ in "12"] == [rate(1, 2)] * 2
    assert counted == []
    assert [moment.remembered("b", count) for _ in "12"] == ["counted"] * 2
    assert (counted, asked) == ([NOW], ["a", "part agency.5", "b"])
    assert Present(at=NOW, key="another").remembered("a", count) == "counted", "of another present nothing is known"


# --- values that are kept --------------------------------------------------------------------------------------------

FROZEN = Snapshot(
    date=date(2026, 3, 2), ended_at=NOW, frozen_at=NOW + HOUR, reconstructed=True, method=2, open=5, overdue=3,
    promise_broken=1, extended=0, agencies_past_due=2, unassigned=1, unassigned_past_due=0, caveats=["late"],
)  # fmt: skip


@pytest.mark.parametrize(
    "value",
    [
        0,
        -1.5,
        "",
        False,
        {},
        [],
        (),
        ((), [()], {(): ()}),
        {"kind": "Rate", "of": {}},  # a mapping that looks like what is written of a value
        {"tuple": 1, "map": 2, "day": "2026-03-02", "instant": "x", "frozen": None},
        datetime(2026, 3, 2, 1, 2, 3, 4, tzinfo=UTC),
        date(2026, 3, 2),
        {date(2026, 3, 2): {None: (1, "a")}},
        Rate(numerator=0, n=0, value=None, low=None, high=None),
        rate(1, 3),
        Spread(n=2, median=1 / 3, p90=None),
        Lateness(median_days=1.5, oldest_days=3, oldest_case=7),
        Pace(waiting=1, oldest_at=NOW, decided=0, median_days=None),
        [CaseCounts(open=1), Took(median=None, p90=2.0)],
        {7: Load(tally=Tally(open=2, overdue=1), oldest_start=NOW)},
    ],
    ids=repr,
)
def test_a_value_comes_back_as_it_was(value):
    assert decoded(encoded(value)) == value
    assert type(decoded(encoded(value))) is type(value)


def test_an_instant_comes_back_as_the_same_instant_whatever_its_offset():
    there = datetime(2026, 3, 2, 8, tzinfo=timezone(7 * HOUR))
    assert decoded(encoded(there)) == there
    assert encoded(there) != encoded(there.date())


def test_a_frozen_day_comes_back_with_its_columns():
    found = decoded(encoded(FROZEN))
    assert isinstance(found, Snapshot)
    columns = [field.attname for field in Snapshot._meta.concrete_fields]
    assert [getattr(found, name) for name in columns] == [getattr(FROZEN, name) for name in columns]
    assert found.headline == 4


@pytest.mark.parametrize("value", [Decimal(1), {1: Decimal(1)}, (b"",), frozenset(), Counts, NOW.time()])
def test_what_nobody_knows_to_write_is_not_kept(value):
    with pytest.raises(TypeError, match="is no value that is kept"):
        encoded(value)


def test_a_kind_that_is_keepable_comes_back():
    @keepable
    @dataclass(frozen=True)
    class Remark:
        words: str
        days: tuple

    try:
        assert decoded(encoded([Remark("a", (NOW,))])) == [Remark("a", (NOW,))]
    finally:
        del KINDS["Remark"]


# --- sums and shares -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("n", "tenths", "value"),
    [(1, 5, 10), (1, 9, 10), (2, 5, 15), (3, 5, 20), (4, 5, 25), (11, 9, 100), (10, 9, 91), (2, 9, 19), (2, 0, 10)],
)
def test_a_share_of_a_ranking_lies_between_its_neighbours(n, tenths, value):
    ranking = Ranking(n=n, found={place: {"v": 10 * place} for place in range(1, n + 1)})
    assert ranking.at_share(tenths, lambda row: row["v"]) == pytest.approx(value)
    assert ranking.first == {"v": 10}


@pytest.mark.parametrize(
    ("one", "other", "oldest"), [(None, None, None), (NOW, None, NOW), (None, NOW, NOW), (NOW, NOW - DAY, NOW - DAY)]
)
def test_two_loads_together_have_the_older_start(one, other, oldest):
    both = Load(tally=Tally(open=2), oldest_start=one) + Load(tally=Tally(open=3, closed=1), oldest_start=other)
    assert both == Load(tally=Tally(open=5, closed=1), oldest_start=oldest)
    assert whole({1: both, 2: Load()}) == both
    assert whole({}) == Load()


@pytest.mark.parametrize(
    ("start", "days"),
    [
        (None, None),
        (NOW, 0),
        (midnight(date(2026, 3, 16)), 0),
        (midnight(date(2026, 3, 16)) - timedelta(microseconds=1), 1),
        (NOW - 10 * DAY, 10),
    ],
)
def test_the_oldest_has_been_open_for_days_of_the_citys_calendar(start, days):
    assert Load(oldest_start=start).oldest_days(NOW) == days


def test_so_many_clocks_alike():
    one = Tally(open=1, overdue=1, extended=1)
    assert times(one, 3) == one + one + one
    assert times(one, 0) == Tally()
    assert counts_of(times(one, 3)) == {"open": 3, "overdue": 0, "promise_broken": 0, "extended": 3}
    assert Spread(n=0, median=None, p90=None) == NO_SPREAD

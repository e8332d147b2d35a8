"""What no agency held is the Center's, to the second and never twice."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.rules.holding import Gap, Stretch, left_over

START = datetime(2026, 3, 2, tzinfo=UTC)  # Monday


def day(n):
    return START + timedelta(days=n)


def held(since, until, *, handed_in=False):
    return Stretch(since=day(since), until=day(until), handed_in=handed_in)


def gap(since, until, *, reviewed=False):
    return Gap(since=day(since), until=day(until), reviewed=reviewed)


@pytest.mark.parametrize(
    ("stretches", "gaps"),
    [
        ([], [gap(0, 9)]),
        ([held(0, 9)], []),
        ([held(2, 9)], [gap(0, 2)]),
        ([held(0, 5, handed_in=True)], [gap(5, 9, reviewed=True)]),
        ([held(0, 3), held(3, 6, handed_in=True)], [gap(6, 9, reviewed=True)]),  # passed on
        ([held(0, 2), held(4, 9)], [gap(2, 4)]),  # taken away, and given to another one later
        ([held(0, 2, handed_in=True), held(1, 6)], [gap(6, 9)]),  # side by side: one still had it
        ([held(1, 6), held(0, 2, handed_in=True)], [gap(6, 9)]),  # in whatever order they come
        ([held(0, 8), held(1, 3, handed_in=True)], [gap(8, 9)]),  # the one that ended last was handed nothing in
        ([held(0, 12)], []),
        ([held(11, 12)], [gap(0, 9)]),
    ],
)
def test_what_is_left_over(stretches, gaps):
    assert list(left_over(day(0), day(9), stretches)) == gaps


def test_nothing_is_left_over_where_nothing_lasted():
    assert left_over(day(3), day(3), []) == ()


hours = st.integers(0, 60)


@given(st.lists(st.tuples(hours, hours).map(sorted), max_size=5), hours)
def test_every_hour_is_either_held_or_left_over(pairs, end):
    """Against an oracle that asks hour by hour."""

    def at(n):
        return START + timedelta(hours=n)

    gaps = left_over(START, at(end), [Stretch(since=at(a), until=at(b)) for a, b in pairs])
    for hour in range(end):
        is_held = any(a <= hour < b for a, b in pairs)
        assert sum(g.since <= at(hour) < g.until for g in gaps) == (not is_held)

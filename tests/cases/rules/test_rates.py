"""Rates: their intervals, and when one may be called better than another."""

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.rules.figures import Rate, comparable, ranks, rate, wilson

pytestmark = pytest.mark.pure

samples = st.integers(1, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [
        # Published values of the Wilson score interval without continuity correction.
        (81, 263, 0.2553, 0.3662),  # Newcombe, Statistics in Medicine 17 (1998), table I
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (29, 29, 0.8830, 1.0000),
    ],
)
def test_intervals_are_the_published_ones(k, n, low, high):
    assert wilson(k, n) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


@given(samples)
def test_the_ends_of_an_interval_solve_its_equation(sample):
    """Each end is a share from which the one seen lies 1.96 of its standard errors away."""
    k, n = sample
    for end in wilson(k, n):
        distance, error = abs(k / n - end), sqrt(end * (1 - end) / n)
        assert distance == pytest.approx(1.959963984540054 * error, abs=1e-9)


@given(samples)
def test_an_interval_holds_the_share_and_is_one_of_shares(sample):
    k, n = sample
    low, high = wilson(k, n)
    assert 0 <= low <= k / n <= high <= 1
    assert low < high


@pytest.mark.parametrize(("k", "n"), [(0, 0), (1, 0), (-1, 5), (6, 5), (0, -1)])
def test_what_is_no_share_has_no_interval(k, n):
    with pytest.raises(ValueError, match="is no share"):
        wilson(k, n)


def test_a_rate_carries_its_interval():
    found = rate(81, 263)
    assert (found.numerator, found.n, found.value) == (81, 263, 81 / 263)
    assert (found.low, found.high) == wilson(81, 263)
    assert rate(0, 0) == Rate(numerator=0, n=0, value=None, low=None, high=None)


@pytest.mark.parametrize(("k", "n"), [(1, 0), (6, 5), (-1, 0)])
def test_what_is_no_share_is_no_rate(k, n):
    with pytest.raises(ValueError, match="is no share"):
        rate(k, n)


# --- comparing ---------------------------------------------------------------------------------------------------

GOOD, MIDDLING, POOR = rate(95, 100), rate(60, 100), rate(20, 100)
FEW = rate(29, 29)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (GOOD, POOR, True),
        (POOR, GOOD, True),
        (GOOD, GOOD, False),
        (rate(50, 100), rate(55, 100), False),  # intervals overlap
        (FEW, POOR, False),  # below 30
        (POOR, FEW, False),
        (rate(30, 30), POOR, True),
        (rate(0, 0), POOR, False),
    ],
)
def test_what_may_be_compared(a, b, expected):
    assert comparable(a, b) is expected


def test_how_many_are_enough_is_a_setting():
    assert comparable(FEW, POOR, least=29)
    assert not comparable(GOOD, POOR, least=101)
    assert not comparable(rate(0, 0), rate(0, 0), least=0)


def test_intervals_that_touch_overlap():
    a = Rate(numerator=1, n=50, value=0.2, low=0.1, high=0.3)
    b = Rate(numerator=1, n=50, value=0.4, low=0.3, high=0.5)
    assert not comparable(a, b)


def test_ranks_are_given_where_all_intervals_are_apart():
    assert ranks([POOR, GOOD, MIDDLING]) == [3, 1, 2]


def test_no_rank_below_thirty_nor_because_of_somebody_below_thirty():
    assert ranks([POOR, FEW, GOOD]) == [2, None, 1]


def test_no_rank_where_intervals_overlap():
    assert ranks([POOR, rate(60, 100), rate(62, 100), GOOD]) == [4, None, None, 1]
    assert ranks([GOOD, GOOD]) == [None, None]


def test_ranks_of_few_and_none():
    assert ranks([]) == []
    assert ranks([GOOD]) == [1]
    assert ranks([rate(0, 0)], least=0) == [None]


@given(st.lists(samples, max_size=8))
def test_a_rank_says_who_is_certainly_better(given_samples):
    rates = [rate(k, n) for k, n in given_samples]
    found = ranks(rates)
    for own, rank in zip(rates, found, strict=True):
        if rank is not None:
            enough = [other for other in rates if other.n >= 30 and other is not own]
            assert own.n >= 30
            assert all(other.low > own.high or other.high < own.low for other in enough)
            assert rank == 1 + sum(other.low > own.high for other in enough)

"""Bars: as high as their numbers, one on the other, beside one another."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.accountability.charts import ABOVE, HEIGHT, bar_chart, rate_chart
from cases.rules.figures import rate

pytestmark = pytest.mark.pure

rows = st.lists(
    st.lists(st.tuples(st.sampled_from(["bar", "late"]), st.integers(0, 9000)), max_size=4), min_size=1, max_size=31
)


@given(rows)
def test_bars_are_as_high_as_what_they_count(parts):
    chart = bar_chart((str(n), each) for n, each in enumerate(parts))
    totals = [sum(n for _, n in each) for each in parts]
    unit = HEIGHT / (max(totals) or 1)
    for bar, each, total in zip(chart.bars, parts, totals, strict=True):
        assert [part.css for part in bar.segments] == [css for css, n in each if n]
        assert [part.height for part in bar.segments] == pytest.approx([n * unit for _, n in each if n], abs=0.06)
        assert sum(part.height for part in bar.segments) == pytest.approx(total * unit, abs=0.3)
        bottom = chart.base
        for part in bar.segments:
            assert part.y + part.height == pytest.approx(bottom, abs=0.3)
            bottom = part.y
        assert bar.y == pytest.approx(bottom - 5, abs=0.3)
        assert bar.y >= ABOVE - 6, "the number has room"


@given(st.integers(1, 60))
def test_bars_stand_side_by_side(n):
    chart = bar_chart(("", [("bar", 1)]) for _ in range(n))
    edges = [(float(bar.left[:-1]), float(bar.width[:-1]), float(bar.middle[:-1])) for bar in chart.bars]
    assert edges[0][0] > 0
    assert edges[-1][0] + edges[-1][1] < 100
    for left, width, middle in edges:
        assert middle == pytest.approx(left + width / 2, abs=0.02)
    for (left, width, _), (following, _, _) in itertools.pairwise(edges):
        assert left + width < following


@pytest.mark.parametrize(("greatest", "number"), [(0, ""), (7, "7"), (9_999, "9.999"), (10_000, "")])
def test_numbers_stand_on_bars_where_there_is_room(greatest, number):
    chart = bar_chart([("a", [("bar", greatest)]), ("b", [])])
    assert [bar.number for bar in chart.bars] == [number, ""]
    assert [bar.label for bar in chart.bars] == ["a", "b"]
    assert chart.bars[1].segments == ()


@pytest.mark.parametrize(
    ("totals", "shown"),
    [
        ([840] * 12, range(12)),
        ([1_440] * 12, range(0, 12, 2)),
        ([1_440, 1_450, 90, *[0] * 9], [1, 2, *range(3, 12)]),  # the greatest first, then what has room beside it
        ([7_410] * 8, range(8)),
        ([5], [0]),
    ],
)
def test_a_phone_shows_numbers_that_do_not_run_into_one_another(totals, shown):
    chart = bar_chart(("", [("bar", n)]) for n in totals)
    assert [place for place, bar in enumerate(chart.bars) if not bar.crowded] == list(shown)


def test_nothing_gives_an_empty_chart():
    assert bar_chart([]).bars == ()


# --- rates -----------------------------------------------------------------------------------------------------------


shares = st.integers(0, 60).flatmap(lambda n: st.integers(0, n).map(lambda k: rate(k, n)))


@given(st.lists(shares, min_size=1, max_size=12), shares)
def test_rates_lie_as_high_as_they_are(rates, whole):
    chart = rate_chart([(str(n), each) for n, each in enumerate(rates)], whole)
    shown = [each for each in rates if each.n]
    assert [point.few for point in chart.points] == [each.n < 30 for each in shown]
    for point, each in zip(chart.points, shown, strict=True):
        assert point.y == pytest.approx(ABOVE + HEIGHT * (1 - each.value), abs=0.06)
        assert point.high <= point.y <= point.low
    assert (chart.whole is None) == (whole.n == 0)
    assert len(chart.labels) == len(rates)
    edges = [float(x[:-1]) for x, _ in chart.labels]
    assert edges == sorted(set(edges))
    assert 0 < edges[0] <= edges[-1] < 100


def test_lines_join_neighbours_only():
    one, none = rate(1, 2), rate(0, 0)
    chart = rate_chart([(label, each) for label, each in zip("abcde", [one, one, none, one, one], strict=True)], none)
    assert [(a.label, b.label) for a, b in chart.lines] == [("a", "b"), ("d", "e")]


def test_the_axis_goes_from_nothing_to_all():
    assert rate_chart([], rate(0, 0)).steps == (
        (ABOVE + HEIGHT, "0\N{NO-BREAK SPACE}%"),
        (ABOVE + HEIGHT / 2, "50\N{NO-BREAK SPACE}%"),
        (ABOVE, "100\N{NO-BREAK SPACE}%"),
    )


def test_two_charts_can_share_a_scale():
    assert bar_chart([("a", [("bar", 5)])], least_top=10).bars[0].segments[0].height == HEIGHT / 2

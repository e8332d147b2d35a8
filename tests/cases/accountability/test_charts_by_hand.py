"""Where bars, numbers, dots and letters stand, to the pixel and the hundredth of a per cent, worked out by hand."""

from datetime import date

import pytest
from django.utils.translation import override

from cases.accountability.charts import Bar, BarChart, Segment, bar_chart, marked, rate_chart
from cases.public.chart_notes import PublicNote
from cases.rules.figures import rate

pytestmark = pytest.mark.pure
BASE = 148  # pixels from above: 130 for the tallest bar, 18 for the number on it


def bars(*totals, **scale):
    return bar_chart(((str(n), [("bar", total)]) for n, total in enumerate(totals)), **scale).bars


# --- one chart -------------------------------------------------------------------------------------------------------


def test_one_bar_fills_its_share_of_the_width_and_the_whole_height():
    chart = bar_chart([("03", [("bar", 3), ("late", 1)])])
    assert chart == BarChart(
        bars=(
            Bar(
                left="14.00%",
                width="72.00%",
                middle="50.00%",
                segments=(Segment(css="bar", y=50.5, height=97.5), Segment(css="late", y=18.0, height=32.5)),
                y=13.0,
                number="4",
                label="03",
            ),
        ),
        base=BASE,
        height=172,
    )
    assert (chart.label_y, chart.places, chart.marks) == (165, ("50.00%",), ())


def test_four_bars_share_the_width():
    found = bars(1, 1, 1, 1)
    assert [bar.left for bar in found] == ["3.50%", "28.50%", "53.50%", "78.50%"]
    assert {bar.width for bar in found} == {"18.00%"}
    assert [bar.middle for bar in found] == ["12.50%", "37.50%", "62.50%", "87.50%"]
    assert bar_chart((str(n), [("bar", 1)]) for n in range(4)).places == tuple(bar.middle for bar in found)


@pytest.mark.parametrize(
    ("parts", "segments"),
    [
        ([], []),
        ([("bar", 0)], []),
        ([("bar", 0), ("late", 10)], [("late", 18.0, 130.0)]),
        ([("bar", 10), ("late", 0)], [("bar", 18.0, 130.0)]),
        ([("bar", 5), ("ext", 0), ("late", 5)], [("bar", 83.0, 65.0), ("late", 18.0, 65.0)]),
        ([("late", 5), ("bar", 5)], [("late", 83.0, 65.0), ("bar", 18.0, 65.0)]),
    ],
    ids=["nothing", "nought", "from the base line", "nothing on top", "nothing between", "in the order given"],
)
def test_a_part_of_nothing_takes_no_room(parts, segments):
    chart = bar_chart([("", parts), ("", [("bar", 10)])])
    assert [(part.css, part.y, part.height) for part in chart.bars[0].segments] == segments


@pytest.mark.parametrize(
    ("totals", "scale", "heights"),
    [
        ((5, 10), {}, [65.0, 130.0]),
        ((5, 10), {"least_top": 20}, [32.5, 65.0]),
        ((5, 10), {"least_top": 10}, [65.0, 130.0]),
        ((5, 10), {"least_top": 4}, [65.0, 130.0]),
        ((1, 3), {}, [43.3, 130.0]),
        ((1, 0), {}, [130.0]),
    ],
    ids=["the tallest fills it", "a scale lent", "a scale just reached", "a scale passed", "rounded", "one alone"],
)
def test_heights_follow_the_scale(totals, scale, heights):
    assert [part.height for bar in bars(*totals, **scale) for part in bar.segments] == heights


def test_where_all_is_nought_numbers_are_left_out_and_stand_nowhere_else():
    for bar in bars(0, 0):
        assert (bar.segments, bar.number, bar.y, bar.label) == ((), "", BASE - 5, bar.label)
    assert [bar.label for bar in bars(0, 0)] == ["0", "1"]


@pytest.mark.parametrize(
    ("language", "total", "number"),
    [
        ("vi", 999, "999"),
        ("vi", 1_000, "1.000"),
        ("en", 1_000, "1,000"),
        ("en", 9_999, "9,999"),
        ("en", 10_000, ""),
        ("vi", 10_000, ""),
    ],
)
def test_numbers_are_written_as_the_reader_writes_them(language, total, number):
    with override(language):
        assert bars(total)[0].number == number


def test_five_digits_on_one_bar_take_the_numbers_of_all():
    assert [bar.number for bar in bars(12, 10_000, 7)] == ["", "", ""]
    assert [bar.number for bar in bars(12, 9_999, 7)] == ["12", "9.999", "7"]


@pytest.mark.parametrize(
    ("totals", "crowded"),
    [
        ((8, 8), []),  # two bars are 175 pixels apart
        (
            (1_000,) * 11,
            [1, 3, 5, 7, 9],
        ),  # 31.8 pixels apart, five characters of seven pixels wide: of equals the first
        ((1_000,) * 10, []),  # 35 pixels apart: just enough
        ((100,) * 16, []),  # 21.9 apart, 21 wide
        ((100,) * 17, [1, 3, 5, 7, 9, 11, 13, 15]),  # 20.6 apart
        ((9_000, 9_001, 9_000, *(1,) * 9), [0, 2]),  # the greatest stays
    ],
    ids=["two", "eleven of four digits", "ten", "sixteen of three digits", "seventeen", "the greatest between two"],
)
def test_what_runs_into_its_neighbour_on_a_phone(totals, crowded):
    assert [place for place, bar in enumerate(bars(*totals)) if bar.crowded] == crowded


# --- rates -----------------------------------------------------------------------------------------------------------


def test_one_rate_stands_in_the_middle_beside_the_axis():
    [point] = rate_chart([("03", rate(1, 4))], rate(3, 4)).points
    assert (point.x, point.y, point.label) == ("54.50%", 115.5, "03")  # 9 + 91 / 2; 18 + 130 × 3 / 4
    assert (point.low, point.high) == (142.1, 57.1)  # Wilson, 1 of 4: 4.6 % to 69.9 %
    assert point.high < point.y < point.low


def test_places_are_those_of_all_rates_also_of_those_that_are_none():
    chart = rate_chart([("a", rate(0, 0)), ("b", rate(1, 1))], rate(0, 0))
    assert chart.labels == (("31.75%", "a"), ("77.25%", "b"))
    assert chart.places == ("31.75%", "77.25%")
    assert [(point.x, point.label) for point in chart.points] == [("77.25%", "b")]
    assert (chart.lines, chart.whole) == ((), None)


@pytest.mark.parametrize(
    ("k", "n", "y"),
    [(0, 10, 148.0), (10, 10, 18.0), (1, 2, 83.0), (1, 3, 104.7), (999, 1_000, 18.1)],
    ids=["none", "all", "half", "a third", "nearly all"],
)
def test_a_rate_lies_as_high_as_it_is_and_so_does_that_of_all(k, n, y):
    chart = rate_chart([("", rate(k, n))], rate(k, n))
    assert (chart.points[0].y, chart.whole) == (y, y)
    assert chart.points[0].low <= 148.0
    assert chart.points[0].high >= 18.0


@pytest.mark.parametrize(("n", "few"), [(1, True), (29, True), (30, False), (31, False)])
def test_below_thirty_a_rate_is_too_little_to_compare(n, few):
    assert rate_chart([("", rate(1, n))], rate(0, 0)).points[0].few is few


@pytest.mark.parametrize(
    ("ns", "lines"),
    [
        ("", []),
        ("1", []),
        ("11", ["01"]),
        ("111", ["01", "12"]),
        ("101", []),
        ("0110", ["12"]),
        ("11011", ["01", "34"]),
    ],
)
def test_a_month_without_a_rate_breaks_the_line(ns, lines):
    rows = [(str(place), rate(int(n), int(n))) for place, n in enumerate(ns)]
    assert [a.label + b.label for a, b in rate_chart(rows, rate(0, 0)).lines] == lines


def test_without_rates_there_is_the_axis_alone():
    chart = rate_chart([], rate(1, 2))
    assert (chart.points, chart.lines, chart.labels, chart.places) == ((), (), (), ())
    assert (chart.whole, chart.height, chart.label_y, chart.marks) == (83.0, 172, 165, ())


# --- letters ---------------------------------------------------------------------------------------------------------

MONTHS = [date(2026, month, 1) for month in (1, 2, 3)]


def note(since, until, letter="a"):
    return PublicNote(letter=letter, since=since, until=until, text="Lũ", of_agency=False)


@pytest.mark.parametrize(
    ("since", "until", "places"),
    [
        (date(2026, 2, 1), date(2026, 2, 1), [1]),
        (date(2026, 1, 31), date(2026, 1, 31), [0]),
        (date(2026, 2, 28), date(2026, 3, 1), [1, 2]),
        (date(2025, 1, 1), date(2027, 1, 1), [0, 1, 2]),
        (date(2025, 12, 1), date(2025, 12, 31), []),
        (date(2026, 4, 1), date(2026, 4, 30), []),
    ],
    ids=["a first day", "a last day", "over two months", "over all", "before", "after"],
)
def test_a_letter_stands_at_the_months_it_touches(since, until, places):
    chart = bar_chart((str(first.month), [("bar", 1)]) for first in MONTHS)
    drawn = marked(chart, MONTHS, [note(since, until)])
    assert drawn.marks == tuple((chart.places[place], "a") for place in places)
    assert (drawn.height, drawn.bars, drawn.base) == (192, chart.bars, chart.base), "room for letters, and no more"


def test_letters_of_one_month_stand_together_in_their_order():
    chart = rate_chart([(str(first.month), rate(1, 2)) for first in MONTHS], rate(1, 2))
    notes = [note(MONTHS[0], MONTHS[1]), note(MONTHS[1], MONTHS[1], "b")]
    assert marked(chart, MONTHS, notes).marks == ((chart.places[0], "a"), (chart.places[1], "a, b"))


def test_a_chart_of_other_months_is_refused():
    chart = bar_chart((str(first.month), [("bar", 1)]) for first in MONTHS)
    with pytest.raises(ValueError, match="shorter"):
        marked(chart, MONTHS[:2], [note(*MONTHS[:2])])

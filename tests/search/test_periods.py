"""When cases were accepted: months or years, what is chosen of them, and where each leads."""

from datetime import date

import pytest

from search.listing import href_of
from search.periods import HEIGHT, MOST_MONTHS, periods
from search.question import Facet, Question

TWO_YEARS = {date(2025, 11, 1): 3, date(2026, 1, 1): 10, date(2026, 11, 1): 5}
DECADE = {date(2015, 2, 1): 4, date(2019, 7, 1): 1, date(2026, 1, 1): 2, date(2026, 11, 1): 6}


def chart(months, **asked):
    return periods(Question(**asked), months, href_of)


def test_months_of_a_short_time_are_shown_without_gaps():
    found = chart(TWO_YEARS)
    assert (found.by_month, len(found.rows)) == (True, 13)
    assert [row.count for row in found.rows] == [3, 0, 10, *[0] * 9, 5]
    assert [(row.label, row.href) for row in found.newest_first] == [
        ("tháng 11/2026", "/phan-anh/?from=2026-11-01&to=2026-11-30"),
        ("tháng 01/2026", "/phan-anh/?from=2026-01-01&to=2026-01-31"),
        ("tháng 11/2025", "/phan-anh/?from=2025-11-01&to=2025-11-30"),
    ]
    assert found.finding == "Từ tháng 11/2025 đến tháng 11/2026; nhiều nhất là tháng 01/2026: 10 phản ánh."
    assert found.most == "10"


def test_years_of_a_long_time():
    found = chart(DECADE)
    assert not found.by_month
    assert [row.short for row in found.rows] == [str(year) for year in range(2015, 2027)]
    assert [row.count for row in found.rows if row.count] == [4, 1, 8]
    assert found.rows[-1].href == "/phan-anh/?from=2026-01-01&to=2026-12-31"


@pytest.mark.parametrize("more", [0, 1])
def test_as_many_months_as_there_is_room_for(more):
    last = date(2026 + (MOST_MONTHS - 1 + more) // 12, (MOST_MONTHS - 1 + more) % 12 + 1, 1)
    assert chart({date(2026, 1, 1): 1, last: 1}).by_month is (more == 0)


@pytest.mark.parametrize(
    ("since", "until", "by_month", "rows", "chosen"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), True, 11, ["01/2026", "11/2026"]),  # a year that was chosen opens
        (date(2026, 1, 15), date(2026, 1, 20), True, 11, ["01/2026"]),
        (date(2026, 2, 1), None, True, 11, ["11/2026"]),
        (date(2015, 1, 1), date(2026, 12, 31), False, 12, ["2015", "2019", "2026"]),
        (None, date(2015, 12, 31), True, 11, ["02/2015"]),
        (date(2018, 1, 1), date(2019, 12, 31), True, 24, ["07/2019"]),
        (date(2030, 1, 1), None, False, 12, []),
        (None, date(1999, 1, 1), False, 12, []),
    ],
)
def test_few_years_that_are_chosen_show_their_months(since, until, by_month, rows, chosen):
    found = chart(DECADE, since=since, until=until)
    assert (found.by_month, len(found.rows)) == (by_month, rows)
    assert [row.short for row in found.rows if row.chosen and row.count] == chosen


def test_a_year_without_cases_of_its_own_is_no_chart_of_nothing():
    found = chart({date(2015, 2, 1): 4, date(2026, 1, 1): 2}, since=date(2020, 1, 1), until=date(2020, 12, 31))
    assert not found.by_month
    assert [bar.chosen for bar in found.bars] == [False, False]


def test_what_else_is_asked_stays_in_every_address():
    found = chart(TWO_YEARS, q="den", choices={Facet.WARD: ("a",)}, since=date(2026, 1, 1), page=3)
    assert found.newest_first[0].href == "/phan-anh/?q=den&ward=a&from=2026-11-01&to=2026-11-30"


def test_bars_are_as_high_as_their_numbers_and_stand_in_their_places():
    bars = chart(TWO_YEARS).bars
    assert [bar.height for bar in bars] == [pytest.approx(HEIGHT * n / 10, abs=0.1) for n in (3, 10, 5)]
    assert all(bar.y + bar.height == pytest.approx(HEIGHT) for bar in bars)
    assert [float(bar.left[:-1]) for bar in bars] == [pytest.approx(100 / 13 * (i + 0.1), abs=0.01) for i in (0, 2, 12)]
    assert all(bar.chosen for bar in bars), "nothing is chosen"
    assert [bar.chosen for bar in chart(TWO_YEARS, since=date(2026, 2, 1)).bars] == [False, False, True]
    assert chart({date(2026, 1, 1): 10_000, date(2026, 2, 1): 1}).bars[1].height == 2, "what is there is seen"


def test_nothing_counted_is_no_chart_and_one_month_a_short_sentence():
    assert chart({}) is chart({date(2026, 1, 1): 0}) is None
    assert chart({date(2026, 1, 1): 1}).finding == "tháng 01/2026: 1 phản ánh."

"""What share pictures of figures say, from counts by hand: headline first, red only where there is something late."""

from datetime import UTC, datetime

import pytest
from django.utils.translation import override

from cases.accountability import pictures
from cases.accountability.case_counts import CaseCounts
from cases.accountability.durations import Took
from cases.accountability.present import standing_at
from cases.accountability.tallies import Load
from cases.rules.figures import Tally
from tests.cases.accountability.noted import noted
from tests.cases.accountability.test_statistics_by_hand import cases

EVENING = datetime(2026, 3, 16, 17, tzinfo=UTC)  # already the seventeenth in Huế
LATE = Tally(open=1_200, overdue=90, extended=20, promise_broken=30, closed_with_due=8, closed_in_term=6)
PAST = {"open_past_due_with_due": 90}
CITY = {1: Load(tally=LATE), 2: Load(tally=Tally(open=5, open_past_due_with_due=2))}


def drawn(make, *args, language="vi", **counted):
    with standing_at(noted(EVENING, **counted)), override(language):
        return make(*args)


def figures(card):
    return [(each.label, each.number, each.hot) for each in card.figures]


def test_who_is_past_due():
    card = drawn(pictures.overdue, loads=CITY)
    assert (card.title, card.kicker) == ("Đơn vị quá hạn hôm nay", "Tính ngày 17/03/2026")
    assert figures(card) == [
        ("Trễ hạn hoặc lỡ hẹn", "70", True),  # 90 past due, of which 20 are extended
        ("Đã gia hạn", "20", False),
        ("Quá hạn, cả ba loại", "90", False),
    ]


def test_nothing_late_is_not_red():
    assert figures(drawn(pictures.overdue)) == [
        ("Trễ hạn hoặc lỡ hẹn", "0", False),
        ("Đã gia hạn", "0", False),
        ("Quá hạn, cả ba loại", "0", False),
    ]


def test_all_agencies_and_their_rate_with_its_interval():
    card = drawn(pictures.agencies, loads=CITY)
    assert [label for label, *_rest in figures(card)] == ["Trễ hạn hoặc lỡ hẹn", "Đang mở", "Trả lời đúng hạn"]
    assert figures(card)[1][1] == "1.205"
    assert card.figures[2].number == "60,0\xa0%"
    assert card.figures[2].note.startswith("khoảng ")
    assert card.figures[2].note.endswith("n\xa0=\xa010, chưa đủ để so sánh")
    assert drawn(pictures.agencies).figures[2].number == "–"


WARDS = {
    1: CaseCounts(open=10, overdue=3, promise_broken=1, extended=2, answered=5),
    None: CaseCounts(open=2, overdue=1, answered=1_000),  # in no ward, and of the city
}


@pytest.mark.parametrize("name", ["wards", "categories", "case_list"])
def test_all_parts_together_with_what_lies_in_none(name):
    of = "category" if name == "categories" else "ward"
    card = drawn(getattr(pictures, name), **{of: WARDS})
    assert figures(card) == [
        ("Trễ hạn hoặc lỡ hẹn", "5", True),
        ("Đang mở", "12", False),
        ("Đã trả lời", "1.005", False),
    ]


def test_the_front_says_what_is_late_once_there_is_a_case():
    assert figures(drawn(pictures.front, "Bạn báo.", ward=WARDS)) == [
        ("Trễ hạn hoặc lỡ hẹn", "5", True),
        ("Đang mở", "12", False),
        ("Đã gia hạn", "2", False),
    ]
    before = drawn(pictures.front, "Bạn báo.")
    assert (before.title, before.figures, before.kicker) == ("Bạn báo.", (), "")


@pytest.mark.parametrize(
    ("language", "median", "last"),
    [
        ("vi", None, None),
        ("vi", 2.5, "2,5 ngày"),
        ("vi", 3.0, "3 ngày"),
        ("en", 1.0, "1 day"),
        ("en", 2.5, "2.5 days"),
        ("vi", -0.01, "0 ngày"),
    ],
)
def test_the_citys_figures_with_days_where_anything_was_closed(language, median, last):
    took = Took(median=median, p90=None)
    card = drawn(pictures.statistics, language=language, city_took=took, loads=CITY, statistics__cases=[cases(1_500)])
    assert card.figures[0].number == ("1,500" if language == "en" else "1.500")
    assert [each.number for each in card.figures[2:]] == ([] if last is None else [last])


def test_the_backlog():
    counts = {"UNEXPLAINED": 4, "LONG": 9, "VERY_LONG": 2, "EXPLAINED": 5, "UNASSIGNED": 1}
    card = drawn(pictures.backlog, backlog=counts)
    assert figures(card) == [
        ("Chưa ai nói vì sao", "4", True),
        ("Mở hơn 30 ngày", "9", False),
        ("Mở hơn 90 ngày", "2", False),
    ]
    assert not any(each.hot for each in drawn(pictures.backlog, backlog=dict.fromkeys(counts, 0)).figures)


@pytest.mark.parametrize(
    ("year", "month"),
    [("2026", "13"), ("2026", "00"), ("2026", "3"), ("2026", "003"), ("26", "03"), ("0000", "03"), ("9999", "03")],
)
def test_there_is_no_picture_of_what_no_calendar_has(year, month):
    assert pictures.month(year, month) is None
    if year != "2026":
        assert pictures.year(year) is None


def test_words_go_along_with_every_figure():
    assert drawn(pictures.agencies, loads=CITY).words == (
        "Tính ngày 17/03/2026. So sánh các đơn vị. Trễ hạn hoặc lỡ hẹn: 70. Đang mở: 1.205. "
        "Trả lời đúng hạn: 60,0 % (khoảng 31,3–83,2 %; n = 10, chưa đủ để so sánh)."
    )

"""What an address asks of any list: each part is heeded or named, in the reader's language, and never raises."""

from datetime import UTC, date, datetime

import pytest
from django.db.models import Q
from django.utils import translation

from cases.editorial.queues.reading import Reading, of_days

pytestmark = pytest.mark.pure

COLUMNS = ("so", "han")
DAY_2 = datetime(2026, 3, 1, 17, tzinfo=UTC)  # 2 March, 00:00 in Huế
DAY_3 = datetime(2026, 3, 2, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        (None, None, Q()),
        (date(2026, 3, 2), None, Q(at__gte=DAY_2)),
        (None, date(2026, 3, 2), Q(at__lt=DAY_3)),
        (date(2026, 3, 2), date(2026, 3, 2), Q(at__gte=DAY_2) & Q(at__lt=DAY_3)),
        (date(2026, 3, 3), None, Q(at__gte=DAY_3)),
        (None, date(2025, 12, 31), Q(at__lt=datetime(2025, 12, 31, 17, tzinfo=UTC))),
        (None, date(2028, 2, 28), Q(at__lt=datetime(2028, 2, 28, 17, tzinfo=UTC))),  # a leap year's 29th begins
        (None, date(2199, 12, 31), Q(at__lt=datetime(2199, 12, 31, 17, tzinfo=UTC))),
    ],
)
def test_days_are_those_of_the_city_and_both_are_included(since, until, found):
    assert of_days("at", since, until) == found


@pytest.mark.parametrize(
    ("given", "since", "until"),
    [
        ({}, None, None),
        ({"tu": ""}, None, None),
        ({"tu": " 2026-03-02 "}, date(2026, 3, 2), None),
        ({"den": "2026-03-02"}, None, date(2026, 3, 2)),
        ({"tu": "2026-03-02", "den": "2026-03-02"}, date(2026, 3, 2), date(2026, 3, 2)),
        ({"tu": "1900-01-01", "den": "2199-12-31"}, date(1900, 1, 1), date(2199, 12, 31)),
        ({"tu": "2028-02-29"}, date(2028, 2, 29), None),
    ],
)
def test_days_that_are_understood(given, since, until):
    reading = Reading(given)
    assert reading.days() == (since, until)
    assert reading.problems == []


@pytest.mark.parametrize(
    ("given", "left", "named"),
    [
        ({"tu": "2026-02-29"}, (None, None), ["tu=2026-02-29"]),
        ({"tu": "1899-12-31"}, (None, None), ["tu=1899-12-31"]),
        ({"den": "2200-01-01"}, (None, None), ["den=2200-01-01"]),
        ({"den": "02/03/2026"}, (None, None), ["den=02/03/2026"]),
        ({"tu": "x", "den": "2026-03-02"}, (None, date(2026, 3, 2)), ["tu=x"]),
        ({"tu": "2026-03-02", "den": "y"}, (date(2026, 3, 2), None), ["den=y"]),
        ({"tu": "x", "den": "y"}, (None, None), ["tu=x", "den=y"]),
        ({"tu": "2026-03-03", "den": "2026-03-02"}, (None, None), ["đã bỏ qua cả hai"]),
    ],
)
def test_a_day_that_is_none_is_named_and_the_other_one_stays(given, left, named):
    reading = Reading(given)
    assert reading.days() == left
    assert len(reading.problems) == len(named)
    for problem, part in zip(reading.problems, named, strict=True):
        assert part in problem


@pytest.mark.parametrize(
    ("given", "page"),
    [("", 1), ("1", 1), ("2", 2), (" 7 ", 7), ("007", 7), ("2000", 2000)],
)
def test_a_page_by_its_number(given, page):
    reading = Reading({"trang": given})
    assert reading.page() == page
    assert reading.problems == []


@pytest.mark.parametrize(
    "given",
    ["0", "0000", "2001", "-1", "+2", "1.0", "hai", "²", "٣", "000001999999999999999999", "1" * 5_000],
    ids=lambda given: given[:12],
)
def test_a_page_that_there_cannot_be_is_the_first_and_is_named(given):
    reading = Reading({"trang": given})
    assert reading.page() == 1
    (problem,) = reading.problems
    assert f"trang={given[:80]}”" in problem
    assert given == given[:80] or given[:81] not in problem, "no more of it than one can read"


@pytest.mark.parametrize(
    ("given", "order"),
    [("", ""), ("so", "so"), ("-so", "-so"), (" -han ", "-han"), ("\0so", "so")],
)
def test_an_order_by_a_column_both_ways(given, order):
    reading = Reading({"xep": given})
    assert reading.order(COLUMNS) == order
    assert reading.problems == []


@pytest.mark.parametrize("given", ["--so", "so-", "-", "SO", "so,han", "tieu-de", "- so"])
def test_an_order_by_what_is_no_column_is_named(given):
    reading = Reading({"xep": given})
    assert reading.order(COLUMNS) == ""
    assert [f"xep={given}" in problem for problem in reading.problems] == [True]


@pytest.mark.parametrize(
    ("given", "words", "problems"),
    [
        ({}, "", 0),
        ({"q": "   "}, "", 0),
        ({"q": "\0"}, "", 0),
        ({"q": " đèn  hỏng "}, "đèn  hỏng", 0),
        ({"q": "đ" * 200}, "đ" * 200, 0),
        ({"q": "đ" * 200 + " "}, "đ" * 200, 0),
        ({"q": "đ" * 201}, "đ" * 200, 1),
    ],
    ids=["none", "blank", "nul", "inner blanks", "at the limit", "a blank beyond", "one beyond"],
)
def test_words_are_cut_where_there_are_too_many_and_that_is_said(given, words, problems):
    reading = Reading(given)
    assert reading.words() == words
    assert len(reading.problems) == problems


def test_one_of_those_that_are_known():
    reading = Reading({"don-vi": "kim-long", "phuong": "khong-co", "linh-vuc": ""})
    assert reading.one_of("don-vi", {"kim-long", "an-cuu"}) == "kim-long"
    assert reading.one_of("linh-vuc", {"rac"}) == ""
    assert reading.one_of("vang", set()) == ""
    assert reading.problems == []
    assert reading.one_of("phuong", {"an-cuu"}) == ""
    assert len(reading.problems) == 1


def test_problems_are_told_in_the_language_of_the_reader():
    with translation.override("en"):
        reading = Reading({"tu": "2026-03-03", "den": "2026-03-02", "trang": "x", "q": "a" * 300})
        reading.days(), reading.page(), reading.words()
    days, page, words = reading.problems
    assert "đầu" not in days
    assert "trang=x" in page
    assert "bỏ qua" not in page
    assert "200" in words
    assert "ký tự" not in words

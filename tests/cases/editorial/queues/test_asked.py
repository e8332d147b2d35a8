"""The question that an address asks of a queue, and the addresses that it leads to."""

from datetime import date

import pytest

from cases.editorial.desk.kinds import ANSWERS, APPEALS, RULINGS
from cases.editorial.queues.asked import Asked, query_of, turned
from cases.editorial.queues.files import written
from cases.editorial.queues.reading import Reading
from tests.factories import START

pytestmark = pytest.mark.pure

RULED = "/cms/duyet/phan-xu/"


@pytest.mark.parametrize(
    ("by", "asks", "now"),
    [("", "so", ""), ("han", "so", ""), ("so", "-so", "ascending"), ("-so", "so", "descending")],
)
def test_a_column_turns_round_where_it_is_ordered_by_already(by, asks, now):
    assert turned(by, "so") == (asks, now)


def test_what_says_nothing_is_not_in_the_address():
    assert query_of({"q": "", "trang": None}) == ""
    assert query_of({"q": "đèn hỏng", "trang": 2}) == "?q=%C4%91%C3%A8n+h%E1%BB%8Fng&trang=2"


def test_every_address_keeps_the_rest_of_the_question():
    asked = Asked(kind=ANSWERS, lane="khac-y", q="den", agency="a", since=date(2026, 3, 2), order="-so", page=3)
    query = "luong=khac-y&q=den&don-vi=a&tu=2026-03-02&xep=-so"
    assert asked.url() == f"/cms/duyet/?{query}&trang=3"
    assert asked.file == f"/cms/duyet/tep.csv?{query}"
    assert asked.clear == "/cms/duyet/?luong=khac-y"
    assert asked.narrows


def test_a_queue_says_by_which_column_it_comes_of_itself_if_by_any():
    heads = {address.partition("xep=")[2]: now for _, address, now in Asked(kind=RULINGS).heads}
    assert (heads["-han"], heads["so"]) == ("ascending", "")
    assert all(now == "" for *_, now in Asked(kind=ANSWERS).heads), "what was left for later comes last there"
    assert not Asked(kind=APPEALS).says
    assert Asked(kind=APPEALS, order="so").says
    assert not Asked(kind=APPEALS, order="so").narrows


@pytest.mark.parametrize(
    ("given", "left", "problem"),
    [
        ({"xep": "-han"}, "?xep=-han", ""),
        ({"xep": "--han"}, "", "xep=--han"),
        ({"xep": "khong"}, "", "xep=khong"),
        ({"tu": "2026-02-30"}, "", "tu=2026-02-30"),
        ({"den": "0001-01-01"}, "", "den=0001-01-01"),
        ({"tu": "2026-02-02", "den": "2026-01-01"}, "", "Ngày đầu đứng sau ngày cuối"),
        ({"trang": "²"}, "", "trang=²"),
        ({"trang": "2001"}, "", "trang=2001"),
        ({"q": " a\0b "}, "?q=ab", ""),
        ({"q": "a" * 201}, "?q=" + "a" * 200, "sau 200 ký tự"),
    ],
)
def test_what_is_not_understood_is_named_and_left_out(given, left, problem):
    reading = Reading(given)
    since, until = reading.days()
    order = reading.order([column.name for column in RULINGS.columns])
    asked = Asked(kind=RULINGS, q=reading.words(), since=since, until=until, order=order, page=reading.page())
    assert asked.query() == left
    assert len(reading.problems) == bool(problem)
    assert problem in "".join(reading.problems)


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (7, "7"),
        (START, "2026-03-02T09:00+07:00"),
        (date(2026, 3, 2), "2026-03-02"),
        ("=1+1", "'=1+1"),
        ("-x", "'-x"),
        ("Đèn = hỏng", "Đèn = hỏng"),
    ],
)
def test_a_cell(value, cell):
    assert written(value) == cell

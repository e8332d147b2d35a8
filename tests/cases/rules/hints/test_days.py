"""Days that texts name, and promises for a day after the due one."""

from datetime import date

import pytest

from cases.rules.hints.days import named_days
from cases.rules.hints.marks import HintKind
from cases.rules.hints.reading import Around, hints
from tests.cases.rules.hints.lists import starting_book

pytestmark = pytest.mark.pure

TODAY = date(2026, 11, 20)  # Friday


def days(text, today=TODAY):
    return [(text[named.start : named.end], named.day) for named in named_days(text, today)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("trước 30/11/2026", [("30/11/2026", date(2026, 11, 30))]),
        ("ngày 30-11-2026", [("30-11-2026", date(2026, 11, 30))]),
        ("5.7.2026", [("5.7.2026", date(2026, 7, 5))]),
        ("30/11/26", [("30/11/26", date(2026, 11, 30))]),
        ("trước ngày 30/11", [("30/11", date(2026, 11, 30))]),
        ("đến 05/01", [("05/01", date(2027, 1, 5))]),  # the closest
        ("ngày 29/02", [("29/02", None)]),  # no year close by has it
        ("ngày 9 tháng 3 năm 2026", [("ngày 9 tháng 3 năm 2026", date(2026, 3, 9))]),
        ("ngày 9 tháng 12", [("ngày 9 tháng 12", date(2026, 12, 9))]),
        ("trong tháng 3 năm 2027", [("tháng 3 năm 2027", date(2027, 3, 31))]),
        ("tháng 02/2028", [("tháng 02/2028", date(2028, 2, 29))]),
        ("trong tháng 12", [("tháng 12", date(2026, 12, 31))]),
        ("Quý IV năm 2026, quý 1/2027", [("Quý IV năm 2026", date(2026, 12, 31)), ("quý 1/2027", date(2027, 3, 31))]),
        ("31/02/2026", []),
        ("01/01/0000", [("01/01/0000", None)]),
        ("32/01/2026", []),
        ("13/13/2026", []),
        ("2.5 bar", []),
        ("ảnh 1/6, nửa 1/2 đường", []),
        ("kiệt 12/3 Lê Lợi", []),
        ("QĐ 12/2026/QĐ-UBND", []),
        ("192.168.1.1", []),
        ("", []),
    ],
)
def test_days_of_a_text(text, found):
    assert days(text) == found


def test_without_today_a_day_without_year_is_some_day():
    assert days("trước ngày 30/11", None) == [("30/11", None)]


@pytest.mark.parametrize(
    ("text", "of_paper"),
    [
        ("Quyết định số 12 ngày 30/11/2026", True),
        ("theo Công văn 45/UBND ngày 30/11/2026", True),
        ("theo Quyết định 12. Xong ngày 30/11/2026", False),
        ("làm xong ngày 30/11/2026", False),
    ],
)
def test_days_of_papers(text, of_paper):
    [named] = named_days(text)
    assert named.of_paper is of_paper


def late(text, due=date(2026, 11, 25), today=TODAY):
    found = hints(text, starting_book(), Around(due=due, read_on=today))
    return [(text[m.start : m.end], m.about) for m in found.marks if m.kind == HintKind.LATE_PROMISE]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sẽ xong trước ngày 30/11.", [("30/11", "2026-11-30")]),
        ("Sẽ xong trước 26/11/2026.", [("26/11/2026", "2026-11-26")]),
        ("Sẽ xong trong tháng 12 năm 2026.", [("tháng 12 năm 2026", "2026-12-31")]),
        ("Sẽ xong trước 25/11/2026.", []),  # the due day itself
        ("Đã xong ngày 12/11/2026.", []),
        ("Theo Quyết định số 5 ngày 30/11/2026 đã dọn.", []),
    ],
)
def test_a_promise_after_the_due_day_is_marked(text, found):
    assert late(text) == found


def test_without_a_due_day_no_promise_is_late():
    assert late("Sẽ xong trước 30/11/2026.", due=None) == []


def test_what_lies_behind_is_no_promise():
    text = "Đã xong ngày 28/11/2026."
    assert late(text, today=date(2026, 12, 1)) == []
    assert late(text, today=date(2026, 11, 28)) == [("28/11/2026", "2026-11-28")]

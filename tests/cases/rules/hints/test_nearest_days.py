"""Days without their year, quarters, and what only looks like a day."""

from datetime import date

import pytest

from cases.rules.hints.days import named_days

pytestmark = pytest.mark.pure

TODAY = date(2026, 11, 20)  # Friday


def days(text, today=TODAY):
    return [named.day for named in named_days(text, today)]


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("ngày 20/11", TODAY, date(2026, 11, 20)),  # today
        ("ngày 19/11", TODAY, date(2026, 11, 19)),
        ("ngày 01/01", TODAY, date(2027, 1, 1)),  # 42 days ahead, 323 back
        ("ngày 21/05", TODAY, date(2027, 5, 21)),  # 182 ahead, 183 back
        ("ngày 22/05", TODAY, date(2026, 5, 22)),  # 183 ahead, 182 back
        ("ngày 30/12", date(2027, 1, 2), date(2026, 12, 30)),
        ("ngày 02/01", date(2026, 12, 30), date(2027, 1, 2)),
        ("ngày 29/02", date(2027, 12, 1), date(2028, 2, 29)),  # of three years one has it
        ("ngày 29/02", date(2028, 2, 29), date(2028, 2, 29)),
        ("ngày 29/02", date(2029, 5, 1), date(2028, 2, 29)),
        ("ngày 29/02", date(2026, 5, 1), None),
        ("tháng 2", date(2028, 1, 5), date(2028, 2, 29)),  # a month by its last day
        ("tháng 11", TODAY, date(2026, 11, 30)),
        ("tháng 6", TODAY, date(2026, 6, 30)),  # 143 back, 222 ahead
        ("ngày 3 tháng 1", TODAY, date(2027, 1, 3)),
        ("ngày 01/01", date(1, 1, 2), date(1, 1, 1)),  # there is no year before
        ("ngày 31/12", date(9999, 12, 30), date(9999, 12, 31)),
    ],
)
def test_the_day_closest_to_today_is_meant(text, today, day):
    assert days(text, today) == [day]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("quý I/2027", date(2027, 3, 31)),
        ("quý II năm 2027", date(2027, 6, 30)),
        ("quý III 2027", date(2027, 9, 30)),
        ("quý iv/2026", date(2026, 12, 31)),
        ("quý 2 / 2027", date(2027, 6, 30)),
        ("Quý 4/2027", date(2027, 12, 31)),
        ("tháng 4/2027", date(2027, 4, 30)),
        ("tháng 02 năm 2027", date(2027, 2, 28)),
        ("ngày 1 tháng 1 năm 2027", date(2027, 1, 1)),
        ("1-1-27", date(2027, 1, 1)),
        ("01.01.2027", date(2027, 1, 1)),
        ("31/12/9999", date(9999, 12, 31)),
    ],
)
def test_a_day_with_its_year_needs_no_today(text, day):
    assert days(text, None) == [day]


@pytest.mark.parametrize(
    "text",
    [
        "quý 5/2027",
        "quý 0/2027",
        "quý V năm 2027",
        "quý I",  # no year, no quarter
        "quý khách 1/2027",
        "tháng 13/2027",
        "tháng 0 năm 2027",
        "ngày 0/5",
        "ngày 31/4/2027",
        "ngày 30/02/2028",
        "ngày 5 tháng 13",
        "ngày 5/5/2027/QĐ",
        "ngày 5/5/123",
        "1/2/3/2027",
        "5.7 m",
        "từ 5-7 người",  # a dash without a year counts people
        "hai 5/7 ngôi nhà",
        "kiệt 5/7",
        "5/7",
        "điểm 1.1.2027.5",
    ],
)
def test_what_is_no_day(text):
    assert days(text) == []


@pytest.mark.parametrize(
    "before",
    ["ngày", "trước", "đến", "từ", "vào", "hôm", "sáng", "chiều", "tối", "trưa", "qua", "và", "hết", "–", "Ngày"],
)
def test_a_day_without_year_needs_a_word_that_says_so(before):
    assert days(f"{before} 25/11") == [date(2026, 11, 25)]
    assert days(f"{before}   25/11") == []  # three blanks off is another matter


def test_several_days_come_in_order_and_each_once():
    text = "Từ 25/11 đến 30/11/2026, quý I/2027; ngày 5 tháng 12 năm 2026, tháng 12"
    assert days(text) == [
        date(2026, 11, 25),
        date(2026, 11, 30),
        date(2027, 3, 31),
        date(2026, 12, 5),
        date(2026, 12, 31),
    ]
    spans = [(named.start, named.end) for named in named_days(text, TODAY)]
    assert [text[start:end] for start, end in spans][3] == "ngày 5 tháng 12 năm 2026"  # no month within the day
    assert spans == sorted(spans)


@pytest.mark.parametrize(
    ("text", "of_paper"),
    [
        ("công văn 5 ngày 30/11/2026", True),
        ("Giấy mời ngày 30/11/2026", True),
        ("Nghị quyết số 5/NQ-HĐND khóa VIII ngày 30/11/2026", True),
        ("báo cáo; xong ngày 30/11/2026", False),  # another part of the sentence
        ("báo cáo\nngày 30/11/2026", False),
        ("báo cáo" + " x" * 25 + " ngày 30/11/2026", True),  # 56 characters between
        ("báo cáo" + " x" * 30 + " ngày 30/11/2026", False),  # 66
        ("ngày 30/11/2026 theo công văn", False),  # it stands behind
    ],
)
def test_a_paper_says_nothing_of_the_work(text, of_paper):
    [named] = named_days(text, TODAY)
    assert named.of_paper is of_paper

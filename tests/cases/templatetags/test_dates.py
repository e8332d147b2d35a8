"""Days and moments: the city's zone decides the day, in both languages."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from cases.templatetags import dates
from cases.templatetags.minhbach import ago

MONDAY = date(2026, 12, 7)
LATE_EVENING_UTC = datetime(2026, 12, 6, 18, 30, tzinfo=UTC)  # 01:30 on Monday in Huế


def test_the_day_of_a_moment_is_the_citys() -> None:
    assert dates.local_day(LATE_EVENING_UTC) == MONDAY
    assert dates.local_day(MONDAY) == MONDAY
    assert dates.day_text(LATE_EVENING_UTC) == "07/12/2026"


def test_a_short_day_has_its_year_only_when_the_year_is_not_clear() -> None:
    assert dates.short_day_text(date(2026, 11, 30)) == "30/11"
    assert dates.short_day_text(date(2026, 11, 30), MONDAY) == "30/11"
    assert dates.short_day_text(date(2027, 1, 5), MONDAY) == "05/01/2027"
    assert dates.short_day_text(date(2026, 1, 5), datetime(2025, 12, 31, 18, tzinfo=UTC)) == "05/01"  # 2026 in Huế


@pytest.mark.parametrize(
    ("offset", "name", "short", "english"),
    [
        (0, "thứ Hai", "T2", "Monday"),
        (1, "thứ Ba", "T3", "Tuesday"),
        (2, "thứ Tư", "T4", "Wednesday"),
        (3, "thứ Năm", "T5", "Thursday"),
        (4, "thứ Sáu", "T6", "Friday"),
        (5, "thứ Bảy", "T7", "Saturday"),
        (6, "Chủ nhật", "CN", "Sunday"),
    ],
)
def test_weekdays(offset: int, name: str, short: str, english: str) -> None:
    day = MONDAY + timedelta(days=offset)
    assert day.strftime("%A") == english
    assert dates.weekday_text(day) == name
    assert dates.weekday_short(day) == short


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "hôm nay"),
        (-1, "hôm qua"),
        (1, "ngày mai"),
        (-3, "3 ngày trước"),
        (3, "3 ngày nữa"),
        (-1234, "1.234 ngày trước"),
    ],
)
def test_relative_days(days: int, words: str) -> None:
    assert dates.relative_text(MONDAY + timedelta(days=days), MONDAY) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "hôm nay"), (1, "còn 1 ngày"), (3, "còn 3 ngày"), (-1, "quá 1 ngày"), (-10_000, "quá 10.000 ngày")],
)
def test_how_far_a_due_day_is(days: int, words: str) -> None:
    assert dates.until_text(MONDAY + timedelta(days=days), MONDAY) == words


def test_relative_days_compare_days_not_hours() -> None:
    assert dates.relative_text(LATE_EVENING_UTC, datetime(2026, 12, 6, 16, tzinfo=UTC)) == "ngày mai"


def test_a_time_element_says_the_same_to_machines() -> None:
    assert dates.time_element(MONDAY, "07/12/2026") == '<time datetime="2026-12-07">07/12/2026</time>'
    moment = dates.time_element(LATE_EVENING_UTC, "01:30")
    assert moment == '<time datetime="2026-12-07T01:30+07:00">01:30</time>'


def test_a_time_element_escapes_its_text() -> None:
    assert "&lt;b&gt;" in dates.time_element(MONDAY, "<b>")


def test_moments() -> None:
    assert dates.clock_text(LATE_EVENING_UTC) == "01:30"
    assert dates.moment_text(LATE_EVENING_UTC) == "01:30 ngày 07/12/2026"


@pytest.mark.parametrize(("n", "words"), [(None, "–"), (0, "dưới 1 ngày"), (1, "1 ngày"), (10_000, "10.000 ngày")])
def test_numbers_of_days(n: int | None, words: str) -> None:
    assert dates.days_text(n) == words


@pytest.mark.parametrize(("n", "word"), [(None, ""), (1.0, "ngày"), (4.5, "ngày")])
def test_the_unit_apart_from_its_number(n: float | None, word: str) -> None:
    assert dates.days_unit(n) == word


def test_days_are_written_alike_in_english() -> None:
    with override("en"):
        assert dates.day_text(MONDAY) == "07/12/2026"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "hôm nay"),
        (-1, "hôm qua"),
        (-59, "59 ngày trước"),
        (-60, "2 tháng trước"),
        (-89, "2 tháng trước"),
        (-729, "24 tháng trước"),
        (-730, "2 năm trước"),
        (-1500, "4 năm trước"),
        (100, "100 ngày nữa"),
    ],
)
def test_what_is_long_ago_is_told_in_months_and_years(days, words):
    assert dates.ago_text(MONDAY + timedelta(days=days), MONDAY) == words
    assert ago(MONDAY + timedelta(days=days), MONDAY) == f' <span class="ago">({words})</span>'


def test_long_ago_in_english():
    with override("en"):
        assert dates.ago_text(MONDAY - timedelta(days=60), MONDAY) == "2 months ago"
        assert dates.ago_text(MONDAY - timedelta(days=800), MONDAY) == "2 years ago"


def test_no_day_lies_nowhere_and_without_an_instant_today_counts():
    assert ago(None) == ""
    assert ago(timezone.localdate()) == ' <span class="ago">(hôm nay)</span>'

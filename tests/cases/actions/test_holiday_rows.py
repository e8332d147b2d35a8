import json
from datetime import date

import pytest

from cases.actions.holiday_rows import HOLIDAY, MAKE_UP, SPELT, holiday_rows
from tests.shared_data import shared

pytestmark = pytest.mark.pure


def test_vietnamese_holidays_and_make_up_days_are_those_of_the_reference():
    reference = json.loads(shared("vn/holidays.json").read_text(encoding="utf-8"))
    rows = holiday_rows("vn", range(2018, 2029))
    holidays = {(day.isoformat(), name) for day, kind, name in rows if kind == HOLIDAY}
    known = {(each["date"], each["vi"].replace(*SPELT)) for year in reference["years"].values() for each in year}
    assert holidays == known
    made_up = [day.isoformat() for day, kind, _ in rows if kind == MAKE_UP]
    assert made_up == reference["make_up_working_days"]


def test_names_are_vietnamese_whatever_the_machine_speaks(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "en_US")
    names = {day: name for day, _, name in holiday_rows("vn", [2026])}
    assert names[date(2026, 9, 2)] == "Quốc khánh"  # Wednesday
    assert names[date(2026, 8, 22)] == "Ngày làm việc bù"  # Saturday


def test_holidays_of_massachusetts():
    rows = holiday_rows("us-ma", [2015])
    assert (date(2015, 4, 20), HOLIDAY, "Patriots' Day") in rows  # Monday, of that state alone
    assert {kind for _, kind, _ in rows} == {HOLIDAY}


def test_one_year_gives_its_own_days_only_and_in_order():
    rows = holiday_rows("vn", [2019])
    assert {day.year for day, _, _ in rows} == {2019}
    assert rows == sorted(rows)
    assert [day for day, kind, _ in rows if kind == MAKE_UP] == [date(2019, 1, 5), date(2019, 5, 4)]  # Saturdays


def test_years_one_by_one_are_years_together():
    one_by_one = [row for year in range(2018, 2029) for row in holiday_rows("vn", [year])]
    assert one_by_one == holiday_rows("vn", reversed(range(2018, 2029)))


def test_no_day_is_both_off_and_made_up():
    for slug in ("vn", "us-ma"):
        days = [day for day, _, _ in holiday_rows(slug, range(2010, 2031))]
        assert len(days) == len(set(days)) > 100


def test_no_years_give_no_days():
    assert holiday_rows("vn", []) == []


def test_a_calendar_that_nobody_knows_is_refused():
    with pytest.raises(ValueError, match="'moon'; there are us-ma, vn"):
        holiday_rows("moon", [2026])

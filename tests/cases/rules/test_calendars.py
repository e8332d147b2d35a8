from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.rules.calendars import PLAIN, Calendar, OffReason

pytestmark = pytest.mark.pure

HUE = Calendar(
    zone="Asia/Ho_Chi_Minh",
    holidays={date(2026, 8, 31): "Nghỉ hoán đổi", date(2026, 9, 1): "Quốc khánh", date(2026, 9, 2): "Quốc khánh"},
    make_up={date(2026, 8, 22): "Làm bù"},
    reaches=date(2026, 12, 31),
)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2026, 8, 21), None),  # Friday
        (date(2026, 8, 22), None),  # Saturday, made up
        (date(2026, 8, 23), OffReason.WEEKEND),  # Sunday
        (date(2026, 8, 29), OffReason.WEEKEND),  # Saturday
        (date(2026, 8, 31), OffReason.HOLIDAY),  # Monday
        (date(2026, 9, 3), None),  # Thursday
    ],
)
def test_why_a_day_is_off(day, reason):
    assert HUE.off_reason(day) is reason
    assert HUE.is_working(day) is (reason is None)


def test_a_holiday_on_a_weekend_is_called_a_holiday():
    calendar = Calendar(zone="UTC", holidays={date(2026, 4, 26): "Giỗ Tổ"})  # Sunday
    assert calendar.off_reason(date(2026, 4, 26)) is OffReason.HOLIDAY


def test_a_day_that_is_both_holiday_and_made_up_is_worked():
    day = date(2026, 4, 27)  # Monday
    calendar = Calendar(zone="UTC", holidays={day: "nghỉ bù"}, make_up={day: "làm bù"})
    assert calendar.is_working(day)
    assert calendar.name_of(day) == "làm bù"


def test_days_off_need_not_be_saturday_and_sunday():
    friday_off = Calendar(zone="Africa/Cairo", days_off=frozenset({4}))
    assert friday_off.off_reason(date(2026, 8, 21)) is OffReason.WEEKEND  # Friday
    assert friday_off.is_working(date(2026, 8, 22))  # Saturday


def test_names():
    assert HUE.name_of(date(2026, 9, 2)) == "Quốc khánh"
    assert HUE.name_of(date(2026, 8, 22)) == "Làm bù"
    assert HUE.name_of(date(2026, 8, 23)) == ""


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        (date(2026, 8, 20), 0, date(2026, 8, 20)),  # Thursday, itself
        (date(2026, 8, 23), 0, date(2026, 8, 23)),  # Sunday, itself
        (date(2026, 8, 20), 1, date(2026, 8, 21)),  # Friday
        (date(2026, 8, 20), 2, date(2026, 8, 22)),  # the Saturday made up
        (date(2026, 8, 20), 3, date(2026, 8, 24)),  # Monday
        (date(2026, 8, 28), 1, date(2026, 9, 3)),  # Friday to Thursday: weekend and three days off
    ],
)
def test_adding_working_days(day, n, expected):
    assert HUE.add_working_days(day, n) == expected


def test_working_days_are_not_counted_backwards():
    with pytest.raises(ValueError, match="forwards"):
        HUE.add_working_days(date(2026, 8, 20), -1)


@given(DAYS, st.integers(0, 60))
def test_adding_is_counting_one_by_one(day, n):
    end = HUE.add_working_days(day, n)
    between = [day + timedelta(days=ahead) for ahead in range(1, (end - day).days + 1)]
    assert sum(HUE.is_working(each) for each in between) == n
    assert n == 0 or HUE.is_working(end)


@given(DAYS)
def test_the_next_working_day_is_the_first_one_after(day):
    found = HUE.next_working_day(day)
    assert found > day
    assert HUE.is_working(found)
    assert not any(HUE.is_working(day + timedelta(days=ahead)) for ahead in range(1, (found - day).days))


def test_the_day_of_an_instant_is_that_of_the_zone():
    late = datetime(2026, 8, 20, 17, 0, tzinfo=UTC)
    assert HUE.day_of(late) == date(2026, 8, 21)  # midnight in Huế
    assert PLAIN.day_of(late) == date(2026, 8, 20)
    with pytest.raises(ValueError, match="no time zone"):
        HUE.day_of(datetime(2026, 8, 20))  # noqa: DTZ001 - that is the point


def test_the_end_of_a_day():
    assert HUE.end_of(date(2026, 8, 20)) == datetime(2026, 8, 20, 16, 59, 59, 999999, tzinfo=UTC)


def test_a_calendar_that_ends_goes_on_with_weekends():
    new_year = date(2027, 1, 1)  # Friday
    assert HUE.covers(date(2026, 12, 31))
    assert not HUE.covers(new_year)
    assert HUE.is_working(new_year)
    assert HUE.add_working_days(date(2026, 12, 31), 2) == date(2027, 1, 4)  # Thursday to Monday


def test_a_day_entered_beyond_the_end_is_heeded_already():
    calendar = Calendar(zone="UTC", holidays={date(2027, 1, 1): "Tết Dương lịch"}, reaches=date(2026, 12, 31))
    assert not calendar.is_working(date(2027, 1, 1))


def test_whether_a_calendar_reaches_far_enough():
    assert HUE.reaches_far_enough(date(2026, 11, 1))  # 60 days before the end
    assert not HUE.reaches_far_enough(date(2026, 11, 2))
    assert HUE.reaches_far_enough(date(2026, 12, 1), days=30)
    assert PLAIN.reaches_far_enough(date(2999, 1, 1))


@pytest.mark.parametrize("days_off", [frozenset(range(7)), frozenset({7}), frozenset({-1})])
def test_days_off_are_days_of_the_week_and_not_all_of_them(days_off):
    with pytest.raises(ValueError, match="one day of the week is worked"):
        Calendar(zone="UTC", days_off=days_off)


def test_a_week_without_days_off_is_possible():
    assert Calendar(zone="UTC", days_off=frozenset()).is_working(date(2026, 8, 23))  # Sunday


@pytest.mark.parametrize("zone", ["Asia/Hue", "", "../UTC", "Asia"])
def test_a_zone_must_exist(zone):
    with pytest.raises(ValueError, match="There is no time zone"):
        Calendar(zone=zone)


def test_a_calendar_does_not_change_with_the_table_it_was_made_of():
    holidays = {date(2026, 9, 2): "Quốc khánh"}
    calendar = Calendar(zone="UTC", holidays=holidays)
    holidays.clear()
    assert not calendar.is_working(date(2026, 9, 2))
    with pytest.raises(TypeError):
        calendar.holidays[date(2026, 9, 3)] = "x"


def test_calendars_are_values():
    assert Calendar(zone="UTC") == PLAIN
    assert hash(Calendar(zone="UTC", holidays={date(2026, 9, 2): "x"})) == hash(PLAIN)
    assert Calendar(zone="UTC", holidays={date(2026, 9, 2): "x"}) != PLAIN

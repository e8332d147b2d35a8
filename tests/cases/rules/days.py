"""Calendars for tests, and the slow way to count days: one by one, without the code under test."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from cases.rules.calendars import Calendar

TET_2026 = {date(2026, 2, day): "Tết Nguyên Đán" for day in range(16, 21)}  # Monday to Friday

HUE = Calendar(
    zone="Asia/Ho_Chi_Minh",
    holidays={
        date(2026, 1, 1): "Tết Dương lịch",  # Thursday
        **TET_2026,
        date(2026, 4, 26): "Giỗ Tổ Hùng Vương",  # Sunday
        date(2026, 4, 27): "Giỗ Tổ Hùng Vương (nghỉ bù)",  # Monday
        date(2026, 4, 30): "Ngày Chiến thắng",  # Thursday
        date(2026, 5, 1): "Quốc tế Lao động",  # Friday
        date(2026, 8, 31): "Nghỉ hoán đổi",  # Monday
        date(2026, 9, 1): "Quốc khánh",  # Tuesday
        date(2026, 9, 2): "Quốc khánh",  # Wednesday
    },
    make_up={date(2026, 8, 22): "Làm bù ngày 31/8"},  # Saturday
    reaches=date(2026, 12, 31),
)

BOSTON = Calendar(
    zone="America/New_York",
    holidays={
        date(2015, 1, 1): "New Year's Day",  # Thursday
        date(2015, 1, 19): "Martin Luther King Jr. Day",  # Monday
        date(2015, 2, 16): "Washington's Birthday",  # Monday
        date(2015, 11, 11): "Veterans Day",  # Wednesday
    },
)


def local(calendar, text):
    """An instant by its wall time in a calendar's zone, the first pass of a repeated hour."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(calendar.zone))


def off(calendar, day):
    """Whether a day is off, from the plain tables of a calendar."""
    return day not in calendar.make_up and (day.weekday() in (5, 6) or day in calendar.holidays)


def slow_working_days(calendar, day, n):
    """The day on which the n-th working day after `day` falls, found by laying the days out one after the other."""
    coming = [day + timedelta(days=ahead) for ahead in range(1, 4 * n + 60)]
    worked = [each for each in coming if not off(calendar, each)]
    return worked[n - 1] if n else day

"""Calendars as rows, and as the pure rules count with them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from cases.models import Calendar, CalendarDay
from cases.models.calendar import validate_zone, weekend
from cases.rules.calendars import OffReason

pytestmark = pytest.mark.django_db


@pytest.fixture
def calendar():
    made = Calendar.objects.create(slug="thu", name="Thử", zone="Asia/Tokyo", days_off=[6], reaches=date(2026, 12, 31))
    CalendarDay.objects.create(calendar=made, day=date(2026, 3, 8), kind="make_up", name="Làm bù")
    CalendarDay.objects.create(calendar=made, day=date(2026, 3, 4), kind="holiday", name="Bão")
    return made


def test_rows_become_a_rule_in_one_query(calendar, django_assert_num_queries):
    with django_assert_num_queries(1):
        rule = calendar.as_rule()
    assert (rule.zone, rule.days_off, rule.reaches) == ("Asia/Tokyo", frozenset({6}), date(2026, 12, 31))
    assert rule.off_reason(date(2026, 3, 4)) is OffReason.HOLIDAY
    assert rule.name_of(date(2026, 3, 4)) == "Bão"
    assert rule.is_working(date(2026, 3, 8))  # a Sunday worked
    assert rule.is_working(date(2026, 3, 7))  # a Saturday, no day off here
    assert not rule.is_working(date(2026, 3, 15))  # a Sunday


def test_days_already_loaded_are_asked_for_no_more(calendar, django_assert_num_queries):
    loaded = Calendar.objects.prefetch_related("days").get(pk=calendar.pk)
    with django_assert_num_queries(0):
        assert not loaded.as_rule().is_working(date(2026, 3, 4))


def test_saturday_and_sunday_are_off_unless_said_otherwise():
    assert Calendar().days_off == weekend() == [5, 6]
    assert weekend() is not weekend()


@pytest.mark.parametrize("zone", ["Asia/Ho_Chi_Minh", "America/New_York", "UTC"])
def test_zones_have_names_of_iana(zone):
    assert validate_zone(zone) is None


@pytest.mark.parametrize("zone", ["", "Hue", "UTC+7", "../etc/passwd"])
def test_other_names_are_refused(zone):
    with pytest.raises(ValidationError, match="múi giờ"):
        validate_zone(zone)


def test_calendars_of_the_start_know_tet_and_its_make_up_days():
    vn = Calendar.objects.get(slug="vn").as_rule()
    assert [vn.is_working(date(2026, 2, day)) for day in range(16, 21)] == [False] * 5
    assert Calendar.objects.get(slug="us-ma").as_rule().off_reason(date(2026, 4, 20)) is OffReason.HOLIDAY


def test_days_come_in_order_and_say_what_they_are(calendar):
    assert [str(day) for day in calendar.days.all()] == ["04/03/2026 Bão", "08/03/2026 Làm bù"]
    assert str(calendar) == "Thử"

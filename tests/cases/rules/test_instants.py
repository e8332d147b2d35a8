from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cases.rules.instants import at_wall_time, last_of_day, utc

pytestmark = pytest.mark.pure

NEW_YORK = ZoneInfo("America/New_York")
HUE = ZoneInfo("Asia/Ho_Chi_Minh")
ZONES = ["America/New_York", "Asia/Ho_Chi_Minh", "Asia/Beirut", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Cairo"]


def test_an_instant_is_the_same_in_utc():
    there = datetime(2026, 2, 6, 10, 30, tzinfo=HUE)
    assert utc(there) == there
    assert utc(there).tzinfo is UTC
    assert utc(there).hour == 3


def test_a_naive_instant_is_refused_with_a_sentence():
    with pytest.raises(ValueError, match=r"2026-02-06T10:30:00 has no time zone, so it names no instant\."):
        utc(datetime(2026, 2, 6, 10, 30))  # noqa: DTZ001 - that is the point


def test_a_zone_that_knows_no_offset_names_no_instant_either():
    class Nowhere(tzinfo):
        def utcoffset(self, dt):
            return None

    with pytest.raises(ValueError, match="names no instant"):
        utc(datetime(2026, 2, 6, tzinfo=Nowhere()))


@pytest.mark.parametrize(
    ("day", "clock", "expected"),
    [
        (date(2015, 3, 6), time(2, 30), "2015-03-06T02:30:00-05:00"),  # Friday, winter
        (date(2015, 3, 8), time(1, 59, 59), "2015-03-08T01:59:59-05:00"),  # Sunday, the last second before
        (date(2015, 3, 8), time(2, 0), "2015-03-08T03:00:00-04:00"),  # skipped: moved on by the hour
        (date(2015, 3, 8), time(2, 30), "2015-03-08T03:30:00-04:00"),
        (date(2015, 3, 8), time(3, 0), "2015-03-08T03:00:00-04:00"),
        (date(2015, 11, 1), time(1, 30), "2015-11-01T01:30:00-04:00"),  # Sunday, repeated: the first pass
        (date(2015, 11, 1), time(1, 30, fold=1), "2015-11-01T01:30:00-04:00"),  # whatever the clock time says
        (date(2015, 11, 1), time(2, 0), "2015-11-01T02:00:00-05:00"),
    ],
)
def test_wall_time_becomes_an_instant(day, clock, expected):
    assert at_wall_time(day, clock, NEW_YORK).isoformat() == expected


def test_the_last_of_a_day_is_its_last_microsecond():
    assert last_of_day(date(2026, 2, 24), HUE).isoformat() == "2026-02-24T23:59:59.999999+07:00"


def test_where_the_hour_before_midnight_is_repeated_a_day_ends_with_the_second_pass():
    # Beirut goes back from 00:00 on Sunday 2021-10-31 to 23:00 on Saturday.
    end = last_of_day(date(2021, 10, 30), ZoneInfo("Asia/Beirut"))
    assert end.isoformat() == "2021-10-30T23:59:59.999999+02:00"


@example(date(2011, 12, 30), "Pacific/Apia")  # the Friday that Samoa left out
@given(st.dates(date(1995, 1, 1), date(2040, 1, 1)), st.sampled_from(ZONES))
def test_a_microsecond_after_the_last_of_a_day_another_day_begins(day, name):
    zone = ZoneInfo(name)
    end = last_of_day(day, zone)
    after = (end.astimezone(UTC) + timedelta(microseconds=1)).astimezone(zone)
    assert after.date() > day
    if (name, day) != ("Pacific/Apia", date(2011, 12, 30)):
        assert end.date() == day


@given(st.datetimes(datetime(1995, 1, 1), datetime(2040, 1, 1)), st.sampled_from(ZONES))  # noqa: DTZ001 - wall times
def test_wall_time_is_what_clocks_show_unless_they_skip_it(local, name):
    zone = ZoneInfo(name)
    found = at_wall_time(local.date(), local.time(), zone)
    shown = found.replace(tzinfo=None)
    assert shown >= local
    if shown != local:  # skipped: no instant of that zone shows it
        earlier = (found.astimezone(UTC) - (shown - local)).astimezone(zone).replace(tzinfo=None)
        assert earlier != local
    assert found.fold == 0 or shown != local

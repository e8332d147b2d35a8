"""Dates: against strptime and zoneinfo, in hours that summer time takes and gives, and refused where they are none."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.sources.instants import NoInstant, end_of, parse_instant

pytestmark = pytest.mark.pure

BOSTON = ZoneInfo("America/New_York")
HUE = ZoneInfo("Asia/Ho_Chi_Minh")
AMERICAN = "%m/%d/%Y %I:%M:%S %p"


def naive(year: int, month: int, day: int) -> datetime:
    """Return a day's beginning without zone, as strategies want it."""
    return datetime(year, month, day, tzinfo=UTC).replace(tzinfo=None)


#: A text cannot say which of two equal hours it means, so these do not either: the first.
MOMENTS = st.datetimes(min_value=naive(1900, 1, 1), max_value=naive(2099, 12, 31)).map(
    lambda moment: moment.replace(fold=0)
)
SECONDS = MOMENTS.map(lambda moment: moment.replace(microsecond=0))


@given(SECONDS)
def test_american_dates_are_what_strptime_and_zoneinfo_make_of_them(moment):
    text = moment.strftime(AMERICAN)
    assert parse_instant(text, BOSTON) == datetime.strptime(text, AMERICAN).replace(tzinfo=BOSTON).astimezone(UTC)


@given(st.integers(0, 24 * 60 - 1), st.sampled_from([date(2015, 3, 8), date(2015, 11, 1), date(2015, 7, 1)]))
def test_every_minute_of_a_day_that_changes_its_offset(minute, day):
    moment = datetime.combine(day, datetime.min.time()) + timedelta(minutes=minute)
    expected = moment.replace(tzinfo=BOSTON, fold=0).astimezone(UTC)
    assert parse_instant(moment.strftime(AMERICAN), BOSTON) == expected


@given(
    st.datetimes(min_value=naive(1, 1, 3), max_value=naive(9999, 12, 29)),
    st.integers(-14 * 60, 14 * 60),
    st.sampled_from([" ", "T"]),
)
def test_zoned_iso_dates_come_back_as_the_same_instant(moment, minutes, between):
    instant = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    parsed = parse_instant(instant.isoformat(between), HUE)
    assert parsed == instant
    assert parsed.tzinfo is UTC


@given(MOMENTS)
def test_iso_dates_without_offset_are_local(moment):
    assert parse_instant(moment.isoformat(" "), BOSTON) == moment.replace(tzinfo=BOSTON).astimezone(UTC)


@pytest.mark.parametrize(
    ("text", "zone", "expected"),
    [
        ("01/01/2015 12:20:09 AM", BOSTON, "2015-01-01T05:20:09+00:00"),
        ("01/01/2015 12:20:09 PM", BOSTON, "2015-01-01T17:20:09+00:00"),
        ("11/01/2015 01:30:00 AM", BOSTON, "2015-11-01T05:30:00+00:00"),  # told twice that night: the first is meant
        ("11/01/2015 02:30:00 AM", BOSTON, "2015-11-01T07:30:00+00:00"),
        ("03/08/2015 03:00:00 AM", BOSTON, "2015-03-08T07:00:00+00:00"),
        ("01/01/1900 12:00:00 AM", BOSTON, "1900-01-01T05:00:00+00:00"),
        ("2025-08-01 06:35:06.539+00", BOSTON, "2025-08-01T06:35:06.539000+00:00"),
        ("2025-08-01 06:35:06Z", BOSTON, "2025-08-01T06:35:06+00:00"),
        ("2019-05-31T10:32:00+07:00", HUE, "2019-05-31T03:32:00+00:00"),
        ("2026-03-11", HUE, "2026-03-11T16:59:59.999999+00:00"),
        ("01/31/2015", BOSTON, "2015-02-01T04:59:59.999999+00:00"),
    ],
)
def test_known_forms(text, zone, expected):
    assert parse_instant(text, zone).isoformat() == expected


@pytest.mark.parametrize(
    "text",
    [
        "yesterday",
        "02/30/2015 08:30:00 AM",
        "13/01/2015 08:30:00 AM",
        "01/15/2015 13:30:00 PM",
        "01/15/2015 00:30:00 AM",
        "01/15/2015 08:60:00 AM",
        "01/15/2015 08:30:61 AM",
        "01/15/2015 08:30:00 XM",
        "01/15/2015-08:30:00 AM",
        "01/15/2015 08.30:00 AM",
        "01/15/2015 08:30.00 AM",
        "01/15/2015 08:30:00_AM",
        "01/15/2015 08:30 AM",
        "+1/05/2015 08:30:00 AM",
        "1 /05/2015 08:30:00 AM",
        "٠١/15/2015 08:30:00 AM",
        "01/1/12015 08:30:00 AM",
        "01/15/20/5 08:30:00 AM",
        "2025-13-01",
        "2025-08-01 25:00:00+00",
        "2025-W01-1",
        "2025-08-01 06:35:06+99",
        "0001-01-01T00:00:00+07:00",
        "12/31/9999 11:59:59 PM",
        "9999-12-31",
        "20250801",
        "1422777600",
    ],
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(NoInstant, match="is no date: ") as refused:
        parse_instant(text, BOSTON)
    assert repr(text) in str(refused.value)


def test_a_long_text_is_quoted_shortly():
    with pytest.raises(NoInstant) as refused:
        parse_instant("x" * 10_000, BOSTON)
    assert len(str(refused.value)) < 80


def test_the_end_of_a_day_is_its_last_microsecond():
    end = end_of(date(2026, 2, 24), HUE)
    assert end.astimezone(HUE).isoformat() == "2026-02-24T23:59:59.999999+07:00"
    assert (end + timedelta(microseconds=1)).astimezone(HUE).date() == date(2026, 2, 25)

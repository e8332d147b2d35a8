"""The Center's own term: a working day after the day of submission, weekends and holidays left out."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.rules.calendars import Calendar
from cases.rules.review_clock import decide_by, late_before

pytestmark = pytest.mark.pure

HUE = Calendar(
    zone="Asia/Ho_Chi_Minh",
    holidays={date(2026, 2, day): "Tết" for day in range(16, 21)},
    make_up={date(2026, 2, 28): "làm bù"},
)
BOSTON = Calendar(zone="America/New_York")


def at(text, zone=HUE):
    return datetime.fromisoformat(text).replace(tzinfo=zone.zone_info())


@pytest.mark.parametrize(
    ("submitted", "days", "until"),
    [
        ("2026-03-02T00:00", 1, "2026-03-03"),  # Monday → Tuesday
        ("2026-03-02T23:59", 1, "2026-03-03"),
        ("2026-03-06T09:00", 1, "2026-03-09"),  # Friday → Monday
        ("2026-03-07T09:00", 1, "2026-03-09"),  # Saturday → Monday
        ("2026-02-13T09:00", 1, "2026-02-23"),  # Friday before Tết → Monday after
        ("2026-02-27T09:00", 1, "2026-02-28"),  # Friday → the Saturday that makes up
        ("2026-03-05T09:00", 2, "2026-03-09"),  # Thursday → Monday
        ("2026-03-02T09:00", 0, "2026-03-02"),
    ],
)
def test_so_many_working_days_to_their_end(submitted, days, until):
    assert decide_by(at(submitted), HUE, days) == at(f"{until}T23:59:59.999999")


def test_the_limit_for_a_database_is_the_beginning_of_a_day():
    now = at("2026-03-10T08:00")  # Tuesday: what came on Monday may wait until tonight
    assert late_before(now, HUE, 1) == at("2026-03-09T00:00")
    assert late_before(now, HUE, 2) == at("2026-03-06T00:00")
    assert late_before(at("2026-03-09T00:00"), HUE, 1) == at("2026-03-06T00:00")


INSTANTS = st.datetimes(datetime(2026, 1, 20), datetime(2026, 11, 20), timezones=st.just(UTC))  # noqa: DTZ001 - given UTC


@given(INSTANTS, st.timedeltas(timedelta(0), timedelta(days=20)), st.integers(0, 3), st.sampled_from([HUE, BOSTON]))
def test_both_ways_of_asking_agree(submitted, waited, days, calendar):
    now = submitted + waited
    assert (submitted < late_before(now, calendar, days)) is (now > decide_by(submitted, calendar, days))

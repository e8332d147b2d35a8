"""Which decision may be appealed, and until when."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.rules.appeals import AppealRefused, Judged, NoAppeal, appeal_until, check_appeal, may_appeal
from cases.rules.calendars import Calendar
from cases.rules.clock_facts import Decision

pytestmark = pytest.mark.pure

HUE = "Asia/Ho_Chi_Minh"
REUNIFICATION, LABOUR = date(2026, 4, 30), date(2026, 5, 1)  # a Thursday and a Friday
CALENDAR = Calendar(zone=HUE, holidays={REUNIFICATION: "Ngày Giải phóng", LABOUR: "Quốc tế Lao động"})
MICROSECOND = timedelta(microseconds=1)
AT = datetime(2026, 3, 2, 3, tzinfo=UTC)  # Monday, 10:00 in Huế


def end_of(year, month, day):
    """The last instant of a day in Huế, seven hours ahead."""
    return datetime(year, month, day, 16, 59, 59, 999999, tzinfo=UTC)


def judged(decision=Decision.RETURNED, **fields):
    return Judged(**{"decision": decision, "decided_at": AT, "appealed": False, "overtaken": False, **fields})


@pytest.mark.parametrize(
    ("decided", "until"),
    [
        (datetime(2026, 3, 2, 3, tzinfo=UTC), end_of(2026, 3, 4)),  # Monday → Wednesday
        (datetime(2026, 3, 2, 16, 59, tzinfo=UTC), end_of(2026, 3, 4)),  # Monday 23:59
        (datetime(2026, 3, 2, 17, 0, tzinfo=UTC), end_of(2026, 3, 5)),  # Tuesday 00:00 → Thursday
        (datetime(2026, 3, 6, 3, tzinfo=UTC), end_of(2026, 3, 10)),  # Friday → Tuesday
        (datetime(2026, 3, 7, 3, tzinfo=UTC), end_of(2026, 3, 10)),  # Saturday → Tuesday
        (datetime(2026, 4, 29, 3, tzinfo=UTC), end_of(2026, 5, 5)),  # Wednesday, two holidays and a weekend → Tuesday
    ],
)
def test_two_working_days_end_with_the_second(decided, until):
    assert appeal_until(CALENDAR, decided, 2) == until


def test_another_number_of_days_counts_as_well():
    assert appeal_until(CALENDAR, AT, 5) == end_of(2026, 3, 9)
    assert appeal_until(CALENDAR, AT, 1) == end_of(2026, 3, 3)


@given(st.integers(0, 400), st.integers(1, 5))
def test_the_last_day_is_found_by_walking(hours, days):
    decided = AT + timedelta(hours=hours)
    day, left = CALENDAR.day_of(decided), days
    while left:
        day += timedelta(days=1)
        left -= CALENDAR.is_working(day)
    assert appeal_until(CALENDAR, decided, days) == CALENDAR.end_of(day)


@pytest.mark.parametrize("decision", list(Decision))
def test_only_a_return_or_a_refusal_is_appealed(decision):
    may = may_appeal(judged(decision), AT, until=AT)
    assert may is (decision in (Decision.RETURNED, Decision.REFUSED))


@pytest.mark.parametrize(
    ("fields", "at", "why"),
    [
        ({"decision": Decision.APPROVED}, AT, NoAppeal.NOT_SENT_BACK),
        ({"decision": None, "decided_at": None}, AT, NoAppeal.NOT_SENT_BACK),
        ({"decided_at": None}, AT, NoAppeal.NOT_SENT_BACK),  # imported: nobody knows when
        ({"appealed": True}, AT, NoAppeal.APPEALED_BEFORE),
        ({"overtaken": True}, AT, NoAppeal.OVERTAKEN),
        ({}, AT + MICROSECOND, NoAppeal.TOO_LATE),
        ({"appealed": True, "overtaken": True}, AT + MICROSECOND, NoAppeal.APPEALED_BEFORE),
    ],
)
def test_the_refusal_says_which_condition_fails(fields, at, why):
    held = judged(**fields)
    with pytest.raises(AppealRefused, match=f"No appeal: {why}") as refused:
        check_appeal(held, at, until=AT)
    assert refused.value.why is why
    assert not may_appeal(held, at, until=AT)


def test_until_the_last_instant_there_is_an_appeal():
    check_appeal(judged(), AT, until=AT)
    assert may_appeal(judged(Decision.REFUSED), AT - timedelta(days=1), until=AT)

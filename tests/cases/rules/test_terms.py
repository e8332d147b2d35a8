from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from cases.rules.calendars import PLAIN, Calendar
from cases.rules.terms import LONGEST_IN_DAYS, OfficeHours, Term, TermKind, due_at, start_of
from tests.cases.rules.days import BOSTON, HUE, local

pytestmark = pytest.mark.pure

OFFICE = OfficeHours(opens=time(8, 30), closes=time(17))


def working_days(n, office_hours=None):
    return Term(kind=TermKind.WORKING_DAYS, n=n, office_hours=office_hours)


def calendar_days(n):
    return Term(kind=TermKind.CALENDAR_DAYS, n=n)


def hours(n):
    return Term(kind=TermKind.HOURS, n=n)


# --- working days to the end of the last one (Huế) ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "n", "last"),
    [
        ("2026-02-06T10:00", 7, "2026-02-24"),  # Friday; Tết from Monday to Friday in between; Tuesday
        ("2026-02-06T00:00", 7, "2026-02-24"),  # the first instant of that Friday
        ("2026-02-06T23:59:59.999999", 7, "2026-02-24"),  # and its last
        ("2026-02-07T09:00", 7, "2026-02-24"),  # Saturday: counting starts on Monday the 9th all the same
        ("2026-02-05T10:00", 7, "2026-02-23"),  # Thursday to Monday
        ("2026-02-18T10:00", 1, "2026-02-23"),  # Wednesday amid Tết to Monday
        ("2026-08-20T10:00", 2, "2026-08-22"),  # Thursday to the Saturday that is made up
        ("2026-08-22T10:00", 1, "2026-08-24"),  # from that Saturday to Monday
        ("2026-08-28T10:00", 1, "2026-09-03"),  # Friday over the weekend and National Day to Thursday
        ("2026-04-24T10:00", 2, "2026-04-29"),  # Friday; Monday off in lieu of Sunday; Wednesday
        ("2026-04-24T10:00", 3, "2026-05-04"),  # and on over the two days of the long weekend to Monday
        ("2028-02-25T10:00", 2, "2028-02-29"),  # Friday to the leap day, a Tuesday
        ("2028-02-29T10:00", 1, "2028-03-01"),  # from the leap day to Wednesday
        ("2026-02-06T10:00", 0, "2026-02-06"),  # nothing to count: the end of the day itself
        ("2026-02-07T10:00", 0, "2026-02-07"),  # of a Saturday too
    ],
)
def test_working_days_run_to_the_end_of_the_last(start, n, last):
    assert due_at(working_days(n), HUE, local(HUE, start)).isoformat() == f"{last}T23:59:59.999999+07:00"


def test_the_day_a_term_starts_is_that_of_the_calendars_zone():
    evening = datetime(2026, 2, 5, 18, 0, tzinfo=UTC)  # Thursday there, Friday 01:00 in Huế
    assert due_at(working_days(7), HUE, evening) == local(HUE, "2026-02-24T23:59:59.999999")


def test_a_holiday_added_later_moves_what_is_counted_from_then_on():
    before = due_at(working_days(2), HUE, local(HUE, "2025-12-31T10:00"))  # Wednesday
    bridged = Calendar(zone=HUE.zone, holidays={**HUE.holidays, date(2026, 1, 2): "nghỉ hoán đổi"}, make_up=HUE.make_up)
    after = due_at(working_days(2), bridged, local(HUE, "2025-12-31T10:00"))
    assert before.date() == date(2026, 1, 5)  # Monday, Friday the 2nd having counted
    assert after.date() == date(2026, 1, 6)  # Tuesday


def test_where_a_calendar_ends_weekends_still_count():
    due = due_at(working_days(3), HUE, local(HUE, "2026-12-30T10:00"))  # Wednesday
    assert due.date() == date(2027, 1, 4)  # Monday: New Year is not known to be off


# --- working days with office hours (Boston) ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "n", "expected"),
    [
        ("2015-01-05T10:15:30", 1, "2015-01-06T10:15:30-05:00"),  # Monday in hours: the same clock time
        ("2015-01-05T08:29:59", 1, "2015-01-06T08:30:00-05:00"),  # before opening: from opening
        ("2015-01-05T08:30:00", 1, "2015-01-06T08:30:00-05:00"),  # at opening
        ("2015-01-05T16:59:59", 1, "2015-01-06T16:59:59-05:00"),  # the last second
        ("2015-01-05T17:00:00", 1, "2015-01-07T08:30:00-05:00"),  # at closing: from Tuesday's opening
        ("2015-01-05T23:00:00", 1, "2015-01-07T08:30:00-05:00"),  # after closing
        ("2015-01-09T17:00:00", 1, "2015-01-13T08:30:00-05:00"),  # Friday evening: from Monday, to Tuesday
        ("2015-01-10T10:00:00", 1, "2015-01-13T08:30:00-05:00"),  # Saturday, though in hours
        ("2015-01-11T07:00:00", 2, "2015-01-14T08:30:00-05:00"),  # Sunday before opening: from Monday
        ("2015-01-16T16:00:00", 1, "2015-01-20T16:00:00-05:00"),  # Friday; Monday is King's Day
        ("2015-01-16T18:00:00", 1, "2015-01-21T08:30:00-05:00"),  # Friday evening: from Tuesday
        ("2015-01-19T12:00:00", 1, "2015-01-21T08:30:00-05:00"),  # on the holiday
        ("2015-01-01T00:25:23", 10, "2015-01-16T08:30:00-05:00"),  # New Year, Thursday: from Friday
        ("2015-03-06T10:00:00", 1, "2015-03-09T10:00:00-04:00"),  # Friday; the clocks change on Sunday
        ("2015-10-30T10:00:00", 1, "2015-11-02T10:00:00-05:00"),  # Friday; and back
        ("2015-01-05T10:00:00", 0, "2015-01-05T10:00:00-05:00"),  # nothing to count
        ("2015-01-05T18:00:00", 0, "2015-01-06T08:30:00-05:00"),  # nothing to count, but from the next opening
    ],
)
def test_office_hours(start, n, expected):
    assert due_at(working_days(n, OFFICE), BOSTON, local(BOSTON, start)).isoformat() == expected


def test_a_made_up_saturday_has_office_hours_too():
    due = due_at(working_days(1, OFFICE), HUE, local(HUE, "2026-08-22T18:00"))  # Saturday evening
    assert due.isoformat() == "2026-08-25T08:30:00+07:00"  # Tuesday, counted from Monday


# --- calendar days and hours -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("term", "start", "expected"),
    [
        (calendar_days(1), "2015-03-07T12:00", "2015-03-08T12:00:00-04:00"),  # Saturday; 23 hours later
        (calendar_days(1), "2015-10-31T12:00", "2015-11-01T12:00:00-05:00"),  # Saturday; 25 hours later
        (calendar_days(1), "2015-03-07T02:30", "2015-03-08T03:30:00-04:00"),  # a time the clocks skip
        (calendar_days(1), "2015-10-31T01:30", "2015-11-01T01:30:00-04:00"),  # repeated: the first pass
        (calendar_days(30), "2015-02-20T09:15:16", "2015-03-22T09:15:16-04:00"),  # over the change
        (calendar_days(1), "2016-02-28T09:00", "2016-02-29T09:00:00-05:00"),  # Sunday to the leap day
        (calendar_days(365), "2016-02-29T09:00", "2017-02-28T09:00:00-05:00"),
        (calendar_days(0), "2015-03-07T12:00", "2015-03-07T12:00:00-05:00"),
        (calendar_days(2), "2015-01-17T12:00", "2015-01-19T12:00:00-05:00"),  # Saturday; days off count
        (hours(24), "2015-03-07T12:00", "2015-03-08T13:00:00-04:00"),  # elapsed time over the change
        (hours(24), "2015-10-31T12:00", "2015-11-01T11:00:00-05:00"),
        (hours(1), "2015-11-01T01:30", "2015-11-01T01:30:00-05:00"),  # from the first pass to the second
        (hours(2), "2015-11-01T01:30", "2015-11-01T02:30:00-05:00"),
        (hours(1), "2015-03-08T01:30", "2015-03-08T03:30:00-04:00"),  # over the gap
        (hours(0), "2015-03-08T01:30", "2015-03-08T01:30:00-05:00"),
        (hours(48), "2016-02-28T09:00", "2016-03-01T09:00:00-05:00"),
    ],
)
def test_wall_time_and_elapsed_time(term, start, expected):
    assert due_at(term, BOSTON, local(BOSTON, start)).isoformat() == expected


@pytest.mark.parametrize("term", [calendar_days(0), working_days(0, OfficeHours(opens=time(0), closes=time(9)))])
def test_a_term_of_nothing_never_ends_before_it_begins(term):
    second_pass = datetime(2015, 11, 3, 6, 30, tzinfo=UTC)
    assert due_at(term, BOSTON, second_pass) >= second_pass  # an ordinary Tuesday
    second_pass = datetime(2015, 11, 1, 1, 30, fold=1, tzinfo=ZoneInfo("America/New_York"))
    everyday = Calendar(zone="America/New_York", days_off=frozenset())
    assert due_at(term, everyday, second_pass).astimezone(UTC) == second_pass.astimezone(UTC)


def test_a_start_is_counted_in_the_calendars_zone_wherever_it_was_written_down():
    here = datetime(2015, 3, 7, 17, 0, tzinfo=UTC)
    there = here.astimezone(ZoneInfo("Asia/Tokyo"))
    assert due_at(calendar_days(1), BOSTON, here) == due_at(calendar_days(1), BOSTON, there)
    assert due_at(calendar_days(1), BOSTON, there).isoformat() == "2015-03-08T12:00:00-04:00"


# --- what is refused ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("term", [working_days(7), working_days(7, OFFICE), calendar_days(7), hours(7)])
def test_a_naive_start_is_refused(term):
    with pytest.raises(ValueError, match="has no time zone"):
        due_at(term, HUE, datetime(2026, 2, 6, 10))  # noqa: DTZ001 - that is the point


@pytest.mark.parametrize("term", [working_days(7), working_days(7, OFFICE), calendar_days(7), hours(7 * 24)])
@pytest.mark.parametrize("start", [datetime(9999, 12, 30, tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
def test_a_term_beyond_the_end_of_all_calendars_is_refused(term, start):
    with pytest.raises(ValueError, match="too far off"):
        due_at(term, PLAIN, start)


@pytest.mark.parametrize("kind", list(TermKind))
@pytest.mark.parametrize("n", [-1, -(10**30), 10**30, LONGEST_IN_DAYS * 24 + 1])
def test_how_many_a_term_counts_is_bounded(kind, n):
    with pytest.raises(ValueError, match=r"A term counts from 0 to \d+ (working days|calendar days|hours), not"):
        Term(kind=kind, n=n)


@pytest.mark.parametrize("n", [1.0, "7", None, True])
def test_only_whole_numbers_are_counted(n):
    with pytest.raises(ValueError, match="whole days or hours"):
        Term(kind=TermKind.HOURS, n=n)


def test_the_longest_term_can_still_be_counted():
    start = datetime(2026, 2, 6, tzinfo=UTC)
    assert due_at(calendar_days(LONGEST_IN_DAYS), PLAIN, start) - start == timedelta(days=LONGEST_IN_DAYS)
    assert due_at(hours(LONGEST_IN_DAYS * 24), PLAIN, start) - start == timedelta(days=LONGEST_IN_DAYS)
    with pytest.raises(ValueError, match="from 0 to 36600 calendar days"):
        calendar_days(LONGEST_IN_DAYS + 1)


def test_a_kind_may_be_given_by_its_value_but_must_exist():
    assert Term(kind="working_days", n=7) == working_days(7)
    assert Term(kind="hours", n=7).kind is TermKind.HOURS
    with pytest.raises(ValueError, match="weeks"):
        Term(kind="weeks", n=7)


@pytest.mark.parametrize("kind", [TermKind.CALENDAR_DAYS, TermKind.HOURS])
def test_office_hours_go_with_working_days_only(kind):
    with pytest.raises(ValueError, match="Only a term in working days"):
        Term(kind=kind, n=1, office_hours=OFFICE)


@pytest.mark.parametrize(("opens", "closes"), [(time(17), time(8, 30)), (time(8), time(8))])
def test_an_office_opens_before_it_closes(opens, closes):
    with pytest.raises(ValueError, match="opens before it closes"):
        OfficeHours(opens=opens, closes=closes)


@pytest.mark.parametrize(("opens", "closes"), [(time(8, tzinfo=UTC), time(17)), (time(8), time(17, tzinfo=UTC))])
def test_office_hours_are_wall_times(opens, closes):
    with pytest.raises(ValueError, match="wall times"):
        OfficeHours(opens=opens, closes=closes)


# --- starts as text ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2015-03-06T10:00:00", "2015-03-06T15:00:00+00:00"),  # Friday, in the calendar's zone
        ("2015-03-06 10:00", "2015-03-06T15:00:00+00:00"),
        ("2015-03-06T10:00:00Z", "2015-03-06T10:00:00+00:00"),
        ("2015-03-06T10:00:00+07:00", "2015-03-06T03:00:00+00:00"),
        ("2015-03-08T02:30:00", "2015-03-08T07:30:00+00:00"),  # skipped: 03:30 summer time
        ("2015-11-01T01:30:00", "2015-11-01T05:30:00+00:00"),  # repeated: the first pass
        ("2015-11-01T01:30:00-05:00", "2015-11-01T06:30:00+00:00"),  # the second, said outright
        ("2015-03-06", "2015-03-07T04:59:59.999999+00:00"),  # a date alone means the end of that day
    ],
)
def test_a_start_as_text(text, expected):
    assert start_of(text, BOSTON).isoformat() == expected


@pytest.mark.parametrize("text", ["", "soon", "2015-02-29", "2015-03-06T25:00", "06/03/2015"])
def test_a_text_that_is_no_instant_is_refused(text):
    with pytest.raises(ValueError, match="is no instant in ISO 8601"):
        start_of(text, BOSTON)


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00+10:00", "9999-12-31T23:00:00", "9999-12-31"])
def test_a_text_at_the_edge_of_all_calendars_is_refused(text):
    with pytest.raises(ValueError, match="too far off"):
        start_of(text, BOSTON)

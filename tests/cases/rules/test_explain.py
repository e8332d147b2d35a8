from datetime import date, time

import pytest

from cases.rules.terms import Day, DayKind, OfficeHours, Term, TermKind, explain
from tests.cases.rules.days import BOSTON, HUE, local

pytestmark = pytest.mark.pure

WORKING_7 = Term(kind=TermKind.WORKING_DAYS, n=7)
OFFICE = OfficeHours(opens=time(8, 30), closes=time(17))


def told(term, calendar, start, until):
    """Day of the month, kind, number and name of each day."""
    found = explain(term, calendar, local(calendar, start), until=date.fromisoformat(until))
    return [(each.day.day, each.kind.value, each.count, each.name) for each in found]


def test_seven_working_days_over_tet():
    assert told(WORKING_7, HUE, "2026-02-06T10:00", "2026-02-26") == [
        (6, "start", None, ""),  # Friday
        (7, "weekend", None, ""),
        (8, "weekend", None, ""),
        (9, "counted", 1, ""),  # Monday
        (10, "counted", 2, ""),
        (11, "counted", 3, ""),
        (12, "counted", 4, ""),
        (13, "counted", 5, ""),  # Friday
        (14, "weekend", None, ""),
        (15, "weekend", None, ""),
        (16, "holiday", None, "Tết Nguyên Đán"),  # Monday
        (17, "holiday", None, "Tết Nguyên Đán"),
        (18, "holiday", None, "Tết Nguyên Đán"),
        (19, "holiday", None, "Tết Nguyên Đán"),
        (20, "holiday", None, "Tết Nguyên Đán"),  # Friday
        (21, "weekend", None, ""),
        (22, "weekend", None, ""),
        (23, "counted", 6, ""),  # Monday
        (24, "due", 7, ""),
        (25, "after", None, ""),
        (26, "after", None, ""),
    ]


def test_a_made_up_saturday_counts_and_says_so():
    assert told(Term(kind=TermKind.WORKING_DAYS, n=3), HUE, "2026-08-20T10:00", "2026-08-24") == [
        (20, "start", None, ""),  # Thursday
        (21, "counted", 1, ""),
        (22, "make_up", 2, "Làm bù ngày 31/8"),
        (23, "weekend", None, ""),
        (24, "due", 3, ""),
    ]


def test_a_made_up_saturday_may_be_the_due_day():
    last = told(Term(kind=TermKind.WORKING_DAYS, n=2), HUE, "2026-08-20T10:00", "2026-08-22")[-1]
    assert last == (22, "due", 2, "Làm bù ngày 31/8")


def test_a_start_on_a_holiday_is_a_start_and_keeps_the_name():
    first = told(WORKING_7, HUE, "2026-02-17T10:00", "2026-02-18")
    assert first == [(17, "start", None, "Tết Nguyên Đán"), (18, "holiday", None, "Tết Nguyên Đán")]


def test_days_after_the_due_day_are_after_it_on_weekends_too():
    days = told(WORKING_7, HUE, "2026-02-06T10:00", "2026-03-01")
    assert {kind for day, kind, _, _ in days[-5:]} == {"after"}


def test_an_explanation_may_stop_before_the_due_day():
    days = told(WORKING_7, HUE, "2026-02-06T10:00", "2026-02-10")
    assert [kind for _, kind, _, _ in days] == ["start", "weekend", "weekend", "counted", "counted"]


def test_before_the_start_there_is_nothing_to_explain():
    assert told(WORKING_7, HUE, "2026-02-06T10:00", "2026-02-05") == []


def test_out_of_office_hours_there_are_two_starts():
    term = Term(kind=TermKind.WORKING_DAYS, n=1, office_hours=OFFICE)
    assert told(term, BOSTON, "2015-01-16T18:00", "2015-01-22") == [
        (16, "start", None, ""),  # Friday evening: it came in
        (17, "weekend", None, ""),
        (18, "weekend", None, ""),
        (19, "holiday", None, "Martin Luther King Jr. Day"),
        (20, "start", None, ""),  # Tuesday: counting begins at the opening
        (21, "due", 1, ""),
        (22, "after", None, ""),
    ]


def test_in_office_hours_there_is_one_start():
    term = Term(kind=TermKind.WORKING_DAYS, n=1, office_hours=OFFICE)
    assert told(term, BOSTON, "2015-01-16T16:00", "2015-01-20") == [
        (16, "start", None, ""),
        (17, "weekend", None, ""),
        (18, "weekend", None, ""),
        (19, "holiday", None, "Martin Luther King Jr. Day"),
        (20, "due", 1, ""),
    ]


def test_calendar_days_all_count():
    assert told(Term(kind=TermKind.CALENDAR_DAYS, n=3), BOSTON, "2015-01-16T18:00", "2015-01-20") == [
        (16, "start", None, ""),
        (17, "counted", 1, ""),
        (18, "counted", 2, ""),
        (19, "due", 3, "Martin Luther King Jr. Day"),
        (20, "after", None, ""),
    ]


def test_a_made_up_saturday_is_no_more_than_counted_where_every_day_counts():
    days = told(Term(kind=TermKind.CALENDAR_DAYS, n=3), HUE, "2026-08-21T10:00", "2026-08-22")
    assert days[-1] == (22, "counted", 1, "Làm bù ngày 31/8")


def test_hours_have_days_without_numbers():
    assert told(Term(kind=TermKind.HOURS, n=48), HUE, "2026-08-22T10:00", "2026-08-25") == [
        (22, "start", None, "Làm bù ngày 31/8"),
        (23, "counted", None, ""),
        (24, "due", None, ""),
        (25, "after", None, ""),
    ]


def test_a_term_that_ends_on_its_first_day_is_due_there():
    assert told(Term(kind=TermKind.HOURS, n=4), HUE, "2026-08-21T10:00", "2026-08-21") == [(21, "due", None, "")]
    assert told(Term(kind=TermKind.WORKING_DAYS, n=0), HUE, "2026-08-21T10:00", "2026-08-21") == [(21, "due", None, "")]


def test_a_day_is_a_value():
    assert Day(day=date(2026, 8, 21), kind=DayKind.COUNTED, count=1) == Day(
        day=date(2026, 8, 21), kind="counted", count=1, name=""
    )

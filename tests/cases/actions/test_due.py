"""Due dates: what gives the first entry of each clock's list, and what never does."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from cases.actions import due
from cases.models import Calendar, CategoryTerm, DueDate
from cases.rules import promises
from tests.cases.actions.told import dues, verdict
from tests.factories import DUE, KIM_LONG, LIGHTING, START, Walk, a_category, an_agency, walk_to

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def end_of(year, month, day):
    """23:59:59.999999 in Huế, seven hours ahead of UTC."""
    return datetime(year, month, day, 16, 59, 59, 999999, tzinfo=UTC)


def term(category, *, n, since, kind="working_days", **hours):
    return CategoryTerm.objects.create(
        category=category, kind=kind, n=n, since=since, calendar=Calendar.objects.get(slug="vn"), **hours
    )


# --- the term's ------------------------------------------------------------------------------------------------------


def test_seven_working_days_over_tet():
    friday = datetime(2026, 2, 6, 3, tzinfo=UTC)
    case = Walk(at=friday).accept().case
    assert dues(case) == [(end_of(2026, 2, 24), friday, "term")]  # a Tuesday; 16 to 20 February are Tết


def test_each_clock_has_a_term_of_its_own():
    walk = Walk().accept().later(days=1).assign()
    assert dues(walk.case) == [(DUE, START, "term")]
    assert dues(walk.case, charge=walk.assignment) == [(end_of(2026, 3, 12), START + DAY, "term")]


def test_a_term_holds_from_its_own_day_in_the_city():
    category = a_category()
    term(category, n=2, since=date(2026, 3, 3))
    evening = datetime(2026, 3, 2, 16, 59, tzinfo=UTC)  # still 2 March in Huế
    night = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)  # 3 March, 00:00
    assert dues(Walk(at=evening).accept().case)[0][0] == DUE
    assert dues(Walk(at=night).accept().case)[0][0] == end_of(2026, 3, 5)


def test_entries_say_when_they_were_recorded():
    case = Walk().accept().case
    assert DueDate.objects.get(case=case).recorded_at == case.events.get(kind="case.accept").recorded_at


# --- the source's ----------------------------------------------------------------------------------------------------


def test_a_source_sets_both_clocks():
    given = end_of(2026, 3, 5)
    walk = Walk().accept(due=given).later(days=1).assign()
    assert dues(walk.case) == [(given, START, "source")]
    assert dues(walk.case, charge=walk.assignment) == [(given, START + DAY, "source")]


def test_a_source_sets_the_clock_of_whom_it_is_transferred_to():
    given = end_of(2026, 3, 5)
    walk = Walk().accept(due=given).assign().later(days=1).transfer()
    assert dues(walk.case, charge=walk.assignment) == [(given, START + DAY, "source")]


@pytest.mark.parametrize("late", [timedelta(0), DAY, 30 * DAY])
def test_an_agency_handed_a_case_on_its_last_day_is_not_overdue_the_next_morning(late):
    walk = Walk().accept(due=end_of(2026, 3, 4)).assign().until(datetime(2026, 3, 4, 9, tzinfo=UTC) + late).transfer()
    assert dues(walk.case, charge=walk.assignment)[0][2] == "term"
    assert verdict(walk.case, walk.at + DAY, charge=walk.assignment) == "in_term"
    assert verdict(walk.case, walk.at + DAY) == "overdue"  # the citizen has waited all the same


def test_on_the_last_day_of_the_term_too():
    walk = walk_to("assigned").until(DUE - timedelta(hours=1)).transfer()
    assert verdict(walk.case, DUE + timedelta(hours=9), charge=walk.assignment) == "in_term"
    assert verdict(walk.case, DUE + timedelta(hours=9)) == "overdue"


def test_without_a_term_a_source_is_all_there_is():
    CategoryTerm.objects.filter(category=a_category("khac")).delete()
    given = end_of(2026, 3, 4)
    walk = Walk(category="khac").accept(due=given).assign().until(given - timedelta(hours=1)).transfer()
    assert dues(walk.case, charge=walk.assignment) == [(given, walk.at, "source")]


def test_a_source_has_no_say_in_a_later_round():
    walk = Walk().accept(due=end_of(2026, 3, 5)).assign().submit().approve().later(days=1).reopen()
    assert dues(walk.case) == [(end_of(2026, 3, 12), walk.at, "term")]
    assert dues(walk.case, charge=walk.assignment) == [(end_of(2026, 3, 12), walk.at, "term")]


# --- who gets a case back, who begins anew ---------------------------------------------------------------------------


def test_an_agency_that_gets_a_case_back_has_its_old_clock_back():
    first = walk_to("assigned")
    root = first.assignment
    first.later(days=2).transfer().later(days=3).transfer(an_agency(KIM_LONG))
    back = first.assignment
    assert back.clock_root == root
    assert (back.started_at, back.assigned_at) == (root.started_at, first.at)
    assert dues(first.case, charge=back) == dues(first.case, charge=root)
    assert DueDate.objects.filter(assignment=back).count() == 0


def test_and_again_it_is_the_first_clock():
    walk = walk_to("assigned")
    root = walk.assignment
    for _ in range(2):
        walk.later(days=1).transfer(an_agency(LIGHTING)).later(days=1).transfer(an_agency(KIM_LONG))
    assert walk.assignment.clock_root == root


def test_who_gets_a_case_back_late_is_late_at_once():
    walk = walk_to("assigned").later(days=2).transfer().until(DUE + 2 * DAY).transfer(an_agency(KIM_LONG))
    assert verdict(walk.case, walk.at, charge=walk.assignment) == "overdue"


def test_a_reopening_begins_a_new_clock_for_all():
    walk = walk_to("reopened")
    at = walk.at
    assert walk.assignment.clock_root is None
    assert walk.assignment.started_at == at
    assert dues(walk.case) == [(end_of(2026, 3, 24), at, "term")]  # reopened on Sunday 15 March
    assert dues(walk.case, charge=walk.assignment) == dues(walk.case)


def test_an_opinion_is_another_clock_than_handling():
    walk = walk_to("assigned").later(days=1).transfer().escalate(an_agency(KIM_LONG))
    assert walk.assignment.clock_root is None
    assert walk.assignment.started_at == walk.at


# --- what is promised ------------------------------------------------------------------------------------------------


def test_a_promise_reaches_as_far_as_the_term():
    case = walk_to("assigned").case
    friday = datetime(2026, 3, 6, 3, tzinfo=UTC)
    assert due.latest_promise(case, friday) == end_of(2026, 3, 17)


def test_a_setting_gives_promises_another_reach(settings):
    settings.EXTENSION_WORKING_DAYS = 2
    case = walk_to("assigned").case
    assert due.latest_promise(case, datetime(2026, 3, 6, 3, tzinfo=UTC)) == end_of(2026, 3, 10)


@pytest.mark.parametrize("kind", ["hours", "calendar_days"])
def test_without_working_days_in_the_term_a_promise_reaches_seven(kind):
    category = a_category("khac")
    CategoryTerm.objects.filter(category=category).update(kind=kind, n=48)
    case = Walk(category="khac").accept().case
    assert due.latest_promise(case, START) == DUE


def test_without_a_term_promises_count_in_the_citys_calendar():
    CategoryTerm.objects.filter(category=a_category("khac")).delete()
    case = Walk(category="khac").accept().case
    assert due.term_of(case, START) is None
    assert due.calendar_of(case, START).zone == "Asia/Ho_Chi_Minh"
    assert due.latest_promise(case, START) == DUE


def test_a_day_ends_where_its_calendar_is():
    category = a_category("khac")
    CategoryTerm.objects.filter(category=category).update(calendar=Calendar.objects.get(slug="us-ma"))
    case = Walk(category="khac").accept().case
    boston = datetime(2026, 3, 10, 3, 59, 59, 999999, tzinfo=UTC)  # 9 March, 23:59:59.999999 in summer time
    assert due.end_of_day(case, date(2026, 3, 9), START) == boston
    assert promises.latest_promise(due.calendar_of(case, START), START, 1) > START


def test_office_hours_give_a_due_time():
    category = a_category("khac")
    CategoryTerm.objects.filter(category=category).update(n=1, office_opens=time(7, 30), office_closes=time(17))
    case = Walk(category="khac").accept().case
    assert dues(case)[0][0] == START + DAY


@pytest.mark.parametrize("days", [None, 3])
def test_days_to_promise_are_the_working_days_up_to_the_latest_promise(settings, days):
    settings.EXTENSION_WORKING_DAYS = days
    walk = walk_to("assigned")
    calendar, latest = due.calendar_of(walk.case, walk.at), due.latest_promise(walk.case, walk.at)
    found = due.days_to_promise(walk.case, walk.at, after=None)
    day, expected = calendar.day_of(walk.at), []
    while (day := day + timedelta(days=1)) <= calendar.day_of(latest):
        expected += [day] if calendar.is_working(day) else []
    assert found == expected
    assert len(found) == (days or 7)
    assert due.days_to_promise(walk.case, walk.at, after=found[1]) == found[2:]
    assert due.days_to_promise(walk.case, walk.at, after=found[-1]) == []

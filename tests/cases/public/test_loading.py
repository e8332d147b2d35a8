"""Loading: a constant number of queries however many cases, and the deadline explained day by day."""

from datetime import UTC, date, datetime, timedelta

import pytest

from cases.actions import change_calendar, classify
from cases.actions.actor import CENTER
from cases.actions.change_calendar import DayChange
from cases.models import Calendar, Case, CasePage, Category, CategoryTerm
from cases.public.loading import public_cases, tell_page, told, with_deadline
from cases.rules.terms import DayKind
from tests.cases.public.pages import DAY, DUE, START
from tests.cases.public.pages import told as told_at
from tests.factories import walk_to
from tests.incoming import imported, still_open

pytestmark = pytest.mark.django_db


def explained(case, at):
    return with_deadline(told_at(case, at))


def test_many_cases_cost_as_much_as_one(django_assert_num_queries):
    cases = [walk_to(state).case for state in ("assigned", "answered", "reopened", "transferred", "escalated")]
    with django_assert_num_queries(3):
        one = public_cases([cases[0].pk], at=DUE)
    with django_assert_num_queries(3):
        many = public_cases([case.pk for case in cases], at=DUE)
    assert (len(one), len(many)) == (1, 5)


def test_no_case_costs_no_more(django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        assert public_cases([], at=DUE) == []


def test_they_come_in_the_order_they_are_asked_in():
    cases = [walk_to("assigned").case for _ in range(3)]
    assert [case.id for case in told(Case.objects.order_by("-pk"), at=DUE)] == [case.pk for case in reversed(cases)]


def test_a_page_being_edited_is_told_with_its_new_words():
    page = CasePage.objects.get(case=walk_to("assigned").case)
    page.title = "Chưa lưu"
    assert tell_page(page, at=DUE).title == "Chưa lưu"
    assert CasePage.objects.get(pk=page.pk).title == "Đèn đường hỏng"


def test_tet_is_explained_day_by_day():
    walk = walk_to("received", at=datetime(2026, 2, 6, 2, 0, tzinfo=UTC)).accept()  # a Friday
    case = explained(walk.case, datetime(2026, 2, 10, 3, 0, tzinfo=UTC))
    assert case.due_at.astimezone().date() == date(2026, 2, 24)
    days = {day.day: day for day in case.deadline_days}
    assert (min(days), max(days)) == (date(2026, 2, 6), date(2026, 2, 24))
    counted = {day.count: day.day.day for day in days.values() if day.count}
    assert counted == {1: 9, 2: 10, 3: 11, 4: 12, 5: 13, 6: 23, 7: 24}
    assert days[date(2026, 2, 6)].kind is DayKind.START
    assert {days[date(2026, 2, day)].kind for day in (16, 17, 18, 19, 20)} == {DayKind.HOLIDAY}
    assert {days[date(2026, 2, day)].kind for day in (7, 8, 14, 15, 21, 22)} == {DayKind.WEEKEND}
    assert days[date(2026, 2, 24)].kind is DayKind.DUE
    assert (case.spans_used, case.spans_total) == (2, 7)


def test_days_run_on_past_the_due_date_until_today_and_stop_with_the_answer():
    late = explained(walk_to("overdue").case, DUE + 5 * DAY)
    assert (late.deadline_days[-1].day, late.deadline_days[-1].kind) == (date(2026, 3, 16), DayKind.AFTER)
    assert (late.spans_used, late.spans_total) == (7, 7)
    done = explained(walk_to("answered_late").case, DUE + 90 * DAY)
    assert done.deadline_days[-1].day == date(2026, 3, 13)
    early = explained(walk_to("answered").case, DUE + 90 * DAY)
    assert (early.deadline_days[-1].day, early.spans_used) == (date(2026, 3, 11), 2)


def test_a_deadline_forgotten_for_ten_years_is_explained_for_ten_years_only():
    days = explained(walk_to("overdue").case, DUE + 8000 * DAY).deadline_days
    assert len(days) == 3661


def test_it_costs_one_query_and_none_without_a_term(django_assert_num_queries):
    case = told_at(walk_to("assigned").case, DUE)
    with django_assert_num_queries(1):
        assert with_deadline(case).deadline_days
    bare = told_at(walk_to("accepted", category=Category.objects.create(slug="khong-han", name="Không hạn")).case, DUE)
    with django_assert_num_queries(0):
        assert with_deadline(bare) == bare


def test_a_calendar_without_any_holiday_is_read_too(django_assert_num_queries):
    case = told_at(walk_to("assigned").case, DUE)
    Calendar.objects.get(slug="vn").days.all().delete()
    with django_assert_num_queries(3):
        days = with_deadline(case).deadline_days
    assert days[-1].day == date(2026, 3, 11)


def test_the_sources_own_due_date_is_not_explained_by_our_term():
    imported(still_open(reference="r8", number=None))
    case = explained(Case.objects.get(reference="r8"), DUE)
    assert (case.due_cause, case.term, case.deadline_days) == ("source", None, ())
    assert case.due_at is not None


def test_a_due_date_moved_by_the_calendar_is_explained_by_the_days_off_of_now():
    walk = walk_to("assigned")
    vn = Calendar.objects.get(slug="vn")
    change_calendar.change_calendar(
        calendar=vn,
        changes=[DayChange(day=date(2026, 3, 6), kind="holiday", name="Nghỉ bão")],
        by=CENTER,
        at=START + DAY,
    )
    case = explained(walk.case, START + 2 * DAY)
    assert case.due_cause == "calendar"
    assert (case.due_at.astimezone().date(), case.deadline_days[-1].day) == (date(2026, 3, 12), date(2026, 3, 12))
    assert [day.name for day in case.deadline_days if day.kind is DayKind.HOLIDAY] == ["Nghỉ bão"]
    assert [event.kind for event in case.events].count("case.due") == 1  # two clocks moved, told once


def test_days_that_lead_elsewhere_explain_nothing():
    """The holiday is taken back on its eve: nobody loses the day they had counted on, so the days no longer add up."""
    vn = Calendar.objects.get(slug="vn")
    vn.days.create(day=date(2026, 3, 11), kind="holiday", name="Nghỉ bão")
    walk = walk_to("assigned")  # due on the 12th
    taken_back = datetime(2026, 3, 11, 3, 0, tzinfo=UTC)
    change_calendar.change_calendar(
        calendar=vn, changes=[DayChange(day=date(2026, 3, 11), kind=None)], by=CENTER, at=taken_back
    )
    case = explained(walk.case, taken_back + timedelta(hours=1))
    assert case.due_at.astimezone().date() == date(2026, 3, 12)
    assert (case.deadline_days, case.spans_total) == ((), None)


def test_a_due_date_counted_in_another_category_is_not_explained_by_the_new_one():
    quick = Category.objects.create(slug="khan-cap", name="Khẩn cấp")
    CategoryTerm.objects.create(
        category=quick, n=2, calendar=Calendar.objects.get(slug="vn"), legal_act="Quy chế", since=date(2019, 1, 1)
    )
    walk = walk_to("assigned")
    classify.change_category(case=walk.case, category=quick, by=CENTER, at=walk.at)
    case = explained(walk.case, START + DAY)
    assert (case.due_at, case.due_cause, case.deadline_days) == (DUE, "term", ())


def test_terms_in_hours_and_with_office_hours_are_explained_too():
    hours = Category.objects.create(slug="gio", name="Giờ")
    office = Category.objects.create(slug="cong-so", name="Công sở")
    vn = Calendar.objects.get(slug="vn")
    CategoryTerm.objects.create(category=hours, kind="hours", n=48, calendar=vn, legal_act="A", since=date(2019, 1, 1))
    CategoryTerm.objects.create(
        category=office,
        n=2,
        calendar=vn,
        legal_act="B",
        since=date(2019, 1, 1),
        office_opens="08:00",
        office_closes="17:00",
    )
    first = explained(walk_to("assigned", category=hours).case, START + DAY)
    assert (first.deadline_days[-1].day, first.spans_total) == (date(2026, 3, 4), 48)
    second = explained(walk_to("assigned", category=office).case, START + DAY)
    assert (second.deadline_days[-1].day, second.spans_used, second.spans_total) == (date(2026, 3, 4), 1, 2)

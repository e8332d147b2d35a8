"""The front page's figures: the whole city now, and what was answered last."""

import re
from datetime import timedelta

import pytest

from cases.accountability import present as module
from cases.accountability.front import LATEST, MOST_PAST_DUE, common_term_days, front_cases, front_figures
from cases.models import Category, CategoryTerm
from search.indexing import rebuild
from tests.cases.accountability.city import NOW, a_city
from tests.cities import forget
from tests.factories import LIGHTING, Walk, an_agency, walk_to


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    monkeypatch.setattr(module.timezone, "now", lambda: NOW)


def test_the_whole_city(db):
    a_city()
    figures = front_figures()
    assert figures.at == NOW
    assert (figures.open, figures.overdue, figures.promise_broken, figures.extended) == (7, 4, 1, 1)
    assert figures.in_term == 1
    assert (figures.rate.numerator, figures.rate.n) == (1, 8)
    assert figures.median_days == pytest.approx((2 + 11.624999999988426) / 2)
    assert figures.oldest_days == 17


def test_before_anything_was_accepted_there_are_no_figures(db):
    Walk()
    assert front_figures() is None
    assert front_cases().latest_answers == ()


def test_what_waits_for_an_agency_counts_as_open_and_late(db, client):
    Walk(title="Chưa giao cho ai").accept()
    figures = front_figures()
    assert (figures.open, figures.overdue, figures.in_term) == (1, 1, 0)
    assert (figures.rate.n, figures.median_days, figures.oldest_days) == (0, None, None)
    assert client.get("/").status_code == 200


def test_a_case_of_two_agencies_is_one_case(db):
    walk_to("assigned").assign(an_agency(LIGHTING))
    assert front_figures().open == 1


def test_each_number_is_the_length_of_the_list_behind_it(db, client):
    a_city()
    Walk(title="Chưa giao cho ai").accept()
    Walk(title="Tố cáo").accept(level="figures", level_reason="Tố cáo").assign()
    walk_to("answered", title="Mở lại").later(days=1).reopen()
    walk_to("assigned", title="Rút").withdraw()
    assert sum(rebuild()) > 0
    listed = {
        asked: client.get(f"/phan-anh/?{asked}").context["listing"].total
        for asked in (
            "state=in_progress&state=reopened",
            "verdict=overdue&verdict=promise_broken",
            "verdict=extended",
        )
    }
    figures = front_figures()
    assert list(listed.values()) == [figures.open, figures.headline, figures.extended]
    assert figures.open > figures.headline > figures.extended > 0


def test_nothing_answered_yet(db):
    walk_to("assigned")
    figures = front_figures()
    assert (figures.median_days, figures.rate.value) == (None, 0.0)


def test_the_newest_answers_first_and_only_a_few(db):
    for day in range(LATEST + 2):
        walk_to("assigned", title=f"Việc {day}").later(days=day).submit().approve()
    assert [case.title for case in front_cases().latest_answers] == [f"Việc {n}" for n in range(LATEST + 1, 1, -1)]


def test_a_case_is_answered_when_its_last_agency_has_answered(db):
    walk = walk_to("assigned").assign(an_agency(LIGHTING)).later(days=1).submit().approve()
    assert front_cases().latest_answers == ()
    walk._assignment = walk.case.assignments.order_by("pk").first()
    walk._answer = None
    walk.later(days=1).submit().approve()
    assert [case.id for case in front_cases().latest_answers] == [walk.case.pk]


@pytest.mark.parametrize("hidden", ["withdrawn", "figures", "reopened"])
def test_what_is_not_public_or_no_longer_answered_is_not_shown(db, hidden):
    if hidden == "figures":
        Walk().accept(level="figures", level_reason="Tố cáo").assign().later(days=1).submit().approve()
    elif hidden == "withdrawn":
        walk_to("answered").later(days=1).withdraw()
    else:
        walk_to("answered").later(days=1).reopen()
    assert front_cases().latest_answers == ()


def test_few_queries_whatever_the_number(db, django_assert_max_num_queries):
    for number in range(4):
        Walk().accept().assign(an_agency(f"Đơn vị {number}")).later(days=1).submit().approve()
    with django_assert_max_num_queries(4):
        assert front_figures().open == 0
    with django_assert_max_num_queries(7):
        assert len(front_cases().latest_answers) == 4


def test_the_front_page_shows_them(db, client, django_assert_max_num_queries):
    client.get("/")  # kinds of content, permissions of pages: read once a process
    forget()
    a_city()
    with django_assert_max_num_queries(19):
        page = client.get("/")
    assert page.status_code == 200
    text = page.content.decode()
    assert 'id="so-lieu"' in text
    assert "4 trễ hạn, 1 lỡ hẹn" in text
    assert "Cây khô" in text
    assert timedelta(0) == NOW - page.context["figures"].at


def test_agencies_most_past_due_are_on_the_front_page_as_on_their_own(db, client):
    a_city()
    page = client.get("/")
    html = page.content.decode()
    rows = client.get("/qua-han/").context["rows"]
    assert [row.agency for row in page.context["most_past_due"]] == [row.agency for row in rows if row.headline]
    assert "Đơn vị quá hạn nhiều nhất" in html
    assert re.search(rf'agency={rows[0].agency.slug}[^"]*">{rows[0].headline}</a>', html)
    assert "Agencies with most past due" in client.get("/en/").content.decode()


def test_only_a_few_agencies_are_on_the_front_page(db, client):
    for number in range(MOST_PAST_DUE + 1):
        Walk().accept().assign(an_agency(f"Đơn vị {number}"))
    assert len(client.get("/").context["most_past_due"]) == MOST_PAST_DUE


def test_nobody_past_due_no_such_section(db, client):
    Walk(at=NOW).accept().assign()
    assert "Đơn vị quá hạn nhiều nhất" not in client.get("/").content.decode()


def test_the_front_page_of_an_empty_city(db, client):
    page = client.get("/")
    assert page.status_code == 200
    assert 'id="so-lieu"' not in page.content.decode()


class TestTheTermOfAll:
    def test_seven_working_days_in_hue(self, db, client):
        assert common_term_days() == 7
        assert "phải trả lời trong 7 ngày làm việc" in client.get("/").content.decode()
        assert "within 7 working days" in client.get("/en/").content.decode()

    def test_a_newer_act_counts_from_its_day_on(self, db):
        for category in Category.objects.all():
            old = category.term_on(NOW.date())
            for days, n in ((0, 5), (1, 3)):
                category.terms.create(n=n, calendar=old.calendar, legal_act="QĐ 1", since=NOW.date() + timedelta(days))
        assert common_term_days() == 5

    @pytest.mark.parametrize(
        "other", [{"n": 8}, {"kind": "hours"}, {"kind": "calendar_days"}], ids=lambda other: next(iter(other))
    )
    def test_where_one_differs_there_is_none(self, db, client, other):
        term = CategoryTerm.objects.first()
        CategoryTerm.objects.filter(pk=term.pk).update(**other)
        assert common_term_days() is None
        assert "và có hạn trả lời" in client.get("/").content.decode()

    def test_where_all_count_by_the_hour_there_is_none(self, db):
        CategoryTerm.objects.update(kind="hours")
        assert common_term_days() is None

    def test_where_a_category_has_no_term_there_is_none(self, db):
        Category.objects.create(slug="chua-co-han", name="Việc chưa có hạn")
        assert common_term_days() is None

    def test_without_categories_there_is_none(self, db):
        CategoryTerm.objects.all().delete()
        Category.objects.all().delete()
        assert common_term_days() is None

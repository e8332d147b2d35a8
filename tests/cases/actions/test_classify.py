"""Filing a case anew: category and publication level."""

from datetime import UTC, date, datetime, timedelta

import pytest

from cases.actions import classify
from cases.actions.actor import CENTER
from cases.models import Calendar, CasePage, CategoryTerm, Story
from tests.cases.actions.stored import refused
from tests.cases.actions.told import delivered, dues, events
from tests.factories import DUE, START, Walk, a_category, walk_to

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def end_of(month, day):
    return datetime(2026, month, day, 16, 59, 59, 999999, tzinfo=UTC)


@pytest.fixture
def longer():
    """A category with a term of twenty working days."""
    category = a_category("khac")
    CategoryTerm.objects.filter(category=category).update(n=20)
    return category


@pytest.fixture
def shorter():
    """A category with a term of two working days."""
    category = a_category("rac-thai")
    CategoryTerm.objects.filter(category=category).update(n=2)
    return category


def refile(walk, category):
    return classify.change_category(case=walk.case, category=category, by=CENTER, at=walk.at)


def show(walk, level, reason="Tố cáo một hộ dân"):
    return classify.change_level(case=walk.case, level=level, reason=reason, by=CENTER, at=walk.at)


# --- category --------------------------------------------------------------------------------------------------------


def test_another_category_is_recorded_and_delivered(longer):
    walk = walk_to("assigned")
    assert refile(walk, longer).category == longer
    assert events(walk.case)[-1] == ("case.update", {"category": "khac", "category_before": "chieu-sang"})
    assert len(delivered(walk.case)) == 4


def test_no_due_date_moves_with_the_category(longer, shorter):
    for category in (longer, shorter):
        walk = walk_to("assigned")
        before = dues(walk.case), dues(walk.case, charge=walk.assignment)
        refile(walk.later(days=1), category)
        assert (dues(walk.case), dues(walk.case, charge=walk.assignment)) == before


def test_it_never_lengthens_the_term_of_what_begins_later(longer):
    walk = walk_to("assigned").later(days=1)
    refile(walk, longer)
    walk.transfer()
    assert dues(walk.case, charge=walk.assignment)[0][0] == end_of(3, 12)
    walk.submit().approve().reopen()
    assert dues(walk.case)[0][0] == end_of(3, 12)


def test_nor_how_far_a_promise_may_reach(longer):
    walk = walk_to("assigned").until(DUE)
    refile(walk, longer)
    refused(lambda: walk.extend(date(2026, 3, 23)), "2026-03-20 at most")


def test_a_shorter_term_counts_from_then_on(shorter):
    walk = walk_to("assigned").later(days=1)
    refile(walk, shorter)
    walk.transfer()
    assert dues(walk.case, charge=walk.assignment)[0][0] == end_of(3, 5)


def test_nor_does_going_there_and_back(longer, shorter):
    walk = walk_to("assigned").later(days=1)
    for category in (shorter, longer):
        refile(walk, category)
    walk.transfer()
    assert dues(walk.case, charge=walk.assignment)[0][0] == end_of(3, 5)


def test_terms_that_count_differently_are_compared_by_when_they_end(longer):
    CategoryTerm.objects.filter(category=longer).update(kind="hours", n=24)
    walk = walk_to("assigned").later(days=1)
    refile(walk, longer)
    walk.transfer()
    assert dues(walk.case, charge=walk.assignment)[0][0] == walk.at + DAY


def test_a_category_without_term_takes_none_away():
    CategoryTerm.objects.filter(category=a_category("khac")).delete()
    walk = walk_to("assigned").later(days=1)
    refile(walk, a_category("khac"))
    walk.transfer()
    assert dues(walk.case, charge=walk.assignment)[0][0] == end_of(3, 12)


def test_the_page_explains_the_term_that_gave_the_due_date(longer):
    walk = walk_to("assigned")
    refile(walk, longer)
    assert Story.objects.get(case=walk.case).data["term"]["n"] == 7


def test_not_under_the_category_it_has():
    walk = walk_to("assigned")
    refused(lambda: refile(walk, a_category()), "filed under this category")


# --- level -----------------------------------------------------------------------------------------------------------


def test_less_is_shown_with_a_reason_that_is_not_public():
    walk = walk_to("received").accept(title="Một hộ", text="Có tiếng ồn", place="")
    case = show(walk, "summary")
    assert (case.level, case.level_reason) == ("summary", "Tố cáo một hộ dân")
    assert events(walk.case)[-1] == ("case.update", {"level": "summary"})
    assert "Tố cáo" not in str(Story.objects.get(case=case).data)


@pytest.mark.parametrize("same", ["title", "text", "place"])
def test_a_summary_is_not_what_the_reporter_wrote(same):
    own = {"title": "Nhà ông A ồn", "text": "Ông A hát", "place": "12 Kim Long"}
    other = {"title": "Một hộ gây ồn", "text": "Có tiếng ồn", "place": ""}
    walk = walk_to("received", **own).accept(**{**other, same: own[same]})
    refused(lambda: show(walk, "summary"), "own words")
    show(walk, "figures")
    refused(lambda: show(walk, "summary"), "own words")
    CasePage.objects.filter(case=walk.case).update(**other)
    assert show(walk, "summary").level == "summary"


def test_what_has_no_page_yet_may_become_a_summary():
    assert show(walk_to("received"), "summary").level == "summary"


def test_a_page_disappears_with_its_level_and_comes_back():
    walk = walk_to("assigned")
    for level, live in [("figures", False), ("full", True)]:
        show(walk, level)
        walk.case.page.refresh_from_db()
        assert walk.case.page.live == live


def test_of_a_withdrawn_case_nothing_comes_back_by_its_level():
    walk = walk_to("withdrawn")
    refused(lambda: show(walk, "summary"), "not filed anew")


@pytest.mark.parametrize(
    ("level", "reason", "match"),
    [("summary", " ", "needs a reason"), ("full", "Vì sao", "has this"), ("secret", "Vì sao", "no publication level")],
)
def test_a_level_is_another_known_one_with_a_reason(level, reason, match):
    walk = walk_to("assigned")
    refused(lambda: show(walk, level, reason), match)


@pytest.mark.parametrize("state", ["declined", "withdrawn", "merged"])
def test_what_is_not_there_is_not_filed_anew(state, longer):
    walk = walk_to(state)
    refused(lambda: refile(walk, longer), "not filed anew")


def test_a_report_is_filed_before_it_is_accepted(shorter):
    walk = Walk()
    refile(walk, shorter)
    assert dues(walk.accept().case) == [(end_of(3, 4), START, "term")]


def test_each_term_counts_in_its_own_calendar(longer):
    """Of seven working days here and there, those that began on Boston's Monday evening end first."""
    CategoryTerm.objects.filter(category=longer).update(n=7, calendar=Calendar.objects.get(slug="us-ma"))
    walk = walk_to("assigned").later(days=1)
    refile(walk, longer)
    walk.transfer()
    assert dues(walk.case, charge=walk.assignment)[0][0] == datetime(2026, 3, 12, 3, 59, 59, 999999, tzinfo=UTC)

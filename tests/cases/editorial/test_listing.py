"""The explorer: a month with hundreds of cases opens, newest number first, by a constant number of queries."""

import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import CaseIndexPage, CaseMonthPage, CasePage, CaseYearPage
from home.models import HomePage
from tests.cases.editorial.cms import a_page
from tests.cities import built
from tests.incoming import closed_unknown, imported, told

pytestmark = pytest.mark.django_db

HUNDREDS = 230
A_PAGE = 50  # as many as Wagtail shows at once


def hundreds():
    """A month with hundreds of pages that the importer wrote, without revisions."""
    imported(*[told(reference=str(n), number=n, title=f"Ổ gà {n}") for n in range(1, HUNDREDS + 1)])


many = built(hundreds)


@pytest.fixture
def month(many):
    """Its page."""
    return CaseMonthPage.objects.get()


def explore(client, page, **query):
    return client.get(reverse("wagtailadmin_explore", args=[page.pk]), query)


def shown(response):
    return [page.case.number for page in response.context["pages"]]


@pytest.mark.xdist_group("month")
class TestMonth:
    def test_it_opens_with_the_newest_numbers_first(self, chief, month):
        assert shown(explore(chief, month)) == list(range(HUNDREDS, HUNDREDS - A_PAGE, -1))

    def test_pages_follow_one_another_without_gap_or_repetition(self, chief, month):
        seen = [n for p in range(1, 6) for n in shown(explore(chief, month, p=p))]
        assert seen == list(range(HUNDREDS, 0, -1))

    @pytest.mark.parametrize("ordering", ["case__number", "title", "-title", "live", "ord", "nonsense"])
    def test_it_can_be_ordered(self, chief, month, ordering):
        assert len(shown(explore(chief, month, ordering=ordering))) == A_PAGE

    def test_an_editor_sees_it_too(self, editor, month):
        assert len(shown(explore(editor, month))) == A_PAGE

    def test_numbers_days_and_states_are_listed(self, chief, month):
        html = explore(chief, month).content.decode()
        for cell in ("Ổ gà 230", "05/01/2015", "Đã trả lời", "230"):
            assert re.search(rf">\s*{cell}\s*<", html), cell

    def test_nothing_can_be_ticked_added_or_moved(self, chief, month):
        html = explore(chief, month).content.decode()
        assert "data-bulk-action-checkbox" not in html
        for name in ("add_subpage", "move", "copy", "delete", "unpublish"):
            assert reverse(f"wagtailadmin_pages:{name}", args=[month.pk]) not in html
            first = CasePage.objects.get(case__number=HUNDREDS)
            assert reverse(f"wagtailadmin_pages:{name}", args=[first.pk]) not in html

    @pytest.mark.parametrize(
        ("words", "numbers"),
        [("gà 22", [229, 228, 227, 226, 225, 224, 223, 222, 221, 220, 22]), ("17", [17]), ("a17", [17]), ("không", [])],
    )
    def test_words_find_titles_and_a_number_its_case(self, chief, month, words, numbers):
        assert shown(explore(chief, month, q=words)) == numbers

    def test_what_was_found_can_be_ordered(self, chief, month):
        assert shown(explore(chief, month, q="gà 22", ordering="case__number"))[:2] == [22, 220]

    def test_all_cases_are_searched_by_their_type(self, chief, month):
        response = chief.get(reverse("wagtailadmin_pages:type_use", args=["cases", "casepage"]), {"q": "a17"})
        assert [page.title for page in response.context["object_list"]] == ["Ổ gà 17"]
        assert reverse("wagtailadmin_pages:choose_parent", args=["cases", "casepage"]) not in response.content.decode()

    def test_queries_do_not_grow_with_the_pages(self, chief, month):
        few = asked(chief, month, p=5)
        assert asked(chief, month) == few


def test_a_case_without_dates_is_listed(chief):
    imported(closed_unknown(accepted_at=None, started_at=None, due_at=None, month_of=datetime(2015, 1, 1, tzinfo=UTC)))
    assert "–" in explore(chief, CaseMonthPage.objects.get()).content.decode()


def asked(client, page, **query):
    """How many queries a listing asks, once caches are warm."""
    explore(client, page, **query)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        explore(client, page, **query)
    return len(captured)


@pytest.mark.parametrize("model", [HomePage, CaseIndexPage, CaseYearPage])
def test_the_way_down_to_a_month(chief, model):
    page = a_page("accepted")
    assert page.path.startswith(model.objects.get().path)
    response = explore(chief, model.objects.get())
    assert response.status_code == 200
    child = page.get_ancestors().get(depth=model.objects.get().depth + 1)
    assert reverse("wagtailadmin_explore", args=[child.pk]) in response.content.decode()


def test_all_cases_by_their_type(chief):
    a_page("accepted", title="Đèn hỏng")
    html = chief.get(reverse("wagtailadmin_pages:type_use", args=["cases", "casepage"])).content.decode()
    assert "Đèn hỏng" in html


def test_the_dashboard_opens(chief):
    assert chief.get(reverse("wagtailadmin_home")).status_code == 200

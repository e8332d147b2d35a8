"""Where a case's page hangs, and what its address says."""

from datetime import UTC, datetime

import pytest
from wagtail.models import Page

from cases.actions import case_tree
from cases.models import CaseMonthPage, CaseYearPage
from tests.factories import Walk


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Đèn đường hỏng", "den-duong-hong"),
        ("Số 5/2 đường Lê Lợi!", "so-5-2-duong-le-loi"),
        ("  ", "phan-anh"),
        ("???", "phan-anh"),
        ("ĐƯỜNG", "duong"),
        ("đ" * 100, "phan-anh"),  # one word that does not fit is left out whole
        ("a" * 40 + " " + "b" * 40, "a" * 40),
        ("a" * 39 + " " + "b" * 40, "a" * 39 + "-" + "b" * 40),
    ],
)
def test_slugs_are_ascii_words_cut_on_a_word(text, slug):
    made = case_tree.ascii_slug(text)
    assert made == slug
    assert len(made) <= case_tree.SLUG_LENGTH


def test_the_number_stands_behind_the_words():
    assert case_tree.page_slug("Đèn hỏng", 183000) == "den-hong-a183000"


@pytest.mark.django_db
def test_month_and_year_are_made_once():
    at = datetime(2026, 3, 31, 16, 59, tzinfo=UTC)  # still March in Huế
    first, second = case_tree.month_page(at), case_tree.month_page(at)
    assert first == second
    april = case_tree.month_page(datetime(2026, 3, 31, 17, 0, tzinfo=UTC))
    assert (first.slug, april.slug) == ("03", "04")
    assert first.get_parent() == april.get_parent()
    assert (CaseYearPage.objects.count(), CaseMonthPage.objects.count()) == (1, 2)


@pytest.mark.django_db
def test_a_page_lies_where_its_case_is():
    page = Walk(lat=16.46, lon=107.6).accept().case.page
    assert page.location == "SRID=4326;POINT(107.6 16.46)"
    assert Walk().accept().case.page.location == ""


@pytest.mark.django_db
def test_the_tree_stays_sound():
    for day in (1, 15, 28):
        Walk(at=datetime(2026, day % 12 + 1, day, tzinfo=UTC)).accept()
    assert not any(Page.find_problems())

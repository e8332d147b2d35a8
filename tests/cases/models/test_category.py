"""Categories and the dated versions of their terms, as the pure rules count with them."""

from datetime import date, time

import pytest

from cases.models import Calendar, Category, CategoryTerm
from cases.rules import terms
from tests.factories import a_category

pytestmark = pytest.mark.django_db


@pytest.fixture
def category():
    """Five working days until the end of 2024, then two."""
    made = Category.objects.create(slug="den", name="Đèn", name_en="Lamps")
    for n, since in ((5, date(2020, 1, 1)), (2, date(2025, 1, 1))):
        term(made, n=n, since=since)
    return made


def term(category, **fields):
    given = {"calendar": Calendar.objects.get(slug="vn"), "since": date(2026, 1, 1), "n": 7, **fields}
    return CategoryTerm.objects.create(category=category, **given)


@pytest.mark.parametrize(
    ("day", "n"), [(date(2020, 1, 1), 5), (date(2024, 12, 31), 5), (date(2025, 1, 1), 2), (date(2030, 1, 1), 2)]
)
def test_the_version_in_force_on_a_day(category, day, n):
    assert category.term_on(day).n == n


def test_before_the_first_version_there_is_none(category):
    assert category.term_on(date(2019, 12, 31)) is None


@pytest.mark.parametrize("kind", terms.TermKind)
def test_a_version_is_a_rule(category, kind):
    made = term(category, kind=kind.value, n=3)
    assert made.as_rule() == terms.Term(kind=kind, n=3)


def test_a_version_with_office_hours_is_a_rule(category):
    made = term(category, office_opens=time(8, 30), office_closes=time(17))
    hours = terms.OfficeHours(opens=time(8, 30), closes=time(17))
    assert made.as_rule() == terms.Term(kind=terms.TermKind.WORKING_DAYS, n=7, office_hours=hours)


def test_categories_of_the_start_have_the_citys_term():
    with_term = Category.objects.filter(terms__isnull=False)
    assert with_term.count() >= 12
    for each in with_term:
        found = each.term_on(date(2026, 3, 2))
        assert (found.kind, found.n, found.calendar.slug) == ("working_days", 7, "vn")
        assert "ward" in found.law_for


def test_words_for_people(category):
    assert str(category) == "Đèn"
    assert str(category.term_on(date(2024, 1, 1))) == "5 Ngày làm việc"
    assert a_category().name_en == "Street lighting"

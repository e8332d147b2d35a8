"""Pictures of a city of which nothing is known yet."""

import pytest
from django.core.cache import cache

from cases.accountability import pictures
from cases.public.pictures.card import Card

pytestmark = pytest.mark.django_db
CITY = (
    pictures.overdue,
    pictures.agencies,
    pictures.wards,
    pictures.categories,
    pictures.backlog,
    pictures.statistics,
    pictures.case_list,
)


@pytest.fixture(autouse=True)
def _nothing_remembered():
    cache.clear()
    yield
    cache.clear()


@pytest.mark.parametrize("make", CITY)
def test_an_empty_city_has_pictures_too(make):
    card = make()
    assert isinstance(card, Card)
    assert not any(figure.hot for figure in card.figures)


def test_before_the_first_case_the_front_page_says_what_it_is():
    assert pictures.front("Một") == Card(title="Một")

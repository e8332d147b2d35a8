"""The city is the same for the same day and seed, and another one for others."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cases.demo import city
from cases.models import Case
from cases.public.loading import told
from tests.demo_city import TODAY, built

pytestmark = pytest.mark.django_db

FEW = ("answered", "transferred", "open_broken", "reopened")


@pytest.fixture(autouse=True)
def _few_lives(monkeypatch):
    """A small city: what makes it the same is not its size."""
    monkeypatch.setattr(city, "MIX", tuple(entry for entry in city.MIX if entry[0].__name__ in FEW))
    monkeypatch.setattr(city, "DUPLICATES", 1)


def drawn(at, seed, seen=TODAY):
    """Everything a visitor could see of it, but for numbers, which depend on what else is in the database."""
    with built(at, count=1, seed=seed):
        cases = told(Case.objects.order_by("pk"), at=seen)
        return [replace(case, id=0, number=0, reference="", path="") for case in cases]


def test_the_same_day_and_seed_give_the_same_city():
    """Whatever time of the day it is."""
    assert drawn(TODAY, 7) == drawn(TODAY + timedelta(hours=9), 7) != []


def test_another_seed_gives_another_city():
    assert drawn(TODAY, 7) != drawn(TODAY, 8)


def test_another_day_moves_it_along():
    week = timedelta(days=7)
    (before, *_), (after, *_) = drawn(TODAY, 7), drawn(TODAY + week, 7, seen=TODAY + week)
    assert (before.title, before.text, before.place) == (after.title, after.text, after.place)
    assert after.sent_at - before.sent_at == week

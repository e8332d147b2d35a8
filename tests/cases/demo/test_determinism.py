"""The city is the same for the same day and seed, and another one for others."""

from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from functools import cache

import pytest

from cases.demo import city
from cases.models import Case
from cases.public.loading import told
from tests.demo_city import TODAY, built

pytestmark = pytest.mark.django_db

FEW = ("answered", "answered_extended", "declined", "transferred", "open_broken", "reopened", "merged")
#: A small city: what makes it the same is not its size.
MIX = tuple(share for share in city.MIX if share.life.__name__ in FEW)


@cache  # none of these is meant to be another one in another test
def drawn(at, seed, seen=TODAY):
    """Everything a visitor could see of it, but for numbers: PostgreSQL never gives one again, rolled back or not."""
    with pytest.MonkeyPatch.context() as patched, ExitStack() as stack:
        patched.setattr(city, "MIX", MIX)
        stack.enter_context(built(at, count=1, seed=seed))
        cases = told(Case.objects.order_by("pk"), at=seen)
        return [
            replace(
                case,
                id=0,
                number=0,
                reference="",
                path="",
                answers=tuple(replace(a, id=0) for a in case.answers),
                assignments=tuple(replace(a, id=0) for a in case.assignments),
            )
            for case in cases
        ]


def test_the_same_day_and_seed_give_the_same_city():
    """Whatever time of the day it is."""
    assert drawn(TODAY, 7) == drawn(TODAY + timedelta(hours=9), 7) != []


def test_another_seed_gives_another_city():
    assert drawn(TODAY, 7) != drawn(TODAY, 8)


def test_another_day_moves_it_along():
    """By a week where that brings neither another month nor a holiday into play."""
    week = timedelta(days=7)
    before, after = drawn(TODAY - week, 7, seen=TODAY - week), drawn(TODAY, 7)
    assert len(before) == len(after)
    newest = max(case.sent_at for case in before)
    assert max(case.sent_at for case in after) - newest > timedelta(days=2)

"""How long the Center had a case, and how long citizens waited until they could read an answer."""

import pytest

from cases.models import Agency
from tests.cases.public.pages import DAY, START, told
from tests.factories import LIGHTING, Walk, an_agency, walk_to

pytestmark = pytest.mark.django_db


def center(case):
    """Which days the Center held it, and why: (from, until, days, whether it was reviewing)."""
    return [
        ((h.since - START).days, h.until and (h.until - START).days, h.days_held, h.reviewing)
        for h in case.center_holds
    ]


def days(case):
    """Whose days, in the order of the table; the Center's have no agency."""
    return [(getattr(held, "agency", None) and held.agency.name, held.days_held) for held in case.holds]


def test_what_nobody_was_given_lies_with_the_center():
    walk = Walk(at=START).accept()
    case = told(walk.case, START + 4 * DAY)
    assert (center(case), case.wait_days, days(case)) == ([(0, None, 4, False)], 4, [(None, 4)])
    walk.later(days=5).assign(an_agency())
    case = told(walk.case, START + 7 * DAY)
    assert (center(case), days(case)) == ([(0, 5, 5, False)], [(None, 5), ("UBND phường Kim Long", 2)])
    assert sum(held.days_held for held in case.holds) == case.wait_days == 7


def test_days_of_review_are_the_centers_and_citizens_wait_on():
    walk = walk_to("assigned", at=START).later(days=3).submit()
    waiting = told(walk.case, START + 5 * DAY)
    (charge,) = waiting.assignments
    assert (charge.days_held, charge.until, charge.held_until) == (3, None, walk.at)
    assert center(waiting) == [(3, None, 2, True)]
    assert (waiting.wait_days, waiting.waited_days) == (5, 3)  # the verdict's clock stands since it was handed in
    walk.later(days=4).approve()
    answered = told(walk.case, START + 30 * DAY)
    assert center(answered) == [(3, 7, 4, True)]
    assert (answered.wait_days, answered.waited_days) == (7, 3)


def test_what_was_returned_counts_as_never_handed_in():
    walk = walk_to("assigned", at=START).later(days=3).submit().later(days=2).return_answer()
    case = told(walk.case, START + 6 * DAY)
    assert (case.assignments[0].days_held, case.center_holds) == (6, ())


def test_what_took_no_day_is_left_out_unless_it_lasts():
    walk = walk_to("assigned", at=START).later(hours=1).submit().later(hours=2)
    assert center(told(walk.case, walk.at)) == [(0, None, 0, True)]
    walk.approve()
    assert told(walk.case, START + DAY).center_holds == ()


def test_between_an_answer_and_a_new_round_nobody_has_it():
    walk = walk_to("answered", at=START)
    walk.later(days=9).reopen(Agency.objects.get(name=walk.assignment.agency.name)).later(days=2)
    case = told(walk.case, walk.at)
    assert (case.round, case.wait_days, [h.round for h in case.holds]) == (2, 2, [1, 1, 2])
    assert case.days_since_sent == (walk.at - START).days > case.wait_days, "all rounds, and the time between"
    assert told(walk.case, START + 5 * DAY).days_since_sent is None, "in the first round it would say the same twice"
    assert center(case) == [(2, 3, 1, True)]  # once answered, nobody has it


def test_while_one_of_two_has_it_the_center_has_not():
    walk = walk_to("assigned", at=START).assign(an_agency(LIGHTING, kind="center")).later(days=2).submit()
    assert told(walk.case, START + 4 * DAY).center_holds == ()

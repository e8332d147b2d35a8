"""An agency that a ruling has released, and that is given the case after all, has its old clock back."""

from datetime import timedelta

import pytest

from cases.accountability.clocks import counted, handling
from cases.actions import assign, verify
from cases.actions.actor import CENTER
from cases.models import DueDate
from tests.cases.actions.told import verdict
from tests.factories import DUE, LIGHTING, an_agency, walk_to

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def released():
    """Kim Long has it besides; what was Lighting's is cancelled by a ruling."""
    walk = walk_to("assigned").assign(an_agency(LIGHTING)).later(days=1).not_ours().later(hours=1).rule("released")
    return walk, walk.case.assignments.order_by("pk").last()


def given_back(walk):
    return assign.assign(case=walk.case, agency=an_agency(LIGHTING), by=CENTER, at=walk.at)


def test_its_term_is_what_it_was():
    walk, mine = released()
    back = given_back(walk.later(days=2))
    assert (mine.state, back.state) == ("cancelled", "open")
    assert (back.clock_id, back.started_at) == (mine.pk, mine.started_at)
    assert not DueDate.objects.filter(assignment=back).exists()
    assert [verdict(walk.case, at, charge=back) for at in (walk.at, DUE, DUE + DAY)] == [
        "in_term",
        "in_term",
        "overdue",
    ]
    assert not verify.confirmed(walk.case.pk)


def test_one_late_case_is_not_late_twice():
    walk, mine = released()
    at = DUE + 3 * DAY
    back = given_back(walk.until(DUE + DAY))
    ours = {"assignment__agency": an_agency(LIGHTING)}
    assert set(handling(at).filter(**ours).values_list("assignment", flat=True)) == {mine.pk, back.pk}
    assert list(counted(at).filter(**ours).values_list("assignment", "verdict")) == [(back.pk, "overdue")]


def test_a_third_time_it_is_still_the_first_clock():
    walk, mine = released()
    back = given_back(walk.later(days=1))
    walk._assignment = back
    walk.later(hours=1).not_ours().later(hours=1).rule("released")
    assert given_back(walk.later(days=1)).clock_id == mine.pk


def test_in_a_new_round_every_clock_is_new():
    walk, mine = released()
    walk._assignment = walk.case.assignments.earliest("pk")
    walk.later(hours=1).submit().later(hours=1).approve().later(days=5).reopen(an_agency(LIGHTING))
    assert walk.assignment.clock_id == walk.assignment.pk != mine.pk

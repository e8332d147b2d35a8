"""What citizens say of answers: three counts against a plain one, hidden where few have spoken."""

from datetime import timedelta

import pytest

from cases.accountability.satisfaction import ValueRow, agency_found, city_found, satisfied
from cases.models import Case
from cases.rules.figures import LEAST_RATERS, rate
from tests.cases.accountability.city import NOW
from tests.factories import LIGHTING, STATES, Walk, an_agency, walk_to

LATER = NOW + timedelta(days=90)


def of(name, at=LATER):
    return agency_found(at, an_agency(name).pk)


# --- a value ---------------------------------------------------------------------------------------------------------


def test_the_three_stand_apart_in_their_order():
    found = satisfied({"not_satisfied": 3, "satisfied": 2, None: 5})
    assert [(row.value, row.n, row.share.value) for row in found.rows] == [
        ("satisfied", 2, 0.4),
        ("acceptable", 0, 0.0),
        ("not_satisfied", 3, 0.6),
    ]
    assert found.response == rate(5, 10)
    assert found.raters == 5


def test_a_bar_is_as_long_as_its_share():
    assert [row.width for row in satisfied({"satisfied": 1, "acceptable": 4}).rows] == ["20.00%", "80.00%", "0.00%"]
    assert ValueRow(value="satisfied", n=0, share=rate(0, 0)).width == "0.00%"


@pytest.mark.parametrize(("raters", "shown"), [(0, False), (LEAST_RATERS - 1, False), (LEAST_RATERS, True)])
def test_few_are_hidden(raters, shown):
    assert (satisfied({"satisfied": raters, None: 100}) is not None) is shown
    assert LEAST_RATERS == 5, "the page says so in words"


def test_nothing_to_rate_is_hidden_too():
    assert satisfied({}) is None


# --- what is counted -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", STATES)
def test_each_state_counts_as(db, state):
    """Answered rounds, whatever has become of the case since; nothing of one that has left the portal."""
    walk = walk_to(state)
    answered = {"answered", "answered_late", "amending", "amendment_awaiting", "amended", "reopened", "overturned"}
    expected = {"satisfied": 1} if state == "rated" else {None: 1} if state in answered else {}
    assert city_found(LATER) == expected
    assert of("UBND phường Kim Long") == expected
    assert walk.case.state != "withdrawn" or expected == {}


def test_a_rated_case_that_was_reopened_stays_counted(db):
    walk = walk_to("answered").rate("not_satisfied").later(days=1).reopen()
    assert city_found(LATER) == {"not_satisfied": 1}
    walk.submit().approve()
    assert city_found(LATER) == {"not_satisfied": 1, None: 1}
    walk.rate("satisfied")
    assert city_found(LATER) == {"not_satisfied": 1, "satisfied": 1}


def test_only_the_rating_in_force_counts(db):
    walk = walk_to("answered").rate("satisfied").later(days=1).rate("not_satisfied")
    assert city_found(LATER) == {"not_satisfied": 1}
    walk.later(days=1).retract()
    assert city_found(LATER) == {}


def test_any_past_instant_can_be_asked(db):
    walk = walk_to("answered")
    answered_at = walk.at
    walk.later(days=1).rate("satisfied").later(days=2).rate("acceptable")
    day = timedelta(days=1)
    told = {days: city_found(answered_at + days * day) for days in (-9, 0, 1, 2, 3)}
    assert told == {-9: {}, 0: {None: 1}, 1: {"satisfied": 1}, 2: {"satisfied": 1}, 3: {"acceptable": 1}}
    assert {days: of("UBND phường Kim Long", answered_at + days * day) for days in told} == told


@pytest.mark.parametrize("hidden", ["figures", "withdrawn"])
def test_what_is_not_public_counts_nowhere(db, hidden):
    if hidden == "figures":
        walk = Walk().accept(level="figures", level_reason="Tố giác").assign().submit().approve().rate()
    else:
        walk = walk_to("rated").withdraw()
    assert Case.objects.filter(pk=walk.case.pk, ratings__ended_at=None).exists()
    assert (city_found(LATER), of("UBND phường Kim Long")) == ({}, {})


def test_a_round_that_ended_nobody_knows_when_is_in_no_rate(db):
    case = walk_to("rated").case
    case.standings.filter(until=None).update(phase="unknown")
    assert city_found(LATER) == {}


# --- whose answer it was ---------------------------------------------------------------------------------------------


def test_two_that_answered_together_both_get_the_word(db):
    walk = walk_to("assigned").submit()
    walk.assign(an_agency(LIGHTING)).later(days=1)
    first = walk.answer
    walk.submit(text="Đã thay dây").approve()
    assert of(LIGHTING) == {}, "the other one has not answered yet: there is nothing to rate"
    walk._answer = first
    walk.approve().rate("acceptable")
    assert city_found(LATER) == of(LIGHTING) == of("UBND phường Kim Long") == {"acceptable": 1}


def test_who_handed_it_on_is_not_rated(db):
    walk_to("transferred").later(days=1).submit().approve().rate("satisfied")
    assert of(LIGHTING) == {"satisfied": 1}
    assert of("UBND phường Kim Long") == {}


def test_who_gave_an_opinion_is_not_rated(db):
    walk = walk_to("assigned")
    handling = walk.assignment
    walk.escalate().submit().approve()
    walk._assignment, walk._answer = handling, None
    walk.submit().approve().rate("satisfied")
    assert of("Sở Xây dựng") == {}
    assert of("UBND phường Kim Long") == {"satisfied": 1}


def test_of_two_rounds_each_agency_has_its_own(db):
    walk = walk_to("answered").rate("not_satisfied").later(days=1).reopen(an_agency(LIGHTING))
    walk.submit().approve().rate("satisfied")
    assert of("UBND phường Kim Long") == {"not_satisfied": 1}
    assert of(LIGHTING) == {"satisfied": 1}


def test_an_agency_with_two_charges_of_a_round_is_rated_once(db):
    """Its answer was retracted and it answered beside another; the round is one all the same."""
    walk = walk_to("answered").later(days=1).retract().assign(an_agency(LIGHTING)).submit().approve()
    walk._assignment = walk.case.assignments.get(agency=an_agency())
    walk.submit(text="Đã thay").approve().rate("acceptable")
    assert of("UBND phường Kim Long") == of(LIGHTING) == {"acceptable": 1}


def test_one_query_each(db, django_assert_num_queries):
    agency = walk_to("rated").assignment.agency_id
    with django_assert_num_queries(1):
        city_found(LATER)
    with django_assert_num_queries(1):
        agency_found(LATER, agency)

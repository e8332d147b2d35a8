"""How many cases the list of each rating holds: each case once, by what was said of its present round."""

from datetime import timedelta

import pytest

from cases.accountability.rated_lists import city_rated, rated_by_agency
from cases.accountability.satisfaction import city_found
from cases.models import Case
from tests.cases.accountability.city import NOW
from tests.factories import LIGHTING, START, an_agency, walk_to

pytestmark = pytest.mark.django_db
LATER = START + timedelta(days=60)


def by_name(at=LATER):
    return {name: rated_by_agency(at).get(an_agency(name).pk, {}) for name in ("UBND phường Kim Long", LIGHTING)}


def test_what_was_opened_again_is_in_no_list_until_it_is_rated_again():
    walk_to("answered").later(days=1).rate("satisfied")
    again = walk_to("answered").later(days=1).rate("not_satisfied").later(days=1).reopen()
    assert city_found(LATER) == {"satisfied": 1, "not_satisfied": 1}
    assert city_rated(LATER) == {"satisfied": 1}
    again.later(days=1).submit().approve().later(days=1).rate("acceptable")
    assert city_rated(LATER) == {"satisfied": 1, "acceptable": 1}
    assert by_name() == {"UBND phường Kim Long": {"satisfied": 1, "acceptable": 1}, LIGHTING: {}}


def test_a_case_of_two_agencies_is_in_the_lists_of_both_and_one_handed_on_in_that_of_the_other():
    walk_to("assigned").assign(an_agency(LIGHTING)).later(days=1).submit().approve()
    both = walk_to("assigned").later(days=1).transfer(an_agency(LIGHTING)).submit().approve().later(days=1).rate()
    assert both.case.state == "answered"
    assert by_name() == {"UBND phường Kim Long": {}, LIGHTING: {"satisfied": 1}}
    kim_long = an_agency("UBND phường Kim Long").pk
    assert rated_by_agency(LATER, kim_long) == {}
    assert rated_by_agency(LATER, an_agency(LIGHTING).pk) == {an_agency(LIGHTING).pk: {"satisfied": 1}}


def test_only_what_had_been_said_by_then_and_of_cases_that_have_a_page():
    walk = walk_to("answered").later(days=1).rate("acceptable")
    assert city_rated(walk.at - timedelta(microseconds=1)) == {}
    assert city_rated(walk.at) == {"acceptable": 1}
    walk.later(days=1).rate("satisfied")
    assert city_rated(NOW + timedelta(days=30)) == {"satisfied": 1}, "the newest word"
    Case.objects.update(level="figures")
    assert (city_rated(LATER), rated_by_agency(LATER)) == ({}, {})

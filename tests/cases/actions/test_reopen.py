"""Reopening: an answered case begins a new round with a new clock."""

from datetime import timedelta

import pytest

from cases.models import Round
from tests.cases.actions.stored import refused
from tests.cases.actions.told import events, phase, verdict
from tests.factories import KIM_LONG, LIGHTING, an_agency, walk_to

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def test_a_reopening_begins_a_round():
    walk = walk_to("answered").later(days=10).reopen()
    assert (walk.case.state, walk.case.round) == ("in_progress", 2)
    assert Round.objects.get(case=walk.case, number=2).started_at == walk.at
    assert (walk.assignment.round, walk.assignment.state) == (2, "open")
    assert phase(walk.case, walk.at) == ("open", None)


def test_the_round_before_stays_as_it_was():
    walk = walk_to("answered_late").later(days=10)
    first = walk.assignment
    stood = phase(walk.case, walk.at), verdict(walk.case, walk.at)
    walk.reopen().later(days=100)
    walk.case.round = 1
    assert (phase(walk.case, walk.at), verdict(walk.case, walk.at)) == stood
    assert phase(walk.case, walk.at, charge=first)[0] == "answered"


def test_it_is_recorded_and_then_who_has_it():
    walk = walk_to("answered").reopen(an_agency(KIM_LONG), an_agency(LIGHTING))
    (kind, data), *assigned = events(walk.case)[-3:]
    assert (kind, data) == ("case.reopen", {"round": 2, "reason": "chua-xong"})
    assert [k for k, _ in assigned] == ["case.assign", "case.assign"]
    assert [d["agency"] for _, d in assigned] == [an_agency(KIM_LONG).pk, an_agency(LIGHTING).pk]


def test_every_reopening_is_another_round():
    walk = walk_to("reopened").submit().approve().later(days=1).reopen().submit().approve()
    assert (walk.case.state, walk.case.round) == ("answered", 3)
    assert [r.number for r in walk.case.rounds.all()] == [1, 2, 3]


def test_only_the_new_round_answers_the_case():
    walk = walk_to("answered").reopen(an_agency(KIM_LONG), an_agency(LIGHTING)).submit().approve()
    assert walk.case.state == "in_progress"


def test_not_while_an_amendment_awaits_review():
    walk = walk_to("amendment_awaiting")
    refused(walk.reopen, "awaits review")
    walk.return_answer().reopen()
    assert walk.case.round == 2


def test_not_while_an_opinion_awaits_review():
    walk = walk_to("assigned")
    handling = walk.assignment
    opinion = walk.escalate().assignment
    walk._assignment = handling
    walk.submit().approve()
    walk._assignment = opinion
    walk.submit()
    refused(walk.reopen, "awaits review")


def test_somebody_gets_it_and_nobody_twice():
    from cases.actions.actor import CENTER
    from cases.actions.reopen import reopen

    walk = walk_to("answered")
    told = {"case": walk.case, "reason": "chua-xong", "by": CENTER, "at": walk.at}
    refused(lambda: reopen(agencies=[], **told), "needs an agency")
    refused(lambda: walk.reopen(an_agency(), an_agency()), "already has this case")


def test_it_quotes_a_code_and_comes_after_the_answer():
    walk = walk_to("answered")
    refused(lambda: walk.reopen(reason="thieu-anh"), "reopen reason")
    refused(lambda: walk.reopen(at=walk.at - timedelta(minutes=1)), "came to be answered")


@pytest.mark.parametrize("state", ["assigned", "received", "withdrawn", "declined"])
def test_only_an_answered_case(state):
    walk = walk_to(state)
    refused(lambda: walk.reopen(an_agency()), "no move")

"""A case's facts as plain values: read in a constant number of queries, each with when it was recorded."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.actions import dossier
from cases.models import Submission
from cases.rules.standings import standings
from cases.rules.verdicts import Decision, Ending, verdict
from tests.factories import DUE, LIGHTING, an_agency, walk_to

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
SOON = timedelta(microseconds=1)


def recorded(walk, kind):
    return walk.case.events.filter(kind=kind).latest("seq").recorded_at


def charges(walk):
    return [dossier.clock_facts(fact) for fact in dossier.load(walk.case).assignments]


def test_facts_of_a_clock_are_those_of_its_assignment():
    walk = walk_to("answered")
    [facts] = charges(walk)
    assert facts.started_at == walk.assignment.started_at
    assert [d.due_at for d in facts.due_dates] == [DUE]
    [handed] = facts.submissions
    assert (handed.decision, handed.decided_at, handed.stops) == (Decision.APPROVED, walk.at, True)
    assert (facts.ended_at, facts.ending) == (None, None)  # an answer is no ending


@pytest.mark.parametrize(("state", "ending"), [("transferred", Ending.TRANSFERRED), ("withdrawn", Ending.CANCELLED)])
def test_how_a_clock_ended_without_an_answer(state, ending):
    walk = walk_to(state)
    facts = charges(walk)[0]
    assert (facts.ended_at, facts.ending) == (walk.at, ending)


def test_a_plan_does_not_stop_and_an_amendment_is_not_of_the_clock():
    [facts] = charges(walk_to("planned"))
    assert [s.stops for s in facts.submissions] == [False]
    assert len(facts.promises) == 1
    [facts] = charges(walk_to("amended"))
    assert len(facts.submissions) == 1


def test_a_submission_at_an_unknown_time_says_nothing_of_the_clock():
    walk = walk_to("answered")
    Submission.objects.update(submitted_at=None, decided_at=None)
    assert charges(walk)[0].submissions == ()


def test_who_has_a_case_back_shares_the_clock():
    walk = walk_to("extended").transfer(an_agency(LIGHTING)).later(days=1).transfer(an_agency())
    first, _, third = dossier.load(walk.case).assignments
    assert third.clock_id == first.id
    assert third.due_dates == first.due_dates
    assert third.extensions == first.extensions


# --- when it was recorded --------------------------------------------------------------------------------------------


def test_each_fact_says_when_we_learned_of_it():
    walk = walk_to("retracted")
    [round_fact] = dossier.load(walk.case).rounds
    assert round_fact.start_recorded_at == recorded(walk, "case.accept")
    [facts] = charges(walk)
    assert facts.start_recorded_at == recorded(walk, "case.assign")
    assert [d.recorded_at for d in facts.due_dates] == [recorded(walk, "case.assign")]
    [handed] = facts.submissions
    assert handed.recorded_at == recorded(walk, "assignment.submit")
    assert handed.decision_recorded_at == recorded(walk, "assignment.approve")
    assert handed.retraction_recorded_at == recorded(walk, "assignment.retract")


def test_endings_say_when_we_learned_of_them():
    walk = walk_to("transferred").escalate().later(days=1).withdraw()
    first, second, opinion = charges(walk)
    assert first.end_recorded_at == second.start_recorded_at == recorded(walk, "case.transfer")
    assert opinion.start_recorded_at == recorded(walk, "case.escalate")
    assert second.end_recorded_at == recorded(walk, "assignment.cancel")


def test_what_came_back_has_no_ending():
    walk = walk_to("restored")
    assert charges(walk)[0].end_recorded_at is None


def test_a_reopening_is_learned_of_with_its_round():
    walk = walk_to("reopened")
    first, second = dossier.load(walk.case).rounds
    assert first.start_recorded_at == recorded(walk, "case.accept")
    assert second.start_recorded_at == recorded(walk, "case.reopen")


def test_a_list_frozen_before_an_answer_was_told_of_did_not_know_it():
    walk = walk_to("assigned").until(DUE + 5 * DAY).submit(at=DUE - DAY).later(days=1).approve()
    [facts] = charges(walk)
    frozen = recorded(walk, "assignment.submit") - SOON
    assert verdict(facts, DUE + DAY, recorded_by=frozen).kind == "overdue"
    assert verdict(facts, DUE + DAY).kind == "in_term"
    between = recorded(walk, "assignment.approve") - SOON
    assert [s.phase.value for s in standings(facts, recorded_by=between)] == ["open", "awaiting"]


def test_a_list_frozen_before_a_retraction_still_had_the_answer():
    walk = walk_to("answered").until(DUE + DAY).retract()
    [facts] = charges(walk)
    frozen = recorded(walk, "assignment.retract") - SOON
    assert verdict(facts, DUE + 2 * DAY, recorded_by=frozen).answered
    assert not verdict(facts, DUE + 2 * DAY).answered


# --- removal, cost ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("state", "removed"), [("withdrawn", True), ("merged", True), ("restored", False)])
def test_when_a_case_was_removed(state, removed):
    walk = walk_to(state)
    assert dossier.load(walk.case).removed_at == (walk.at if removed else None)


def cost(case):
    with CaptureQueriesContext(connection) as queries:
        dossier.load(case)
    return len(queries)


def test_reading_costs_the_same_however_long_the_story():
    long = walk_to("extended").submit().return_answer().appeal().decide_appeal(granted=True).rate()
    before = cost(long.case)
    long.later(days=10).reopen().submit().refuse()
    assert cost(long.case) == before + 1 <= 10  # with what the Center has to rule


def test_a_table_is_not_asked_for_what_the_ledger_says_is_not_there():
    assert cost(walk_to("assigned").case) == 6
    assert cost(walk_to("extended").case) == 7
    assert cost(walk_to("awaiting").case) == cost(walk_to("answered").case) == 8
    assert cost(walk_to("rated").case) == cost(walk_to("not_ours").case) + 2 == 9

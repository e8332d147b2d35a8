import pytest

from cases.rules.stops import PHASE_OF_ENDING, Phase, Stop, stop_at
from cases.rules.verdicts import Decision, Ending
from tests.cases.rules.clocks import approved, clock, submission, tick

pytestmark = pytest.mark.pure


def stops(*facts, until=10, **more):
    """Phase and stop (as a number of hours) at each instant from 0 on, as one word each."""
    found = []
    for at in range(until):
        stop = stop_at(clock(*facts, **more), tick(at))
        number = "" if stop.at is None else str(int((stop.at - tick(0)).total_seconds() // 3600))
        found.append(f"{stop.phase.value}{number}")
    return found


def test_an_open_clock_runs():
    assert stops(until=2) == ["open", "open"]


def test_an_answer_stops_it_when_submitted_if_approved_later():
    assert stops(approved(2, 4), until=6) == ["open", "open", "awaiting2", "awaiting2", "answered2", "answered2"]


@pytest.mark.parametrize("decision", [each for each in Decision if each is not Decision.APPROVED])
def test_an_answer_not_approved_counts_as_never_given_from_the_decision_on(decision):
    assert stops(submission(2, decision, 4), until=6) == ["open", "open", "awaiting2", "awaiting2", "open", "open"]


def test_a_second_answer_after_a_return():
    assert stops(submission(1, Decision.RETURNED, 2), approved(4, 6), until=8) == [
        *["open", "awaiting1", "open", "open"],
        *["awaiting4", "awaiting4", "answered4", "answered4"],
    ]


def test_a_plan_stops_it_only_while_it_awaits_review():
    assert stops(approved(2, 4, stops=False), until=6) == ["open", "open", "awaiting2", "awaiting2", "open", "open"]


def test_a_retracted_approval_counts_as_never_given_from_the_retraction_on():
    assert stops(approved(2, 3, retracted=5), until=7) == [
        *["open", "open", "awaiting2", "answered2", "answered2"],
        *["open", "open"],
    ]


def test_an_amendment_moves_nothing():
    assert stops(approved(1, 2), submission(4), until=6)[2:] == ["answered1"] * 4
    assert stops(approved(1, 2), approved(4, 5), until=7)[2:] == ["answered1"] * 5


def test_of_two_that_await_review_the_first_counts():
    assert stops(submission(3), submission(1), until=5) == ["open", "awaiting1", "awaiting1", "awaiting1", "awaiting1"]


@pytest.mark.parametrize(("ending", "phase"), PHASE_OF_ENDING.items())
def test_an_ending_stops_it(ending, phase):
    assert stops(ended=2, ending=ending, until=4) == ["open", "open", f"{phase.value}2", f"{phase.value}2"]


def test_every_ending_has_its_phase():
    assert set(PHASE_OF_ENDING) == set(Ending)


def test_what_awaited_review_ends_with_the_clock():
    assert stops(submission(1), ended=3, ending=Ending.CANCELLED, until=5) == [
        *["open", "awaiting1", "awaiting1"],
        *["cancelled3", "cancelled3"],
    ]
    voided = submission(1, Decision.VOID, 3)
    assert stops(voided, ended=3, ending=Ending.CANCELLED, until=5)[3:] == ["cancelled3", "cancelled3"]


def test_an_answered_clock_stays_answered_when_its_case_is_removed():
    assert stops(approved(1, 2), ended=4, ending=Ending.CANCELLED, until=6)[2:] == ["answered1"] * 4


def test_an_answer_at_the_very_end_counts_one_after_it_does_not():
    assert stops(approved(3, 4), ended=3, ending=Ending.TRANSFERRED, until=6)[4:] == ["answered3", "answered3"]
    assert stops(approved(4, 5), ended=3, ending=Ending.TRANSFERRED, until=7)[3:] == ["transferred3"] * 4


def test_nobody_knows_when():
    unknown = clock(approved(1, 2), ended_unknown=True)
    assert stop_at(unknown, tick(5)) == Stop(phase=Phase.UNKNOWN)

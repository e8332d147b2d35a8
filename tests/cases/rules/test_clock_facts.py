from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from cases.rules.verdicts import ClockFacts, Decision, Ending, Promise, Submission
from tests.cases.rules.clocks import approved, clock, due, promise, submission, tick

pytestmark = pytest.mark.pure


# --- what cannot be said -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("decision", "decided"), [(Decision.APPROVED, None), (None, 5)])
def test_a_decision_and_its_instant_come_together(decision, decided):
    with pytest.raises(ValueError, match="come together"):
        submission(1, decision, decided)


@pytest.mark.parametrize("decision", [each for each in Decision if each is not Decision.APPROVED])
def test_only_an_approval_is_retracted(decision):
    with pytest.raises(ValueError, match="Only an approval"):
        submission(1, decision, 2, retracted=3)
    assert submission(1, Decision.APPROVED, 2, retracted=3).retracted_at == tick(3)


@pytest.mark.parametrize("decision", [each for each in Decision if each is not Decision.APPROVED])
def test_only_an_approval_overturns_what_was_decided_before(decision):
    with pytest.raises(ValueError, match="Only an approval overturns"):
        submission(1, decision, 3, sent_back=2)


@pytest.mark.parametrize(("ended", "ending"), [(5, None), (None, Ending.CANCELLED)])
def test_an_ending_and_its_instant_come_together(ended, ending):
    with pytest.raises(ValueError, match="come together"):
        clock(ended=ended, ending=ending)


NAIVE = datetime(2026, 3, 2)  # noqa: DTZ001 - that is the point


@pytest.mark.parametrize(
    "make",
    [
        lambda: ClockFacts(started_at=NAIVE),
        lambda: ClockFacts(started_at=tick(0), ended_at=NAIVE, ending=Ending.CANCELLED),
        lambda: Promise(published_at=NAIVE, until=tick(1), recorded_at=tick(0)),
        lambda: Promise(published_at=tick(0), until=NAIVE, recorded_at=tick(0)),
        lambda: Submission(submitted_at=NAIVE, recorded_at=tick(0)),
        lambda: Submission(submitted_at=tick(0), recorded_at=NAIVE),
    ],
)
def test_naive_instants_are_refused(make):
    with pytest.raises(ValueError, match="no time zone"):
        make()


def test_instants_are_kept_in_utc_so_that_the_passes_of_a_repeated_hour_differ():
    new_york = ZoneInfo("America/New_York")
    first, second = (datetime(2015, 11, 1, 1, 30, fold=fold, tzinfo=new_york) for fold in (0, 1))
    assert first == second  # Python's comparison within a zone
    kept = [ClockFacts(started_at=each).started_at for each in (first, second)]
    assert kept[0] < kept[1]
    assert all(each.tzinfo is UTC for each in kept)


# --- one submission ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("version", "awaiting", "answering"),
    [
        (submission(2), {2, 3, 4, 5, 6, 7}, set()),
        (approved(2, 4), {2, 3}, {4, 5, 6, 7}),
        (approved(2, 2), set(), {2, 3, 4, 5, 6, 7}),
        (approved(2, 4, retracted=6), {2, 3}, {4, 5}),
        (approved(2, 4, stops=False), {2, 3}, set()),
        (submission(2, Decision.RETURNED, 4), {2, 3}, set()),
        (submission(2, Decision.REFUSED, 4), {2, 3}, set()),
        (submission(2, Decision.RECALLED, 4), {2, 3}, set()),
        (submission(2, Decision.VOID, 4), {2, 3}, set()),
        (approved(2, 6, sent_back=4), {2, 3}, {6, 7}),  # an appeal succeeded
        (approved(2, 4, sent_back=2), set(), {4, 5, 6, 7}),
        (approved(2, 5, sent_back=4, retracted=6), {2, 3}, {5}),
        (approved(5, 3), set(), {5, 6, 7}),  # a source that has them the wrong way round
    ],
)
def test_when_a_version_awaits_review_and_when_it_answers(version, awaiting, answering):
    assert {at for at in range(8) if version.awaits(tick(at))} == awaiting
    assert {at for at in range(8) if version.answers(tick(at))} == answering


# --- what was known by then --------------------------------------------------------------------------------------


def test_facts_recorded_later_are_left_out():
    facts = clock(
        due(10),
        due(20, since=5, recorded=9),
        promise(3, 30, recorded=3),
        promise(4, 40, recorded=9),
        approved(6, 7),
        submission(6, recorded=9),
        ended=8,
        ending=Ending.CANCELLED,
    )
    known = facts.known_by(tick(8))
    assert known == clock(due(10), promise(3, 30), approved(6, 7), ended=8, ending=Ending.CANCELLED)
    assert facts.known_by(tick(9)) == facts


def test_what_has_no_time_of_recording_is_known_when_it_happens():
    facts = clock(due(10, since=2), ended=8, ending=Ending.TRANSFERRED, started=1)
    assert facts.known_by(tick(0)).started_at is None
    assert facts.known_by(tick(1)) == clock(started=1)
    assert facts.known_by(tick(7)) == clock(due(10, since=2), started=1)
    assert facts.known_by(tick(8)) == facts


def test_start_and_ending_may_be_recorded_later():
    facts = clock(
        ended=2, ending=Ending.TRANSFERRED, start_recorded_at=tick(5), end_recorded_at=tick(6), ended_unknown=False
    )
    assert facts.known_by(tick(4)).started_at is None
    assert facts.known_by(tick(5)).started_at == tick(0)
    assert facts.known_by(tick(5)).ending is None
    assert facts.known_by(tick(6)) == facts


@pytest.mark.parametrize(
    ("bound", "expected"),
    [
        (1, None),
        (2, submission(2)),
        (3, submission(2)),
        (4, approved(2, 4)),
        (5, approved(2, 4)),
        (6, approved(2, 4, retracted=6)),
    ],
)
def test_of_a_submission_only_what_had_happened_is_known(bound, expected):
    assert approved(2, 4, retracted=6).known_by(tick(bound)) == expected


def test_decision_and_retraction_may_be_recorded_later_than_they_happened():
    late = approved(2, 4, retracted=6, recorded=3, decision_recorded_at=8, retraction_recorded_at=9)
    assert late.known_by(tick(2)) is None
    assert late.known_by(tick(7)).decision is None
    assert late.known_by(tick(7)).retracted_at is None
    assert late.known_by(tick(8)).decision is Decision.APPROVED
    assert late.known_by(tick(8)).retracted_at is None
    assert late.known_by(tick(9)) == late


@pytest.mark.parametrize(
    ("bound", "expected"),
    [
        (1, None),
        (3, submission(2)),
        (4, submission(2, Decision.RETURNED, 4)),
        (5, submission(2, Decision.RETURNED, 4)),
        (6, approved(2, 6, sent_back=4)),
        (8, approved(2, 6, sent_back=4, retracted=8)),
    ],
)
def test_before_an_appeal_was_decided_the_first_decision_is_known(bound, expected):
    assert approved(2, 6, sent_back=4, retracted=8).known_by(tick(bound)) == expected


def test_the_first_decision_may_be_recorded_later_than_it_was_made():
    late = approved(2, 6, sent_back=4, sending_back_recorded_at=7, decision_recorded_at=9)
    assert late.known_by(tick(6)).decision is None
    assert (late.known_by(tick(7)).decision, late.known_by(tick(7)).decided_at) == (Decision.RETURNED, tick(4))
    assert late.known_by(tick(9)) == late


def test_the_changes_of_a_clock():
    facts = clock(
        due(30, since=1),
        promise(3, 40),
        approved(5, 6, retracted=8),
        approved(5, 7, sent_back=6),
        submission(9),
        ended=12,
        ending=Ending.CANCELLED,
    )
    assert sorted(facts.changes()) == [tick(number) for number in (0, 1, 3, 5, 5, 6, 6, 7, 8, 9, 12)]
    assert list(clock(started=None).changes()) == []

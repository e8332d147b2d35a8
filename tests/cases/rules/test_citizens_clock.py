from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.rules.citizens_clock import combine
from cases.rules.standings import Phase, kind_at, standings
from cases.rules.verdicts import Decision, Ending, VerdictKind
from tests.cases.rules.clocks import HORIZON, MONDAY, approved, clock, due, promise, submission, tick

pytestmark = pytest.mark.pure

BASE = clock(due(10))


def phases(*parts, base=BASE):
    """(since, phase, stop) of each of the citizen's rows, in hours."""

    def hour(instant):
        return None if instant is None else round((instant - MONDAY) / timedelta(hours=1))

    rows = combine(standings(base), [standings(part) for part in parts])
    return [(hour(row.since), row.phase.value, hour(row.stopped_at)) for row in rows]


def test_before_the_first_assignment_the_clock_runs():
    assert phases() == [(0, "open", None)]
    assert phases(clock(due(12), started=3)) == [(0, "open", None)]


def test_one_agency_alone_stops_it_with_its_answer():
    assert phases(clock(due(12), approved(4, 6), started=2)) == [
        (0, "open", None),
        (4, "awaiting", 4),
        (6, "answered", 4),
    ]


def test_one_open_assignment_keeps_the_case_open():
    assert phases(clock(approved(4, 6)), clock()) == [(0, "open", None)]
    assert phases(clock(submission(4)), clock()) == [(0, "open", None)]


def test_it_stops_with_the_last_answer():
    assert phases(clock(approved(4, 6)), clock(approved(5, 9))) == [
        (0, "open", None),
        (5, "awaiting", 5),
        (9, "answered", 5),
    ]
    assert phases(clock(approved(4, 9)), clock(approved(5, 6)))[-1] == (9, "answered", 5)


def test_a_return_opens_it_again():
    assert phases(clock(submission(4, Decision.RETURNED, 6))) == [
        (0, "open", None),
        (4, "awaiting", 4),
        (6, "open", None),
    ]


def test_a_transfer_leaves_it_to_the_next():
    handed_on = clock(ended=5, ending=Ending.TRANSFERRED)
    assert phases(handed_on, clock(approved(8, 9), started=5)) == [
        (0, "open", None),
        (8, "awaiting", 8),
        (9, "answered", 8),
    ]


def test_a_transfer_to_nobody_ends_it():
    assert phases(clock(ended=5, ending=Ending.TRANSFERRED)) == [(0, "open", None), (5, "cancelled", 5)]


def test_what_was_cancelled_with_its_case_was_taken_away_and_not_answered():
    cancelled = clock(ended=7, ending=Ending.CANCELLED)
    assert phases(cancelled) == [(0, "open", None), (7, "cancelled", 7)]
    assert phases(cancelled, clock(approved(4, 6))) == [(0, "open", None), (7, "cancelled", 7)]


def test_a_part_that_ended_nobody_knows_when():
    assert phases(clock(ended_unknown=True)) == [(0, "unknown", None)]
    assert phases(clock(ended_unknown=True, started=None)) == [(0, "unknown", None)]
    assert phases(clock(ended_unknown=True), clock()) == [(0, "open", None)]


def test_a_round_without_a_start_is_known_only_to_have_ended():
    nothing = clock(started=None)
    assert phases(base=nothing) == []
    assert phases(clock(started=None, ended_unknown=True), base=nothing) == [(None, "unknown", None)]
    assert phases(clock(ended_unknown=True), base=nothing) == [(None, "unknown", None)]
    assert phases(clock(approved(4, 6)), base=nothing) == []


def test_what_a_part_did_before_the_round_began_shows_from_its_beginning():
    assert phases(clock(approved(-3, -2), started=-4)) == [(0, "answered", -3)]


def test_due_date_and_limit_are_the_citizens_own():
    base = clock(due(10), promise(5, 20), due(12, since=6, cause="calendar"))
    rows = combine(standings(base), [standings(clock(due(30), approved(15, 16), started=3))])
    assert {row.due_at for row in rows} == {tick(10), tick(12)}
    assert [kind_at(row, tick(99)) for row in rows if row.phase is Phase.ANSWERED] == [VerdictKind.EXTENDED]


orderly = st.lists(st.integers(1, 6), min_size=0, max_size=7)


def life(steps, started):
    """An assignment that is answered and sent back in turn, at growing hours; the last answer may be approved."""
    at, versions = started, []
    for number, (waited, reviewed) in enumerate(zip(steps[::2], steps[1::2], strict=False)):
        at += waited
        last = number == len(steps) // 2 - 1 and len(steps) % 2 == 0
        decision = Decision.APPROVED if last else Decision.RETURNED
        versions.append(submission(at, decision, at + reviewed))
        at += reviewed
    return clock(*versions, started=started)


@given(st.lists(st.tuples(orderly, st.integers(0, 8)), min_size=1, max_size=3), st.integers(0, HORIZON + 20))
def test_at_any_instant_the_case_is_as_far_as_the_one_that_is_least_far(lives, at):
    parts = [standings(life(*each)) for each in lives]
    rows = combine(standings(BASE), parts)
    moment = tick(at)

    def holding(table):
        return next((row for row in table if row.since <= moment and (row.until is None or moment < row.until)), None)

    present = [row for part in parts if (row := holding(part))]
    found = holding(rows)
    if not present or any(row.phase is Phase.OPEN for row in present):
        assert (found.phase, found.stopped_at) == (Phase.OPEN, None)
    else:
        waiting = any(row.phase is Phase.AWAITING for row in present)
        assert found.phase is (Phase.AWAITING if waiting else Phase.ANSWERED)
        assert found.stopped_at == max(row.stopped_at for row in present)
    assert found.due_at == tick(10)


@given(orderly, st.integers(0, HORIZON))
def test_with_one_agency_from_the_start_both_clocks_tell_the_same(steps, at):
    facts = life(steps, 0)
    own = standings(clock(due(10), *facts.submissions))
    assert combine(standings(BASE), [own]) == own
    assert kind_at(own[-1], tick(max(at, 50))) is not None

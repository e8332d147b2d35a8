"""The citizen's clock of a round: open while one agency's is, stopped with the last answer."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cases.rules.citizens_clock import RANK, combine
from cases.rules.standings import Phase, Standing, standings
from cases.rules.verdicts import Ending
from tests.cases.rules.clocks import approved, clock, clocks, due, promise, submission, tick

MOMENT = timedelta(microseconds=1)
BASE = clock(due(20))


def told(rows):
    """(phase, stopped) by the hour each stretch begins."""

    def hour(at):
        return None if at is None else (at - tick(0)) / timedelta(hours=1)

    return [(hour(row.since), row.phase.value, hour(row.stopped_at)) for row in rows]


def combined(*charges, base=BASE):
    return told(combine(standings(base), [standings(charge) for charge in charges]))


def test_before_anybody_has_it_the_clock_runs():
    assert combined() == [(0, "open", None)]
    assert combined(clock(started=5)) == [(0, "open", None)]


def test_one_agency_that_answers():
    charge = clock(approved(10, 12), started=2)
    assert combined(charge) == [(0, "open", None), (10, "awaiting", 10), (12, "answered", 10)]


def test_it_is_open_while_one_of_two_is():
    first, second = clock(approved(10, 12), started=2), clock(approved(15, 16), started=3)
    assert combined(first, second) == [(0, "open", None), (15, "awaiting", 15), (16, "answered", 15)]


def test_it_awaits_while_one_of_two_does_and_stopped_with_the_later():
    first, second = clock(approved(10, 30), started=2), clock(approved(15, 16), started=3)
    assert combined(first, second) == [(0, "open", None), (15, "awaiting", 15), (30, "answered", 15)]


def test_a_returned_answer_lets_it_run_on():
    charge = clock(submission(10, "returned", 12), started=2)
    assert combined(charge) == [(0, "open", None), (10, "awaiting", 10), (12, "open", None)]


def test_a_transfer_does_not_stop_it():
    first = clock(started=2, ended=8, ending=Ending.TRANSFERRED)
    assert combined(first, clock(started=8)) == [(0, "open", None)]
    assert combined(first, clock(approved(9, 10), started=8)) == [
        (0, "open", None),
        (9, "awaiting", 9),
        (10, "answered", 9),
    ]


def test_where_it_was_transferred_to_nobody_it_ended_then():
    assert combined(clock(started=2, ended=8, ending=Ending.TRANSFERRED)) == [(0, "open", None), (8, "cancelled", 8)]


def test_it_is_cancelled_with_its_case():
    assert combined(clock(started=2, ended=8, ending=Ending.CANCELLED)) == [(0, "open", None), (8, "cancelled", 8)]


def test_cancelled_beside_an_answer_it_was_taken_away_and_not_answered():
    answered, cancelled = clock(approved(5, 6), started=2), clock(started=2, ended=25, ending=Ending.CANCELLED)
    assert combined(answered, cancelled) == [(0, "open", None), (25, "cancelled", 25)]


def test_where_one_end_is_unknown_so_is_the_whole():
    unknown, answered = clock(started=2, ended_unknown=True), clock(approved(5, 6), started=2)
    assert combined(unknown, answered)[-1][1:] == ("unknown", None)
    assert combined(unknown, clock(started=2)) == [(0, "open", None)]


def test_due_dates_and_promises_are_those_of_the_round():
    base = clock(due(20), promise(5, 30))
    rows = combine(standings(base), [standings(clock(due(99), approved(25, 26), started=2))])
    assert {row.due_at for row in rows} == {tick(20)}
    assert [row.limit for row in rows if row.since >= tick(5)] == [tick(30)] * 3
    assert {row.broken_from for row in rows} == {None, tick(30)}


def test_a_round_that_never_began_ended_at_an_unknown_time_or_is_none():
    nothing = clock(started=None)
    unknown = clock(started=None, ended_unknown=True)
    assert combine(standings(nothing), []) == ()
    assert combine(standings(nothing), [standings(clock(started=3))]) == ()
    assert combine(standings(nothing), [(), standings(unknown)]) == standings(unknown)


def test_a_charge_that_ended_before_the_round_began_is_seen_from_its_beginning():
    early = clock(approved(-3, -2), started=-4)
    assert combined(early) == [(0, "answered", -3)]


def test_charges_without_a_date_say_nothing_of_when():
    nobody_knows = clock(started=None, ended_unknown=True)
    assert combined(nobody_knows) == [(0, "unknown", None)]


def test_a_round_of_unknown_start_begins_nowhere():
    """A base whose first row has no beginning takes its charges from whenever they are known."""
    base = tuple(replace(row, since=None) for row in standings(BASE))
    assert told(combine(base, [standings(clock(approved(10, 12), started=2))])) == [
        (2, "open", None),
        (10, "awaiting", 10),
        (12, "answered", 10),
    ]


def test_every_phase_has_its_rank_but_being_passed_on():
    assert {*RANK, Phase.TRANSFERRED} == set(Phase)
    assert len(set(RANK)) == len(RANK)


# --- a slow, obvious oracle ------------------------------------------------------------------------------------------


def row_at(rows, at):
    held = [row for row in rows if (row.since is None or row.since <= at) and (row.until is None or at < row.until)]
    assert len(held) <= 1
    return held[0] if held else None


def obvious(charges, at):
    """Phase and stop at one instant, asked of every agency."""
    present = [row for row in (row_at(rows, at) for rows in charges) if row is not None]
    if not present:
        return Phase.OPEN, None
    staying = [row for row in present if row.phase is not Phase.TRANSFERRED]
    if not staying:
        return Phase.CANCELLED, max(row.stopped_at for row in present)
    phases = {row.phase for row in staying}
    for phase in (Phase.OPEN, Phase.AWAITING, Phase.CANCELLED, Phase.UNKNOWN, Phase.ANSWERED):
        if phase in phases:
            break
    stops = [row.stopped_at for row in staying if row.stopped_at is not None]
    return phase, max(stops) if stops and phase not in (Phase.OPEN, Phase.UNKNOWN) else None


@settings(max_examples=120)
@given(
    base=clocks(), charges=st.lists(clocks(), max_size=3), hour=st.integers(-5, 80), nudge=st.sampled_from([-1, 0, 1])
)
def test_at_any_instant_it_says_what_the_agencies_say(base, charges, hour, nudge):
    at = tick(hour) + nudge * MOMENT
    alone = standings(replace(base, submissions=(), ended_at=None, ending=None))
    parts = [standings(charge) for charge in charges]
    row = row_at(combine(alone, parts), at)
    own = row_at(alone, at)
    assert (row is None) == (own is None)
    assume(row is not None)
    assert (row.phase, row.stopped_at) == obvious(parts, at)
    held = ("due_at", "term_end", "limit", "broken_from")
    assert [getattr(row, name) for name in held] == [getattr(own, name) for name in held]


@settings(max_examples=60)
@given(base=clocks(), charges=st.lists(clocks(), max_size=3))
def test_its_stretches_follow_upon_each_other_and_differ(base, charges):
    rows = combine(standings(base), [standings(charge) for charge in charges])
    assert rows[0].since == base.started_at
    assert rows[-1].until is None
    for one, next_one in pairwise(rows):
        assert one.until == next_one.since
        assert replace(one, since=None, until=None) != replace(next_one, since=None, until=None)


@pytest.mark.parametrize("phase", [Phase.AWAITING, Phase.ANSWERED, Phase.CANCELLED])
def test_a_stop_without_its_instant_is_left_open(phase):
    """An import may know that it ended, and of one of two agencies not when."""
    at = tick(0)
    row = Standing(
        since=at, until=None, phase=phase, stopped_at=None, due_at=None, term_end=None, limit=None, broken_from=None
    )
    assert combine(standings(BASE), [(row,)])[-1].stopped_at is None

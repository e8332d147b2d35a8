"""Verdicts against a slow oracle that walks from the start to the instant asked about, hour by hour."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cases.rules.standings import Phase, kind_at, standings
from cases.rules.verdicts import Decision, Ending, VerdictKind, verdict
from tests.cases.rules.clocks import HORIZON, MONDAY, clocks, overturned, tick

pytestmark = pytest.mark.pure

instants = st.integers(-6, HORIZON + 40)
SEVERITY = {VerdictKind.IN_TERM: 0, VerdictKind.EXTENDED: 1, VerdictKind.PROMISE_BROKEN: 2, VerdictKind.OVERDUE: 2}


def hour(instant):
    """The number of hours after that Monday, the way the oracle tells the time."""
    return None if instant is None else round((instant - MONDAY) / timedelta(hours=1))


@dataclass
class Walk:
    """What somebody who stood beside the clock would know."""

    facts: object
    now: int = 0
    kept: list = field(default_factory=list)  # valid promises so far, as (published, until)

    def due(self):
        """The newest due date by now, None without."""
        newest, found = None, None
        for entry in self.facts.due_dates:
            since = hour(entry.since)
            if since <= self.now and (newest is None or since >= newest):
                newest, found = since, hour(entry.due_at)
        return found

    def waiting(self):
        """Hours at which the versions under review were submitted, with whether each stops the clock."""
        return [
            (hour(each.submitted_at), each.stops)
            for each in self.facts.submissions
            if hour(each.submitted_at) <= self.now and not self.judged(each)
        ]

    def judged(self, version):
        """Whether somebody has decided on a version by now, be it a decision that an appeal overturned later."""
        decisions = [hour(version.sent_back_at), hour(version.decided_at)]
        return any(at is not None and at <= self.now for at in decisions)

    def answered(self):
        """Hours at which standing answers were submitted."""
        return [
            hour(each.submitted_at)
            for each in self.facts.submissions
            if each.decision == Decision.APPROVED
            and each.stops
            and max(hour(each.submitted_at), hour(each.decided_at)) <= self.now
            and not (each.retracted_at is not None and hour(each.retracted_at) <= self.now)
        ]

    def stopped(self):
        """(why, when) the clock stands still, or None while it runs."""
        ended = hour(self.facts.ended_at)
        gone = ended is not None and ended <= self.now
        answers = self.answered()
        if answers and not (gone and ended < min(answers)):
            return "answered", min(answers)
        if gone:
            return str(self.facts.ending), ended
        waiting = self.waiting()
        return ("awaiting", min(each for each, _ in waiting)) if waiting else None

    def limit(self):
        """The due date, pushed on by each kept promise that came before it ran out."""
        limit = self.due()
        for published, until in self.kept:
            if limit is None or (published <= limit and until > limit):
                limit = until
        return limit

    def hear(self, until, bound):
        """A promise is published now."""
        stopped = self.stopped()
        if stopped is not None and stopped[0] != "awaiting":
            return
        if any(stops or submitted != self.now for submitted, stops in self.waiting()):
            return
        limit = self.limit()
        if until <= self.now or (limit is not None and until <= limit) or (bound is not None and until > bound):
            return
        if all(until > earlier for _, earlier in self.kept):
            self.kept.append((self.now, until))


def walk_to(facts, at):
    """Stand beside the clock from its start to `at`, None where it has not begun."""
    start = hour(facts.started_at)
    if at < start:
        return None
    walk = Walk(facts)
    for now in range(start, at + 1):
        walk.now = now
        for promise in facts.promises:
            if hour(promise.published_at) == now:
                walk.hear(hour(promise.until), hour(promise.not_after))
    return walk


def slow_kind(facts, at):
    walk = walk_to(facts, at)
    if walk is None:
        return None
    t = at if walk.stopped() is None else walk.stopped()[1]
    due, limit = walk.due(), walk.limit()
    first = walk.kept[0][1] if walk.kept else None
    if (due is not None and t <= due) or (due is None and (first is None or t <= first)):
        return "in_term"
    if t <= limit:
        return "extended"
    for number, (_, until) in enumerate(walk.kept):
        if until < t and not any(published <= until for published, _ in walk.kept[number + 1 :]):
            return "promise_broken"
    return "overdue"


@given(clocks(), instants)
def test_the_verdict_is_what_somebody_who_walked_along_would_say(facts, at):
    found = verdict(facts, tick(at))
    assert (found and found.kind) == slow_kind(facts, at)


@given(clocks(), instants)
def test_so_is_what_else_it_tells(facts, at):
    walk = walk_to(facts, at)
    assume(walk is not None)
    found = verdict(facts, tick(at))
    stopped = walk.stopped()
    assert hour(found.t) == (at if stopped is None else stopped[1])
    assert hour(found.due_at) == walk.due()
    assert hour(found.limit) == walk.limit()
    assert hour(found.promise) == (walk.kept[-1][1] if walk.kept else None)
    assert found.answered is (stopped is not None and stopped[0] == "answered")
    assert found.awaiting is (stopped is not None and stopped[0] == "awaiting")


@given(clocks(), instants, st.integers(0, 30))
def test_a_verdict_never_improves_by_waiting(facts, at, waited):
    later = tick(at + waited)
    assume(not any(tick(at) < change <= later for change in facts.changes()))
    before, after = verdict(facts, tick(at)), verdict(facts, later)
    assume(before is not None)
    assert SEVERITY[after.kind] >= SEVERITY[before.kind]
    assert not (before.kind is VerdictKind.PROMISE_BROKEN and after.kind is VerdictKind.OVERDUE)


def as_it_was(version, moment):
    """A version that was decided on later: waiting still, or sent back by a decision that was overturned later."""
    waiting = replace(version, decided_at=None, decision=None, retracted_at=None, sent_back_at=None)
    if version.sent_back_at is None or version.sent_back_at > moment:
        return waiting
    return replace(waiting, decided_at=version.sent_back_at, decision=Decision.REFUSED)


@given(clocks(), instants)
def test_the_future_does_not_reach_back(facts, at):
    """A verdict follows from what had happened by then: facts from after it change nothing."""
    moment = tick(at)
    past = replace(
        facts,
        due_dates=tuple(each for each in facts.due_dates if each.since <= moment),
        promises=tuple(each for each in facts.promises if each.published_at <= moment),
        submissions=tuple(
            each if each.decided_at is None or each.decided_at <= moment else as_it_was(each, moment)
            for each in facts.submissions
            if each.submitted_at <= moment
        ),
        ended_at=facts.ended_at if facts.ended_at is not None and facts.ended_at <= moment else None,
        ending=facts.ending if facts.ended_at is not None and facts.ended_at <= moment else None,
    )
    assert verdict(past, moment) == verdict(facts, moment)


@given(clocks(), instants)
def test_a_clock_recorded_as_it_happened_is_known_as_it_was(facts, at):
    assume(all(each.recorded_at <= max(each.published_at, tick(at)) for each in facts.promises))
    assert verdict(facts, tick(at), recorded_by=tick(at)) == verdict(facts, tick(at))


@given(clocks(), overturned(), instants)
def test_an_appeal_that_succeeds_makes_the_first_submission_count(facts, version, at):
    """From its success on the clock stands as if that version had been approved when it was sent back; before, as if
    it had been returned for good. (What was promised while it stood returned is a fact of its own.)
    """
    moment = tick(at)
    others = replace(facts, promises=())
    as_if = {"sent_back_at": None, "decided_at": version.sent_back_at}
    then = (
        replace(version, **as_if)
        if version.decided_at <= moment
        else replace(version, **as_if, decision=Decision.RETURNED)
    )
    found = verdict(replace(others, submissions=(*others.submissions, version)), moment)
    assert found == verdict(replace(others, submissions=(*others.submissions, then)), moment)


# --- standings: the same truth as a table ------------------------------------------------------------------------


def row_at(rows, at):
    holding = [row for row in rows if row.since <= at and (row.until is None or at < row.until)]
    assert len(holding) == (rows[0].since <= at)
    return holding[0] if holding else None


@given(clocks(), instants, st.integers(0, 59))
def test_the_row_that_holds_gives_the_verdict_at_any_instant(facts, at, minutes):
    moment = tick(at) + timedelta(minutes=minutes)
    row, found = row_at(standings(facts), moment), verdict(facts, moment)
    assert (row and kind_at(row, moment)) == (found and found.kind)
    if row is not None:
        assert (row.stopped_at or moment) == found.t
        assert (row.due_at, row.limit) == (found.due_at, found.limit)
        assert (row.phase is Phase.AWAITING, row.phase is Phase.ANSWERED) == (found.awaiting, found.answered)


@given(clocks())
def test_rows_follow_each_other_without_a_gap_and_say_something_new(facts):
    rows = standings(facts)
    assert rows[0].since == facts.started_at
    assert rows[-1].until is None
    for row, following in pairwise(rows):
        assert row.since < row.until == following.since
        assert replace(row, since=None, until=None) != replace(following, since=None, until=None)


@given(clocks(), instants)
def test_every_row_is_as_known_then(facts, bound):
    known = standings(facts, recorded_by=tick(bound))
    assert known == standings(facts.known_by(tick(bound)))


def test_the_random_clocks_show_every_verdict_and_every_phase():
    """A property that never meets a broken promise proves nothing about one."""
    kinds, phases, appealed = set(), set(), set()

    @settings(max_examples=500, derandomize=True)
    @given(clocks(), instants)
    def look(facts, at):
        found = verdict(facts, tick(at))
        kinds.add(found and found.kind)
        phases.update(row.phase for row in standings(facts))
        appealed.update(each.sent_back_at < each.decided_at for each in facts.submissions if each.sent_back_at)

    look()
    assert kinds == {None, *VerdictKind}
    assert appealed == {True, False}
    assert phases == set(Phase) - {Phase.UNKNOWN}
    assert {Ending.CANCELLED, Ending.TRANSFERRED} <= {Ending(each) for each in phases & set(Ending)}

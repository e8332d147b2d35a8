"""Edges of promises kept and of time that nobody held: on the very instant, a moment later, and in another zone."""

from datetime import timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from cases.rules.clock_facts import Decision
from cases.rules.fates import Fate, fate_of, first_review
from cases.rules.holding import Gap, Stretch, left_over
from cases.rules.stops import Phase
from tests.cases.rules.clocks import tick

pytestmark = pytest.mark.pure

MOMENT = timedelta(microseconds=1)
UNTIL = tick(10)
KEPT, BROKEN, POSTPONED, RUNNING, MOOT = Fate.KEPT, Fate.BROKEN, Fate.POSTPONED, Fate.RUNNING, Fate.MOOT


@pytest.mark.parametrize(
    ("phase", "stopped", "after", "at", "fate"),
    [
        # open: at the very end of the day it still runs
        (Phase.OPEN, None, None, UNTIL, RUNNING),
        (Phase.OPEN, None, None, UNTIL + MOMENT, BROKEN),
        # a new promise in the last instant postpones it, one a moment later does not
        (Phase.OPEN, None, UNTIL, UNTIL + MOMENT, POSTPONED),
        (Phase.OPEN, None, UNTIL + MOMENT, UNTIL + MOMENT, BROKEN),
        (Phase.OPEN, None, tick(3), tick(4), POSTPONED),  # before its day has come, too
        # handed in at the very end, and a moment later
        (Phase.ANSWERED, UNTIL, None, tick(30), KEPT),
        (Phase.ANSWERED, UNTIL + MOMENT, None, tick(30), BROKEN),
        (Phase.ANSWERED, UNTIL + MOMENT, UNTIL, tick(30), POSTPONED),
        (Phase.ANSWERED, UNTIL, tick(3), tick(30), KEPT),  # kept, though a new one had been made
        # while it awaits review nobody knows
        (Phase.AWAITING, UNTIL, None, tick(30), RUNNING),
        (Phase.AWAITING, UNTIL + MOMENT, None, tick(30), BROKEN),
        (Phase.AWAITING, tick(5), tick(3), tick(30), POSTPONED),
        # passed on or taken away by that day it is moot, later it stays broken
        (Phase.TRANSFERRED, UNTIL, None, tick(30), MOOT),
        (Phase.TRANSFERRED, UNTIL + MOMENT, None, tick(30), BROKEN),
        (Phase.CANCELLED, UNTIL, None, tick(30), MOOT),
        (Phase.CANCELLED, UNTIL + MOMENT, None, tick(30), BROKEN),
        (Phase.CANCELLED, tick(5), tick(4), tick(30), POSTPONED),
        (Phase.CANCELLED, UNTIL + MOMENT, UNTIL, tick(30), POSTPONED),
        # of what ended nobody knows when, nothing is said
        (Phase.UNKNOWN, None, tick(3), tick(30), MOOT),
        (Phase.UNKNOWN, None, None, tick(30), MOOT),
    ],
)
def test_the_fate_of_a_promise(phase, stopped, after, at, fate):
    assert fate_of(UNTIL, next_at=after, phase=phase, stopped_at=stopped, at=at) is fate
    there = ZoneInfo("Asia/Ho_Chi_Minh")
    given = {"next_at": after, "stopped_at": stopped, "at": at}
    moved = {name: instant and instant.astimezone(there) for name, instant in given.items()}
    assert fate_of(UNTIL.astimezone(there), phase=phase, **moved) is fate


@pytest.mark.parametrize(
    ("decisions", "first"),
    [
        (["refused"], "refused"),
        (["refused", "approved"], "refused"),
        (["returned"], "returned"),
        (["approved"], "approved"),
        (["void", "refused"], "refused"),
        (["recalled"], None),
        (["void"], None),
    ],
)
def test_what_the_center_said_first(decisions, first):
    assert first_review([Decision(each) for each in decisions]) == first


# --- who held it -----------------------------------------------------------------------------------------------------


def held(since, until, *, handed_in=None):
    given = {} if handed_in is None else {"handed_in": handed_in}
    return Stretch(since=tick(since), until=tick(until), **given)


@pytest.mark.parametrize(
    ("stretches", "gaps"),
    [
        # before the beginning and after the end nothing counts
        ([held(-5, -2)], [(0, 20, False)]),
        ([held(-5, 3)], [(3, 20, False)]),
        ([held(-5, 3, handed_in=True)], [(3, 20, True)]),
        ([held(15, 30)], [(0, 15, False)]),
        ([held(20, 30)], [(0, 20, False)]),
        ([held(-5, 30)], []),
        # given and handed in at one instant
        ([held(0, 0, handed_in=True)], [(0, 20, True)]),
        ([held(5, 5, handed_in=True)], [(0, 5, False), (5, 20, True)]),
        ([held(5, 5)], [(0, 5, False), (5, 20, False)]),
        # the last to end says how; where two end together, the one that began later
        ([held(0, 8, handed_in=True), held(2, 8, handed_in=False)], [(8, 20, False)]),
        ([held(0, 8, handed_in=False), held(2, 8, handed_in=True)], [(8, 20, True)]),
        ([held(2, 8, handed_in=True), held(0, 8, handed_in=False)], [(8, 20, True)]),
        ([held(0, 10), held(2, 4, handed_in=True), held(5, 6, handed_in=True)], [(10, 20, False)]),
        # back and forth between agencies and the Center
        (
            [held(1, 3, handed_in=True), held(5, 8), held(8, 9, handed_in=True), held(12, 20)],
            [(0, 1, False), (3, 5, True), (9, 12, True)],
        ),
        # one that says nothing of handing in was not
        ([held(0, 4)], [(4, 20, False)]),
    ],
)
def test_what_no_agency_held(stretches, gaps):
    found = left_over(tick(0), tick(20), stretches)
    assert list(found) == [Gap(since=tick(a), until=tick(b), reviewed=reviewed) for a, b, reviewed in gaps]
    assert left_over(tick(0), tick(20), reversed(stretches)) == found
    assert all(one.until <= other.since for one, other in pairwise(found))

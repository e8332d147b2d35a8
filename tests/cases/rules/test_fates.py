"""What became of a promise, and the first word of the Center on an answer."""

import pytest

from cases.rules.clock_facts import Decision
from cases.rules.fates import Fate, fate_of, first_review
from cases.rules.stops import Phase
from tests.cases.rules.clocks import tick

UNTIL = 10


@pytest.mark.parametrize(
    ("phase", "stopped", "after", "at", "fate"),
    [
        (Phase.OPEN, None, None, 10, Fate.RUNNING),
        (Phase.OPEN, None, None, 11, Fate.BROKEN),
        (Phase.OPEN, None, 10, 11, Fate.POSTPONED),
        (Phase.OPEN, None, 11, 12, Fate.BROKEN),
        (Phase.ANSWERED, 10, None, 30, Fate.KEPT),
        (Phase.ANSWERED, 11, None, 30, Fate.BROKEN),
        (Phase.ANSWERED, 9, 8, 30, Fate.KEPT),
        (Phase.ANSWERED, 15, 8, 30, Fate.POSTPONED),
        (Phase.AWAITING, 10, None, 30, Fate.RUNNING),
        (Phase.AWAITING, 11, None, 30, Fate.BROKEN),
        (Phase.TRANSFERRED, 10, None, 30, Fate.MOOT),
        (Phase.TRANSFERRED, 11, None, 30, Fate.BROKEN),
        (Phase.CANCELLED, 5, None, 30, Fate.MOOT),
        (Phase.UNKNOWN, None, None, 30, Fate.MOOT),
    ],
)
def test_fates(phase, stopped, after, at, fate):
    given = {"next_at": after and tick(after), "phase": phase, "stopped_at": stopped and tick(stopped)}
    assert fate_of(tick(UNTIL), at=tick(at), **given) is fate


@pytest.mark.parametrize(
    ("decisions", "first"),
    [
        ([], None),
        ([Decision.RECALLED, Decision.VOID], None),
        ([Decision.RECALLED, Decision.RETURNED, Decision.APPROVED], Decision.RETURNED),
        ([Decision.APPROVED, Decision.REFUSED], Decision.APPROVED),
    ],
)
def test_the_first_word_is_the_centers(decisions, first):
    assert first_review(decisions) is first

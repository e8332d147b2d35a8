"""Counts as pages show them."""

from cases.accountability.shown import Counts, counts_of
from cases.rules.figures import Tally

TALLY = Tally(open=20, overdue=9, extended=2, promise_broken=3)


def test_the_three_kinds_stand_apart():
    shown = Counts(**counts_of(TALLY))
    assert (shown.open, shown.overdue, shown.promise_broken, shown.extended) == (20, 4, 3, 2)


def test_sums_and_share():
    shown = Counts(**counts_of(TALLY))
    assert shown.past_due == TALLY.overdue == 9
    assert shown.headline == TALLY.headline == 7
    assert shown.in_term == 11
    assert shown.share == 7 / 20


def test_nothing_open_has_no_share():
    assert Counts(**counts_of(Tally())).share is None

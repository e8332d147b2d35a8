"""Gaps between the transactions of a great change: waited for once, and not where something else took as long."""

import pytest

from search import gaps
from search.gaps import LENGTH, Gap


class Clock:
    """Time that passes only while somebody works or sleeps."""

    def __init__(self):
        self.now, self.slept = 100.0, []

    def monotonic(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(round(seconds, 6))
        self.now += seconds


@pytest.fixture
def clock(monkeypatch):
    hands = Clock()
    monkeypatch.setattr(gaps, "time", hands)
    return hands


@pytest.fixture
def vendor(monkeypatch):
    def of(name):
        monkeypatch.setattr(gaps.connection, "vendor", name)

    of("sqlite")
    return of


@pytest.mark.parametrize(
    ("meanwhile", "slept"),
    [
        (0, [LENGTH]),
        (LENGTH / 3, [round(LENGTH * 2 / 3, 6)]),
        (LENGTH, []),
        (10, []),
    ],
    ids=["at once", "after a third", "after all of it", "long after"],
)
def test_what_is_done_meanwhile_counts(clock, vendor, meanwhile, slept):
    gap = Gap()
    gap.begin()
    clock.now += meanwhile
    gap.wait()
    assert clock.slept == slept


def test_before_the_first_transaction_nobody_waits(clock, vendor):
    Gap().wait()
    assert clock.slept == []


def test_each_gap_is_waited_for_once(clock, vendor):
    gap = Gap()
    for _ in range(3):
        gap.begin()
        gap.wait()
        gap.wait()
    assert clock.slept == [LENGTH] * 3


def test_where_many_write_at_once_nobody_waits(clock, vendor):
    vendor("postgresql")
    gap = Gap()
    gap.begin()
    gap.wait()
    assert clock.slept == []

"""A clock that stands where a test puts it: what is recorded is recorded then, and days are frozen then."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from cases.accountability.frozen.freezing import end_of, freeze
from cases.models import Snapshot

MONDAY = date(2026, 3, 2)
DAY = timedelta(days=1)


def day(number):
    """So many days after Monday, 02/03/2026."""
    return MONDAY + number * DAY


def noon(number, hour=12):
    """An hour of that day in Huế."""
    return datetime(2026, 3, 2, tzinfo=UTC) + timedelta(days=number, hours=hour - 7)


class Clock:
    def __init__(self):
        self.now = noon(0)

    def __call__(self):
        return self.now

    def night_after(self, number):
        """Five minutes past midnight."""
        self.now = end_of(day(number)) + timedelta(minutes=5)
        return self

    def freeze(self, *numbers):
        return list(freeze([day(number) for number in numbers]))


@pytest.fixture
def clock(monkeypatch):
    found = Clock()
    monkeypatch.setattr(timezone, "now", found)
    return found


@pytest.fixture
def at(clock):
    """Call with an instant: it is now then; returns the instant."""

    def turn(instant):
        clock.now = instant
        return instant

    return turn


def stored(number):
    return Snapshot.objects.get(date=day(number))

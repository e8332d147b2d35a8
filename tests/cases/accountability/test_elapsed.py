"""Microseconds between two instants, on whichever database the tests run."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import F, Value
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from cases.accountability.elapsed import Elapsed
from cases.models import Standing
from tests.cases.accountability.charges import FIRST, LAST
from tests.cases.accountability.stored_clocks import a_case, an_assignment, stand

MICROSECOND = timedelta(microseconds=1)
ANY = st.datetimes(FIRST, LAST, timezones=st.just(UTC))


def elapsed(start, stop):
    stand(an_assignment(a_case()), started_at=start, stopped_at=stop)
    return Standing.objects.annotate(ran=Elapsed(F("started_at"), F("stopped_at"))).latest("pk").ran


class AnyInstants(TestCase):
    """Held against Python."""

    @settings(max_examples=30, deadline=None)
    @given(ANY, ANY)
    def test_exact(self, start, stop):
        assert elapsed(start, stop) == (stop - start) // MICROSECOND


@pytest.mark.parametrize(
    ("start", "stop", "ran"),
    [
        ("2026-03-02T00:00:00", "2026-03-02T00:00:00", 0),
        ("2026-03-02T00:00:00", "2026-03-02T00:00:00.000001", 1),
        ("2026-03-02T00:00:00.999999", "2026-03-02T00:00:01", 1),
        ("2026-03-02T00:00:01", "2026-03-02T00:00:00.500000", -500_000),
        ("2024-02-28T00:00:00", "2024-03-01T00:00:00", 172_800_000_000),
        ("1900-01-01T05:00:00", "2015-01-01T05:00:00", 42_003 * 86_400_000_000),
    ],
)
def test_by_hand(db, start, stop, ran):
    assert elapsed(datetime.fromisoformat(f"{start}+00:00"), datetime.fromisoformat(f"{stop}+00:00")) == ran


def test_an_instant_of_the_question_serves_as_well(db):
    start = datetime(2026, 3, 2, 1, 2, 3, 4, tzinfo=UTC)
    stand(an_assignment(a_case()), started_at=start)
    now = Value(start + timedelta(days=3, microseconds=7))
    rows = Standing.objects.annotate(ran=Elapsed(F("started_at"), now))
    assert rows.get().ran == 3 * 86_400_000_000 + 7
    assert rows.filter(ran__gt=3 * 86_400_000_000).count() == 1


def test_of_nothing_is_nothing(db):
    assert elapsed(datetime(2026, 1, 1, tzinfo=UTC), None) is None

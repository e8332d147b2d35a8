"""Median and 90th percentile in the database: those of the pure rule over the same clocks."""

from datetime import datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from cases.accountability.durations import NOTHING_CLOSED, Took, agency_took, city_took, took
from cases.rules import figures
from cases.rules.figures import CountsAs, counts_as
from cases.rules.stops import Phase
from cases.rules.verdicts import Ending, verdict
from tests.cases.accountability.charges import charges, instants
from tests.cases.accountability.stored_clocks import Charge, a_case, agency_named, an_assignment, ids_of, stand, store
from tests.cases.rules.clocks import MONDAY, approved, clock, due, tick

LATER = datetime(2030, 1, 1, tzinfo=MONDAY.tzinfo)
CLOSED = {CountsAs.CLOSED_IN_TERM, CountsAs.CLOSED_PAST_DUE}


def summed_up(days):
    found = figures.durations(days)
    return NOTHING_CLOSED if not found.n else Took(median=pytest.approx(found.median), p90=pytest.approx(found.p90))


def ran(charge, at):
    """The days a closed clock ran, [None] where they are left out, [] where it was not closed."""
    row = charge.row_at(at)
    found = verdict(charge.facts, at)
    if row is None or found is None or counts_as(row.phase, found.kind) not in CLOSED:
        return []
    return [figures.duration_days(charge.facts.started_at, row.stopped_at)]


def closed_after(took_, agency="A"):
    """A clock that was answered so long after it began."""
    return stand(an_assignment(a_case(), agency), phase="answered", since=tick(0), stopped_at=tick(0) + took_)


class AnyClocks(TestCase):
    """Held against the pure rule."""

    @settings(max_examples=20, deadline=None)
    @given(st.lists(charges(), max_size=8), instants)
    def test_closed_clocks_of_any_history(self, given_charges, at):
        for charge in given_charges:
            store(charge)
        ids = ids_of(given_charges)
        days = {}
        for charge in given_charges:
            days.setdefault(ids[charge.agency], []).extend(ran(charge, at))
        expected = {agency: summed_up(each) for agency, each in days.items()}
        assert took(at) == {agency: each for agency, each in expected.items() if each != NOTHING_CLOSED}
        assert city_took(at) == summed_up([each for all_ in days.values() for each in all_])

    @settings(max_examples=20, deadline=None)
    @given(st.lists(st.timedeltas(timedelta(days=-3), timedelta(days=900)), min_size=1, max_size=25))
    @example([timedelta(days=-1)])
    @example([timedelta(days=-1, microseconds=-1)])
    @example([timedelta(seconds=-58), timedelta(0), timedelta(microseconds=1)])
    @example([timedelta(days=number) for number in range(11)])
    def test_durations_to_the_microsecond(self, given_durations):
        for each in given_durations:
            closed_after(each)
        expected = summed_up([figures.duration_days(tick(0), tick(0) + each) for each in given_durations])
        assert city_took(LATER) == expected
        assert agency_took(LATER, agency_named("A").pk) == expected


def test_whole_seconds_come_out_exactly(db):
    for seconds in (86_399, 86_400, 90_001):
        closed_after(timedelta(seconds=seconds))
    assert city_took(LATER).median == 1.0


def test_between_two_the_line_is_straight(db):
    closed_after(timedelta(days=1))
    closed_after(timedelta(days=2))
    assert city_took(LATER) == Took(median=1.5, p90=pytest.approx(1.9))


def test_a_day_early_is_kept_and_more_is_left_out(db):
    closed_after(timedelta(days=-1))
    assert city_took(LATER) == Took(median=-1.0, p90=-1.0)
    closed_after(timedelta(days=-1, microseconds=-1))
    closed_after(timedelta(days=-400))
    assert city_took(LATER) == Took(median=-1.0, p90=-1.0)


@pytest.mark.parametrize(
    ("ending", "late", "kept"),
    [(Ending.TRANSFERRED, False, False), (Ending.TRANSFERRED, True, True), (Ending.CANCELLED, True, True)],
)
def test_passed_on_in_term_took_no_time_but_late_it_did(db, ending, late, kept):
    store(Charge(facts=clock(due(20), ended=36 if late else 12, ending=ending)))
    assert city_took(tick(60)) == (Took(median=1.5, p90=1.5) if kept else NOTHING_CLOSED)


@pytest.mark.parametrize("phase", [Phase.OPEN, Phase.AWAITING, Phase.UNKNOWN])
def test_what_is_not_closed_took_nothing_yet(db, phase):
    stand(an_assignment(a_case()), phase=phase.value, stopped_at=tick(3))
    assert city_took(LATER) == NOTHING_CLOSED
    assert took(LATER) == {}


def test_agencies_apart_and_together(db):
    for days, agency in ((1, "A"), (2, "A"), (3, "A"), (9, "B")):
        closed_after(timedelta(days=days), agency)
    a, b = agency_named("A").pk, agency_named("B").pk
    assert {agency: each.median for agency, each in took(LATER).items()} == {a: 2.0, b: 9.0}
    assert city_took(LATER).median == 2.5
    assert agency_took(LATER, b) == took(LATER)[b]
    assert agency_took(LATER, agency_named("C").pk) == NOTHING_CLOSED


def test_before_it_was_answered_it_had_not_been(db):
    store(Charge(facts=clock(approved(5, 8))))
    assert city_took(tick(7)) == NOTHING_CLOSED
    assert city_took(tick(8)).median == pytest.approx(5 / 24)


def test_one_query_each(db, django_assert_num_queries):
    for agency in "ABCD":
        closed_after(timedelta(days=1), agency)
    for ask in (took, city_took, lambda at: agency_took(at, 1)):
        with django_assert_num_queries(1):
            ask(LATER)

"""Verdicts of newest assignments: one row a case and agency, by the assignment's own clock, at any instant."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from cases.accountability.verdicts import VerdictRow, newest_verdicts
from cases.rules.stops import Phase
from cases.rules.verdicts import verdict
from tests.cases.accountability.charges import charges, instants
from tests.cases.accountability.stored_clocks import Charge, a_case, agency_named, an_assignment, stand, store
from tests.cases.rules.clocks import clock, due, tick
from tests.factories import KIM_LONG, LIGHTING, Walk, an_agency, walk_to


def rows(at):
    return list(newest_verdicts(at))


class AnyClocks(TestCase):
    """Held against the pure rule."""

    @settings(max_examples=20, deadline=None)
    @given(st.lists(charges(), max_size=6), instants)
    def test_any_history(self, given_charges, at):
        expected = set()
        for charge in given_charges:
            case, row, found = store(charge), charge.row_at(at), verdict(charge.facts, at)
            if row is not None:
                is_open = row.phase in {Phase.OPEN, Phase.AWAITING}
                expected.add(VerdictRow(case.reference, charge.agency, found.kind if found else "", int(is_open)))
        assert set(rows(at)) == expected


@pytest.mark.parametrize(
    ("state", "later", "verdict_", "is_open"),
    [
        ("assigned", 0, "in_term", 1),
        ("overdue", 0, "overdue", 1),
        ("extended", 6, "extended", 1),
        ("promise_broken", 0, "promise_broken", 1),
        ("awaiting", 30, "in_term", 1),
        ("returned", 30, "overdue", 1),
        ("answered", 30, "in_term", 0),
        ("answered_late", 0, "overdue", 0),
        ("withdrawn", 30, "in_term", 0),
        ("merged", 30, "in_term", 0),
        ("restored", 30, "overdue", 1),
    ],
)
def test_a_case_by_its_state(db, state, later, verdict_, is_open):
    walk = walk_to(state).later(days=later)
    own = [row for row in rows(walk.at) if row.reference == walk.case.reference]
    assert own == [VerdictRow(walk.case.reference, KIM_LONG, verdict_, is_open)]


def test_the_past_stays_as_it_was(db):
    walk = walk_to("overdue")
    late = walk.at
    walk.submit().later(days=1).approve()
    assert [(row.verdict, row.open) for row in rows(late - timedelta(microseconds=1))] == [("overdue", 1)]
    assert [(row.verdict, row.open) for row in rows(walk.at)] == [("overdue", 0)]


def test_before_it_was_given_to_anyone_there_is_nothing(db):
    walk = Walk().accept().later(days=1)
    assert rows(walk.at) == []
    walk.assign()
    assert rows(walk.at - timedelta(microseconds=1)) == []
    assert len(rows(walk.at)) == 1


def test_a_closing_nobody_knows_when_has_no_verdict(db):
    store(Charge(facts=clock(due(10), started=None, ended_unknown=True)))
    assert [(row.verdict, row.open) for row in rows(tick(5))] == [("", 0)]


def test_an_agency_that_gets_a_case_back_has_one_row(db):
    walk = walk_to("transferred")
    assert [(row.agency, row.open) for row in rows(walk.at)] == [(LIGHTING, 1), (KIM_LONG, 0)]
    walk.later(days=1).transfer(to=an_agency())
    assert [(row.agency, row.open) for row in rows(walk.at)] == [(LIGHTING, 0), (KIM_LONG, 1)]


def test_a_reopened_case_is_told_by_its_newest_round(db):
    walk = walk_to("reopened")
    assert [row.open for row in rows(walk.at)] == [1]
    assert [row.open for row in rows(walk.at - timedelta(days=1))] == [0]


def test_the_newest_is_the_one_assigned_last(db):
    case = a_case()
    stand(
        an_assignment(case, assigned_at=tick(9)), phase="answered", stopped_at=tick(1), due_at=tick(0), term_end=tick(0)
    )
    stand(an_assignment(case, assigned_at=tick(8)), phase="open")
    assert [(row.verdict, row.open) for row in rows(tick(20))] == [("overdue", 0)]


def test_of_two_assigned_at_once_the_later_entry_is_newer_and_an_unknown_day_is_older(db):
    case = a_case()
    stand(an_assignment(case, assigned_at=tick(9)), phase="answered", stopped_at=tick(1))
    stand(an_assignment(case, assigned_at=tick(9)), phase="open")
    stand(an_assignment(case, assigned_at=None), phase="answered", stopped_at=tick(1))
    assert [row.open for row in rows(tick(20))] == [1]


def test_opinions_are_left_out(db):
    walk = walk_to("escalated")
    assert [row.agency for row in rows(walk.at)] == [KIM_LONG]


def test_rows_come_by_reference_then_agency_in_the_order_of_code_points(db):
    for reference in ("b", "a", "B", "Đ", "10", "9"):
        case = a_case(reference=reference)
        for agency in ("UBND", "Điện lực", ""):
            stand(an_assignment(case, agency))
    found = [(row.reference, row.agency) for row in rows(tick(1))]
    assert found == sorted(found)
    assert len(found) == 18


def test_the_name_is_the_sources(db):
    stand(an_assignment(a_case(), "PWDx"))
    agency = agency_named("PWDx")
    agency.name = "Public Works"
    agency.save()
    assert [row.agency for row in rows(tick(1))] == ["PWDx"]


def test_the_same_reference_of_two_sources_keeps_two_rows(db):
    for source in ("boston", "nyc"):
        stand(an_assignment(a_case(reference="7", source=source)))
    assert [row.reference for row in rows(tick(1))] == ["7", "7"]


def test_one_query(db, django_assert_num_queries):
    for _ in range(5):
        stand(an_assignment(a_case()))
    with django_assert_num_queries(1):
        assert len(rows(tick(1))) == 5

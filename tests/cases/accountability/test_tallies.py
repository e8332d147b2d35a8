"""The database's counts: what the pure rule counts, at any instant, over any clocks."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from cases.accountability.tallies import Load, agency_load, loads, tallies, whole
from cases.rules import figures
from cases.rules.figures import Counted, Tally
from cases.rules.stops import Phase
from cases.rules.verdicts import Ending, verdict
from tests.cases.accountability.charges import charges, instants
from tests.cases.accountability.stored_clocks import Charge, a_case, agency_named, an_assignment, ids_of, stand, store
from tests.cases.rules.clocks import approved, clock, due, promise, submission, tick
from tests.factories import LIGHTING, Walk, an_agency, walk_to


def counted(charge, at):
    """The rule's view of a charge, None where it did not exist; verdicts come from the facts, not from the rows."""
    row = charge.row_at(at)
    if row is None:
        return None
    found = verdict(charge.facts, at)
    reopened = [each for each in charge.reopened if each <= at]
    return Counted(
        phase=row.phase,
        kind=found.kind if found else None,
        has_due=row.due_at is not None,
        stopped_at=row.stopped_at,
        reopened_soon=row.stopped_at is not None
        and any(figures.reopened_soon(row.stopped_at, each) for each in reopened),
    )


def expected(given_charges, at):
    """Agency id → tally, counted clock by clock."""
    ids = ids_of(given_charges)
    found = {}
    for charge in given_charges:
        one = counted(charge, at)
        if one is not None:
            found.setdefault(ids[charge.agency], []).append(one)
    return {agency: figures.tally(each) for agency, each in found.items()}


class AnyClocks(TestCase):
    """Held against the pure rule."""

    @settings(max_examples=20, deadline=None)
    @given(st.lists(charges(), max_size=8), st.lists(instants, min_size=1, max_size=4))
    def test_the_database_counts_what_the_rule_counts(self, given_charges, asked):
        for charge in given_charges:
            store(charge)
        for at in asked:
            assert tallies(at) == expected(given_charges, at)


LATE = clock(due(10))
KEPT = clock(due(10), promise(5, 30))
BROKEN = clock(due(10), promise(5, 20))
NO_DUE = clock()


@pytest.mark.parametrize(
    ("facts", "at", "counts"),
    [
        (LATE, 10, {"open": 1}),
        (LATE, 11, {"open": 1, "overdue": 1, "open_past_due_with_due": 1}),
        (KEPT, 25, {"open": 1, "overdue": 1, "extended": 1, "open_past_due_with_due": 1, "open_extended_with_due": 1}),
        (BROKEN, 25, {"open": 1, "overdue": 1, "promise_broken": 1, "open_past_due_with_due": 1}),
        (NO_DUE, 50, {"open": 1}),
        (clock(due(10), submission(5)), 50, {"open": 1, "awaiting": 1}),
        (clock(due(10), approved(5, 8)), 50, {"closed": 1, "closed_with_due": 1, "closed_in_term": 1, "firm": 1}),
        (clock(due(10), approved(15, 18)), 50, {"closed": 1, "closed_with_due": 1}),
        (
            clock(due(10), promise(5, 30), approved(15, 18)),
            50,
            {"closed": 1, "closed_with_due": 1, "closed_extended": 1},
        ),
        (clock(approved(5, 8)), 50, {"closed": 1}),
        (clock(due(10), ended=5, ending=Ending.TRANSFERRED), 50, {"passed_on": 1}),
        (clock(due(10), ended=15, ending=Ending.TRANSFERRED), 50, {"closed": 1, "closed_with_due": 1}),
        (clock(due(10), ended=15, ending=Ending.CANCELLED), 50, {"closed": 1, "closed_with_due": 1}),
        (clock(due(10), ended_unknown=True), 50, {"unknown": 1}),
        (clock(due(10), started=None, ended_unknown=True), 50, {"unknown": 1}),
    ],
)
def test_what_a_clock_counts_as(db, facts, at, counts):
    store(Charge(facts=facts))
    assert list(tallies(tick(at)).values()) == [Tally(**counts)]


def test_a_clock_that_had_not_begun_is_not_counted(db):
    store(Charge(facts=LATE))
    assert tallies(tick(-1)) == {}
    assert whole(loads(tick(-1))) == Load()


def test_each_agency_has_its_own_counts(db):
    store(Charge(facts=LATE, agency="A"))
    store(Charge(facts=LATE, agency="B"))
    store(Charge(facts=NO_DUE, agency="B"))
    found = tallies(tick(20))
    assert found[agency_named("A").pk].open == 1
    assert found[agency_named("B").pk] == Tally(open=2, overdue=1, open_past_due_with_due=1)
    assert whole(loads(tick(20))).tally.open == 3
    assert agency_load(tick(20), agency_named("B").pk) == loads(tick(20))[agency_named("B").pk]


def test_an_agency_without_a_case_has_a_load_of_nothing(db):
    store(Charge(facts=LATE))
    assert agency_load(tick(20), agency_named("B").pk) == Load()


@pytest.mark.parametrize("kind", ["opinion", "follow_up"])
def test_opinions_and_follow_ups_are_not_handling(db, kind):
    store(Charge(facts=LATE, kind=kind))
    assert tallies(tick(20)) == {}


@pytest.mark.parametrize(
    ("after", "firm"),
    [
        (timedelta(days=60) - timedelta(microseconds=1), 0),
        (timedelta(days=60), 1),
        (timedelta(days=3), 0),
    ],
)
def test_an_answer_is_firm_when_sixty_days_pass_without_a_reopening(db, after, firm):
    stopped = tick(5)
    store(Charge(facts=clock(due(10), approved(5, 8)), reopened=(stopped + after,)))
    [found] = tallies(stopped + after).values()
    assert (found.closed_in_term, found.firm) == (1, firm)
    [before] = tallies(stopped + after - timedelta(microseconds=1)).values()
    assert before.firm == 1, "nobody could know yet that it would be reopened"


def test_only_a_later_round_makes_an_answer_less_firm(db):
    charge = Charge(facts=clock(due(10), approved(5, 8)), round=2)
    case = store(charge)
    case.rounds.create(number=1, started_at=tick(6))
    [found] = tallies(tick(50)).values()
    assert found.firm == 1


def test_one_query_whatever_the_number(db, django_assert_num_queries):
    for name in "ABCDE":
        store(Charge(facts=LATE, agency=name))
    with django_assert_num_queries(1):
        assert len(loads(tick(20))) == 5


# --- the oldest that is open ------------------------------------------------------------------------------------------


def test_the_oldest_open_clock_gives_its_start(db):
    for started in (7, 3, 5):
        store(Charge(facts=clock(started=started)))
    store(Charge(facts=clock(approved(4, 5), started=0)))
    [load] = loads(tick(20)).values()
    assert load.oldest_start == tick(3)
    assert load.oldest_days(tick(20)) == 1, "it began on Monday 10:00 in Huế; tick 20 is Tuesday 03:00 there"


def test_nothing_open_has_no_oldest(db):
    store(Charge(facts=clock(approved(4, 5))))
    [load] = loads(tick(20)).values()
    assert load.oldest_start is None
    assert load.oldest_days(tick(20)) is None


def test_the_whole_city_takes_the_oldest_of_all(db):
    store(Charge(facts=clock(started=4), agency="A"))
    store(Charge(facts=clock(started=2), agency="B"))
    store(Charge(facts=clock(approved(1, 1), started=0), agency="C"))
    assert whole(loads(tick(20))).oldest_start == tick(2)


# --- by the verbs -----------------------------------------------------------------------------------------------------


def of(agency, at):
    return loads(at).get(agency.pk, Load()).tally


def test_an_agency_that_gets_a_case_back_has_one_clock_not_two(db):
    walk = walk_to("transferred")
    first, second = an_agency(), an_agency(LIGHTING)
    assert (of(first, walk.at).passed_on, of(second, walk.at).open) == (1, 1)
    walk.later(days=1).transfer(to=first)
    assert of(first, walk.at) == Tally(open=1)
    assert of(first, walk.at - timedelta(hours=1)) == Tally(passed_on=1), "a past instant stays as it was"
    walk.later(days=1).transfer(to=second).later(days=1).transfer(to=first)
    assert (of(first, walk.at), of(second, walk.at)) == (Tally(open=1), Tally(passed_on=1))


def test_a_late_clock_that_comes_back_is_late_once(db):
    walk = walk_to("overdue").transfer().later(days=1).transfer(to=an_agency())
    assert of(an_agency(), walk.at) == Tally(open=1, overdue=1, open_past_due_with_due=1)


def test_passing_on_a_late_case_erases_nothing(db):
    walk = walk_to("overdue").transfer()
    assert of(an_agency(), walk.at) == Tally(closed=1, closed_with_due=1)
    assert of(an_agency(LIGHTING), walk.at) == Tally(open=1)


def test_a_reopened_case_counts_in_both_rounds(db):
    walk = walk_to("reopened")
    counts = of(an_agency(), walk.at)
    assert (counts.open, counts.closed_in_term, counts.firm) == (1, 1, 0)


@pytest.mark.parametrize(
    ("state", "counts"),
    [
        ("withdrawn", {"passed_on": 1}),
        ("merged", {"passed_on": 1}),
        ("restored", {"open": 1}),
        ("retracted", {"open": 1}),
        ("refused", {"open": 1}),
        ("planned", {"open": 1}),
        ("escalated", {"open": 1}),
    ],
)
def test_states_count_by_their_clocks(db, state, counts):
    walk = walk_to(state)
    assert of(an_agency(), walk.at) == Tally(**counts)


def test_a_received_report_is_nobodys_yet(db):
    walk = Walk()
    assert loads(walk.at) == {}


def test_a_case_of_two_agencies_counts_with_both(db):
    walk = walk_to("assigned").assign(an_agency(LIGHTING))
    assert len(loads(walk.at)) == 2
    assert whole(loads(walk.at)).tally.open == 2


def test_phases_are_those_of_the_rules(db):
    """A row of every phase is understood."""
    for phase in Phase:
        stopped = tick(1) if phase not in {Phase.OPEN, Phase.UNKNOWN} else None
        stand(an_assignment(a_case()), phase=phase.value, stopped_at=stopped)
    [found] = tallies(tick(20)).values()
    assert found == Tally(open=2, awaiting=1, closed=1, passed_on=2, unknown=1)

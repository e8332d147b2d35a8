"""The lists of days from clocks put in by hand: no database, every number worked out from the rule."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cases.accountability.frozen import day_lists as module
from cases.accountability.frozen.changes import Change, changes
from cases.accountability.frozen.day_lists import DayList, Figures, day_lists, windows
from cases.accountability.frozen.freezing import end_of
from cases.accountability.frozen.stretches import Held
from cases.rules.frozen_days import FrozenDay, OpenStretch
from cases.rules.verdicts import VerdictKind
from tests.cases.accountability.frozen.conftest import day, noon

pytestmark = pytest.mark.pure
FOREVER = OpenStretch(
    since=None,
    until=None,
    recorded_at=None,
    replaced_at=None,
    stopped_at=None,
    term_end=None,
    limit=None,
    broken_from=None,
)
UNKNOWN = 99


def ended(number):
    """The last instant of a day."""
    return end_of(day(number))


def clock(case, *, due=None, agency=1, number=0, **facts):
    """An agency's clock of a case, open since ever; due at the end of a day. Its number is the case's, if not told."""
    term = None if due is None else ended(due)
    stretch = replace(FOREVER, term_end=term, limit=term, **facts)
    return Held(agency, case, case if number == 0 else number, f"A-{case}", stretch)


@pytest.fixture
def lists(monkeypatch):
    """Call with clocks, and with those of citizens, for the lists of some days; each as it was known long after."""

    def of(clocks, *numbers, waiting=(), bound=None):
        monkeypatch.setattr(module, "held", lambda days: iter(clocks))
        monkeypatch.setattr(module, "waiting", lambda days: iter(waiting))
        known = bound or ended(90)
        return day_lists(
            [FrozenDay(day=day(n), ended_at=ended(n), frozen_at=known, reconstructed=True) for n in numbers]
        )

    return of


def only(found):
    """The one agency of a day."""
    [own] = found.agencies
    return own


def numbers(agency):
    return [entry[0] for entry in agency.entries]


# --- one clock -------------------------------------------------------------------------------------------------------


def test_a_clock_is_late_from_the_day_after_its_term_and_a_day_more_each_day(lists):
    for found in lists([clock(7, due=4)], 3, 4, 5, 6):
        late = (found.day.day - day(4)).days
        if late <= 0:
            assert (found.agencies, found.by_key, found.total.open, found.total.past_due) == ([], {}, 1, 0)
        else:
            own = only(found)
            assert own.entries == [(7, "A-7", "overdue", late)]
            assert (own.open, own.headline, own.median_days, own.oldest_days, own.oldest_number) == (
                1,
                1,
                late,
                late,
                7,
            )
            assert found.by_key == {(1, 7): (7, "A-7", "overdue", late)}


@pytest.mark.parametrize(
    ("facts", "kinds"),
    [
        ({"limit": ended(6)}, ["", "extended", "extended", "overdue", "overdue"]),
        (
            {"limit": ended(6), "broken_from": ended(6)},
            ["", "extended", "extended", "promise_broken", "promise_broken"],
        ),
        ({"broken_from": ended(5)}, ["", "overdue", "promise_broken", "promise_broken", "promise_broken"]),
        ({"since": noon(6)}, ["", "", "overdue", "overdue", "overdue"]),
        ({"since": ended(6)}, ["", "", "overdue", "overdue", "overdue"]),
        ({"until": noon(6)}, ["", "overdue", "", "", ""]),
        ({"until": ended(6)}, ["", "overdue", "", "", ""]),
        ({"until": ended(6) + timedelta(microseconds=1)}, ["", "overdue", "overdue", "", ""]),
        ({"stopped_at": noon(4)}, ["", "", "", "", ""]),
        ({"stopped_at": noon(5)}, ["overdue"] * 5),
    ],
    ids=[
        *(
            "extended for two days",
            "and then broken",
            "a promise made late",
            "handed over on a day",
            "at its last instant",
        ),
        *(
            "answered on a day",
            "at its last instant, answered",
            "a moment later",
            "handed in in time",
            "handed in late",
        ),
    ],
)
def test_how_a_clock_due_on_the_day_four_stands_from_then_on(lists, facts, kinds):
    held = clock(7, due=4)
    held = replace(held, stretch=replace(held.stretch, **facts))
    found = [found.agencies[0].entries[0][2] if found.agencies else "" for found in lists([held], 4, 5, 6, 7, 8)]
    assert found == kinds


def test_while_an_answer_awaits_review_no_day_is_added(lists):
    handed_in = clock(7, due=4, stopped_at=noon(6))
    assert [only(found).entries[0][3] for found in lists([handed_in], 6, 7, 30)] == [2, 2, 2]


@pytest.mark.parametrize(
    ("facts", "late"),
    [
        ({"recorded_at": ended(5)}, [5, 6, 7]),
        ({"recorded_at": ended(5) + timedelta(microseconds=1)}, [6, 7]),
        ({"replaced_at": ended(6)}, [5]),
        ({"replaced_at": ended(6) + timedelta(microseconds=1)}, [5, 6]),
        ({"recorded_at": noon(6), "replaced_at": noon(7)}, [6]),
        ({"recorded_at": noon(6), "replaced_at": noon(6)}, []),
    ],
    ids=["just in time", "too late", "known otherwise at once", "a moment later", "for one day", "for none"],
)
def test_a_day_holds_what_was_known_by_its_end(monkeypatch, facts, late):
    monkeypatch.setattr(module, "held", lambda days: iter([clock(7, due=4, **facts)]))
    monkeypatch.setattr(module, "waiting", lambda days: iter(()))
    days = [
        FrozenDay(day=day(n), ended_at=ended(n), frozen_at=ended(n) + timedelta(hours=1), reconstructed=False)
        for n in (5, 6, 7)
    ]
    assert [n for n, found in zip((5, 6, 7), day_lists(days), strict=True) if found.agencies] == late


def test_a_clock_without_a_term_is_open_and_never_late(lists):
    [found] = lists([clock(7)], 30)
    assert (found.total.open, found.agencies, found.is_open((1, 7))) == (1, [], True)


def test_what_is_told_in_figures_only_is_counted_and_not_named(lists):
    [found] = lists([clock(7, due=4, number=None), clock(8, due=5)], 6)
    own = only(found)
    assert (own.past_due, own.oldest_days, own.oldest_number, own.median_days) == (2, 2, None, 1.5)
    assert own.entries == [(8, "A-8", "overdue", 1)]
    assert set(found.by_key) == {(1, 8)}


# --- many ------------------------------------------------------------------------------------------------------------


def test_the_longest_late_comes_first_and_of_equals_the_older_case(lists):
    clocks = [clock(9, due=4), clock(3, due=4), clock(5, due=2), clock(4, due=8)]
    [found] = lists(clocks, 9)
    assert numbers(only(found)) == [5, 3, 9, 4]
    assert numbers(only(next(lists(clocks[::-1], 9)))) == [5, 3, 9, 4]


def test_what_waits_for_a_decision_stands_where_its_days_put_it(lists):
    """It was six days and a half late when it was handed in; whatever runs on passes it after seven."""
    clocks = [clock(1, due=2, stopped_at=noon(9)), clock(2, due=4), clock(3, due=1)]
    order = [numbers(only(found)) for found in lists(clocks, 10, 11, 12)]
    assert order == [[3, 1, 2], [3, 2, 1], [3, 2, 1]]


@pytest.mark.parametrize(
    ("dues", "median"),
    [([9], 1), ([9, 8], 1.5), ([9, 8, 7], 2), ([9, 5, 4, 0], 5.5), ([9, 9, 9, 0], 1)],
    ids=["one", "two", "three", "four far apart", "four nearly alike"],
)
def test_the_median_of_days(lists, dues, median):
    [found] = lists([clock(n, due=due) for n, due in enumerate(dues, 1)], 10)
    assert (only(found).median_days, found.total.median_days) == (median, median)


def test_what_was_extended_is_counted_beside_and_takes_no_part_in_days(lists):
    extended = replace(clock(1, due=2), stretch=replace(clock(1, due=2).stretch, limit=ended(20)))
    [found] = lists([extended, clock(2, due=8)], 10)
    own = only(found)
    assert own.kinds == {VerdictKind.EXTENDED: 1, VerdictKind.OVERDUE: 1}
    assert (own.headline, own.past_due, own.oldest_days, own.oldest_number, own.median_days) == (1, 2, 2, 2, 2)
    assert [entry[2:] for entry in own.entries] == [("extended", 8), ("overdue", 2)]
    [alone] = lists([extended], 10)
    assert (only(alone).oldest_days, only(alone).median_days, alone.total.oldest_days) == (None, None, None)


def test_agencies_stand_by_what_is_late_then_by_the_oldest_then_by_age(lists):
    clocks = [
        *(clock(n, due=8, agency=5) for n in (1, 2)),
        clock(3, due=2, agency=4),
        clock(4, due=6, agency=3),
        clock(5, due=6, agency=2),
        replace(clock(6, due=1, agency=1), stretch=replace(clock(6, due=1).stretch, limit=ended(20))),
        clock(7, agency=9),
    ]
    [found] = lists(clocks, 10)
    assert [own.agency for own in found.agencies] == [5, 4, 2, 3, 1]
    assert found.total == Figures(
        open=7,
        kinds={
            VerdictKind.IN_TERM: 0,
            VerdictKind.OVERDUE: 5,
            VerdictKind.PROMISE_BROKEN: 0,
            VerdictKind.EXTENDED: 1,
        },
        median_days=4,  # of 8, 4, 4, 2 and 2
        oldest_days=8,
        oldest_number=3,
    )


def test_a_case_of_two_agencies_is_late_with_both(lists):
    [found] = lists([clock(7, due=4, agency=1), clock(7, due=6, agency=2)], 8)
    assert {own.agency: own.entries[0][3] for own in found.agencies} == {1: 4, 2: 2}
    assert set(found.by_key) == {(1, 7), (2, 7)}
    assert found.total.open == 2


def test_open_is_what_an_agency_had_at_the_days_end(lists):
    clocks = [clock(1, due=2), clock(2, since=noon(6)), clock(3, until=noon(7)), clock(4, since=noon(5), until=noon(6))]
    assert [(found.total.open, only(found).open) for found in lists(clocks, 5, 6, 7)] == [(3, 3), (3, 3), (2, 2)]
    found = list(lists(clocks, 6))[-1]
    assert [found.is_open((1, n)) for n in (1, 2, 3, 4, UNKNOWN)] == [True, True, True, False, False]
    assert not found.is_open((2, 1)), "another agency's"


def test_no_days_no_lists_and_nothing_is_read():
    assert list(day_lists([])) == []


# --- what no agency has ----------------------------------------------------------------------------------------------


def citizens(case, *, due=None, **facts):
    term = None if due is None else ended(due)
    return case, replace(FOREVER, term_end=term, limit=term, **facts)


@pytest.mark.parametrize(
    ("clocks", "counts"),
    [
        ([], [(1, 0), (1, 0), (1, 1), (1, 1)]),
        ([clock(7, due=4)], [(0, 0)] * 4),
        ([clock(7, due=4, since=noon(5))], [(1, 0), (0, 0), (0, 0), (0, 0)]),
        ([clock(7, due=4, until=noon(5))], [(0, 0), (1, 0), (1, 1), (1, 1)]),
        ([clock(7, until=noon(5)), clock(7, agency=2, since=noon(6))], [(0, 0), (1, 0), (0, 0), (0, 0)]),
        ([clock(7, since=noon(6), until=noon(6, 13))], [(1, 0), (1, 0), (1, 1), (1, 1)]),
        ([clock(8)], [(1, 0), (1, 0), (1, 1), (1, 1)]),
    ],
    ids=[
        *("nobody ever", "somebody all the time", "somebody from the second day on", "until the second day"),
        *("handed on with a day between", "within one day", "another case"),
    ],
)
def test_what_no_agency_has_and_what_of_it_is_late(lists, clocks, counts):
    found = lists(clocks, 4, 5, 6, 7, waiting=[citizens(7, due=5)])
    assert [(each.unassigned, each.unassigned_past_due) for each in found] == counts


def test_cases_that_wait_are_counted_each_by_its_own_term(lists):
    waiting = [citizens(1, due=3), citizens(2), citizens(3, due=5, since=noon(6)), citizens(4, due=2, until=noon(5))]
    found = lists([], 4, 5, 6, waiting=waiting)
    assert [(each.unassigned, each.unassigned_past_due) for each in found] == [(3, 2), (2, 1), (3, 2)]


# --- windows ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "at_most", "expected"),
    [
        ([], 3, []),
        ([(1, 50)], 3, [[1]]),
        ([(3, 50), (1, 50), (2, 50)], 3, [[1, 2, 3]]),
        ([(1, 50), (2, 50), (3, 50), (4, 50)], 3, [[1, 2, 3], [4]]),
        ([(1, 50), (3, 50)], 3, [[1], [3]]),
        ([(1, 50), (2, 49)], 3, [[1], [2]]),
        ([(1, 49), (2, 50), (3, 50)], 3, [[1, 2, 3]]),
        ([(1, 50), (2, 50)], 1, [[1], [2]]),
    ],
    ids=["none", "one", "any order", "too many", "a day between", "known earlier", "known later", "one at a time"],
)
def test_days_are_counted_together_while_what_was_known_grows(days, at_most, expected):
    frozen = [FrozenDay(day=day(n), ended_at=ended(n), frozen_at=ended(b), reconstructed=True) for n, b in days]
    found = windows(frozen, at_most=at_most)
    assert [[(each.day - day(0)).days for each in window] for window in found] == expected


# --- changes ---------------------------------------------------------------------------------------------------------


def a_list(entries):
    """A day's list that holds these entries, by agency and number."""
    frozen = FrozenDay(day=day(5), ended_at=ended(5), frozen_at=ended(6), reconstructed=True)
    return DayList(frozen, [], Figures(), 0, 0, entries, lambda key: False)


def entry(number, kind="overdue", days=3):
    return number, f"A-{number}", kind, days


def test_who_came_who_turned_and_who_left_in_a_fixed_order():
    before = {(2, 8): entry(8), (1, 9): entry(9, days=1), (1, 3): entry(3), (1, 4): entry(4), (2, 1): entry(1)}
    now = {
        (1, 9): entry(9, days=2),  # a day later is no change
        (2, 8): entry(8, "promise_broken"),
        (1, 4): entry(4, "extended"),
        (2, 2): entry(2),
        (1, 7): entry(7, "extended", 1),
    }
    asked = []

    def why(gone):
        asked.append(sorted(gone))
        return {(1, 3): "answered", (2, 1): "transferred"}

    assert changes(before, a_list(now), why) == [
        Change(1, entry(7, "extended", 1), "came"),
        Change(2, entry(2), "came"),
        Change(1, entry(4, "extended"), "turned"),
        Change(2, entry(8, "promise_broken"), "turned"),
        Change(1, entry(3), "left", "answered"),
        Change(2, entry(1), "left", "transferred"),
    ]
    assert asked == [[(1, 3), (2, 1)]], "once, of all that left"


def test_a_case_that_went_to_another_agency_left_one_list_and_came_to_the_other():
    found = changes(
        {(1, 7): entry(7)}, a_list({(2, 7): entry(7, days=4)}), lambda gone: dict.fromkeys(gone, "transferred")
    )
    assert [(each.kind, each.agency, each.entry[3], each.reason) for each in found] == [
        ("came", 2, 4, ""),
        ("left", 1, 3, "transferred"),
    ]


def test_the_same_list_again_has_no_changes():
    now = {(1, 7): entry(7)}
    assert changes(dict(now), a_list(now), lambda gone: {}) == []
    assert changes({}, a_list({}), lambda gone: {}) == []


def test_a_change_as_it_is_kept():
    assert Change(5, entry(7), "left", "merged").as_row() == (5, 7, "A-7", "left", "overdue", 3, "merged")

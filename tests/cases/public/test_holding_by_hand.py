"""Whose days they were, worked out by hand: what citizens waited, and what lay with the Center."""

from datetime import date, timedelta

import pytest

from cases.public.holding import center_holds, days_since_sent, round_end, wait_days
from cases.public.telling import tell
from tests.cases.public.stories import a_case, a_round, answer, charge, story, stretch, telling
from tests.factories import DUE, START

DAY, HOUR, TICK = timedelta(days=1), timedelta(hours=1), timedelta(microseconds=1)
AT = START + 20 * DAY


def answered(stopped=START + 2 * DAY, **facts):
    return stretch(since=stopped, phase="answered", stopped_at=stopped, **facts)


# --- when a round ended for those who wait ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("clocks", "answers", "end"),
    [
        ([], [], None),
        ([stretch()], [], AT),
        ([stretch(phase="awaiting", stopped_at=START + DAY)], [], AT),  # nobody can read it yet
        ([stretch(phase="unknown")], [answer()], None),
        ([answered()], [answer(decided_at=START + 3 * DAY)], START + 3 * DAY),
        ([answered()], [], START + 2 * DAY),  # nothing is known of a decision
        ([answered()], [answer(decided_at=START + DAY)], START + 2 * DAY),  # decided on before it was handed in
        ([answered()], [answer(decided_at=None)], START + 2 * DAY),
        ([answered()], [answer(1, decided_at=START + 3 * DAY), answer(2, decided_at=START + 5 * DAY)], START + 5 * DAY),
        ([answered()], [answer(decided_at=AT + TICK)], START + 2 * DAY),  # not decided on by then
        ([answered()], [answer(decided_at=START + 9 * DAY, amends=4)], START + 2 * DAY),
        (
            [answered()],
            [answer(decided_at=START + 9 * DAY, outcome="planned", planned_on=date(2026, 3, 20))],
            START + 2 * DAY,
        ),
        ([answered()], [answer(assignment=2, decided_at=START + 9 * DAY)], START + 2 * DAY),  # an opinion
        ([answered()], [answer(assignment=3, decided_at=START + 9 * DAY)], START + 2 * DAY),  # of the next round
    ],
    ids=[
        *("no clock", "open", "awaiting", "unknown", "published", "stopped", "before", "undated", "the last"),
        *("not yet", "amendment", "plan", "opinion", "other round"),
    ],
)
def test_a_round_ends_when_its_last_answer_could_be_read(clocks, answers, end):
    charges = [charge(1), charge(2, 3, kind="opinion"), charge(3, round=2)]
    found = telling(story(assignments=charges, clocks=clocks, answers=answers), at=AT)
    assert round_end(found, 1) == end


@pytest.mark.parametrize(
    ("started", "ended", "days"),
    [
        (START, START + 3 * DAY, 3),
        (START, START + 14 * HOUR, 0),  # 23:00 of the same day in Huế
        (START, START + 15 * HOUR, 1),  # its midnight
        (START + 2 * DAY, START, 0),  # answered before it was accepted: nobody waited
        (None, START, None),
    ],
    ids=["days", "same day", "midnight", "backwards", "nobody knows since when"],
)
def test_citizens_wait_whole_days_of_the_citys_calendar(started, ended, days):
    found = telling(story(rounds=[a_round(1, started)], clocks=[answered(ended)]), at=AT)
    assert wait_days(found, found.round()) == days
    assert tell(found).wait_days == days


@pytest.mark.parametrize(
    ("sent_at", "first", "number", "days"),
    [
        (START, START + DAY, 2, 12),
        (None, START + DAY, 2, 11),  # since it was accepted
        (None, None, 2, 0),  # only when the second round began is known
        (START, START + DAY, 1, None),  # the first round says it already
        (START + 40 * DAY, START, 2, 0),
    ],
    ids=["sent", "accepted", "reopened", "first round", "sent afterwards"],
)
def test_of_a_case_opened_again_all_of_its_days_are_told(sent_at, first, number, days):
    again = START + 12 * DAY
    rounds = [a_round(1, first), a_round(2, again)]
    found = telling(story(rounds=rounds, clocks=[answered(again, round=2)]), at=AT)
    assert days_since_sent(found, sent_at, number) == days
    newest = tell(telling(found.story, at=AT, case=a_case(sent_at=sent_at))).days_since_sent
    assert newest == (12 if number == 1 else days), "a page tells of its newest round, the second"


def test_days_since_it_was_sent_are_unknown_where_its_end_is():
    found = telling(story(rounds=[a_round(1), a_round(2, START + DAY)], clocks=[stretch(round=2, phase="unknown")]))
    assert days_since_sent(found, START, 2) is None


# --- what lay with the Center ----------------------------------------------------------------------------------------


def holds(at=AT, **parts):
    """(begins, ends, days, whether an answer was reviewed), in days after START."""
    found = telling(story(**parts), at=at)
    charges = tell(found).assignments
    return [
        ((each.since - START) / DAY, each.until and (each.until - START) / DAY, each.days_held, each.reviewing)
        for each in center_holds(found, charges)
    ]


def test_until_somebody_has_it_and_again_while_an_answer_is_read():
    clocks = [
        stretch(until=START + 5 * DAY),
        stretch(since=START + 5 * DAY, phase="awaiting", stopped_at=START + 5 * DAY),
        stretch(1, since=START + 2 * DAY, until=START + 5 * DAY),
        stretch(1, since=START + 5 * DAY, phase="awaiting", stopped_at=START + 5 * DAY),
    ]
    charges = [charge(1, since=START + 2 * DAY)]
    assert holds(START + DAY, assignments=charges, clocks=clocks) == [(0, None, 1, False)]
    assert holds(START + 4 * DAY, assignments=charges, clocks=clocks) == [(0, 2, 2, False)]
    assert holds(START + 9 * DAY, assignments=charges, clocks=clocks) == [(0, 2, 2, False), (5, None, 4, True)]


def test_a_gap_between_two_agencies_is_the_centers_and_no_review():
    clocks = [stretch(), stretch(1, phase="transferred", stopped_at=START + 3 * DAY), stretch(2, since=START + 6 * DAY)]
    first = charge(1, state="transferred", ended_at=START + 3 * DAY)
    assert holds(assignments=[first, charge(2, 2, since=START + 6 * DAY)], clocks=clocks) == [(3, 6, 3, False)]


def test_no_gap_is_told_of_a_single_day_unless_it_lasts():
    parts = {"assignments": [charge(1, since=START + HOUR)], "clocks": [stretch(), stretch(1, since=START + HOUR)]}
    assert holds(START + 2 * HOUR, **parts) == []
    assert holds(START + HOUR / 2, **parts) == [(0, None, 0, False)]


@pytest.mark.parametrize(
    "changed",
    [
        {"assignments": [charge(1, since=None)]},
        {"assignments": [charge(1, since=START + DAY, ended_unknown=True)]},
        {"rounds": [a_round(1, None)]},
        {"clocks": [stretch(phase="unknown")]},
        {"clocks": []},
    ],
    ids=["charge began?", "charge ended?", "round began?", "round ended?", "no clock"],
)
def test_nothing_is_said_where_nobody_knows_who_had_it_when(changed):
    known = {"assignments": [charge(1, since=START + DAY)], "clocks": [stretch()]}
    assert holds(**known) == [(0, 1, 1, False)]
    assert holds(**{**known, **changed}) == []


def test_an_opinion_is_nobodys_holding_and_each_round_has_its_own():
    rounds = [a_round(1), a_round(2, START + 10 * DAY)]
    clocks = [answered(), stretch(round=2, since=START + 10 * DAY), stretch(2, since=START, until=None)]
    charges = [charge(1, 3, kind="opinion"), charge(2, 2, round=2, since=START + 12 * DAY)]
    found = holds(rounds=rounds, assignments=charges, clocks=clocks)
    assert found == [(0, 2, 2, False), (10, 12, 2, False)]
    told = center_holds(telling(story(rounds=rounds, clocks=clocks), at=AT), ())
    assert [hold.round for hold in told] == [1, 2]
    assert told[1].until is None
    assert told[1].held_until is None


def test_held_days_and_the_centers_make_up_the_whole_wait():
    stopped = START + 7 * DAY
    clocks = [answered(stopped), stretch(1, since=stopped, phase="answered", stopped_at=stopped)]
    charges = [charge(1, since=START + 2 * DAY, state="answered", ended_at=stopped)]
    read = [answer(submitted_at=stopped, decided_at=START + 9 * DAY)]
    case = tell(telling(story(assignments=charges, clocks=clocks, answers=read), at=DUE + 90 * DAY))
    assert [held.days_held for held in case.holds] == [2, 5, 2]
    assert case.wait_days == 9
    assert case.waited_days == 7

"""Clocks from the stretches of a story: which stretch holds, what is left, what is late."""

from datetime import UTC, date, datetime, timedelta

import pytest

from cases.public.clock import clock_fields, day, days_between, instant, standing_at, standing_of
from cases.rules.standings import Phase

HUE = "Asia/Ho_Chi_Minh"
DAY = timedelta(days=1)
START = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)  # Monday 09:00 in Huế
DUE = datetime(2026, 3, 11, 16, 59, 59, 999999, tzinfo=UTC)  # the end of a Wednesday there


def row(since=START, until=None, **facts):
    """A stretch as a story holds it; open and due on Wednesday unless facts say more."""
    usual = {"phase": "open", "stopped_at": None, "due_at": DUE, "term_end": DUE, "limit": DUE, "broken_from": None}
    told = {"since": since, "until": until, **usual, **facts}
    return {key: value.isoformat() if isinstance(value, datetime) else value for key, value in told.items()}


def held_at(rows, at):
    return standing_at(map(standing_of, rows), at)


def fields(at, started_at=START, promised_on=None, **facts):
    return clock_fields(held_at([row(**facts)], at), at=at, started_at=started_at, promised_on=promised_on, zone=HUE)


def test_instants_and_days_come_back_as_they_were_written():
    assert instant(DUE.isoformat()) == DUE
    assert day("2026-03-13") == date(2026, 3, 13)
    assert (instant(None), day(None)) == (None, None)


def test_a_stretch_comes_back_whole():
    held = standing_of(row(until=DUE, phase="awaiting", stopped_at=START + DAY, limit=DUE + DAY, broken_from=DUE + DAY))
    assert (held.since, held.until, held.phase) == (START, DUE, Phase.AWAITING)
    assert (held.stopped_at, held.due_at, held.term_end) == (START + DAY, DUE, DUE)
    assert (held.limit, held.broken_from) == (DUE + DAY, DUE + DAY)


@pytest.mark.parametrize(
    ("at", "phase"),
    [
        (START - timedelta(microseconds=1), None),
        (START, "open"),
        (START + 2 * DAY - timedelta(microseconds=1), "open"),
        (START + 2 * DAY, "answered"),
        (START + 900 * DAY, "answered"),
    ],
)
def test_a_stretch_holds_from_its_first_instant_until_before_the_next(at, phase):
    rows = [row(until=START + 2 * DAY), row(since=START + 2 * DAY, phase="answered", stopped_at=START + 2 * DAY)]
    held = held_at(rows, at)
    assert (held and held.phase) == phase


def test_a_stretch_without_a_beginning_holds_always():
    assert held_at([row(since=None, phase="unknown")], START - 1000 * DAY).phase is Phase.UNKNOWN
    assert held_at([], START) is None


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (START, START, 0),
        (datetime(2026, 3, 2, 16, 59, tzinfo=UTC), datetime(2026, 3, 2, 17, 0, tzinfo=UTC), 1),  # midnight in Huế
        (datetime(2026, 3, 2, 17, 0, tzinfo=UTC), datetime(2026, 3, 3, 16, 59, tzinfo=UTC), 0),
        (START, START + 30 * DAY, 30),
        (START + 30 * DAY, START, -30),
    ],
)
def test_days_are_those_of_the_citys_calendar(first, last, days):
    assert days_between(first, last, HUE) == days
    assert days_between(first, last) == days


def test_an_open_clock_says_how_many_days_are_left():
    told = fields(START + 3 * DAY)
    assert (told["phase"], told["verdict"], told["days"], told["waited_days"]) == ("open", "in_term", 6, 3)
    assert (told["t"], told["stopped_at"]) == (START + 3 * DAY, None)


@pytest.mark.parametrize(
    ("facts", "at", "verdict", "days"),
    [
        ({}, DUE, "in_term", 0),
        ({}, DUE + timedelta(microseconds=1), "overdue", 1),
        ({"limit": DUE + 2 * DAY, "broken_from": DUE + 2 * DAY}, DUE + DAY, "extended", 1),
        ({"limit": DUE + 2 * DAY, "broken_from": DUE + 2 * DAY}, DUE + 3 * DAY, "promise_broken", 3),
        ({"limit": DUE, "broken_from": DUE + 9 * DAY}, DUE + 3 * DAY, "overdue", 3),
    ],
)
def test_a_clock_past_due_says_how_many_days_it_is_late_by_the_due_date(facts, at, verdict, days):
    told = fields(at, **facts)
    assert (told["verdict"], told["days"]) == (verdict, days)


def test_a_clock_that_stands_still_is_judged_by_when_it_stopped():
    told = fields(DUE + 40 * DAY, phase="answered", stopped_at=DUE - 2 * DAY)
    assert (told["verdict"], told["days"], told["waited_days"]) == ("in_term", 2, 7)
    assert told["t"] == told["stopped_at"] == DUE - 2 * DAY


def test_an_answer_before_the_report_has_waited_no_day():
    assert fields(DUE, phase="answered", stopped_at=START - DAY)["waited_days"] == 0


def test_a_kept_promise_says_how_far_it_reached():
    assert fields(START, limit=DUE + 2 * DAY, promised_on=date(2026, 3, 13))["extended_days"] == 2
    assert fields(START, promised_on=date(2026, 3, 13))["promised_on"] == date(2026, 3, 13)
    assert fields(START)["extended_days"] is None


def test_without_a_due_date_nothing_is_late_and_no_day_is_left():
    told = fields(START + 90 * DAY, due_at=None, term_end=None, limit=None)
    assert (told["verdict"], told["days"], told["due_at"]) == ("in_term", None, None)


def test_what_ended_nobody_knows_when_has_no_verdict_and_no_waiting():
    told = fields(DUE + DAY, phase="unknown", due_at=None, term_end=None, limit=None)
    assert (told["verdict"], told["t"], told["days"], told["waited_days"]) == (None, None, None, None)


def test_a_clock_that_has_not_begun_tells_nothing_but_when():
    assert fields(START - DAY) == {"at": START - DAY, "started_at": START}

from datetime import datetime

import pytest

from cases.rules.standings import Phase, Standing, kind_at, standings
from cases.rules.verdicts import Decision, Ending, VerdictKind
from tests.cases.rules.clocks import approved, clock, due, promise, submission, tick

pytestmark = pytest.mark.pure


def row(since, until, phase=Phase.OPEN, **instants):
    """A standing by numbers of hours; without `term_end` and `limit` those of the due date."""
    instants.setdefault("due_at", 10)
    instants.setdefault("term_end", instants["due_at"])
    instants.setdefault("limit", instants["term_end"])
    given = {name: instants.get(name) for name in ("stopped_at", "due_at", "term_end", "limit", "broken_from")}
    given |= {"since": since, "until": until}
    return Standing(phase=phase, **{name: None if at is None else tick(at) for name, at in given.items()})


def test_an_open_clock_has_one_row():
    assert standings(clock(due(10))) == (row(0, None),)


def test_an_answer_makes_rows_of_review_and_of_its_approval():
    assert standings(clock(due(10), approved(4, 6))) == (
        row(0, 4),
        row(4, 6, Phase.AWAITING, stopped_at=4),
        row(6, None, Phase.ANSWERED, stopped_at=4),
    )


def test_a_return_opens_the_clock_again():
    assert standings(clock(due(10), submission(4, Decision.RETURNED, 6))) == (
        row(0, 4),
        row(4, 6, Phase.AWAITING, stopped_at=4),
        row(6, None),
    )


def test_promises_move_the_limit_and_say_when_they_are_broken():
    assert standings(clock(due(10), promise(5, 15), promise(16, 20))) == (
        row(0, 5),
        row(5, None, limit=15, broken_from=15),  # the late one changes nothing a verdict needs
    )
    assert standings(clock(due(10), promise(12, 15), promise(14, 20))) == (
        row(0, 12),
        row(12, 14, broken_from=15),
        row(14, None, broken_from=20),
    )


def test_without_a_due_date_the_term_ends_with_the_first_promise():
    assert standings(clock(promise(5, 15), promise(8, 20))) == (
        row(0, 5, due_at=None),
        row(5, 8, due_at=None, term_end=15, broken_from=15),
        row(8, None, due_at=None, term_end=15, limit=20, broken_from=20),
    )


def test_a_calendar_change_begins_a_row():
    assert standings(clock(due(10), due(12, since=6, cause="calendar"))) == (row(0, 6), row(6, None, due_at=12))


@pytest.mark.parametrize(
    ("ending", "phase"), [(Ending.TRANSFERRED, Phase.TRANSFERRED), (Ending.CANCELLED, Phase.CANCELLED)]
)
def test_an_ending_begins_the_last_row(ending, phase):
    assert standings(clock(due(10), ended=6, ending=ending)) == (row(0, 6), row(6, None, phase, stopped_at=6))


def test_a_fact_that_changes_nothing_begins_no_row():
    assert standings(clock(due(10), promise(5, 9), submission(4, stops=False, decision=Decision.VOID, decided=4))) == (
        row(0, None),
    )


def test_what_happened_before_the_start_is_in_the_first_row():
    assert standings(clock(due(10, since=-5), due(12, since=-3, cause="calendar"))) == (row(0, None, due_at=12),)


def test_a_clock_closed_before_it_began_stands_closed_from_its_start():
    assert standings(clock(due(10), approved(-1, -1))) == (row(0, None, Phase.ANSWERED, stopped_at=-1),)


def test_a_clock_that_ended_nobody_knows_when_has_one_row():
    assert standings(clock(due(10), ended_unknown=True)) == (row(0, None, Phase.UNKNOWN, due_at=None),)


def test_not_even_its_start_need_be_known():
    assert standings(clock(started=None, ended_unknown=True)) == (row(None, None, Phase.UNKNOWN, due_at=None),)


def test_without_a_start_there_is_no_clock():
    assert standings(clock(due(10), started=None)) == ()


def test_a_table_of_what_was_known_by_then():
    facts = clock(due(10), approved(4, 6, recorded=5))
    assert standings(facts, recorded_by=tick(4)) == (row(0, None),)
    assert standings(facts, recorded_by=tick(5)) == (row(0, 4), row(4, None, Phase.AWAITING, stopped_at=4))
    assert standings(facts, recorded_by=tick(6)) == standings(facts)


@pytest.mark.parametrize(
    ("standing", "at", "kind"),
    [
        (row(0, None), 10, VerdictKind.IN_TERM),
        (row(0, None), 11, VerdictKind.OVERDUE),
        (row(0, None, limit=15, broken_from=15), 11, VerdictKind.EXTENDED),
        (row(0, None, limit=15, broken_from=15), 15, VerdictKind.EXTENDED),
        (row(0, None, limit=15, broken_from=15), 16, VerdictKind.PROMISE_BROKEN),
        (row(0, None, broken_from=15), 15, VerdictKind.OVERDUE),
        (row(0, None, broken_from=15), 16, VerdictKind.PROMISE_BROKEN),
        (row(0, None, due_at=None), 99, VerdictKind.IN_TERM),
        (row(0, None, Phase.ANSWERED, stopped_at=9), 99, VerdictKind.IN_TERM),
        (row(0, None, Phase.AWAITING, stopped_at=11), 99, VerdictKind.OVERDUE),
        (row(0, None, Phase.UNKNOWN), 99, None),
    ],
)
def test_the_verdict_of_a_row(standing, at, kind):
    assert kind_at(standing, tick(at)) is kind


def test_the_instant_asked_about_has_a_zone():
    with pytest.raises(ValueError, match="no time zone"):
        kind_at(row(0, None), datetime(2026, 3, 2))  # noqa: DTZ001 - that is the point

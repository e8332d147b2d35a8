from datetime import datetime

import pytest

from cases.rules.promises import broken_from, latest_promise, limit_of, valid_promises
from cases.rules.verdicts import Decision, Ending
from tests.cases.rules.clocks import approved, clock, due, promise, submission, tick
from tests.cases.rules.days import HUE, local

pytestmark = pytest.mark.pure


def valid(*facts, **more):
    """(published, until) of the valid promises of a clock due at 10."""
    found = valid_promises(clock(due(10), *facts, **more))
    return [tuple(int((each - tick(0)).total_seconds() // 3600) for each in (p.published_at, p.until)) for p in found]


# --- validity ----------------------------------------------------------------------------------------------------


def test_a_promise_within_the_term_that_ends_after_it_is_valid():
    assert valid(promise(5, 15)) == [(5, 15)]


def test_a_promise_after_the_limit_is_valid_too_if_late():
    assert valid(promise(12, 15)) == [(12, 15)]


@pytest.mark.parametrize("until", [4, 9, 10])
def test_a_promise_ends_later_than_the_limit(until):
    assert valid(promise(5, until)) == []


def test_the_limit_is_what_earlier_promises_made_of_it():
    assert valid(promise(5, 15), promise(6, 14), promise(7, 15), promise(8, 16)) == [(5, 15), (8, 16)]


def test_a_promise_ends_later_than_every_earlier_one_late_ones_included():
    assert valid(promise(12, 20), promise(14, 18), promise(15, 20), promise(16, 21)) == [(12, 20), (16, 21)]


def test_a_promise_that_is_not_valid_never_counts_as_an_earlier_one():
    too_far = promise(5, 50, not_after=20)
    assert valid(too_far, promise(6, 15, not_after=20)) == [(6, 15)]


@pytest.mark.parametrize(("until", "expected"), [(19, [(5, 19)]), (20, [(5, 20)]), (21, [])])
def test_a_promise_reaches_no_further_than_allowed(until, expected):
    assert valid(promise(5, until, not_after=20)) == expected


@pytest.mark.parametrize("until", [11, 13, 14])
def test_a_promise_lies_ahead(until):
    assert valid(promise(14, until)) == []


def test_promises_count_in_order_of_publication_however_they_are_given():
    assert valid(promise(8, 16), promise(5, 15)) == [(5, 15), (8, 16)]


def test_of_two_published_at_once_the_second_must_be_the_later():
    assert valid(promise(5, 15), promise(5, 16)) == [(5, 15), (5, 16)]
    assert valid(promise(5, 16), promise(5, 15)) == [(5, 16)]


def test_before_the_start_nothing_is_promised():
    assert valid(promise(-1, 15)) == []
    assert valid(promise(0, 15)) == [(0, 15)]
    assert valid(promise(5, 15), started=None) == []


def test_while_an_answer_awaits_review_nothing_is_promised():
    waiting = submission(4, Decision.RETURNED, 8)
    assert valid(promise(3, 15), waiting) == [(3, 15)]
    assert valid(promise(4, 15), waiting) == []
    assert valid(promise(7, 15), waiting) == []
    assert valid(promise(8, 15), waiting) == [(8, 15)]


def test_the_return_of_an_answer_does_not_make_a_promise_valid_that_was_not():
    # When it was published an answer awaited review; what became of that answer was not known.
    assert valid(submission(4, Decision.RETURNED, 8), promise(6, 15)) == []


@pytest.mark.parametrize(("published", "expected"), [(3, [(3, 15)]), (7, []), (11, []), (12, [(12, 15)])])
def test_an_answered_clock_takes_promises_again_once_the_approval_is_retracted(published, expected):
    assert valid(approved(4, 8, retracted=12), promise(published, 15)) == expected


@pytest.mark.parametrize("ending", list(Ending))
def test_an_ended_clock_takes_none(ending):
    assert valid(promise(5, 15), promise(6, 16), ended=6, ending=ending) == [(5, 15)]


def test_a_clock_that_ended_nobody_knows_when_takes_none():
    assert valid(promise(5, 15), ended_unknown=True) == []


def test_a_planned_answer_brings_its_promise_the_moment_it_was_submitted():
    planned = approved(5, 8, stops=False)
    assert valid(planned, promise(5, 15)) == [(5, 15)]
    assert valid(planned, promise(6, 15)) == []  # any other waits for the decision
    assert valid(planned, promise(8, 15)) == [(8, 15)]


def test_but_not_while_another_answer_awaits_review():
    assert valid(submission(4), approved(5, 8, stops=False), promise(5, 15)) == []
    assert valid(submission(5), approved(5, 8, stops=False), promise(5, 15)) == []


def test_validity_is_judged_by_the_due_date_in_force_at_publication():
    moved = due(20, since=6, cause="calendar")
    assert valid(moved, promise(5, 15)) == [(5, 15)]
    assert valid(moved, promise(6, 15)) == []
    assert valid(moved, promise(6, 25)) == [(6, 25)]


def test_without_a_due_date_the_first_promise_needs_no_more_than_to_lie_ahead():
    found = valid_promises(clock(promise(5, 6), promise(5, 6), promise(6, 9)))
    assert [each.until for each in found] == [tick(6), tick(9)]


# --- the limit ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("promises", "limit"),
    [
        ([], 10),
        ([promise(5, 15)], 15),
        ([promise(10, 15)], 15),  # at the limit
        ([promise(11, 15)], 10),  # late
        ([promise(5, 15), promise(15, 20)], 20),
        ([promise(5, 15), promise(16, 20)], 15),
        ([promise(11, 15), promise(12, 20)], 10),  # late both
        ([promise(5, 15), promise(16, 20), promise(18, 30)], 15),
        ([promise(5, 9)], 10),  # the due date was lengthened past it: nothing moves back
    ],
)
def test_a_valid_promise_at_or_before_the_limit_moves_it(promises, limit):
    assert limit_of(tick(10), promises) == tick(limit)


@pytest.mark.parametrize(
    ("promises", "limit"),
    [([promise(5, 15)], 15), ([promise(5, 15), promise(15, 20)], 20), ([promise(5, 15), promise(16, 20)], 15)],
)
def test_without_a_due_date_the_first_promise_is_the_limit(promises, limit):
    assert limit_of(None, promises) == tick(limit)


def test_without_anything_there_is_no_limit():
    assert limit_of(None, []) is None


# --- broken promises ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("promises", "expected"),
    [
        ((promise(5, 15),), 15),
        ((promise(5, 15), promise(15, 20)), 20),  # the successor came in time
        ((promise(5, 15), promise(16, 20)), 15),  # too late
        ((promise(5, 15), promise(8, 20), promise(21, 30)), 20),
        ((promise(5, 15), promise(16, 20), promise(21, 30)), 15),  # the first counts
        ((promise(12, 20), promise(18, 30)), 30),  # late ones can be kept or broken as well
    ],
)
def test_from_when_on_a_promise_is_broken(promises, expected):
    assert broken_from(promises) == tick(expected)


def test_without_promises_none_is_broken():
    assert broken_from(()) is None


# --- the bound ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("published", "n", "latest"),
    [
        ("2026-03-06T10:00", 7, "2026-03-17T23:59:59.999999"),  # Friday to Tuesday
        ("2026-02-06T10:00", 7, "2026-02-24T23:59:59.999999"),  # over Tết
        ("2026-03-06T10:00", 0, "2026-03-06T23:59:59.999999"),
    ],
)
def test_the_latest_promise_is_so_many_working_days_ahead(published, n, latest):
    assert latest_promise(HUE, local(HUE, published), n) == local(HUE, latest)


def test_the_latest_promise_needs_an_instant():
    with pytest.raises(ValueError, match="no time zone"):
        latest_promise(HUE, datetime(2026, 3, 6), 7)  # noqa: DTZ001 - that is the point

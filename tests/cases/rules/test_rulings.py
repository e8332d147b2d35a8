"""What the Center must settle, how it can, and by when."""

from datetime import UTC, date, datetime

import pytest

from cases.rules.calendars import Calendar
from cases.rules.rulings import NAMING, OUTCOMES, WHOSE, RulingCause, RulingOutcome, has_term, ruling_due
from cases.rules.states import ASSIGNMENT_MOVES, AssignmentMove, AssignmentState, can_move

pytestmark = pytest.mark.pure

CALENDAR = Calendar(zone="Asia/Ho_Chi_Minh", holidays={date(2026, 3, 9): "Ngày nghỉ"})


@pytest.mark.parametrize(
    ("cause", "before", "due"),
    [
        ("not_ours", 0, False),  # the first of a case: the Center decides, and is not held to a day
        ("not_ours", 1, True),
        ("not_ours", 7, True),
        ("refused", 0, True),
        ("refused", 1, True),
        ("ask_higher", 0, True),
        ("ask_higher", 3, True),
    ],
)
def test_what_the_center_must_settle_in_time(cause, before, due):
    assert has_term(RulingCause(cause), not_ours_before=before) is due


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        (datetime(2026, 3, 3, 2, tzinfo=UTC), date(2026, 3, 4)),  # Tuesday → Wednesday
        (datetime(2026, 3, 3, 18, tzinfo=UTC), date(2026, 3, 5)),  # 01:00 of Wednesday → Thursday
        (datetime(2026, 3, 6, 2, tzinfo=UTC), date(2026, 3, 10)),  # Friday; Monday is a holiday → Tuesday
        (datetime(2026, 3, 8, 2, tzinfo=UTC), date(2026, 3, 10)),  # Sunday
    ],
)
def test_one_working_day_ends_with_the_next_one(asked, due):
    assert ruling_due(CALENDAR, asked, 1) == CALENDAR.end_of(due)


def test_more_days_are_more_days():
    assert ruling_due(CALENDAR, datetime(2026, 3, 3, 2, tzinfo=UTC), 3) == CALENDAR.end_of(date(2026, 3, 6))


def test_every_cause_has_its_outcomes_and_no_outcome_answers_two_questions():
    assert set(OUTCOMES) == set(RulingCause)
    assert OUTCOMES[RulingCause.NOT_OURS] == OUTCOMES[RulingCause.REFUSED] == {"stays", "transferred", "released"}
    assert OUTCOMES[RulingCause.ASK_HIGHER] == {"asked", "declined"}
    assert frozenset().union(*OUTCOMES.values()) == set(RulingOutcome)
    assert {cause for cause in RulingCause if "stays" in OUTCOMES[cause]} == WHOSE
    assert {"transferred", "asked"} == NAMING


@pytest.mark.parametrize("state", list(AssignmentState))
def test_one_asks_of_what_is_open_and_rules_on_what_still_runs(state):
    for move in (AssignmentMove.NOT_OURS, AssignmentMove.ASK_HIGHER):
        assert can_move(ASSIGNMENT_MOVES, state, move) is (state is AssignmentState.OPEN)
    running = state in (AssignmentState.OPEN, AssignmentState.AWAITING)
    assert can_move(ASSIGNMENT_MOVES, state, AssignmentMove.RULE) is running

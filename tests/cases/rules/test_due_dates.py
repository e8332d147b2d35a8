from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.rules.calendars import Calendar
from cases.rules.due_dates import DueDate, after_calendar_change, in_force
from cases.rules.terms import Term, TermKind, due_at
from tests.cases.rules.clocks import due, tick
from tests.cases.rules.days import HUE, local

pytestmark = pytest.mark.pure

FRIDAY = local(HUE, "2026-03-06T10:00")


def end(text):
    return HUE.end_of(date.fromisoformat(text))


# --- the list ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("at", "expected"), [(-1, None), (0, 10), (4, 10), (5, 30), (7, 20), (99, 20)])
def test_the_due_date_that_came_last_is_in_force(at, expected):
    dues = [due(20, since=7, cause="calendar"), due(10, since=0), due(30, since=5, cause="calendar")]
    assert in_force(dues, tick(at)) == (None if expected is None else tick(expected))


def test_of_two_from_the_same_instant_the_later_entered_holds():
    assert in_force([due(10), due(20)], tick(0)) == tick(20)
    assert in_force([due(20), due(10)], tick(0)) == tick(10)


def test_without_due_dates_none_is_in_force():
    assert in_force([], tick(0)) is None


def test_instants_are_kept_in_utc_and_naive_ones_refused():
    entry = DueDate(due_at=end("2026-03-06"), since=FRIDAY, cause="term")
    assert entry.due_at.tzinfo is UTC
    assert entry.due_at == end("2026-03-06")
    with pytest.raises(ValueError, match="no time zone"):
        DueDate(due_at=datetime(2026, 3, 6), since=FRIDAY, cause="term")  # noqa: DTZ001 - that is the point
    with pytest.raises(ValueError, match="no time zone"):
        in_force([entry], datetime(2026, 3, 6))  # noqa: DTZ001 - that is the point


# --- a calendar changes ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("current", "recomputed", "changed", "added"),
    [
        # A holiday more: a day more.
        ("2026-03-13", "2026-03-16", "2026-03-06T10:00", "2026-03-16"),  # Friday to Monday
        ("2026-03-13", "2026-03-13", "2026-03-06T10:00", None),  # nothing moves
        # Changed on the very due day, a Friday: the end of the next working day at the least.
        ("2026-03-06", "2026-03-09", "2026-03-06T10:00", "2026-03-09"),
        ("2026-03-05", "2026-03-06", "2026-03-06T10:00", "2026-03-09"),  # due yesterday, rightly today: Monday
        ("2026-03-05", "2026-03-06", "2026-03-07T10:00", None),  # on Saturday both are past: nothing is lifted
        ("2024-03-05", "2024-03-06", "2026-03-06T10:00", None),  # an old holiday corrected
        ("2024-03-06", "2024-03-05", "2026-03-06T10:00", None),
        # A holiday less: a day less, but never less than until the end of the next working day.
        ("2026-03-16", "2026-03-13", "2026-03-06T10:00", "2026-03-13"),
        ("2026-03-10", "2026-03-06", "2026-03-06T10:00", "2026-03-09"),
        ("2026-03-10", "2026-03-03", "2026-03-06T10:00", "2026-03-09"),
        ("2026-03-09", "2026-03-06", "2026-03-06T10:00", None),  # due then already
        ("2026-03-06", "2026-03-05", "2026-03-06T10:00", None),  # due sooner: not shortened, not lengthened
        # Changed before a long weekend: the next working day is Monday, 4 May.
        ("2026-05-05", "2026-04-29", "2026-04-29T10:00", "2026-05-04"),
    ],
)
def test_what_a_calendar_change_adds(current, recomputed, changed, added):
    found = after_calendar_change(end(current), end(recomputed), local(HUE, changed), HUE)
    assert found == (None if added is None else end(added))


def test_the_added_due_date_is_in_the_calendars_zone():
    found = after_calendar_change(end("2026-03-13"), end("2026-03-16"), FRIDAY, HUE)
    assert found.isoformat() == "2026-03-16T23:59:59.999999+07:00"


def test_the_change_itself_says_which_day_comes_next():
    stormy = Calendar(zone=HUE.zone, holidays={date(2026, 3, 9): "bão"})  # Monday
    found = after_calendar_change(end("2026-03-06"), end("2026-03-07"), FRIDAY, stormy)
    assert found == end("2026-03-10")  # Tuesday


def test_a_holiday_added_later_lengthens_a_term_that_runs():
    term, start = Term(kind=TermKind.WORKING_DAYS, n=7), local(HUE, "2025-12-29T10:00")  # Monday
    swapped = Calendar(zone=HUE.zone, holidays={**HUE.holidays, date(2026, 1, 2): "nghỉ hoán đổi"})  # Friday
    before, after = due_at(term, HUE, start), due_at(term, swapped, start)
    assert (before, after) == (end("2026-01-08"), end("2026-01-09"))
    changed = local(HUE, "2025-12-31T16:00")
    added = after_calendar_change(before, after, changed, swapped)
    dues = [
        DueDate(due_at=before, since=start, cause="term"),
        DueDate(due_at=added, since=changed, cause="calendar"),
    ]
    assert in_force(dues, local(HUE, "2025-12-31T15:59")) == before
    assert in_force(dues, changed) == after


days = st.integers(1, 60).map(lambda ahead: HUE.end_of(date.fromordinal(date(2026, 1, 1).toordinal() + ahead)))


@given(days, days, st.integers(0, 70 * 24))
def test_a_new_due_date_leaves_a_working_day_and_takes_none_away_that_was_shorter(current, recomputed, hour):
    changed = datetime(2026, 1, 1, tzinfo=UTC).replace(hour=hour % 24, day=1 + hour // 24 % 28)
    added = after_calendar_change(current, recomputed, changed, HUE)
    if added is None:
        return
    next_day = HUE.end_of(HUE.next_working_day(HUE.day_of(changed)))
    assert added >= next_day
    assert added in {recomputed, next_day}
    assert added != current
    assert (added < current) == (recomputed < current)

"""Due dates moved in bulk cost the same few queries, however many they are."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.actions import change_calendar as verb
from cases.actions import verify
from cases.actions.actor import CENTER
from cases.actions.calendar_moves import find_moves
from cases.actions.change_calendar import DayChange, change_calendar, preview
from cases.actions.changing_many import changing_many
from cases.actions.term_table import TermTable
from cases.models import Calendar, Case, DueDate
from tests.cases.actions.told import dues
from tests.factories import START, a_category, walk_to

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
NOTICE = datetime(2026, 3, 9, 2, tzinfo=UTC)  # Monday 09:00, two days before most are due
CHANGES = {
    "a storm to come": [DayChange(day=date(2026, 3, 10), kind="holiday", name="Bão")],
    "a storm gone by": [DayChange(day=date(2026, 3, 4), kind="holiday", name="Bão")],
}


@pytest.fixture
def vn():
    return Calendar.objects.get(slug="vn")


def test_the_table_counts_with_the_calendar_as_it_would_be(vn):
    rule = verb.changed_rule(vn, CHANGES["a storm to come"])
    term = a_category().terms.get()
    assert TermTable({vn.pk: rule}).due(term, START) - TermTable().due(term, START) == DAY


# --- cost ------------------------------------------------------------------------------------------------------------


def queries(work):
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


def test_a_preview_asks_the_same_few_questions_of_a_city(vn):
    changes = CHANGES["a storm to come"]
    walk_to("assigned")
    few = queries(lambda: preview(vn, changes, at=NOTICE))
    for _ in range(8):
        walk_to("transferred")
        walk_to("escalated")
    assert len(preview(vn, changes, at=NOTICE)) > 30
    assert queries(lambda: preview(vn, changes, at=NOTICE)) == few == 7


def test_a_batch_asks_the_same_few_questions_however_many_cases(vn):
    changes = CHANGES["a storm to come"]
    told = {"calendar": vn, "changes": changes, "by": CENTER}
    walk_to("assigned")
    few = queries(lambda: change_calendar(at=NOTICE, **told))
    for _ in range(5):  # of more, SQLite writes the rows by more than one statement
        walk_to("escalated")
    taken_back = {**told, "changes": [DayChange(day=changes[0].day, kind=None)]}
    change_calendar(at=START + 2 * DAY, **taken_back)
    many = queries(lambda: change_calendar(at=NOTICE, **told))
    assert DueDate.objects.filter(cause="calendar").count() > 25
    assert many == few


def test_what_has_stopped_is_not_even_read(vn):
    """A past holiday in an old city: of what was answered nothing but the stretches are looked at."""
    for _ in range(3):
        walk_to("answered")
    with CaptureQueriesContext(connection) as captured:
        assert preview(vn, CHANGES["a storm gone by"], at=NOTICE + 90 * DAY) == []
    assert not [q["sql"] for q in captured if "cases_event" in q["sql"]]


def test_cases_to_which_nothing_is_recorded_stay_as_they_are(vn):
    walk, other = walk_to("assigned"), walk_to("assigned")
    before = Case.objects.get(pk=other.case.pk)
    with changing_many([walk.case.pk, other.case.pk], by=CENTER, at=NOTICE, terms=TermTable()) as changes:
        changes[walk.case.pk].record("case.due", calendar="vn")
    after = Case.objects.get(pk=other.case.pk)
    assert (after.version, after.event_count, after.head_hash) == (before.version, before.event_count, before.head_hash)
    assert Case.objects.get(pk=walk.case.pk).version == walk.case.version + 1
    assert verify.confirmed(walk.case.pk) == []


def test_some_cases_are_asked_about_alone(vn):
    one, _ = walk_to("assigned"), walk_to("assigned")
    rule = verb.changed_rule(vn, CHANGES["a storm to come"])
    turn = verb.Turn(calendar_id=vn.pk, rule=rule, days=(date(2026, 3, 10),), at=NOTICE)
    assert {move.case_id for move in find_moves(turn, TermTable({vn.pk: rule}), [one.case.pk])} == {one.case.pk}
    assert len(dues(one.case)) == 1

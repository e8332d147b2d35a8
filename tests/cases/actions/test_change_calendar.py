"""Changing a calendar: due dates that move are added; the rest stays, and nobody is surprised."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from cases.actions import change_calendar as verb
from cases.actions import verify
from cases.actions.actor import CENTER
from cases.actions.change_calendar import DayChange, change_calendar, dues_left, finish_changes, preview
from cases.models import Calendar, CalendarChange, CalendarDay, CategoryTerm, DueDate
from tests.cases.actions.stored import changed, refused, stored
from tests.cases.actions.told import delivered, dues, events, verdict
from tests.factories import DUE, LIGHTING, START, Walk, a_category, an_agency, walk_to

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
TUESDAY = date(2026, 3, 10)  # the sixth of seven working days after 2 March
STORM = DayChange(day=TUESDAY, kind="holiday", name="Nghỉ bão")
NOTICE = datetime(2026, 3, 9, 2, tzinfo=UTC)  # Monday 09:00, two days before the due date


def day_end(day):
    return datetime(2026, 3, day, 16, 59, 59, 999999, tzinfo=UTC)


@pytest.fixture
def vn():
    return Calendar.objects.get(slug="vn")


def change(vn, *changes, at=NOTICE, **more):
    return change_calendar(calendar=vn, changes=list(changes), by=CENTER, at=at, **more)


def written(moves):
    """What stands in the lists because of these moves."""
    rows = DueDate.objects.filter(cause="calendar").order_by("pk")
    return [(r.case_id, r.round, r.assignment_id, r.since, r.due_at) for r in rows]


def as_rows(moves):
    return [(m.case_id, m.round, m.assignment_id, m.since, m.new) for m in moves]


# --- what moves ------------------------------------------------------------------------------------------------------


def test_a_holiday_moves_both_clocks_by_a_day(vn):
    walk = walk_to("assigned")
    change(vn, STORM)
    assert dues(walk.case) == [(DUE, walk.case.accepted_at, "term"), (day_end(12), NOTICE, "calendar")]
    assert dues(walk.case, charge=walk.assignment)[-1] == (day_end(12), NOTICE, "calendar")
    assert verdict(walk.case, DUE + timedelta(hours=2)) == "in_term"


def test_before_it_was_known_the_old_due_date_was_the_one_in_force(vn):
    walk = walk_to("assigned").until(DUE + DAY)
    before = walk.at - timedelta(minutes=1)
    change(vn, STORM, at=walk.at)
    assert verdict(walk.case, before) == "overdue"


def test_each_due_date_is_an_event_with_its_calendar(vn):
    walk = walk_to("assigned")
    change(vn, STORM)
    assert events(walk.case)[-2:] == [
        ("case.due", {"calendar": "vn", "round": 1, "due_at": day_end(12).isoformat()}),
        ("case.due", {"calendar": "vn", "assignment": walk.assignment.pk, "due_at": day_end(12).isoformat()}),
    ]
    assert delivered(walk.case)[-1] == 5


def test_preview_is_what_is_then_written(vn):
    walk_to("assigned").assign(an_agency(LIGHTING))
    walk_to("awaiting")
    walk_to("escalated")
    walk_to("transferred").transfer(an_agency())
    told = preview(vn, [STORM], at=NOTICE)
    assert as_rows(told) == as_rows(change(vn, STORM)) == written(told)
    assert len(told) == 3 + 2 + 3 + 2


def test_preview_writes_nothing(vn):
    walk_to("assigned")
    before = stored()
    assert preview(vn, [STORM], at=NOTICE)
    assert not changed(before, stored())


def test_the_days_are_entered_and_taken_out(vn):
    change(vn, STORM)
    assert CalendarDay.objects.get(calendar=vn, day=TUESDAY).name == "Nghỉ bão"
    change(vn, DayChange(day=TUESDAY, kind="make_up", name="Làm bù"))
    assert CalendarDay.objects.get(calendar=vn, day=TUESDAY).kind == "make_up"
    change(vn, DayChange(day=TUESDAY, kind=None))
    assert not CalendarDay.objects.filter(calendar=vn, day=TUESDAY).exists()


def test_a_calendar_is_lengthened(vn):
    assert change(vn, reaches=date(2030, 12, 31)) == []
    vn.refresh_from_db()
    assert vn.reaches == date(2030, 12, 31)


def test_an_opinion_awaited_after_the_answer_moves_too(vn):
    walk = walk_to("assigned")
    handling = walk.assignment
    opinion = walk.later(days=1).escalate().assignment
    walk._assignment = handling
    walk.submit().approve()
    moves = change(vn, STORM)
    assert [(m.round, m.assignment_id, m.old, m.new) for m in moves] == [(None, opinion.pk, day_end(12), day_end(13))]


def test_whoever_has_a_case_back_has_one_clock_that_moves(vn):
    walk = walk_to("transferred").later(days=1).transfer(an_agency())
    moves = change(vn, STORM)
    root = walk.assignment.clock_root_id
    assert [m.assignment_id for m in moves] == [None, root]
    assert verdict(walk.case, DUE + timedelta(hours=2), charge=walk.assignment) == "in_term"


# --- what does not ---------------------------------------------------------------------------------------------------


def test_a_sources_due_date_never_moves(vn):
    walk = Walk().accept(due=day_end(12)).assign()
    assert change(vn, STORM) == []
    assert dues(walk.case) == [(day_end(12), START, "source")]


@pytest.mark.parametrize("state", ["answered", "withdrawn", "merged", "declined", "received"])
def test_what_does_not_run_does_not_move(vn, state):
    walk_to(state)
    moves = change(vn, STORM)
    assert not [m for m in moves if m.case_id == 1]
    assert state == "merged" or moves == []  # the one it was merged into runs


def test_a_day_after_the_end_moves_nothing(vn):
    walk_to("assigned")
    assert change(vn, DayChange(day=date(2026, 3, 12), kind="holiday", name="Bão")) == []


def test_another_calendar_moves_nothing(vn):
    walk_to("assigned")
    assert change(Calendar.objects.get(slug="us-ma"), STORM) == []


def test_a_category_without_term_has_nothing_to_move(vn):
    CategoryTerm.objects.filter(category=a_category("khac")).delete()
    Walk(category="khac").accept(due=day_end(12)).assign()
    assert change(vn, STORM) == []


def test_correcting_an_old_holiday_does_not_lift_old_lateness(vn):
    walk = walk_to("overdue").later(days=30)
    assert change(vn, STORM, at=walk.at) == []
    assert verdict(walk.case, walk.at) == "overdue"


# --- nobody is surprised ---------------------------------------------------------------------------------------------


def test_a_term_never_ends_before_the_end_of_the_next_working_day(vn):
    saturday = DayChange(day=date(2026, 3, 7), kind="make_up", name="Làm bù")
    walk = walk_to("assigned")
    monday, tuesday = NOTICE, NOTICE + DAY
    assert [m.new for m in preview(vn, [saturday], at=monday)] == [day_end(10)] * 2
    assert preview(vn, [saturday], at=tuesday) == []  # the next working day is the 11th, the old due date
    change(vn, saturday, at=monday)
    assert dues(walk.case)[-1][0] == day_end(10)


def test_two_changes_follow_upon_each_other(vn):
    walk = walk_to("assigned")
    change(vn, STORM)
    change(vn, DayChange(day=date(2026, 3, 11), kind="holiday", name="Nghỉ bão"), at=NOTICE + DAY)
    assert [due for due, _, _ in dues(walk.case)] == [DUE, day_end(12), day_end(13)]


def test_a_clock_that_starts_after_the_change_was_made_known(vn):
    """Entered for a day gone by: the new due date holds from the start, not from before it."""
    walk = walk_to("assigned")
    change(vn, STORM, at=START - DAY)
    assert dues(walk.case)[-1] == (day_end(12), walk.case.accepted_at, "calendar")
    assert verdict(walk.case, DUE + timedelta(hours=2)) == "in_term"


def test_a_change_told_of_after_a_later_one_follows_it(vn):
    """It is entered late, and holds from where the list ends: nothing is ever put in between."""
    walk = walk_to("assigned")
    change(vn, STORM)
    change(vn, DayChange(day=date(2026, 3, 11), kind="holiday", name="Nghỉ bão"), at=NOTICE - DAY)
    assert [(due, since) for due, since, _ in dues(walk.case)][1:] == [(day_end(12), NOTICE), (day_end(13), NOTICE)]


# --- interrupted, and gone on with -----------------------------------------------------------------------------------


def test_a_day_named_twice_is_refused(vn):
    refused(lambda: change(vn, STORM, STORM), "named twice")


def test_an_unknown_kind_of_day_is_refused(vn):
    refused(lambda: change(vn, DayChange(day=TUESDAY, kind="strike")), "no kind of day")


def test_a_batch_is_written_or_not_and_the_rest_is_found_again(vn, monkeypatch):
    """Killed in the second batch: the days and the first stand, and whoever comes next finishes."""
    walks = [walk_to("assigned") for _ in range(3)]
    monkeypatch.setattr(verb, "BATCH", 1)
    real, calls = verb.record, []

    def killed_at_the_fourth(*args):
        calls.append(args)
        if len(calls) == 4:
            raise KeyboardInterrupt
        real(*args)

    monkeypatch.setattr(verb, "record", killed_at_the_fourth)
    with pytest.raises(KeyboardInterrupt):
        change(vn, STORM)
    assert [len(dues(walk.case)) for walk in walks] == [2, 1, 1]
    assert [verify.confirmed(walk.case.pk) for walk in walks] == [[]] * 3
    assert CalendarDay.objects.filter(calendar=vn, day=TUESDAY).exists()
    assert (dues_left(vn), dues_left(), dues_left(Calendar.objects.get(slug="us-ma"))) == (4, 4, 0)
    monkeypatch.setattr(verb, "record", real)
    assert finish_changes() == 4
    assert [dues(walk.case)[-1] for walk in walks] == [(day_end(12), NOTICE, "calendar")] * 3
    assert dues_left() == 0
    assert finish_changes() == 0
    assert DueDate.objects.filter(cause="calendar").count() == 6


def test_a_change_may_leave_the_rest_to_others(vn, monkeypatch):
    for _ in range(3):
        walk_to("assigned")
    monkeypatch.setattr(verb, "BATCH", 2)
    assert len(change(vn, STORM, batches=1)) == 4
    assert dues_left(vn) == 2
    assert finish_changes(batches=1) == 2
    assert not CalendarChange.objects.pending().exists()  # nothing was left, so it was looked through to the end


def test_the_next_change_finishes_the_one_before_first(vn, monkeypatch):
    walks = [walk_to("assigned") for _ in range(2)]
    monkeypatch.setattr(verb, "BATCH", 1)
    change(vn, STORM, batches=1)
    change(vn, DayChange(day=date(2026, 3, 11), kind="holiday", name="Nghỉ bão"), at=NOTICE + DAY)
    for walk in walks:
        assert [(due, since) for due, since, _ in dues(walk.case)][1:] == [
            (day_end(12), NOTICE),
            (day_end(13), NOTICE + DAY),
        ]
    assert list(CalendarChange.objects.values_list("days", "left")) == [(["2026-03-10"], 0), (["2026-03-11"], 0)]
    assert not CalendarChange.objects.pending().exists()


def test_who_answered_while_it_was_interrupted_has_the_new_due_date_too(vn, monkeypatch):
    """It ran when its calendar changed: that a worker was away costs nobody a day."""
    walk, other = walk_to("assigned"), walk_to("assigned")
    monkeypatch.setattr(verb, "BATCH", 1)
    change(vn, STORM, batches=1)
    CalendarChange.objects.update(recorded_at=NOTICE)
    later = DUE + timedelta(hours=2)  # past the old due date, not past the new one
    other.until(later).submit().approve()
    assert verdict(other.case, other.at) == "overdue"
    assert finish_changes() == 2
    assert verdict(other.case, other.at) == verdict(other.case, other.at, charge=other.assignment) == "in_term"
    assert verify.confirmed(other.case.pk) == []
    assert len(dues(walk.case)) == 2


def test_who_was_answered_before_the_change_keeps_what_was_due(vn, monkeypatch):
    done, _ = walk_to("answered"), walk_to("assigned")
    before = dues(done.case)
    change(vn, STORM, at=done.at + timedelta(hours=1), batches=1)
    CalendarChange.objects.update(recorded_at=done.at + timedelta(hours=1), finished_at=None)
    finish_changes()
    assert dues(done.case) == before


def test_what_left_the_portal_meanwhile_is_left_alone(vn, monkeypatch):
    walk_to("assigned")
    other = walk_to("assigned")
    monkeypatch.setattr(verb, "BATCH", 1)
    change(vn, STORM, batches=1)
    CalendarChange.objects.update(recorded_at=NOTICE)
    other.later(days=1).withdraw()
    assert finish_changes() == 0
    assert len(dues(other.case)) == 1


def test_only_one_change_of_a_calendar_is_unfinished(vn):
    CalendarChange.objects.create(calendar=vn, days=[], at=NOTICE, recorded_at=NOTICE, role="center")
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarChange.objects.create(calendar=vn, days=[], at=NOTICE, recorded_at=NOTICE, role="center")


def test_a_change_refused_leaves_nothing_to_finish(vn):
    refused(lambda: change(vn, STORM, STORM), "named twice")
    assert not CalendarChange.objects.exists()


def test_a_case_that_moved_on_meanwhile_is_asked_again(vn, monkeypatch):
    walk = walk_to("awaiting").later(days=1)
    real, looked = verb.find_moves, []

    def and_then_somebody_approves(*args, **fields):
        moves = real(*args, **fields)
        if not looked:
            walk.approve()
        looked.append(moves)
        return moves

    monkeypatch.setattr(verb, "find_moves", and_then_somebody_approves)
    assert change(vn, STORM) == []
    assert DueDate.objects.filter(cause="calendar").count() == 0
    assert CalendarChange.objects.pending().count() == 0


def test_who_comes_late_to_a_change_that_others_have_finished_moves_nothing_back(vn, monkeypatch):
    """Two work on one change: the calendar may have changed once more before the slower one writes."""
    case = walk_to("assigned").case
    looked = verb.find_moves
    found = []

    def look(turn, terms, case_ids=None):
        moves = looked(turn, terms, case_ids)
        if case_ids is None and not found:
            found.append(turn)
            monkeypatch.setattr(verb, "find_moves", looked)
            finish_changes()  # somebody faster
            change(vn, DayChange(day=date(2026, 3, 6), kind="holiday", name="Bão"))
        return moves

    monkeypatch.setattr(verb, "find_moves", look)
    change(vn, DayChange(day=date(2026, 3, 5), kind="holiday", name="Bão"))
    assert [
        due.day for due in DueDate.objects.filter(case=case, round=1).order_by("pk").values_list("due_at", flat=True)
    ] == [
        11,
        12,
        13,
    ]

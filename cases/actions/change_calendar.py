"""Change a calendar: due dates that would move are added to the lists, never overwritten.

The days are one small transaction, and what has to follow from them is written down in it; the due dates are many, a
batch of cases each. Whatever ends the run in between, `finish_changes` finds the rest and goes on.
"""

from __future__ import annotations

import time as clock
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Sum
from django.utils import timezone

from cases.actions.actor import Actor, Role
from cases.actions.calendar_moves import DueMove, Turn, find_moves
from cases.actions.changing import ActionRefused, Change
from cases.actions.changing_many import changing_many
from cases.actions.import_cases import BATCH, batched
from cases.actions.term_table import TermTable
from cases.models import Calendar, CalendarChange, CalendarDay, DayKind, DueDate
from cases.rules.calendars import Calendar as RuleCalendar
from cases.rules.instants import utc


@dataclass(frozen=True, kw_only=True)
class DayChange:
    """One day to enter (`kind` and `name`) or to take out of a calendar (`kind` None)."""

    day: date
    kind: str | None
    name: str = ""


def changed_rule(calendar: Calendar, changes: Sequence[DayChange]) -> RuleCalendar:
    """The pure calendar as it would be with these changes; ActionRefused for a day named twice or off by kind."""
    rule = calendar.as_rule()
    holidays, make_up = dict(rule.holidays), dict(rule.make_up)
    if len({change.day for change in changes}) != len(changes):
        raise ActionRefused("A day is named twice.")
    for change in changes:
        holidays.pop(change.day, None)
        make_up.pop(change.day, None)
        if change.kind == DayKind.HOLIDAY:
            holidays[change.day] = change.name
        elif change.kind == DayKind.MAKE_UP:
            make_up[change.day] = change.name
        elif change.kind is not None:
            raise ActionRefused(f"{change.kind!r} is no kind of day.")
    return RuleCalendar(
        zone=rule.zone, days_off=rule.days_off, holidays=holidays, make_up=make_up, reaches=rule.reaches
    )


def preview(calendar: Calendar, changes: Sequence[DayChange], *, at: datetime) -> list[DueMove]:
    """Which due dates would move, by case; nothing is written (seven queries, however many)."""
    rule = changed_rule(calendar, changes)
    if not changes:
        return []
    turn = Turn(calendar_id=calendar.pk, rule=rule, days=tuple(change.day for change in changes), at=at)
    return find_moves(turn, TermTable({calendar.pk: rule}))


def dues_left(calendar: Calendar | None = None) -> int:
    """How many due dates still have to be moved after changes that are not finished, of one calendar or of all."""
    rows = CalendarChange.objects.pending()
    if calendar is not None:
        rows = rows.filter(calendar=calendar)
    return rows.order_by().aggregate(n=Sum("left"))["n"] or 0


def change_calendar(
    *,
    calendar: Calendar,
    changes: Sequence[DayChange],
    by: Actor,
    at: datetime,
    reaches: date | None = None,
    batches: int | None = None,
) -> list[DueMove]:
    """Write the days, then add the due dates that move with them; the moves, as written.

    At most so many `batches` of cases (None: all) are done at once. The rest waits for `finish_changes`, and the next
    change of this calendar does it first: one follows upon the other.
    """
    while True:
        for pending in CalendarChange.objects.pending().filter(calendar=calendar):
            _work(pending)
        entered = _enter(calendar, changes, by, at, reaches)
        if entered is not None:
            break  # otherwise somebody else has begun a change meanwhile
    return _work(entered, batches) if changes else []


def finish_changes(*, batches: int | None = None) -> int:
    """Move the due dates that earlier changes have left behind, so many batches of each at most; how many moved."""
    return sum(len(_work(pending, batches)) for pending in CalendarChange.objects.pending())


def _work(pending: CalendarChange, batches: int | None = None) -> list[DueMove]:
    """The moves of some batches, or all; where nothing is left after the last of them the change is finished too."""
    written: list[DueMove] = []
    for n, moves in enumerate(move_dues(pending), start=1):
        written += moves
        if n == batches and dues_left(pending.calendar):
            break
    return written


@transaction.atomic
def _enter(
    calendar: Calendar, changes: Sequence[DayChange], by: Actor, at: datetime, reaches: date | None
) -> CalendarChange | None:
    """Write the days and that due dates have to follow; None while an earlier change is not finished."""
    Calendar.objects.select_for_update().get(pk=calendar.pk)
    if CalendarChange.objects.pending().filter(calendar=calendar).exists():
        return None
    changed_rule(calendar, changes)  # refuses what cannot be entered
    write_days(calendar, changes, reaches)
    entered = CalendarChange(
        calendar=calendar,
        days=[change.day.isoformat() for change in changes],
        at=at,
        recorded_at=timezone.now(),
        role=by.role.value,
    )
    if changes:
        entered.save()
    return entered


def write_days(calendar: Calendar, changes: Sequence[DayChange], reaches: date | None) -> None:
    """Enter the days and take out the others."""
    for change in changes:
        if change.kind is None:
            CalendarDay.objects.filter(calendar=calendar, day=change.day).delete()
        else:  # the same row, so that the CMS's history of it goes on
            defaults = {"kind": change.kind, "name": change.name}
            CalendarDay.objects.update_or_create(calendar=calendar, day=change.day, defaults=defaults)
    if reaches is not None:
        calendar.reaches = reaches
        calendar.save()


def move_dues(pending: CalendarChange) -> Iterator[list[DueMove]]:
    """Add the due dates that move, yielding after each batch what it added; marks the change finished at the end.

    Nothing is remembered but the change: what still has to move is found again, so it may be ended at any time and
    begun anew, also by two at once. A case that was being written while the days were, with the calendar as it was
    before, is found when everything is looked through once more.
    """
    by, days = Actor(role=Role(pending.role)), tuple(map(date.fromisoformat, pending.days))
    terms = TermTable()
    turn = Turn(
        calendar_id=pending.calendar_id,
        rule=terms.rules[pending.calendar_id],
        days=days,
        at=pending.at,
        recorded_at=pending.recorded_at,
    )
    written = True
    while written and (found := find_moves(turn, terms)):
        written, left = False, len(found)
        by_case = {move.case_id: 0 for move in found}
        for move in found:
            by_case[move.case_id] += 1
        _note_left(pending, left)
        for case_ids in batched(by_case, BATCH):
            left -= sum(by_case[case_id] for case_id in case_ids)
            moves = _move_batch(pending, turn, terms, case_ids, by, left)
            written = written or bool(moves)
            yield moves
            if connection.vendor == "sqlite":
                clock.sleep(settings.IMPORT_PAUSE)
    CalendarChange.objects.pending().filter(pk=pending.pk).update(left=0, finished_at=timezone.now())


def _note_left(pending: CalendarChange, left: int) -> None:
    CalendarChange.objects.pending().filter(pk=pending.pk).update(left=left)


@transaction.atomic
def _move_batch(
    pending: CalendarChange, turn: Turn, terms: TermTable, case_ids: Sequence[int], by: Actor, left: int
) -> list[DueMove]:
    """One transaction: asked again under the locks, as the cases may have moved on since they were looked at.

    Nothing moves where somebody else has finished this change meanwhile: the calendar may have changed again since, and
    `turn` would not know.
    """
    if CalendarChange.objects.pending().select_for_update().filter(pk=pending.pk).first() is None:
        return []
    with changing_many(case_ids, by=by, at=turn.at, terms=terms) as changes:
        moves = find_moves(turn, terms, case_ids)
        DueDate.objects.bulk_create(entry(changes[move.case_id], move) for move in moves)
        for move in moves:
            record(changes[move.case_id], move, pending.calendar)
        _note_left(pending, left)
    return moves


def entry(change: Change, move: DueMove) -> DueDate:
    """What is added to the list of a clock."""
    return DueDate(
        case=change.case,
        round=move.round,
        assignment_id=move.assignment_id,
        due_at=move.new,
        since=move.since,
        cause="calendar",
        recorded_at=change.recorded_at,
    )


def record(change: Change, move: DueMove, calendar: Calendar) -> None:
    """Tell of it in the ledger."""
    change.record(
        "case.due",
        calendar=calendar.slug,
        round=move.round,
        assignment=move.assignment_id,
        due_at=utc(move.new).isoformat(),
    )

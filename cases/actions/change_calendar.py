"""Change a calendar: due dates that would move are added to the lists, never overwritten."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from cases.actions.actor import Actor
from cases.actions.changing import ActionRefused, changing
from cases.models import Assignment, Calendar, CalendarDay, Case, CategoryTerm, DayKind, DueDate, Round
from cases.rules.calendars import Calendar as RuleCalendar
from cases.rules.due_dates import after_calendar_change
from cases.rules.states import CaseState
from cases.rules.terms import due_at


@dataclass(frozen=True, kw_only=True)
class DayChange:
    """One day to enter (`kind` and `name`) or to take out of a calendar (`kind` None)."""

    day: date
    kind: str | None
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class DueMove:
    """A due date that moves with the calendar: the round's when `assignment_id` is None."""

    case_id: int
    round: int | None
    assignment_id: int | None
    old: datetime
    new: datetime


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


def _clocks(case: Case) -> Iterator[tuple[int | None, int | None, datetime]]:
    """(round, assignment, start) of every clock of the present round that still runs."""
    for row in Round.objects.filter(case=case, number=case.round, started_at__isnull=False):
        if row.started_at is not None:
            yield row.number, None, row.started_at
    for assignment in Assignment.objects.running().filter(case=case, started_at__isnull=False):
        if assignment.started_at is not None:
            yield None, assignment.clock_id, assignment.started_at


def _term_with(case: Case, start: datetime, calendar: Calendar) -> CategoryTerm | None:
    term = case.category.term_on(start.date())
    return term if term is not None and term.calendar_id == calendar.pk else None


def case_moves(case: Case, calendar: Calendar, rule: RuleCalendar, at: datetime) -> Iterator[DueMove]:
    """Due dates of one open case that move; a source's own due date never does."""
    for round_number, assignment_id, start in _clocks(case):
        term = _term_with(case, start, calendar)
        rows = DueDate.objects.filter(case=case, round=round_number, assignment=assignment_id)
        newest = rows.order_by("-since", "-id").first()
        if term is None or newest is None or newest.cause == "source":
            continue
        new = after_calendar_change(newest.due_at, due_at(term.as_rule(), rule, start), at, rule)
        if new is not None:
            yield DueMove(case_id=case.pk, round=round_number, assignment_id=assignment_id, old=newest.due_at, new=new)


def preview(calendar: Calendar, changes: Sequence[DayChange], *, at: datetime) -> list[DueMove]:
    """Which due dates would move; nothing is written."""
    rule = changed_rule(calendar, changes)
    cases = Case.objects.filter(state=CaseState.IN_PROGRESS.value, category__terms__calendar=calendar).distinct()
    return [move for case in cases.select_related("category") for move in case_moves(case, calendar, rule, at)]


@transaction.atomic
def change_calendar(
    *, calendar: Calendar, changes: Sequence[DayChange], by: Actor, at: datetime, reaches: date | None = None
) -> list[DueMove]:
    """Write the days and add the due dates that move with them; all of it or nothing."""
    moves = preview(calendar, changes, at=at)
    for change in changes:
        CalendarDay.objects.filter(calendar=calendar, day=change.day).delete()
        if change.kind is not None:
            CalendarDay.objects.create(calendar=calendar, day=change.day, kind=change.kind, name=change.name)
    if reaches is not None:
        calendar.reaches = reaches
        calendar.save()
    for case_id in dict.fromkeys(move.case_id for move in moves):
        with changing(case_id, by=by, at=at) as change_of_case:
            for move in (m for m in moves if m.case_id == case_id):
                DueDate.objects.create(
                    case_id=case_id,
                    round=move.round,
                    assignment_id=move.assignment_id,
                    due_at=move.new,
                    since=at,
                    cause="calendar",
                    recorded_at=change_of_case.recorded_at,
                )
                change_of_case.record(
                    "case.due",
                    calendar=calendar.slug,
                    round=move.round,
                    assignment=move.assignment_id,
                    due_at=move.new.isoformat(),
                )
    return moves

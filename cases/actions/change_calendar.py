"""Change a calendar: due dates that would move are added to the lists, never overwritten."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction

from cases.actions.actor import Actor
from cases.actions.changing import ActionRefused, Change, changing
from cases.actions.due import term_of
from cases.models import PUBLISHED, Calendar, CalendarDay, Case, DayKind, DueDate, Round
from cases.rules.calendars import Calendar as RuleCalendar
from cases.rules.due_dates import after_calendar_change
from cases.rules.instants import utc
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
    """A due date that moves with the calendar, from when on: the round's when `assignment_id` is None."""

    case_id: int
    round: int | None
    assignment_id: int | None
    since: datetime
    old: datetime
    new: datetime


@dataclass(frozen=True, kw_only=True)
class Clock:
    """A running clock: the citizen's of a round, or the one an assignment owns."""

    round: int | None
    assignment_id: int | None
    started_at: datetime


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


def _clocks(case: Case) -> Iterator[Clock]:
    """Every clock of a case that still runs; an opinion may be awaited after the case itself was answered."""
    if case.state == CaseState.IN_PROGRESS.value:
        for row in Round.objects.filter(case=case, number=case.round):
            if row.started_at is not None:
                yield Clock(round=row.number, assignment_id=None, started_at=row.started_at)
    for assignment in case.assignments.running():
        if assignment.started_at is not None:
            yield Clock(round=None, assignment_id=assignment.clock_id, started_at=assignment.started_at)


def case_moves(case: Case, calendar: Calendar, rule: RuleCalendar, at: datetime) -> Iterator[DueMove]:
    """Due dates of one case that move; a source's own due date never does."""
    for clock in _clocks(case):
        rows = DueDate.objects.filter(case=case, round=clock.round, assignment=clock.assignment_id)
        newest = rows.order_by("-since", "-id").first()
        term = term_of(case, clock.started_at)
        if newest is None or newest.cause == "source" or term is None or term.calendar_id != calendar.pk:
            continue
        recomputed = due_at(term.as_rule(), rule, clock.started_at)
        new = after_calendar_change(newest.due_at, recomputed, at, rule)
        if new is not None:
            yield DueMove(
                case_id=case.pk,
                round=clock.round,
                assignment_id=clock.assignment_id,
                since=max(at, clock.started_at),
                old=newest.due_at,
                new=new,
            )


def preview(calendar: Calendar, changes: Sequence[DayChange], *, at: datetime) -> list[DueMove]:
    """Which due dates would move; nothing is written."""
    rule = changed_rule(calendar, changes)
    if not changes:
        return []
    # A day after the end of a term does not move it; the day before makes up for zones.
    first = datetime.combine(min(change.day for change in changes), time.min, UTC) - timedelta(days=1)
    cases = Case.objects.filter(state__in=PUBLISHED, due_dates__due_at__gte=first).distinct()
    return [
        move
        for case in cases.select_related("category").order_by("pk").iterator(chunk_size=500)
        for move in case_moves(case, calendar, rule, at)
    ]


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


def write_move(change: Change, move: DueMove, calendar: Calendar) -> None:
    """Add one due date to the list of its clock."""
    DueDate.objects.create(
        case=change.case,
        round=move.round,
        assignment_id=move.assignment_id,
        due_at=move.new,
        since=move.since,
        cause="calendar",
        recorded_at=change.recorded_at,
    )
    change.record(
        "case.due",
        calendar=calendar.slug,
        round=move.round,
        assignment=move.assignment_id,
        due_at=utc(move.new).isoformat(),
    )


@transaction.atomic
def change_calendar(
    *, calendar: Calendar, changes: Sequence[DayChange], by: Actor, at: datetime, reaches: date | None = None
) -> list[DueMove]:
    """Write the days and add the due dates that move with them; all of it or nothing. The moves, as written."""
    Calendar.objects.select_for_update().get(pk=calendar.pk)  # one change of a calendar after the other
    rule = changed_rule(calendar, changes)
    case_ids = dict.fromkeys(move.case_id for move in preview(calendar, changes, at=at))
    written: list[DueMove] = []
    for case_id in case_ids:
        with changing(case_id, by=by, at=at, anytime=True) as change:
            # Asked again under the lock: the case may have moved on since it was looked at.
            moves = list(case_moves(change.case, calendar, rule, at))
            for move in moves:
                write_move(change, move, calendar)
            written += moves
    write_days(calendar, changes, reaches)
    return written

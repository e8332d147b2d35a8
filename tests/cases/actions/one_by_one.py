"""A calendar changed the slow and obvious way, case after case by the single change: the oracle of the bulk."""

from cases.actions import change_calendar as verb
from cases.actions.calendar_moves import DueMove
from cases.actions.changing import changing
from cases.actions.due import term_of
from cases.models import PUBLISHED, Calendar, Case, DueDate, Round
from cases.rules.due_dates import after_calendar_change
from cases.rules.terms import due_at


def clocks(case):
    """(round, assignment, started_at, agency) of every clock that runs."""
    if case.state == "in_progress":
        for row in Round.objects.filter(case=case, number=case.round, started_at__isnull=False):
            yield row.number, None, row.started_at, None
    for charge in case.assignments.running().filter(started_at__isnull=False):
        yield None, charge.clock_id, charge.started_at, charge.agency_id


def moves_of(case, calendar, at, days):
    """Due dates of one case that move now that the days are entered."""
    rule = calendar.as_rule()
    for number, charge, started_at, agency in clocks(case):
        newest = DueDate.objects.filter(case=case, round=number, assignment=charge).order_by("-since", "-id").first()
        term = term_of(case, started_at)
        if newest is None or newest.cause == "source" or term is None or term.calendar_id != calendar.pk:
            continue
        if not any(rule.day_of(started_at) <= day <= rule.day_of(newest.due_at) for day in days):
            continue
        new = after_calendar_change(newest.due_at, due_at(term.as_rule(), rule, started_at), at, rule)
        if new is not None:
            since = max(at, started_at, newest.since)
            yield DueMove(
                case_id=case.pk,
                round=number,
                assignment_id=charge,
                agency_id=agency,
                since=since,
                old=newest.due_at,
                new=new,
            )


def one_by_one(*, calendar, changes, by, at):
    """What `change_calendar` does, case by case."""
    verb.write_days(calendar, changes, None)
    calendar = Calendar.objects.get(pk=calendar.pk)
    written = []
    for case in Case.objects.filter(state__in=PUBLISHED).order_by("pk"):
        moves = list(moves_of(case, calendar, at, [change.day for change in changes]))
        if not moves:
            continue
        with changing(case, by=by, at=at, anytime=True) as change:
            for move in moves:
                DueDate.objects.create(
                    case=change.case,
                    round=move.round,
                    assignment_id=move.assignment_id,
                    due_at=move.new,
                    since=move.since,
                    cause="calendar",
                    recorded_at=change.recorded_at,
                )
                verb.record(change, move, calendar)
        written += moves
    return written

"""Urge and calm: what cannot wait gets a term in hours, and those who act on it are alerted at once."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from cases.actions.actor import Actor
from cases.actions.causes import CenterCause
from cases.actions.changing import ActionRefused, Change, changing
from cases.actions.telling_staff import alert_urgent
from cases.models import Case, CategoryTerm, TermKind, UrgentMark
from cases.rules.instants import written
from cases.rules.rights import Deed
from cases.rules.states import CaseState

#: States in which a case can be urgent: something is still to be done about it.
WAITING = (CaseState.RECEIVED.value, CaseState.IN_PROGRESS.value)


def urgent_categories(at: datetime) -> list[int]:
    """The categories whose term in force at `at` counts hours: all their cases are urgent. One query."""
    terms = CategoryTerm.objects.filter(since__lte=timezone.localdate(at)).order_by("category", "since")
    newest = dict(terms.values_list("category", "kind"))
    return [category for category, kind in newest.items() if kind == TermKind.HOURS]


def alert_of_category(change: Change) -> None:
    """Alert of a report that has just come in, where its category's term counts hours."""
    if change.case.category_id in urgent_categories(change.at):
        alert_urgent(change.case, event_seq=change.events[-1].seq)


def urge(*, case: Case, by: Actor, at: datetime, hours: int | None = None) -> UrgentMark:
    """Put a case into the urgent lane for so many hours (a setting says how many); its legal due date stays."""
    with changing(case, by=by, at=at, deed=Deed.URGE) as change:
        held = change.case
        if held.state not in WAITING:
            raise ActionRefused(
                f"Case {held.number} is {held.state}: nothing of it is urgent.", CenterCause.NO_MORE_URGENT
            )
        if UrgentMark.objects.filter(case=held).exists():
            raise ActionRefused(f"Case {held.number} is urgent already.", CenterCause.URGENT_ALREADY)
        until = at + timedelta(hours=hours or settings.URGENT_HOURS)
        mark = UrgentMark.objects.create(case=held, since=at, until=until, marked_by_id=by.user_id)
        event = change.record("case.urge", until=written(until))
        alert_urgent(held, event_seq=event.seq)
    return mark


def calm(*, case: Case, by: Actor, at: datetime) -> Case:
    """Take a case out of the urgent lane again, where the Center had put it there."""
    with changing(case, by=by, at=at, deed=Deed.URGE) as change:
        if not UrgentMark.objects.filter(case=change.case).delete()[0]:
            raise ActionRefused(f"Case {change.case.number} is not marked as urgent.", CenterCause.URGENT_NOT)
        change.record("case.calm")
    return case

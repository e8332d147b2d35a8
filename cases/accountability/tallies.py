"""Counts by agency at any instant, in the database: what `cases.rules.figures` counts, as one grouped query."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from cases.models import AssignmentKind, Round, Standing
from cases.models.standing import OPEN_PHASES
from cases.rules.figures import FIRM_DAYS
from cases.rules.standings import Phase
from cases.rules.verdicts import VerdictKind

PASSED_ON = [Phase.TRANSFERRED.value, Phase.CANCELLED.value]
OPEN = Q(phase__in=OPEN_PHASES)
IN_TERM = Q(verdict=VerdictKind.IN_TERM.value)
EXTENDED = Q(verdict=VerdictKind.EXTENDED.value)
# Transferred or cancelled past due counts as closed past due: nothing erases lateness.
CLOSED = Q(phase=Phase.ANSWERED.value) | (Q(phase__in=PASSED_ON) & ~IN_TERM)
WITH_DUE = Q(due_at__isnull=False)


def handled(at: datetime) -> QuerySet[Standing]:
    """The row of every handling assignment that existed at `at`, with its verdict."""
    return Standing.objects.of_agencies().filter(assignment__kind=AssignmentKind.HANDLING).at(at).with_verdict(at)


def _reopened(at: datetime) -> Exists:
    later = Round.objects.filter(
        case=OuterRef("case"),
        number__gt=OuterRef("round"),
        started_at__gte=OuterRef("stopped_at"),
        started_at__lte=at,
    )
    return Exists(later.filter(started_at__lte=OuterRef("stopped_at") + timedelta(days=FIRM_DAYS)))


#: Names of Tally's fields → which rows they count.
COUNTED: dict[str, Q] = {
    "open": OPEN,
    "overdue": OPEN & ~IN_TERM,
    "closed": CLOSED,
    "closed_with_due": CLOSED & WITH_DUE,
    "closed_in_term": CLOSED & WITH_DUE & IN_TERM,
    "closed_extended": CLOSED & WITH_DUE & EXTENDED,
    "open_past_due_with_due": OPEN & WITH_DUE & ~IN_TERM,
    "open_extended_with_due": OPEN & WITH_DUE & EXTENDED,
}
#: What pages show apart.
SHOWN: dict[str, Q] = {
    "late": OPEN & Q(verdict=VerdictKind.OVERDUE.value),
    "promise_broken": OPEN & Q(verdict=VerdictKind.PROMISE_BROKEN.value),
    "extended": OPEN & EXTENDED,
    "awaiting": Q(phase=Phase.AWAITING.value),
}

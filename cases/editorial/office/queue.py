"""What an agency has in hand, in tabs: what is due first on top, so that what is past due comes before everything."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from django.db.models import Case as When_
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils import timezone

from cases.models import PUBLISHED, Agency, Assignment, Standing, Submission
from cases.models.assignment import LIVE
from cases.rules.rights import Staff
from cases.rules.states import AssignmentState

SHOWN = 50  # a page
LATELY = timedelta(days=30)
_OPEN, _AWAITING, _ANSWERED = AssignmentState.OPEN.value, AssignmentState.AWAITING.value, AssignmentState.ANSWERED.value


class Tab(StrEnum):
    """What part of the work one looks at; the value stands in the address."""

    NEEDED = ""
    RETURNED = "tra-lai"
    AWAITING = "cho-duyet"
    PAST_DUE = "qua-han"
    ANSWERED = "da-tra-loi"


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.max))


def readable(staff: Staff, agency: Agency | None = None) -> Q:
    """The assignments this person reads: of the agencies of today; of one that was left, those from before.

    With `agency`, of that one alone. The rules let a former post read; the desk keeps that to its own time.
    """
    found = Q(agency__in=staff.agencies)
    for left, until in staff.former.items():
        if left not in staff.agencies:
            found |= Q(agency=left) & (Q(assigned_at=None) | Q(assigned_at__lte=_end_of(until)))
    return found & Q(agency=agency) if agency else found


def _newest_decision() -> Subquery:
    """What the Center said of the newest version: "" while it waits, nothing where there is no version.

    A recalled one counts as if it had never been.
    """
    versions = Submission.objects.filter(answer__assignment=OuterRef("pk")).exclude(decision="recalled")
    return Subquery(versions.order_by("-recorded_at", "-pk").values("decision")[:1])


def of_tab(tab: Tab, *, now: datetime) -> Q:
    """The condition of a tab on rows of `annotated`; case and assignment must be there to be worked on."""
    shown = Q(case__state__in=PUBLISHED)
    returned = Q(state=_OPEN, newest__in=["returned", "refused"]) | Q(state=_ANSWERED, newest="returned")
    return (
        shown
        & {
            Tab.NEEDED: Q(state=_OPEN),
            Tab.RETURNED: returned,
            Tab.AWAITING: Q(state=_AWAITING) | Q(state=_ANSWERED, newest=""),
            Tab.PAST_DUE: Q(state__in=LIVE, late=True),
            Tab.ANSWERED: Q(state=_ANSWERED, ended_at__gte=now - LATELY),
        }[tab]
    )


def annotated(mine: Q, *, now: datetime) -> QuerySet[Assignment]:
    """The assignments that any tab may show, with what tabs ask for; what was answered long ago is left out early."""
    clock = Standing.objects.now().filter(assignment=OuterRef("pk"))
    recent = Q(state__in=LIVE) | Q(ended_at__gte=now - LATELY) | Q(answers__amends__isnull=False)
    within = Assignment.objects.filter(mine & recent).values("pk")
    return Assignment.objects.filter(pk__in=within).annotate(
        newest=_newest_decision(),
        late=Exists(clock.past_due(now)),
        term_end=Subquery(clock.values("term_end")[:1]),
    )


def tally(mine: Q, *, now: datetime) -> Mapping[Tab, int]:
    """How many each tab holds, in one query."""
    counts = {f"n_{tab.name}": Count("pk", filter=of_tab(tab, now=now)) for tab in Tab}
    found = annotated(mine, now=now).aggregate(**counts)
    return {tab: found[f"n_{tab.name}"] for tab in Tab}


def in_order(mine: Q, tab: Tab, *, now: datetime) -> QuerySet[Assignment]:
    """The tab's assignments: what is past due first, then what is due next; of the answered the newest first."""
    rows = annotated(mine, now=now).filter(of_tab(tab, now=now)).select_related("agency", "case")
    if tab is Tab.ANSWERED:
        return rows.order_by("-ended_at", "-pk")
    past = When_(When(late=True, then=Value(0)), default=Value(1))
    return rows.order_by(past, F("term_end").asc(nulls_last=True), "pk")

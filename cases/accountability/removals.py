"""What was not taken up, merged or taken off the portal: how many, by reason, as it stood at an instant.

By the ledger, which alone remembers what was undone later. What was not taken up was no agency's; of the others an
agency has those that it was handling, or had answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform

from cases.accountability.cuts import AGENCY, KEY, Cut, Paths
from cases.accountability.once import once
from cases.models import AssignmentKind, Event
from cases.models.event import DECLINED, MERGED, WITHDRAWN
from cases.rules.states import AssignmentState

DEEDS = Paths(agency="case__assignments__agency_id", case="case__", instant="happened_at")
#: What takes a report away → what brings it back.
UNDONE_BY = {DECLINED: "case.reconsider", WITHDRAWN: "case.restore", MERGED: "case.unmerge"}
#: Kind of event → reason's code ("" where there is none, as for a merge) → how many.
ByReason = Mapping[str, Mapping[str, int]]


@once
def removals_by(cut: Cut, at: datetime) -> dict[Any, ByReason]:
    """By the parts of a cut (one query); what had been brought back by `at` is not counted."""
    found: dict[Any, Any] = {}
    told = held(in_force(at)) if cut is AGENCY else in_force(at)
    for row in cut.keyed(told, DEEDS).order_by().values(KEY, "kind", "reason").annotate(n=Count("pk", distinct=True)):
        found.setdefault(row[KEY], {}).setdefault(row["kind"], {})[row["reason"] or ""] = row["n"]
    return found


def held(deeds: QuerySet[Any]) -> QuerySet[Any]:
    """Of these events each with every agency that was handling its case or had answered; of the last round alone."""
    handling = Q(case__assignments__kind=AssignmentKind.HANDLING, case__assignments__round=F("case__round"))
    return deeds.filter(handling & ~Q(case__assignments__state=AssignmentState.TRANSFERRED.value))


def in_force(at: datetime) -> QuerySet[Any]:
    """The events by which reports are gone at `at`, each with its `reason`."""
    after = Event.objects.filter(case=OuterRef("case"), seq__gt=OuterRef("seq"), happened_at__lte=at)
    gone = [Q(Q(kind=kind) & ~Exists(after.filter(kind=back))) for kind, back in UNDONE_BY.items()]
    told = Event.objects.filter(reduce(or_, gone), kind__in=list(UNDONE_BY), happened_at__lte=at)
    return told.annotate(reason=KeyTextTransform("reason", "data"), number=F("case__number"))

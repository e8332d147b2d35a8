"""Transfers: what an agency was handed by another, what it handed on, and how long it had held that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BigIntegerField, Count
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from cases.accountability.cuts import KEY, Cut, Paths
from cases.accountability.kept_values import keepable
from cases.accountability.spread import NO_SPREAD, Spread, spread_by
from cases.models import Assignment, AssignmentKind, Event
from cases.rules.states import AssignmentState

HANDED_ON = Paths(agency="agency_id", case="case__", instant="ended_at")
RECEIVED = Paths(agency="to_agency", case="case__", instant="happened_at")


@keepable
@dataclass(frozen=True, kw_only=True)
class Handovers:
    """Transfers of one part; `held` are the days, of 86,400 seconds, from getting a case to handing it on."""

    received: int = 0
    held: Spread = NO_SPREAD

    @property
    def passed_on(self) -> int:
        """Transferred to another agency, in term or late."""
        return self.held.n


def handovers_by(cut: Cut, at: datetime) -> dict[Any, Handovers]:
    """By the parts of a cut (two queries); a part without transfers is absent."""
    handled = Assignment.objects.filter(kind=AssignmentKind.HANDLING, state=AssignmentState.TRANSFERRED.value)
    held = spread_by(handled.filter(ended_at__lte=at), cut, HANDED_ON, start="assigned_at", stop="ended_at")
    received = _received(cut, at)
    return {
        key: Handovers(received=received.get(key, 0), held=held.get(key, NO_SPREAD)) for key in held.keys() | received
    }


def _received(cut: Cut, at: datetime) -> dict[Any, int]:
    """By the ledger: nothing else says how an agency came by a case."""
    told = Event.objects.filter(
        kind="case.transfer", happened_at__lte=at, data__assignment_kind=AssignmentKind.HANDLING
    )
    rows = told.annotate(to_agency=Cast(KeyTextTransform("to_agency", "data"), BigIntegerField()))
    counted = cut.keyed(rows, RECEIVED).order_by().values_list(KEY).annotate(n=Count("pk")).values_list(KEY, "n")
    return {key: n for key, n in counted if n}  # a cut of one part has a row for nothing, too

"""Counts by agency at any instant: the database groups clocks that are alike, the rule says what each counts as."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone

from cases.accountability.clocks import CLOCKS, counted, reopened_soon
from cases.accountability.cuts import AGENCY, KEY, Cut
from cases.accountability.once import once
from cases.models import AssignmentKind
from cases.models.standing import OPEN_PHASES
from cases.rules.figures import Counted, Tally, tally
from cases.rules.standings import Phase
from cases.rules.verdicts import VerdictKind, days_late

NOTHING = Tally()


@dataclass(frozen=True, kw_only=True)
class Load:
    """What an agency has to do and has done: its counts, and since when the oldest of its open clocks runs."""

    tally: Tally = NOTHING
    oldest_start: datetime | None = None

    def __add__(self, other: Load) -> Load:
        starts = [start for start in (self.oldest_start, other.oldest_start) if start is not None]
        return Load(tally=self.tally + other.tally, oldest_start=min(starts, default=None))

    def oldest_days(self, at: datetime) -> int | None:
        """Local calendar days for which the oldest open clock has run; None where none is open."""
        if self.oldest_start is None:
            return None
        return days_late(self.oldest_start, at, timezone.get_default_timezone_name())


def loads(at: datetime) -> dict[int, Load]:
    """By agency id, every agency that had been given a case by `at` (one query)."""
    return loads_by(AGENCY, at)


@once
def loads_by(cut: Cut, at: datetime, kind: AssignmentKind = AssignmentKind.HANDLING) -> dict[Any, Load]:
    """By the parts of a cut (one query); a part without clocks is absent. Opinions are asked for by their kind."""
    return _loads(cut.keyed(counted(at, kind), CLOCKS), at)


def agency_load(at: datetime, agency_id: int) -> Load:
    """One agency's alone (one query)."""
    own = counted(at).filter(assignment__agency=agency_id)
    return _loads(AGENCY.keyed(own, CLOCKS), at).get(agency_id, Load())


def _loads(clocks: QuerySet[Any], at: datetime) -> dict[Any, Load]:
    groups = (
        clocks.annotate(has_due=Q(due_at__isnull=False), soon=reopened_soon(at))
        .values(KEY, "phase", "verdict", "has_due", "soon")
        .annotate(n=Count("pk"), oldest=Min("started_at", filter=Q(phase__in=OPEN_PHASES)))
        .order_by()
    )
    found: dict[Any, Load] = {}
    for group in groups:
        alike = Counted(
            phase=Phase(group["phase"]),
            kind=VerdictKind(group["verdict"]) if group["verdict"] else None,
            has_due=group["has_due"],
            reopened_soon=group["soon"],
        )
        load = Load(tally=times(tally([alike]), group["n"]), oldest_start=group["oldest"])
        found[group[KEY]] = found.get(group[KEY], Load()) + load
    return found


def tallies(at: datetime) -> dict[int, Tally]:
    """The counts alone; equal to `cases.rules.figures.tally` over each agency's clocks."""
    return {agency: load.tally for agency, load in loads(at).items()}


def whole(found: Mapping[int, Load]) -> Load:
    """All agencies together: a case charged to two of them counts with both."""
    return sum(found.values(), start=Load())


def times(one: Tally, n: int) -> Tally:
    """The tally of `n` clocks of which each counts as this one."""
    return Tally(**{each.name: n * getattr(one, each.name) for each in fields(Tally)})

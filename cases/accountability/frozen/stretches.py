"""Reads the clocks of some days at once, each day as it was known by its bound."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain
from typing import Any

from django.db.models import F, Q, QuerySet

from cases.accountability.clocks import AGENCY
from cases.models import AssignmentKind, FormerStanding, PublicationLevel, Standing
from cases.models.standing import OPEN_PHASES
from cases.rules.frozen_days import FrozenDay, OpenStretch

CHUNK = 5_000
CLOSED = (AGENCY, "case_id", "case__number", "phase", "since", "until")
STOOD = (AGENCY, "case_id", "case__number", "round", "assignment_id", "phase", "term_end", "stopped_at")
CLOCK = ("since", "until", "recorded_at", "stopped_at", "term_end", "limit_at", "broken_from")


@dataclass(frozen=True, slots=True)
class Held:
    """One stretch of an agency's open clock. `number` is None for what is told in figures only."""

    agency: int
    case: int
    number: int | None
    reference: str
    stretch: OpenStretch


@dataclass(frozen=True, slots=True)
class Closed:
    """An agency's clock that closed past due, from `since` on."""

    agency: int
    case: int
    number: int
    phase: str
    since: datetime | None
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Stood:
    """How an agency's clock of one round of a case stood at an instant; `late` where it was open and past due."""

    agency: int
    case: int
    number: int
    round: int
    assignment: int
    phase: str
    late: bool

    @property
    def key(self) -> tuple[int, int]:
        """What an agency has of one case."""
        return self.agency, self.number


def held(days: Sequence[FrozenDay]) -> Iterator[Held]:
    """Agencies' open clocks at the end of any of these days (two queries)."""
    names = (AGENCY, "case_id", "case__number", "case__reference", "case__level", *CLOCK)
    rows = _open(days, Q(assignment__kind=AssignmentKind.HANDLING), names)
    for agency, case, number, reference, level, *clock in rows:
        shown = None if level == PublicationLevel.FIGURES else number
        yield Held(agency, case, shown, reference, _stretch(*clock))


def waiting(days: Sequence[FrozenDay]) -> Iterator[tuple[int, OpenStretch]]:
    """Citizens' open clocks at the end of any of these days, each with its case (two queries)."""
    for case, *clock in _open(days, Q(assignment=None), ("case_id", *CLOCK)):
        yield case, _stretch(*clock)


def closed(days: Sequence[FrozenDay]) -> Iterator[Closed]:
    """Agencies' clocks that were past due and closed within these days (two queries)."""
    begun = days[0].ended_at - timedelta(days=2)  # the day before, and an hour that clocks repeat
    late = Q(assignment__kind=AssignmentKind.HANDLING, since__gt=begun, term_end__lt=F("since"))
    for rows in _known(days):
        of_days = rows.filter(late, since__lte=days[-1].ended_at).exclude(phase__in=OPEN_PHASES)
        for row in of_days.values_list(*CLOSED).iterator(chunk_size=CHUNK):
            yield Closed(*row)


def closed_of(numbers: Collection[int], day: FrozenDay) -> Iterator[Closed]:
    """How agencies' clocks of these cases stood closed at the end of a day (two queries)."""
    for rows in _of(numbers, day):
        for row in rows.exclude(phase__in=OPEN_PHASES).values_list(*CLOSED):
            yield Closed(*row)


def stood(numbers: Collection[int], day: FrozenDay) -> Iterator[Stood]:
    """How all agencies' clocks of these cases stood at the end of a day (two queries)."""
    for rows in _of(numbers, day):
        for *own, phase, term_end, stopped_at in rows.values_list(*STOOD):
            late = phase in OPEN_PHASES and term_end is not None and term_end < (stopped_at or day.ended_at)
            agency, case, number, round_, assignment = own
            yield Stood(agency, case, number, round_, assignment, phase, late)


def _of(numbers: Collection[int], day: FrozenDay) -> Iterator[QuerySet[Any]]:
    end = day.ended_at
    holds = Q(since=None) | Q(since__lte=end), Q(until=None) | Q(until__gt=end)
    which = Q(case__number__in=numbers, assignment__kind=AssignmentKind.HANDLING)
    for rows in _known([day]):
        yield rows.filter(which, *holds).order_by("pk")


def _known(days: Sequence[FrozenDay]) -> tuple[QuerySet[Any], QuerySet[Any]]:
    """What is known now as far as it was known then, and what was known then and has been replaced since."""
    first, last = days[0].bound, days[-1].bound
    by_then = Q(recorded_at=None) | Q(recorded_at__lte=last)
    return Standing.objects.filter(by_then), FormerStanding.objects.filter(by_then, replaced_at__gt=first)


def _open(days: Sequence[FrozenDay], which: Q, names: Sequence[str]) -> Iterable[tuple[Any, ...]]:
    first, last = days[0].ended_at, days[-1].ended_at
    lasts = Q(since=None) | Q(since__lte=last), Q(until=None) | Q(until__gt=first), Q(phase__in=OPEN_PHASES)
    now, then = (rows.filter(which, *lasts) for rows in _known(days))
    return chain(
        ((*row, None) for row in now.values_list(*names).iterator(chunk_size=CHUNK)),
        then.values_list(*names, "replaced_at").iterator(chunk_size=CHUNK),
    )


def _stretch(
    since: datetime | None,
    until: datetime | None,
    recorded_at: datetime | None,
    stopped_at: datetime | None,
    term_end: datetime | None,
    limit_at: datetime | None,
    broken_from: datetime | None,
    replaced_at: datetime | None,
) -> OpenStretch:
    return OpenStretch(since, until, recorded_at, replaced_at, stopped_at, term_end, limit_at, broken_from)

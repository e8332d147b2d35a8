"""One page of a list with all that it shows, in a constant number of queries."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from cases.editorial.center.asked import Asked, Choices
from cases.editorial.center.lists import COUNTED, SHAPES, Column, Listing, condition, in_order, tally, title
from cases.editorial.center.suggesting import Suggestion, suggestions
from cases.models import Agency, Assignment, Case, Standing, UrgentMark
from cases.public.case import PublicClock
from cases.public.clock import clock_fields
from cases.rules import standings as rules
from cases.rules.states import AssignmentState

SHOWN = 50  # a page
NEWEST = 10_000  # cases of a list of the past that are ordered by anything but their number
GONE = [AssignmentState.TRANSFERRED.value, AssignmentState.CANCELLED.value]


@dataclass(frozen=True, kw_only=True)
class Row:
    """One case of a list. `clock` is the citizen's; there is none before acceptance."""

    case: Case
    title: str
    agencies: Sequence[Agency]
    clock: PublicClock | None
    mark: UrgentMark | None
    suggestion: Suggestion | None


@dataclass(frozen=True, kw_only=True)
class Table:
    """A page of a list, the counts of all lists, and what its filter offers."""

    asked: Asked
    rows: Sequence[Row]
    total: int
    reach: int
    counts: Mapping[Listing, int]
    offered: Choices

    @property
    def pages(self) -> int:
        """How many pages the list has."""
        return max(-(-self.reach // SHOWN), 1)

    @property
    def columns(self) -> Sequence[Column]:
        """The columns of this list."""
        return SHAPES[self.asked.which].columns


def matching(asked: Asked, *, now: datetime) -> QuerySet[Case]:
    """All cases that the question leaves, in its order."""
    return in_order(_found(asked, now), asked.which, asked.by)


def _found(asked: Asked, now: datetime) -> QuerySet[Case]:
    return Case.objects.filter(condition(asked.which, now=now), asked.condition(now=now))


def _shown(found: QuerySet[Case], asked: Asked) -> tuple[QuerySet[Case], int | None]:
    """What is leafed through, and how many at most: ordering a whole city anew for each page takes too long."""
    if asked.which in COUNTED or asked.by.removeprefix("-") == Column.NUMBER:
        return found, None
    newest = found.order_by("-number").values("pk")[:NEWEST]
    return Case.objects.filter(pk__in=newest), NEWEST


def load(asked: Asked, offered: Choices, *, now: datetime) -> Table:
    """The page that is asked for; the last one where there are fewer."""
    found = _found(asked, now)
    total = found.count()
    within, most = _shown(found, asked)
    reach = total if most is None else min(total, most)
    first = (min(asked.page, max(-(-reach // SHOWN), 1)) - 1) * SHOWN
    # First which ones they are, from few columns; then all that is shown of these alone.
    keys = list(in_order(within, asked.which, asked.by).values_list("pk", flat=True)[first : first + SHOWN])
    shown = Case.objects.select_related("category", "ward", "urgent_mark").annotate(title=title()).in_bulk(keys)
    cases = [shown[pk] for pk in keys if pk in shown]
    wants_hint = asked.which in (Listing.ASSIGN, Listing.VERIFY)
    hints = suggestions(cases, today=timezone.localdate(now)) if wants_hint else {}
    agencies, clocks = agencies_of(keys), clocks_of(keys, now=now)
    rows = [
        Row(
            case=case,
            title=case.title or "",  # type: ignore[attr-defined]  # annotated
            agencies=agencies.get(case.pk, ()),
            clock=clocks.get((case.pk, case.round)),
            mark=getattr(case, "urgent_mark", None),
            suggestion=hints.get(case.pk),
        )
        for case in cases
    ]
    return Table(asked=asked, rows=rows, total=total, reach=reach, counts=tally(now=now), offered=offered)


def agencies_of(keys: Collection[int]) -> Mapping[int, Sequence[Agency]]:
    """Who handles these cases, or did last: one query."""
    found: dict[int, list[Agency]] = {}
    given = Assignment.objects.handling().filter(case__in=keys).exclude(state__in=GONE)
    for assignment in given.select_related("agency", "case").order_by("pk"):
        if assignment.round == assignment.case.round and assignment.agency.name:
            found.setdefault(assignment.case_id, []).append(assignment.agency)
    return found


def clocks_of(keys: Collection[int], *, now: datetime) -> Mapping[tuple[int, int], PublicClock]:
    """The citizen's clocks of these cases, by case and round, as they stand at `now`: one query."""
    rows = Standing.objects.now().of_citizens().filter(case__in=keys)
    return {(row.case_id, row.round): clock_of(row, now=now) for row in rows}


def clock_of(row: Standing, *, now: datetime) -> PublicClock:
    """A stored stretch as what pages tell of a clock; without the promised day, which lists do not name."""
    standing = rules.Standing(
        since=row.since,
        until=row.until,
        phase=rules.Phase(row.phase),
        stopped_at=row.stopped_at,
        due_at=row.due_at,
        term_end=row.term_end,
        limit=row.limit_at,
        broken_from=row.broken_from,
    )
    zone = settings.TIME_ZONE
    return PublicClock(**clock_fields(standing, at=now, started_at=row.started_at, promised_on=None, zone=zone))

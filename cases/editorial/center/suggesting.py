"""Whom a case is likely to belong to: whom cases of its category and ward were given to before, and stayed with.

The database counts; only the newest assignments are asked, so that a suggestion costs the same however long the city
has kept its books, and follows when charges change hands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q, QuerySet

from cases.models import Agency, Assignment, Case
from cases.rules.states import AssignmentState

RECENT = 10_000  # assignments
FEWEST = 3  # that make a habit

Place = tuple[int, int | None]  # category, ward


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """An agency, and why: `n` of `of` recent cases of the same category, and ward where `in_ward`, stayed with it."""

    agency: Agency
    n: int
    of: int
    in_ward: bool


def suggestions(cases: Iterable[Case], *, today: date) -> Mapping[int, Suggestion]:
    """By case, where there is one: of the same category and ward, else of the same category. Four queries at most."""
    wanted = {case.pk: (case.category_id, case.ward_id) for case in cases}
    categories = {category for category, _ward in wanted.values()}
    wards = {ward for _category, ward in wanted.values() if ward is not None}
    if not wanted:
        return {}
    kept = _kept(today).filter(case__category__in=categories)
    near = _habits(kept.filter(case__ward__in=wards), "case__ward") if wards else {}
    far = _habits(kept)
    found = {pk: near.get(place) or far.get((place[0], None)) for pk, place in wanted.items()}
    agencies = Agency.objects.in_bulk({habit[0] for habit in found.values() if habit})
    return {
        pk: Suggestion(agency=agencies[habit[0]], n=habit[1], of=habit[2], in_ward=habit is near.get(wanted[pk]))
        for pk, habit in found.items()
        if habit
    }


def _kept(today: date) -> QuerySet[Assignment]:
    """The newest assignments that were not passed on, of agencies that can be given something today."""
    newest = Assignment.objects.aggregate(newest=Max("pk"))["newest"] or 0
    there = Q(agency__dissolved_on=None) | Q(agency__dissolved_on__gt=today)
    gone = [AssignmentState.TRANSFERRED.value, AssignmentState.CANCELLED.value]
    recent = Assignment.objects.handling().filter(there, pk__gt=newest - RECENT)
    return recent.exclude(state__in=gone).exclude(agency__name="")


def _habits(kept: QuerySet[Assignment], *ward: str) -> Mapping[Place, tuple[int, int, int]]:
    """By place: the agency that got more than half, how many of how many. No two can be equals."""
    counted = kept.order_by().values_list("case__category", *ward, "agency").annotate(n=Count("pk"))
    found: defaultdict[Place, list[tuple[int, int]]] = defaultdict(list)
    for category, *between, agency, n in counted:
        found[category, between[0] if between else None].append((n, agency))
    habits = {}
    for place, shares in found.items():
        (n, agency), of = max(shares), sum(share for share, _agency in shares)
        if n >= FEWEST and 2 * n > of:
            habits[place] = (agency, n, of)
    return habits

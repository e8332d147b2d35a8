"""How many cases the list of each rating holds, beside the ratings that figures count.

Figures count answered rounds, each with its own rating; a list holds a case once, by what was said of its present
round. So the two differ where a case was opened again.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Count, F, QuerySet

from cases.accountability.case_counts import PASSED_ON
from cases.models import AssignmentKind, Case, Rating
from cases.rules.states import AssignmentState

_HANDLES = [state.value for state in AssignmentState if state.value not in PASSED_ON]
#: Value of a rating → how many cases its list holds.
Listed = Mapping[str, int]


def city_rated(at: datetime) -> Listed:
    """Of all public cases (one query)."""
    return dict(_present(at).values_list("value").annotate(n=Count("case", distinct=True)).values_list("value", "n"))


def rated_by_agency(at: datetime, agency_id: int | None = None) -> dict[int, Listed]:
    """By the agencies that have the cases now, as their lists do; of one or of each (one query)."""
    own = {} if agency_id is None else {"case__assignments__agency": agency_id}
    held = _present(at).filter(
        case__assignments__kind=AssignmentKind.HANDLING,
        case__assignments__round=F("case__round"),
        case__assignments__state__in=_HANDLES,
        **own,
    )
    agency = "case__assignments__agency_id"
    found: dict[int, dict[str, int]] = {}
    for pk, value, n in held.values_list(agency, "value").annotate(n=Count("case", distinct=True)):
        found.setdefault(pk, {})[value] = n
    return dict(found)


def _present(at: datetime) -> QuerySet[Any]:
    """What is said at `at` of the present rounds of public cases."""
    return Rating.objects.at(at).filter(round=F("case__round"), case__in=Case.objects.public()).order_by()

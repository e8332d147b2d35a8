"""Cases beside a point or in the same ward: one query, which reads by index what is close and nothing else."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

from django.db.models import (
    BigIntegerField,
    Case,
    ExpressionWrapper,
    F,
    FloatField,
    IntegerField,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from cases.ports import Around
from search.document import Document
from search.models import Label, SearchDocument
from search.sorting import HIGHEST

MOST = 5  # cases
REACH = 300  # metres
SAME_PLACE = 60  # metres
IN_WARD_MOST = 60  # newest cases of a ward that are looked through for those of the category
FIRST = 0  # what is ordered before the rest
DEGREE = 111_195  # metres of a degree of latitude, on a sphere of 6,371 km


class Neighbour(NamedTuple):
    """A case that was found; `metres` is None for one that is only in the same ward."""

    document: Document
    metres: int | None
    again: bool


def neighbours(around: Around) -> list[Neighbour]:
    """Up to MOST cases within REACH metres: repeated ones first, then those of the category, then the closest.

    Where there is none, as many of the ward in the same order, the newest first. A case without point and ward has no
    neighbours, and nothing is asked.
    """
    query = asked(around)
    found = [] if query is None else [_neighbour(*row[:3]) for row in query]
    beside = [neighbour for neighbour in found if neighbour.metres is not None]
    return beside or found


def asked(around: Around) -> QuerySet[Any, Any] | None:
    """The query. Each part begins in an index of its own, whatever statistics say of the table's size."""
    parts = [_row(around, part) for part in (_beside(around), _of_ward(around)) if part is not None]
    if not parts:
        return None
    both = parts[0].union(*parts[1:], all=True) if parts[1:] else parts[0]
    return both.order_by("is_close", "again", "akin", "squared", "-listed_at", "-case_id")[:MOST]


def _neighbour(data: dict[str, Any], squared: float | None, again: int) -> Neighbour:
    metres = None if squared is None else round(math.sqrt(squared))
    return Neighbour(Document.from_json(data), metres, again == FIRST)


def _row(around: Around, part: QuerySet[SearchDocument]) -> QuerySet[Any, Any]:
    """What a neighbour is made of, and what it is ordered by: 0 comes first."""
    same = Q(category__slug=around.category)
    there = Q(squared__lte=float(SAME_PLACE**2))
    if around.place:
        there |= Q(text__data__place=around.place)
    return (
        part.exclude(pk=around.case_id)
        .annotate(is_close=_first(Q(squared__isnull=False)), again=_first(same & there), akin=_first(same))
        .values_list("text__data", "squared", "again", "akin", "is_close", "listed_at", "case_id")
    )


def _first(condition: Q) -> Case:
    return Case(When(condition, then=Value(FIRST)), default=Value(FIRST + 1), output_field=IntegerField())


def _beside(around: Around) -> QuerySet[SearchDocument] | None:
    """All within the circle, looked for in a square. Summaries are left out: their points are coarse."""
    if around.lat is None or around.lon is None:
        return None
    narrow = max(math.cos(math.radians(around.lat)), 1e-6)  # degrees of longitude; never nothing, so that poles divide
    up = REACH / DEGREE
    box = {
        "lat__range": (around.lat - up, around.lat + up),
        "lon__range": (around.lon - up / narrow, around.lon + up / narrow),
    }
    north = (F("lat") - around.lat) * float(DEGREE)  # on a plane: right to a millimetre over so short a way
    east = (F("lon") - around.lon) * (DEGREE * narrow)
    squared = ExpressionWrapper(north * north + east * east, output_field=FloatField())
    found = SearchDocument.objects.filter(**box, search_hidden=False).annotate(squared=squared)
    return found.filter(squared__lte=float(REACH**2))


def _of_ward(around: Around) -> QuerySet[SearchDocument] | None:
    """The newest of the ward: back to the one that is last of IN_WARD_MOST, where there are so many."""
    if around.ward is None:
        return None
    ward = Subquery(Label.objects.filter(kind=Label.Kind.WARD, slug=around.ward).values("pk")[:1])
    newest = SearchDocument.objects.filter(ward=ward).order_by("-listed_at").values("listed_at")
    back_to = Coalesce(
        Subquery(newest[IN_WARD_MOST - 1 : IN_WARD_MOST]), Value(-HIGHEST), output_field=BigIntegerField()
    )
    found = SearchDocument.objects.filter(ward=ward, listed_at__gte=back_to)
    return found.annotate(squared=Cast(Value(None), FloatField()))

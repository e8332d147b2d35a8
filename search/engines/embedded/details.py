"""What is asked more rarely stands in a table of its own, so that rows that every question reads stay narrow."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import ExpressionWrapper, F, FloatField, Q, QuerySet

from cases.models import Outcome
from cases.rules.timeliness import Timeliness
from search.document import Document
from search.engines.embedded.verdicts import with_timeliness
from search.instants import instant_of, micros, micros_or_none
from search.models import SearchDocument
from search.narrowing import METRES_A_DEGREE, Narrowing, Near, Pick, late_before

BITS = {outcome.value: 1 << i for i, outcome in enumerate(Outcome)}  # new outcomes are added at the end
OPEN_AND_LATE = (Timeliness.OVERDUE.value, Timeliness.PROMISE_BROKEN.value)


def narrowed(documents: QuerySet[SearchDocument], asked: Narrowing, at: int) -> QuerySet[SearchDocument]:
    """The documents of these that fit at `at` (microseconds)."""
    documents = documents.filter(_detail(asked))
    if outcomes := asked.picks.get(Pick.OUTCOME):
        documents = documents.alias(chosen=F("detail__outcomes").bitand(_bits(outcomes))).filter(chosen__gt=0)
    if asked.late is not None:
        documents = _late(documents, asked.late, at)
    return documents if asked.near is None else _near(documents, asked.near)


def _detail(asked: Narrowing) -> Q:
    condition = Q()
    for pick, values in asked.picks.items():
        if pick is not Pick.OUTCOME:
            condition &= Q((f"detail__{pick.value}__in", values))
    for span, days in asked.spans.items():
        if days.first is not None:
            condition &= Q((f"detail__{span.value}_at__gte", micros(days.first)))
        if days.end is not None:
            condition &= Q((f"detail__{span.value}_at__lt", micros(days.end)))
    if asked.took is not None:
        condition &= Q(detail__took_days__gte=asked.took.least)
        condition &= Q() if asked.took.most is None else Q(detail__took_days__lte=asked.took.most)
    for flag, wanted in asked.flags.items():
        condition &= Q((f"detail__{flag.value}", wanted))
    return condition


def _late(documents: QuerySet[SearchDocument], days: int, at: int) -> QuerySet[SearchDocument]:
    """Open clocks are compared with `at`; by how much others were late is known since they stopped."""
    running = Q(settled=None, timeliness__in=OPEN_AND_LATE, term_end__lt=micros(late_before(instant_of(at), days)))
    return with_timeliness(documents, at).filter(running | Q(detail__days_late__gte=days))


def _near(documents: QuerySet[SearchDocument], near: Near) -> QuerySet[SearchDocument]:
    north, east = near.span
    box = Q(lat__range=(near.lat - north, near.lat + north), lon__range=(near.lon - east, near.lon + east))
    up = (F("lat") - near.lat) * METRES_A_DEGREE
    right = (F("lon") - near.lon) * near.a_degree_east
    square = ExpressionWrapper(up * up + right * right, output_field=FloatField())
    return documents.filter(box).alias(square=square).filter(square__lte=float(near.metres * near.metres))


def _bits(outcomes: Iterable[str]) -> int:
    """Outcomes as one number; those nobody knows are none."""
    return sum(BITS.get(outcome, 0) for outcome in set(outcomes))


def detail_of(document: Document) -> tuple[Any, ...]:
    """What `SearchDetail` holds of a document, in the order of its columns."""
    settled = document.verdict_is_settled
    return (
        document.case_id,
        micros_or_none(document.sent_at),
        micros_or_none(document.answered_at),
        micros_or_none(document.due_at),
        document.days_late(document.listed_at) if settled else None,
        _bits(document.outcomes),
        document.source,
        document.rating,
        document.returned,
        document.photos,
        micros_or_none(document.begun_at),
        document.took_days,
    )

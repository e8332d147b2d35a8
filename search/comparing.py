"""Compares what an engine holds with what is public, and mends it: streamed, whatever the number of cases."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from cases.models import Case, Consumer, Delivery
from search.engines.base import Engine
from search.indexing import index
from search.sorting import HIGHEST

AT_ONCE = 2_000  # cases


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A case of which an engine does not hold what is public; None: not public, or not held."""

    case_id: int
    public: int | None
    held: int | None


def differences(engine: Engine) -> Iterator[Difference]:
    """Yield what differs, by case; what still waits to be handed on is no difference."""
    first = 0
    while first <= HIGHEST:
        public = dict(_public().filter(pk__gte=first).values_list("pk", "version")[:AT_ONCE])
        last = max(public) if len(public) == AT_ONCE else HIGHEST
        held = engine.known(first, last)
        differing = [pk for pk in sorted({*public, *held}) if public.get(pk) != held.get(pk)]
        yield from _still(engine, differing)
        first = last + 1


def mend(engine: Engine, found: Collection[Difference]) -> None:
    """Make the engine say of these cases what is true now."""
    case_ids = [difference.case_id for difference in found]
    for start in range(0, len(case_ids), AT_ONCE):
        index(case_ids[start : start + AT_ONCE], [engine])


def _still(engine: Engine, case_ids: Collection[int]) -> Iterator[Difference]:
    """Look again, one by one: most of what differs has changed between the two readings."""
    search = (Consumer.SEARCH, Consumer.ELASTIC)
    waiting = set(Delivery.objects.filter(case__in=case_ids, consumer__in=search).values_list("case", flat=True))
    for case_id in case_ids:
        public = _public().filter(pk=case_id).values_list("version", flat=True).first()
        held = engine.known(case_id, case_id).get(case_id)
        if public != held and case_id not in waiting:
            yield Difference(case_id=case_id, public=public, held=held)


def _public() -> QuerySet[Case]:
    """The cases whose pages can be shown."""
    return Case.objects.public().filter(page__isnull=False, story__isnull=False).order_by("pk")

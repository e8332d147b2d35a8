"""How the citizens' clocks stand at an instant, compared by the database."""

from __future__ import annotations

from django.db.models import Case, CharField, QuerySet, Value, When
from django.db.models.functions import Coalesce

from cases.rules.timeliness import Timeliness
from search.models import SearchDocument


def open_timeliness(at: int) -> Case:
    """SQL twin of `cases.rules.standings.kind_at` for clocks that run and have a term; `at` in microseconds."""
    return Case(
        When(term_end__gte=at, then=Value(Timeliness.IN_TERM.value)),
        When(limit_at__gte=at, then=Value(Timeliness.EXTENDED.value)),
        When(broken_from__lt=at, then=Value(Timeliness.PROMISE_BROKEN.value)),
        default=Value(Timeliness.OVERDUE.value),
        output_field=CharField(),
    )


def with_timeliness(documents: QuerySet[SearchDocument], at: int) -> QuerySet[SearchDocument]:
    """Annotate `timeliness`: a Timeliness's value, or "" where the clock ended at an unknown time."""
    return documents.annotate(timeliness=Coalesce("settled", open_timeliness(at), output_field=CharField()))

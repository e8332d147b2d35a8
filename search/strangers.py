"""Choices that nobody knows: a program that asks for one has most likely mistyped it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from django.db.models import Model

from cases.models import Agency, Category, Ward
from search.models import Label
from search.question import Facet, Question

#: What is narrowed by names, where those are kept: an agency without a single case is no stranger.
KEPT: Mapping[Facet, tuple[Label.Kind, type[Model]]] = {
    Facet.AGENCY: (Label.Kind.AGENCY, Agency),
    Facet.CATEGORY: (Label.Kind.CATEGORY, Category),
    Facet.WARD: (Label.Kind.WARD, Ward),
}


def strangers(question: Question) -> Iterator[tuple[Facet, str]]:
    """Facets and choices that neither a case nor the city's own lists know (one query a facet that is asked for)."""
    for facet, (kind, model) in KEPT.items():
        chosen = question.chosen(facet)
        if chosen:
            labels = Label.objects.filter(kind=kind, slug__in=chosen).order_by().values_list("slug")
            rows = model._default_manager.filter(slug__in=chosen).order_by().values_list("slug")
            known = set(chain.from_iterable(labels.union(rows)))
            yield from ((facet, value) for value in chosen if value not in known)

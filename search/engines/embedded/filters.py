"""A question as conditions on the search's tables."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q, QuerySet

from search.engines.embedded.details import narrowed
from search.engines.embedded.expressions import expression
from search.engines.embedded.verdicts import with_timeliness
from search.instants import micros
from search.models import Label, SearchDocument, SearchDocumentAgency, SearchWords
from search.question import Facet, Question

LABELLED = {Facet.AGENCY: Label.Kind.AGENCY, Facet.CATEGORY: Label.Kind.CATEGORY, Facet.WARD: Label.Kind.WARD}


def matching(
    question: Question, at: int, *, ignoring: Collection[Facet] = (), ranked: bool = False
) -> QuerySet[SearchDocument]:
    """Documents that answer the question, but for the choices of some facets; `ranked`: joined with their words."""
    documents = narrowed(SearchDocument.objects.filter(_acceptance(question), _box(question)), question.more, at)
    wording = question.wording
    if wording.wanted and ranked:
        documents = documents.filter(words__entry__matches=expression(wording))
    elif wording.wanted:
        found = SearchWords.objects.filter(entry__matches=expression(wording))
        documents = documents.filter(pk__in=found.values("pk"))
    for term in wording.unwanted:
        documents = documents.exclude(pk__in=SearchWords.objects.filter(entry__matches=term).values("pk"))
    for facet, chosen in question.choices.items():
        if facet not in ignoring:
            documents = _choose(documents, facet, chosen, at)
    return documents


def _choose(
    documents: QuerySet[SearchDocument], facet: Facet, chosen: Collection[str], at: int
) -> QuerySet[SearchDocument]:
    if facet is Facet.STATE:
        return documents.filter(state__in=chosen)
    if facet is Facet.VERDICT:
        return with_timeliness(documents, at).filter(Q(("timeliness__in", chosen)))
    labels = Label.objects.filter(kind=LABELLED[facet], slug__in=chosen).values("pk")
    if facet is Facet.AGENCY:
        return documents.filter(pk__in=SearchDocumentAgency.objects.filter(agency__in=labels).values("document"))
    return documents.filter(**{f"{facet.value}__in": labels})


def _acceptance(question: Question) -> Q:
    """By the index of `listed_at`, which is the acceptance where there is one."""
    first, end = question.accepted_from, question.accepted_before
    condition = Q() if first is None and end is None else Q(accepted_at__isnull=False)
    if first is not None:
        condition &= Q(listed_at__gte=micros(first))
    if end is not None:
        condition &= Q(listed_at__lt=micros(end))
    return condition


def _box(question: Question) -> Q:
    box = question.bbox
    if box is None:
        return Q()
    return Q(lat__gte=box.south, lat__lte=box.north, lon__gte=box.west, lon__lte=box.east)

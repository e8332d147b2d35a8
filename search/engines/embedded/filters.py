"""A question as conditions on the search's tables."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, TypeVar

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Func, Model, Q, QuerySet, Subquery
from django.db.models.sql.compiler import SQLCompiler

from search.engines.embedded.details import narrowed
from search.engines.embedded.expressions import expression
from search.engines.embedded.verdicts import with_timeliness
from search.instants import micros
from search.models import FoundDocument, Label, SearchDocument, SearchDocumentAgency, SearchWords
from search.question import Facet, Question

M = TypeVar("M", bound=Model)
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
    if Facet.VERDICT in question.choices and Facet.VERDICT not in ignoring:
        documents = with_timeliness(documents, at)
    return chosen(documents, question, ignoring)


def among_found(question: Question, *, ignoring: Collection[Facet] = ()) -> QuerySet[FoundDocument]:
    """Those of the documents that words were found in that fit the question's choices and days of acceptance."""
    return chosen(FoundDocument.objects.filter(_acceptance(question)), question, ignoring)


def chosen(documents: QuerySet[M], question: Question, ignoring: Collection[Facet]) -> QuerySet[M]:
    """Documents with a `timeliness` that fit the question's choices, but for those of some facets."""
    for facet, values in question.choices.items():
        if facet not in ignoring:
            documents = _choose(documents, facet, values)
    return documents


def _choose(documents: QuerySet[M], facet: Facet, chosen: Collection[str]) -> QuerySet[M]:
    if facet is Facet.STATE:
        return documents.filter(state__in=chosen)
    if facet is Facet.VERDICT:
        return documents.filter(Q(("timeliness__in", chosen)))
    labels = Label.objects.filter(kind=LABELLED[facet], slug__in=chosen).values("pk")
    if facet is Facet.AGENCY:
        handled = SearchDocumentAgency.objects.filter(Among("agency_id", labels))
        return documents.filter(pk__in=handled.values("document"))
    return documents.filter(Among(f"{facet.value}_id", labels))


class Among(Func):
    """True where a column is one of a few keys that another query finds.

    PostgreSQL expects one key of such a query, however many values it asks for, and then walks all documents of a ward
    to find some words in them; of an array it expects ten.
    """

    output_field = BooleanField()
    conditional = True
    template = "%(expressions)s"
    arg_joiner = " IN "

    def __init__(self, column: str, keys: QuerySet[Any, Any]) -> None:
        super().__init__(column, Subquery(keys))

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> Any:
        """Compare with an array, found once."""
        return self.as_sql(compiler, connection, template="%(expressions)s)", arg_joiner=" = ANY(ARRAY", **context)


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

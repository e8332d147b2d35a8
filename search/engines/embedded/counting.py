"""Totals and facets: one query counts every combination of state, verdict, category and ward, one the agencies.

From the combinations every facet can be counted without its own choices, and with all the others'.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from django.db.models import Count, F, IntegerField, Value
from django.db.models.functions import Cast

from search.engines.base import Choice, Counts
from search.engines.embedded.filters import LABELLED, matching, open_verdict
from search.models import Label, SearchDocumentAgency
from search.question import Facet, Question

CELL_FACETS = (Facet.STATE, Facet.CATEGORY, Facet.WARD, Facet.VERDICT)


class Labels:
    """All choices that documents have ever named, by id and by slug."""

    def __init__(self) -> None:
        self.by_id: dict[int, tuple[str, str]] = {}
        self.names: dict[Facet, dict[str, str]] = {facet: {} for facet in LABELLED}
        facets = {kind.value: facet for facet, kind in LABELLED.items()}
        for pk, kind, slug, name in Label.objects.values_list("pk", "kind", "slug", "name"):
            self.by_id[pk] = (slug, name)
            self.names[facets[kind]][slug] = name

    def slug(self, pk: int | None) -> str:
        """The slug of a label, "" for none."""
        return "" if pk is None else self.by_id[pk][0]

    def name(self, facet: Facet, value: str) -> str:
        """What people read for a choice, "" when no document has ever named it."""
        return self.names[facet].get(value, "") if facet in self.names else value


class Cell(NamedTuple):
    """How many documents share these four choices; "" is none."""

    values: Mapping[Facet, str]
    n: int


def count(question: Question, at: int) -> Counts:
    """Return total and facets of a question at `at` (microseconds)."""
    labels = Labels()
    cells = list(_cells(question, at, labels))
    found = {facet: _from_cells(facet, cells, question) for facet in CELL_FACETS}
    found[Facet.AGENCY] = _agencies(question, at, labels)
    facets = {facet: _choices(facet, found[facet], question, labels) for facet in Facet}
    return Counts(total=sum(cell.n for cell in cells if _fits(cell, question, CELL_FACETS)), facets=facets)


def _cells(question: Question, at: int, labels: Labels) -> Iterable[Cell]:
    """Count combinations; settled verdicts and those that depend on `at` apart, so that indexes alone answer."""
    documents = matching(question, at, ignoring=CELL_FACETS)
    groups = ("state", "category_id", "ward_id")
    settled = documents.filter(settled__isnull=False).values(*groups, kind=F("settled"))
    running = documents.filter(settled=None).annotate(kind=open_verdict(at)).values(*groups, "kind")
    union = settled.annotate(n=Count("*")).order_by().union(running.annotate(n=Count("*")).order_by(), all=True)
    for state, category, ward, kind, n in union.values_list(*groups, "kind", "n"):
        values = {
            Facet.STATE: state,
            Facet.CATEGORY: labels.slug(category),
            Facet.WARD: labels.slug(ward),
            Facet.VERDICT: kind,
        }
        yield Cell(values, n)


def _fits(cell: Cell, question: Question, facets: Iterable[Facet]) -> bool:
    return all(not question.chosen(facet) or cell.values[facet] in question.chosen(facet) for facet in facets)


def _from_cells(facet: Facet, cells: Iterable[Cell], question: Question) -> Counter[str]:
    others = [other for other in CELL_FACETS if other is not facet]
    counts: Counter[str] = Counter()
    for cell in cells:
        if cell.values[facet] and _fits(cell, question, others):
            counts[cell.values[facet]] += cell.n
    return counts


def _agencies(question: Question, at: int, labels: Labels) -> Counter[str]:
    rows = SearchDocumentAgency.objects.all()
    wider = question.without(Facet.AGENCY).whole()
    if wider.query:
        rows = rows.filter(document__in=matching(wider, at).values("pk"))
    counted = rows.values("agency").annotate(n=Count("*")).order_by()
    return Counter({labels.slug(pk): n for pk, n in counted.values_list("agency", "n")})


def _choices(facet: Facet, counts: Counter[str], question: Question, labels: Labels) -> tuple[Choice, ...]:
    chosen = question.chosen(facet)
    found = [
        Choice(value=value, name=labels.name(facet, value), count=counts[value], chosen=value in chosen)
        for value in {*counts, *chosen}
    ]
    return tuple(sorted(found, key=lambda choice: (-choice.count, choice.name, choice.value)))


def totals(questions: Sequence[Question], at: int) -> tuple[int, ...]:
    """Return the total of each question, all in one query."""
    if not questions:
        return ()
    parts = [
        matching(question, at)
        .order_by()
        .annotate(which=Cast(Value(i), IntegerField()))
        .values("which")
        .annotate(n=Count("*"))
        .values_list("which", "n")
        for i, question in enumerate(questions)
    ]
    counted = dict(parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0])
    return tuple(counted.get(i, 0) for i in range(len(questions)))

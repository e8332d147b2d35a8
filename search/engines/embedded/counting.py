"""Totals and facets: one query counts every combination of state, verdict, category and ward, one the agencies.

From the combinations every facet can be counted without its own choices, and with all the others'.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Count, F, IntegerField, Value
from django.db.models.functions import Cast

from search.engines.base import Choice, Counts
from search.engines.embedded.filters import LABELLED, matching
from search.engines.embedded.verdicts import open_timeliness, with_timeliness
from search.models import Label, SearchDocumentAgency
from search.question import Facet, Question

CELL_FACETS = (Facet.STATE, Facet.CATEGORY, Facet.WARD, Facet.VERDICT)


class Labels:
    """All choices that documents have ever named, by id and by slug."""

    def __init__(self) -> None:
        self.slugs: dict[int, str] = {}
        self.names: dict[Facet, dict[str, str]] = {facet: {} for facet in LABELLED}
        facets = {kind.value: facet for facet, kind in LABELLED.items()}
        for pk, kind, slug, name in Label.objects.values_list("pk", "kind", "slug", "name"):
            self.slugs[pk] = slug
            self.names[facets[kind]][slug] = name

    def name(self, facet: Facet, value: str) -> str:
        """What people read for a choice, "" when no document has ever named it."""
        return self.names[facet].get(value, "") if facet in self.names else value


def count(question: Question, at: int) -> Counts:
    """Return total and facets of a question at `at` (microseconds)."""
    labels = Labels()
    total, found = _tally(_combinations(question, at), question, labels)
    found[Facet.AGENCY] = _agencies(question, at, labels)
    facets = {facet: _choices(facet, found[facet], question, labels) for facet in Facet}
    return Counts(total=total, facets=facets)


def _tally(combinations: Iterable[Any], question: Question, labels: Labels) -> tuple[int, dict[Facet, dict[str, int]]]:
    """Add combinations up: to the total where all choices fit, to one facet where only its own choice does not."""
    wanted = [(facet, frozenset(question.chosen(facet))) for facet in CELL_FACETS if question.chosen(facet)]
    counts: dict[Facet, dict[str, int]] = {facet: defaultdict(int) for facet in CELL_FACETS}
    total = 0
    for state, category, ward, verdict, n in combinations:
        values = {
            Facet.STATE: state,
            Facet.CATEGORY: labels.slugs[category],
            Facet.WARD: labels.slugs.get(ward, ""),
            Facet.VERDICT: verdict,
        }
        missed = [facet for facet, chosen in wanted if values[facet] not in chosen]
        total += 0 if missed else n
        for facet in missed or CELL_FACETS if len(missed) < 2 else ():
            counts[facet][values[facet]] += n
    for by_value in counts.values():
        by_value.pop("", None)  # no ward, no verdict: nothing to choose
    return total, counts


def _combinations(question: Question, at: int) -> Iterable[tuple[Any, ...]]:
    """Count by state, category, ward and verdict.

    Of the whole list, settled verdicts and those that depend on `at` are counted apart: two indexes answer, no row
    is read. Where a part of the list is looked for first, it is looked for once.
    """
    documents = matching(question, at, ignoring=CELL_FACETS)
    if any(name not in CELL_FACETS for name, __ in question.whole().pairs()):
        # Sums of ids keep SQLite from walking the counting index row by row instead of what was looked for.
        keys = {"kind": F("timeliness"), "of_state": F("state"), "of": F("category") + 0, "within": F("ward") + 0}
        found = with_timeliness(documents, at).values(**keys).annotate(n=Count("*")).order_by()
        return found.values_list("of_state", "of", "within", "kind", "n")
    groups = ("state", "category_id", "ward_id")
    settled = documents.filter(settled__isnull=False).values(*groups, kind=F("settled"))
    running = documents.filter(settled=None).annotate(kind=open_timeliness(at)).values(*groups, "kind")
    parts = [part.annotate(n=Count("*")).order_by() for part in (settled, running)]
    both: Iterable[tuple[Any, ...]] = parts[0].union(parts[1], all=True).values_list(*groups, "kind", "n")
    return both


def _agencies(question: Question, at: int, labels: Labels) -> dict[str, int]:
    rows = SearchDocumentAgency.objects.all()
    wider = question.without(Facet.AGENCY).whole()
    if wider.query:
        rows = rows.filter(document__in=matching(wider, at).values("pk"))
    counted = rows.values("agency").annotate(n=Count("*")).order_by()
    return {labels.slugs[pk]: n for pk, n in counted.values_list("agency", "n")}


def _choices(facet: Facet, counts: Mapping[str, int], question: Question, labels: Labels) -> tuple[Choice, ...]:
    chosen = question.chosen(facet)
    found = [
        Choice(value=value, name=labels.name(facet, value), count=counts.get(value, 0), chosen=value in chosen)
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

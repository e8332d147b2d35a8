"""Totals, facets and months in one query: every combination of state, verdict, category and ward, agencies, months.

The names of all choices come along in it, with nothing counted. From the combinations every facet can be counted
without its own choices, and with all the others'.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import BigIntegerField, CharField, Count, F, IntegerField, QuerySet, Value
from django.db.models.functions import Cast, Concat

from search.engines.base import Choice, Counts
from search.engines.embedded import found
from search.engines.embedded.filters import LABELLED, among_found, matching
from search.engines.embedded.verdicts import open_timeliness, with_timeliness
from search.models import Label, SearchDocumentAgency
from search.narrowing import month_numbered
from search.question import Facet, Question

COLUMNS = ("part", "of", "within", "kind")  # what is counted by; in combinations the first is the state
LABEL = "#"  # begins the parts that are no combinations
AGENCIES, MONTHS = "#agencies", "#months"
BETWEEN = " "  # slug and name
BY_CELL = {"part": F("state"), "kind": F("timeliness")}
CELL_FACETS = (Facet.STATE, Facet.CATEGORY, Facet.WARD, Facet.VERDICT)


class Labels:
    """All choices that documents have ever named, by id and by slug; `rows` are those of `_labels` among others."""

    def __init__(self, rows: Iterable[Any]) -> None:
        self.slugs: dict[int, str] = {}
        self.ids: dict[tuple[Facet, str], int] = {}
        self.names: dict[Facet, dict[str, str]] = {facet: {} for facet in LABELLED}
        facets = {f"{LABEL}{kind.value}": facet for facet, kind in LABELLED.items()}
        for part, pk, __, written, __ in rows:
            if part in facets:
                slug, __, name = written.partition(BETWEEN)
                self.slugs[pk] = slug
                self.ids[facets[part], slug] = pk
                self.names[facets[part]][slug] = name

    def values(self, facet: Facet, chosen: Sequence[str]) -> frozenset[Any]:
        """What rows of counts hold for choices."""
        if facet not in self.names:
            return frozenset(chosen)
        return frozenset(pk for slug in chosen if (pk := self.ids.get((facet, slug))) is not None)

    def named(self, facet: Facet, counts: Mapping[Any, int]) -> dict[str, int]:
        """Counts by the choices' own values, without that of no ward or verdict: nothing to choose."""
        told = {self.slugs.get(value, "") if facet in self.names else value: n for value, n in counts.items()}
        told.pop("", None)
        return told

    def name(self, facet: Facet, value: str) -> str:
        """What people read for a choice, "" when no document has ever named it."""
        return self.names[facet].get(value, "") if facet in self.names else value


def count(question: Question, at: int) -> Counts:
    """Return total, facets and months of a question at `at` (microseconds)."""
    by_words = bool(question.wording.wanted)
    parts = [*(_parts_of_found(question) if by_words else _parts(question, at)), _labels()]
    counts = parts[0].union(*parts[1:], all=True).values_list(*COLUMNS, "n")
    rows = found.rows(question, at, counts) if by_words else list(counts)
    labels = Labels(rows)
    total, counted = _tally((row for row in rows if row[0][0] != LABEL), question, labels)
    counted[Facet.AGENCY] = {labels.slugs[pk]: n for part, pk, __, __, n in rows if part == AGENCIES}
    months = {month_numbered(number): n for part, number, __, __, n in rows if part == MONTHS}
    facets = {facet: _choices(facet, counted[facet], question, labels) for facet in Facet}
    return Counts(total=total, facets=facets, months=dict(sorted(months.items())))


def _tally(combinations: Iterable[Any], question: Question, labels: Labels) -> tuple[int, dict[Facet, dict[str, int]]]:
    """Add combinations up: to the total where all choices fit, to one facet where only its own choice does not.

    There are thousands of them, so they are compared as they come, and their few values named at the end.
    """
    asked = [(i, facet, question.chosen(facet)) for i, facet in enumerate(CELL_FACETS)]
    wanted = [(i, labels.values(facet, chosen)) for i, facet, chosen in asked if chosen]
    counts: list[dict[Any, int]] = [defaultdict(int) for _ in CELL_FACETS]
    by_all = [*enumerate(counts)]
    total = 0
    for row in combinations:
        n = row[-1]
        missed = [i for i, values in wanted if row[i] not in values]
        if not missed:
            total += n
            for i, by_value in by_all:
                by_value[row[i]] += n
        elif len(missed) == 1:
            i = missed[0]
            counts[i][row[i]] += n
    told = dict(zip(CELL_FACETS, counts, strict=True))
    return total, {facet: labels.named(facet, by_value) for facet, by_value in told.items()}


def _parts(question: Question, at: int) -> list[QuerySet[Any]]:
    """All counts of a question without words."""
    return [*_combinations(question, at), _agencies(question, at), _months(matching(question.any_day(), at))]


def _parts_of_found(question: Question) -> list[QuerySet[Any]]:
    """The same counts, of documents that words were found in."""
    agencies = SearchDocumentAgency.objects.filter(
        document__in=among_found(question, ignoring=(Facet.AGENCY,)).values("pk")
    )
    return [
        _counted(among_found(question, ignoring=CELL_FACETS), **BY_CELL, of=F("category_id"), within=F("ward_id")),
        _counted(agencies, **_part(AGENCIES), of=F("agency_id")),
        _months(among_found(question.any_day())),
    ]


def _combinations(question: Question, at: int) -> list[QuerySet[Any]]:
    """Count by state, category, ward and verdict.

    Of the whole list, settled verdicts and those that depend on `at` are counted apart: two indexes answer, no row
    is read. Where a part of the list is looked for first, it is looked for once.
    """
    documents = matching(question, at, ignoring=CELL_FACETS)
    if any(name not in CELL_FACETS for name, __ in question.whole().pairs()):
        # Sums of ids keep SQLite from walking the counting index row by row instead of what was looked for.
        return [_counted(with_timeliness(documents, at), **BY_CELL, of=F("category") + 0, within=F("ward") + 0)]
    keys = {"part": F("state"), "of": F("category_id"), "within": F("ward_id")}
    settled = _counted(documents.filter(settled__isnull=False), **keys, kind=F("settled"))
    running = _counted(documents.filter(settled=None), **keys, kind=open_timeliness(at))
    return [settled, running]


def _counted(rows: QuerySet[Any], **keys: Any) -> QuerySet[Any]:
    """How many there are of each kind, in the columns that all parts have."""
    counted: QuerySet[Any] = rows.values(**keys).annotate(n=Count("*")).order_by().values(*COLUMNS, "n")
    return counted


def _agencies(question: Question, at: int) -> QuerySet[Any]:
    rows = SearchDocumentAgency.objects.all()
    wider = question.without(Facet.AGENCY).whole()
    if wider.query:
        rows = rows.filter(document__in=matching(wider, at).values("pk"))
    return _counted(rows, **_part(AGENCIES), of=F("agency_id"))


def _months(documents: QuerySet[Any]) -> QuerySet[Any]:
    dated = documents.filter(month__isnull=False)
    return _counted(dated, **_part(MONTHS), of=Cast(F("month"), BigIntegerField()))


def _labels() -> QuerySet[Any]:
    """Every choice that has a name: its facet, its id, and slug and name in one."""
    keys = {
        "part": Concat(Value(LABEL), "kind", output_field=CharField()),
        "of": F("pk"),
        "within": Cast(Value(None), BigIntegerField()),
        "written": Concat("slug", Value(BETWEEN), "name", output_field=CharField()),
    }
    named = Label.objects.filter(kind__in=LABELLED.values()).order_by().values(**keys)
    labels: QuerySet[Any] = named.annotate(n=Value(0, BigIntegerField())).values(*keys, "n")
    return labels


def _part(name: str) -> dict[str, Any]:
    """The columns of a part that is counted by one thing alone."""
    return {
        "part": Value(name, CharField()),
        "within": Cast(Value(None), BigIntegerField()),
        "kind": Value("", CharField()),
    }


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

"""Puts documents into the search's tables and takes them out, one writer at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.models import F

from cases.models.many_ids import ManyIds
from search.engines.embedded.labels import AGENCY, CATEGORY, STREET, WARD, held_by, labels_of, recount, street_slug
from search.engines.embedded.preparing import Prepared
from search.engines.embedded.rows import put_links, put_rows
from search.engines.embedded.words import dialect
from search.models import (
    Label,
    SearchDetail,
    SearchDocument,
    SearchDocumentAgency,
    SearchDocumentStreet,
    SearchState,
    SearchText,
)


@contextmanager
def turn() -> Iterator[None]:
    """Hold the search's one row until the commit: versions are compared and written without another writer between."""
    with transaction.atomic():
        if not _next_generation():
            SearchState.objects.bulk_create([SearchState(documents=_counted())], ignore_conflicts=True)
            _next_generation()
        yield


def _next_generation() -> int:
    return SearchState.objects.filter(pk=SearchState.ONLY).update(generation=F("generation") + 1)


def _counted() -> int:
    return SearchDocument.objects.count()


def _now_there_are(more: int) -> None:
    """Note by how many the documents have become more."""
    if more:
        SearchState.objects.filter(pk=SearchState.ONLY).update(documents=F("documents") + more)


def count_anew() -> None:
    """Count the documents anew."""
    with turn():
        SearchState.objects.filter(pk=SearchState.ONLY).update(documents=_counted())


def generation() -> int:
    """How often what is findable has changed."""
    return SearchState.objects.filter(pk=SearchState.ONLY).values_list("generation", flat=True).first() or 0


def put(documents: Sequence[Prepared]) -> None:
    """Write documents, except those older than what is known."""
    with turn():
        known = dict(
            SearchDocument.objects.filter(pk__in=ManyIds([d.case_id for d in documents])).values_list("pk", "version")
        )
        before = frozenset(known)
        newest: dict[int, Prepared] = {}
        for document in documents:
            if document.version >= known.get(document.case_id, 0):
                known[document.case_id] = document.version
                newest[document.case_id] = document
        if newest:
            _write(list(newest.values()), before)
        _now_there_are(len(known) - len(before))


def _write(documents: Sequence[Prepared], known: Collection[int]) -> None:
    """Write documents in place of those that are known."""
    labels = labels_of(documents)
    replaced = [document.case_id for document in documents if document.case_id in known]
    held = held_by(replaced)
    put_rows(SearchDocument, [_row(document, labels) for document in documents], known=replaced)
    agencies = [
        (d.case_id, labels[AGENCY, slug]) for d in documents for slug in sorted({slug for slug, __ in d.agencies})
    ]
    streets = [(d.case_id, labels[STREET, street_slug(street)]) for d in documents for street in d.streets]
    put_links(SearchDocumentAgency, replaced, agencies)
    put_links(SearchDocumentStreet, replaced, streets)
    recount(held, _held(documents, labels, agencies, streets))
    put_rows(SearchDetail, [document.detail for document in documents], known=replaced)
    put_rows(SearchText, [(document.case_id, document.stored) for document in documents], known=replaced)
    dialect(connection).write(connection, [(d.case_id, d.entry) for d in documents], known=replaced)


def _held(
    documents: Sequence[Prepared], labels: Mapping[tuple[str, str], int], *pairs: Sequence[tuple[int, int]]
) -> Counter[int]:
    """In how many of these documents each name stands."""
    held = Counter([label for rows in pairs for __, label in rows])
    held.update([labels[CATEGORY, document.category[0]] for document in documents])
    held.update([labels[WARD, document.ward[0]] for document in documents if document.ward])
    return held


def _row(document: Prepared, labels: Mapping[tuple[str, str], int]) -> tuple[Any, ...]:
    """What `SearchDocument` holds of a document, in the order of its columns."""
    return (
        document.case_id,
        document.version,
        document.state,
        labels[CATEGORY, document.category[0]],
        document.ward and labels[WARD, document.ward[0]],
        *document.clock,
    )


def remove(case_ids: Collection[int]) -> None:
    """Forget cases."""
    with turn():
        _forget(case_ids)


def _forget(case_ids: Collection[int]) -> None:
    recount(held_by(case_ids), Counter())
    SearchDocumentStreet.objects.filter(document__in=ManyIds(case_ids)).delete()
    SearchDocumentAgency.objects.filter(document__in=ManyIds(case_ids)).delete()
    SearchDetail.objects.filter(document__in=ManyIds(case_ids)).delete()
    SearchText.objects.filter(document__in=ManyIds(case_ids)).delete()
    dialect(connection).delete(connection, case_ids)
    gone = SearchDocument.objects.filter(pk__in=ManyIds(case_ids))._raw_delete(using="default")
    _now_there_are(-(gone or 0))  # of no cases, nothing is asked and nothing answered


def clear() -> None:
    """Forget everything."""
    with turn(), connection.cursor() as cursor:
        SearchDocumentStreet.objects.all().delete()
        SearchDocumentAgency.objects.all().delete()
        SearchDetail.objects.all().delete()
        SearchText.objects.all().delete()
        cursor.execute(dialect(connection).CLEAR)
        SearchDocument.objects.all()._raw_delete(using="default")
        SearchState.objects.update(documents=0)
        Label.objects.all()._raw_delete(using="default")

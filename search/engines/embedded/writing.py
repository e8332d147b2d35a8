"""Puts documents into the search's tables and takes them out, one writer at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.models import F

from search.document import Document, Named
from search.engines.embedded.details import detail_of
from search.engines.embedded.words import dialect
from search.instants import micros, micros_or_none
from search.models import Label, SearchDetail, SearchDocument, SearchDocumentAgency, SearchState, SearchText
from search.sorting import due_order


@contextmanager
def turn() -> Iterator[None]:
    """Hold the search's one row until the commit: versions are compared and written without another writer between."""
    with transaction.atomic():
        if not _next_generation():
            SearchState.objects.bulk_create([SearchState()], ignore_conflicts=True)
            _next_generation()
        yield


def _next_generation() -> int:
    return SearchState.objects.filter(pk=SearchState.ONLY).update(generation=F("generation") + 1)


def generation() -> int:
    """How often what is findable has changed."""
    return SearchState.objects.filter(pk=SearchState.ONLY).values_list("generation", flat=True).first() or 0


def put(documents: Sequence[Document]) -> None:
    """Write documents, except those older than what is known."""
    with turn():
        known = dict(SearchDocument.objects.filter(pk__in=[d.case_id for d in documents]).values_list("pk", "version"))
        newest: dict[int, Document] = {}
        for document in documents:
            if document.version >= known.get(document.case_id, 0):
                known[document.case_id] = document.version
                newest[document.case_id] = document
        if newest:
            _write(list(newest.values()))


def _write(documents: Sequence[Document]) -> None:
    labels = _labels(documents)
    SearchDocument.objects.bulk_create(
        [_row(document, labels) for document in documents],
        update_conflicts=True,
        unique_fields=["case_id"],
        update_fields=[f.name for f in SearchDocument._meta.concrete_fields if not f.primary_key],
    )
    SearchDocumentAgency.objects.filter(document__in=[d.case_id for d in documents]).delete()
    SearchDocumentAgency.objects.bulk_create(
        [
            SearchDocumentAgency(document_id=d.case_id, agency_id=labels[Label.Kind.AGENCY, slug])
            for d in documents
            for slug in {agency.slug for agency in d.agencies}
        ]
    )
    SearchDetail.objects.bulk_create(
        [detail_of(d) for d in documents],
        update_conflicts=True,
        unique_fields=["document"],
        update_fields=[f.name for f in SearchDetail._meta.concrete_fields if not f.primary_key],
    )
    SearchText.objects.bulk_create(
        [SearchText(document_id=d.case_id, data=d.to_json()) for d in documents],
        update_conflicts=True,
        unique_fields=["document"],
        update_fields=["data"],
    )
    dialect(connection).write(connection, [(d.case_id, d.searched()) for d in documents])


def _row(document: Document, labels: dict[tuple[str, str], int]) -> SearchDocument:
    settled = None
    if document.verdict_is_settled:
        settled = document.timeliness(document.listed_at) or ""
    return SearchDocument(
        case_id=document.case_id,
        version=document.version,
        state=document.state,
        category_id=labels[Label.Kind.CATEGORY, document.category.slug],
        ward_id=document.ward and labels[Label.Kind.WARD, document.ward.slug],
        settled=settled,
        phase=document.phase,
        stopped_at=micros_or_none(document.stopped_at),
        term_end=micros_or_none(document.term_end),
        limit_at=micros_or_none(document.limit_at),
        broken_from=micros_or_none(document.broken_from),
        accepted_at=micros_or_none(document.accepted_at),
        listed_at=micros(document.listed_at),
        due_order=due_order(document),
        late_from=micros_or_none(document.late_from),
        lat=document.lat,
        lon=document.lon,
        search_hidden=document.search_hidden,
    )


def _labels(documents: Sequence[Document]) -> dict[tuple[str, str], int]:
    """Write the choices that these documents name, where new or renamed, and return their ids."""
    wanted: dict[tuple[str, str], str] = {}
    for document in documents:
        for kind, named in _choices(document):
            wanted[kind, named.slug] = named.name
    slugs = {slug for __, slug in wanted}
    known = {(x.kind, x.slug): x for x in Label.objects.filter(slug__in=slugs)}
    changed = [
        Label(kind=kind, slug=slug, name=name)
        for (kind, slug), name in wanted.items()
        if (kind, slug) not in known or known[kind, slug].name != name
    ]
    if changed:
        Label.objects.bulk_create(
            changed, update_conflicts=True, unique_fields=["kind", "slug"], update_fields=["name"]
        )
        known = {(x.kind, x.slug): x for x in Label.objects.filter(slug__in=slugs)}
    return {key: label.pk for key, label in known.items()}


def _choices(document: Document) -> Iterator[tuple[str, Named]]:
    yield Label.Kind.CATEGORY.value, document.category
    if document.ward is not None:
        yield Label.Kind.WARD.value, document.ward
    for agency in document.agencies:
        yield Label.Kind.AGENCY.value, agency


def remove(case_ids: Collection[int]) -> None:
    """Forget cases."""
    with turn():
        _forget(case_ids)


def _forget(case_ids: Collection[int]) -> None:
    SearchDocumentAgency.objects.filter(document__in=case_ids).delete()
    SearchDetail.objects.filter(document__in=case_ids).delete()
    SearchText.objects.filter(document__in=case_ids).delete()
    dialect(connection).delete(connection, case_ids)
    SearchDocument.objects.filter(pk__in=case_ids)._raw_delete(using="default")


def clear() -> None:
    """Forget everything."""
    with turn(), connection.cursor() as cursor:
        SearchDocumentAgency.objects.all().delete()
        SearchDetail.objects.all().delete()
        SearchText.objects.all().delete()
        cursor.execute(dialect(connection).CLEAR)
        SearchDocument.objects.all()._raw_delete(using="default")
        Label.objects.all()._raw_delete(using="default")

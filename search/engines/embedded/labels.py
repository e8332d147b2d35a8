"""Names that documents fall under: written with them, counted with them, and found by how they begin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from django.db.models import F

from cases.models.many_ids import ManyIds, ManyTexts
from search.completing import LEAST_OF_A_STREET, MOST_NAMES, Kind, Name, keyed, looked_for
from search.engines.embedded.preparing import Prepared
from search.folding import marked
from search.models import Label, SearchDocument, SearchDocumentAgency, SearchDocumentStreet

Key = tuple[str, str]  # kind, slug
AGENCY, CATEGORY, STREET, WARD = (
    kind.value for kind in (Label.Kind.AGENCY, Label.Kind.CATEGORY, Label.Kind.STREET, Label.Kind.WARD)
)
street_slug = lru_cache(maxsize=8192)(marked)  # a city has some thousand streets, each in many documents


def labels_of(documents: Sequence[Prepared]) -> dict[Key, int]:
    """Write the names of these documents, where new or renamed, and return their ids."""
    wanted = {(kind, slug): name for kind, slug, name in _named(documents)}
    known = _known(wanted)
    changed = [
        Label(kind=kind, slug=slug, name=name, key=keyed(name))
        for (kind, slug), name in wanted.items()
        if (kind, slug) not in known or (known[kind, slug][1] != name and kind != Label.Kind.STREET)
    ]
    if changed:
        Label.objects.bulk_create(
            changed, update_conflicts=True, unique_fields=["kind", "slug"], update_fields=["name", "key"]
        )
        known = _known(wanted)
    return {key: pk for key, (pk, __) in known.items()}


def _known(wanted: Collection[Key]) -> dict[Key, tuple[int, str]]:
    """The ids and names of those that are there."""
    slugs = ManyTexts({slug for __, slug in wanted})
    rows = Label.objects.filter(slug__in=slugs).values_list("kind", "slug", "pk", "name")
    return {(kind, slug): (pk, name) for kind, slug, pk, name in rows}


def _named(documents: Sequence[Prepared]) -> Iterator[tuple[str, str, str]]:
    """Kind, slug and name of each, in the documents' order; what many of them share comes once."""
    yield from dict.fromkeys((CATEGORY, *document.category) for document in documents)
    yield from dict.fromkeys((WARD, *document.ward) for document in documents if document.ward is not None)
    yield from dict.fromkeys((AGENCY, *agency) for document in documents for agency in document.agencies)
    for street in dict.fromkeys(street for document in documents for street in document.streets):
        yield STREET, street_slug(street), street


def held_by(case_ids: Collection[int]) -> Counter[int]:
    """In how many documents of these cases each name stands (one query, none without cases)."""
    if not case_ids:
        return Counter()
    own = SearchDocument.objects.filter(pk__in=ManyIds(case_ids)).order_by()
    agencies = SearchDocumentAgency.objects.filter(document__in=ManyIds(case_ids)).order_by()
    streets = SearchDocumentStreet.objects.filter(document__in=ManyIds(case_ids)).order_by()
    parts = [
        own.values_list(F("category")),
        own.filter(ward__isnull=False).values_list(F("ward")),
        agencies.values_list(F("agency")),
        streets.values_list(F("street")),
    ]
    return Counter(pk for (pk,) in parts[0].union(*parts[1:], all=True))


def recount(before: Counter[int], now: Counter[int]) -> None:
    """Keep the numbers of documents by name, after some of them have changed."""
    before.subtract(now)
    by_change: dict[int, list[int]] = {}
    for pk, n in before.items():
        by_change.setdefault(-n, []).append(pk)
    for change, pks in sorted(by_change.items()):
        if change:
            Label.objects.filter(pk__in=ManyIds(pks)).update(documents=F("documents") + change)


def names(words: Sequence[str]) -> tuple[Name, ...]:
    """See `Engine.names`; looked up among all names, which are some thousand however many cases there are."""
    found = Label.objects.filter(key__contains=looked_for(words), documents__gt=0).exclude(name="")
    enough = found.exclude(kind=Label.Kind.STREET, documents__lt=LEAST_OF_A_STREET)
    rows = enough.order_by("-documents", "kind", "name").values_list("kind", "slug", "name", "documents")[:MOST_NAMES]
    return tuple(
        Name(kind=Kind(kind), value=name if kind == Kind.STREET else slug, name=name, count=n)
        for kind, slug, name, n in rows
    )

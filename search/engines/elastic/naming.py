"""Names by how they begin: choices stand in the entry `about`, streets in the cases; one request counts both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from elasticsearch.dsl import A, Q, Search
from elasticsearch.dsl.query import Bool

from search.completing import MOST_NAMES, Kind, Name, fits, looked_for, most_frequent
from search.engines.elastic.indices import Shelf
from search.engines.elastic.questions import FIELDS, IS_CASE
from search.folding import marked
from search.question import Facet

STREETS = "streets"


def names(shelf: Shelf, words: Sequence[str]) -> tuple[Name, ...]:
    """See `Engine.names`."""
    known = list(_begun(shelf.about("names")["names"], words))
    search: Search[Any] = Search(using=shelf.client, index=shelf.live).query(Bool(filter=[IS_CASE]))
    search = search.extra(size=0, track_total_hits=False)
    if known:
        of_each = {str(i): Q("term", **{FIELDS[Facet(kind.value)]: slug}) for i, (kind, slug, __) in enumerate(known)}
        search.aggs.bucket("choices", A("filters", filters=of_each))
    *whole, begun = words
    on_them: Any = A("filter", Bool(filter=[*(Q("term", place=w) for w in whole), Q("prefix", place=begun)]))
    # Words are letters and digits alone, so nothing in the pattern means anything else.
    by_street: dict[str, Any] = {"field": STREETS, "include": f"[^\t]*{looked_for(words)}.*", "size": 2 * MOST_NAMES}
    on_them.bucket(STREETS, A("terms", **by_street, min_doc_count=1))
    search.aggs.bucket(STREETS, on_them)
    found = search.execute().aggregations.to_dict()
    told = [
        *_choices(known, found.get("choices", {}).get("buckets", {})),
        *_streets(found[STREETS][STREETS]["buckets"]),
    ]
    return most_frequent(told)


def _begun(known: Mapping[str, Mapping[str, str]], words: Sequence[str]) -> Iterator[tuple[Kind, str, str]]:
    """The choices whose names fit."""
    for facet, by_slug in known.items():
        yield from ((Kind(facet), slug, name) for slug, name in by_slug.items() if name and fits(name, words))


def _choices(known: Sequence[tuple[Kind, str, str]], buckets: Mapping[str, Any]) -> Iterator[Name]:
    for i, (kind, slug, name) in enumerate(known):
        yield Name(kind=kind, value=slug, name=name, count=buckets[str(i)]["doc_count"])


def _streets(buckets: Sequence[Mapping[str, Any]]) -> Iterator[Name]:
    """Those spelt in two ways are one: the more frequent way names it."""
    counts: dict[str, int] = {}
    spelt: dict[str, str] = {}
    for bucket in buckets:
        name = bucket["key"].partition("\t")[2]
        counts[marked(name)] = counts.get(marked(name), 0) + bucket["doc_count"]
        spelt.setdefault(marked(name), name)
    yield from (Name(kind=Kind.STREET, value=spelt[key], name=spelt[key], count=n) for key, n in counts.items())

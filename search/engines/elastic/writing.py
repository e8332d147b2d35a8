"""Documents into an index and out of it, many at once; what is older than what is there is ignored.

The server compares versions (`external_gte`), so no writer has to wait for another. A case is removed under the version
it had: what comes later, in that version or a newer one, is taken again, an older one is not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain, islice
from typing import Any, NamedTuple

import orjson
from elasticsearch import Elasticsearch

from search.completing import keyed
from search.document import Document
from search.engines.base import Away, EngineAwayError
from search.engines.elastic.connecting import reason_of
from search.engines.elastic.indices import Shelf, mark
from search.engines.elastic.mapping import ABOUT, MARKED, WEIGHTS, WORDS
from search.folding import both
from search.instants import micros, micros_or_none
from search.narrowing import month_number, month_of
from search.question import Facet
from search.sorting import NEVER_LATE, due_order, lateness

AT_ONCE = 500  # documents in one request
TRIES = 3  # of a batch during which one index takes the place of another
UNSETTLED = "unsettled"  # the verdict depends on the instant asked about
OLDER = 409
ABOUT_IT = {
    "_id": ABOUT,
    "retry_on_conflict": 5,
}  # others may be telling of theirs: a conflict there is no older version
INSTANTS = ("sent_at", "accepted_at", "answered_at", "due_at", "term_end", "limit_at", "broken_from", "begun_at")
Operations = list[Any]  # what to do, and after it the document, as values or as a line of JSON


class Prepared(NamedTuple):
    """One document as it is sent; `choices` are what it falls under: facet, slug and name."""

    case_id: int
    version: int
    choices: tuple[tuple[str, str, str], ...]
    entry: bytes  # a line of JSON


def prepared(documents: Iterable[Document]) -> list[Prepared]:
    """Work out what is sent of documents, in whatever process."""
    return [Prepared(d.case_id, d.version, _choices(d), orjson.dumps(entry_of(d))) for d in documents]


def put(shelf: Shelf, documents: Iterable[Prepared], aliases: Sequence[str] = (), *, refresh: bool = True) -> None:
    """Write documents to these aliases; without any, to all that have to be kept in step."""
    waiting = iter(documents)
    while batch := _newest(islice(waiting, AT_ONCE)):
        entries: Operations = []
        for document in batch:
            entries.append({"index": _versioned(document.case_id, document.version)})
            entries.append(document.entry)
        _write(shelf, entries, names_of(batch), aliases, refresh=refresh)


def _newest(documents: Iterable[Prepared]) -> list[Prepared]:
    """Of each case the newest version: what an older one names, nobody has to know."""
    newest: dict[int, Prepared] = {}
    for document in documents:
        if document.case_id not in newest or newest[document.case_id].version <= document.version:
            newest[document.case_id] = document
    return list(newest.values())


def remove(shelf: Shelf, case_ids: Collection[int], aliases: Sequence[str] = (), *, refresh: bool = True) -> None:
    """Forget cases; those unknown are no error."""
    waiting = iter(case_ids)
    while batch := list(islice(waiting, AT_ONCE)):
        for _try in range(TRIES):
            if all(_remove(shelf, batch, alias, refresh=refresh) for alias in aliases or shelf.aliases()):
                break
        else:
            raise EngineAwayError(Away.MISSING)


def _remove(shelf: Shelf, case_ids: Sequence[int], alias: str, *, refresh: bool) -> bool:
    client = shelf.writer
    found = client.mget(index=alias, ids=[str(case_id) for case_id in case_ids], source=False)["docs"]
    if any("error" in entry for entry in found):
        return False
    entries: Operations = [
        {"delete": _versioned(int(entry["_id"]), entry["_version"])} for entry in found if entry.get("found")
    ]
    return not entries or (_send(client, alias, entries, refresh=refresh) and _tell(client, alias))


def _versioned(case_id: int, version: int) -> dict[str, Any]:
    return {"_id": str(case_id), "version": version, "version_type": "external_gte"}


def _write(
    shelf: Shelf, entries: Operations, names: Mapping[str, dict[str, str]], aliases: Sequence[str], *, refresh: bool
) -> None:
    """Write to each alias; once more where one was taken away meanwhile, because another index has its place now."""
    for _try in range(TRIES):
        if all(_write_to(shelf, alias, entries, names, refresh=refresh) for alias in aliases or shelf.aliases()):
            return
    raise EngineAwayError(Away.MISSING)


def _write_to(
    shelf: Shelf, alias: str, entries: Operations, names: Mapping[str, dict[str, str]], *, refresh: bool
) -> bool:
    client = shelf.writer
    try:
        new = _new_names(shelf, alias, names)
    except EngineAwayError as error:
        if error.reason is Away.MISSING:
            return False
        raise
    named: Operations = [{"update": ABOUT_IT}, {"doc": {ABOUT: {"names": new}}}] if new else []
    return _send(client, alias, [*named, *entries], refresh=refresh) and _tell(client, alias)


def _new_names(shelf: Shelf, alias: str, names: Mapping[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    known = shelf.about("names", alias=alias)["names"]
    new = {
        facet: {slug: name for slug, name in found.items() if known.get(facet, {}).get(slug) != name}
        for facet, found in names.items()
    }
    return {facet: found for facet, found in new.items() if found}


def _send(client: Elasticsearch, alias: str, entries: Operations, *, refresh: bool) -> bool:
    """Say whether everything was taken; False where the alias is gone. Raises for any other refusal but of age."""
    answer = client.bulk(index=alias, operations=entries, refresh=refresh, require_alias=True)
    if not answer["errors"]:
        return True
    failed = [result for item in answer["items"] for result in item.values() if "error" in result]
    failed = [result for result in failed if result["status"] != OLDER]
    for result in failed:
        if result["error"]["type"] == "index_not_found_exception":
            return False
        raise EngineAwayError(reason_of(result["status"], result["error"]), str(result["error"].get("reason"))[:200])
    return True


def _tell(client: Elasticsearch, alias: str) -> bool:
    """Say that something has changed: after it can be found, so that nobody remembers what was true before."""
    entries: Operations = [{"update": ABOUT_IT}, {"doc": {ABOUT: {"generation": mark()}}}]
    return _send(client, alias, entries, refresh=False)


def names_of(documents: Iterable[Prepared]) -> dict[str, dict[str, str]]:
    """What the choices that documents fall under are called, by facet and slug."""
    names: dict[str, dict[str, str]] = {facet.value: {} for facet in (Facet.AGENCY, Facet.CATEGORY, Facet.WARD)}
    for facet, slug, name in chain.from_iterable([document.choices for document in documents]):
        names[facet][slug] = name
    return names


def _choices(document: Document) -> tuple[tuple[str, str, str], ...]:
    ward = [(Facet.WARD.value, *document.ward)] if document.ward is not None else []
    agencies = [(Facet.AGENCY.value, *agency) for agency in document.agencies]
    return ((Facet.CATEGORY.value, *document.category), *ward, *agencies)


def entry_of(document: Document) -> dict[str, Any]:
    """What the index holds of a document."""
    settled: str | None = UNSETTLED
    if document.verdict_is_settled:
        settled = document.timeliness(document.listed_at)
    late_from, stopped = document.late_from, document.stopped_at is not None
    known = {name: micros_or_none(getattr(document, name)) for name in INSTANTS}
    facts = known | {
        "case_id": document.case_id,
        "version": document.version,
        "state": document.seen_state,
        "category": document.category.slug,
        "ward": document.ward.slug if document.ward else None,
        "agencies": [agency.slug for agency in document.agencies],
        "streets": [street_entry(street) for street in document.streets],
        "month": month_number(month_of(document.accepted_at)) if document.accepted_at else None,
        "settled": settled,
        "listed_at": micros(document.listed_at),
        "due_order": due_order(document),
        "late_from": micros_or_none(late_from) if not stopped else None,
        "late_by": NEVER_LATE if late_from is None else lateness(document, 0) if stopped else None,
        "days_late": document.days_late(document.listed_at) if document.verdict_is_settled else None,
        "took_days": document.took_days,
        "outcomes": list(document.outcomes),
        "source": document.source,
        "rating": document.rating,
        "returned": document.returned,
        "photos": document.photos,
        "lat": document.lat,
        "lon": document.lon,
        "search_hidden": document.search_hidden,
        "document": document.to_json(),
    }
    return {name: value for name, value in (facts | words_of(document)).items() if value is not None}


def street_entry(street: str) -> str:
    """A street as it is looked for, and after a tab as it is read."""
    return f"{keyed(street)}\t{street}"


def words_of(document: Document) -> dict[str, str | list[str]]:
    """The texts as words, folded and marked: each by itself, and all together."""
    found: dict[str, str | list[str]] = {}
    folded, marked = [], []
    for name, text in document.searched().items():
        if name in WEIGHTS:
            found[name], found[name + MARKED] = forms = both(text)
            folded.append(forms[0])
            marked.append(forms[1])
    return {**found, WORDS: folded, WORDS + MARKED: marked}

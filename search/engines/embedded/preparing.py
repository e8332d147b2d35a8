"""What the database keeps of documents, worked out by whoever has read them: plain values, which other processes send.

All that it needs the database for comes later, in `search.engines.embedded.writing`: the ids of names.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import orjson
from django.db import connection

from search.document import Document, Named
from search.engines.embedded.details import detail_of
from search.engines.embedded.words import dialect
from search.instants import micros, micros_or_none
from search.narrowing import month_number, month_of
from search.sorting import due_order

Pair = tuple[str, str]  # slug, name


class Prepared(NamedTuple):
    """One document as the tables keep it. Its pairs are no `Named`: to send each of those takes as long as all else."""

    case_id: int
    version: int
    category: Pair
    ward: Pair | None
    agencies: tuple[Pair, ...]
    streets: tuple[str, ...]
    state: str
    clock: tuple[Any, ...]  # what SearchDocument holds after the ward
    detail: tuple[Any, ...]  # all of SearchDetail
    stored: str  # its JSON
    entry: Any  # its words, as the database's dialect keeps them


def prepared(documents: Iterable[Document]) -> list[Prepared]:
    """Work out what is kept of documents, in whatever process."""
    entry = dialect(connection).entry
    return [
        Prepared(
            document.case_id,
            document.version,
            _pair(document.category),
            document.ward and _pair(document.ward),
            tuple([_pair(agency) for agency in document.agencies]),
            document.streets,
            document.seen_state,
            _clock(document),
            detail_of(document),
            orjson.dumps(document.to_json()).decode(),
            entry(document.searched()),
        )
        for document in documents
    ]


def _pair(named: Named) -> Pair:
    return named.slug, named.name


def _clock(document: Document) -> tuple[Any, ...]:
    return (
        _settled(document),
        document.phase,
        micros_or_none(document.stopped_at),
        micros_or_none(document.term_end),
        micros_or_none(document.limit_at),
        micros_or_none(document.broken_from),
        micros_or_none(document.accepted_at),
        micros(document.listed_at),
        due_order(document),
        month_number(month_of(document.accepted_at)) if document.accepted_at else None,
        micros_or_none(document.late_from),
        document.lat,
        document.lon,
        document.search_hidden,
    )


def _settled(document: Document) -> str | None:
    """How its clock stands where no instant can change it."""
    if not document.verdict_is_settled:
        return None
    told = document.timeliness(document.listed_at)
    return told.value if told else ""

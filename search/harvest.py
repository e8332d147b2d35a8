"""Pages of a question for programs: as many rows as they ask for, and opaque words for the places beside them.

The total is exact, and that of what was asked: where a person is shown what comes near, a program is told of nothing.
"""

from __future__ import annotations

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b

from search.answers import Asking
from search.document import Document
from search.engines.base import Choice, Engine, Page
from search.question import PAGE_SIZE, Facet, Question
from search.sorting import Cursor, Sort

LONGEST_PLACE = 300  # characters; those given out have about a hundred
AFTER, BEFORE = "a", "b"


@dataclass(frozen=True, kw_only=True)
class Harvest:
    """One page: `first` is the number of its first row, from 1; `facets` are None where nobody asked for them.

    `next` and `previous` are places to ask from, None where there is nothing beyond.
    """

    total: int
    documents: tuple[Document, ...]
    first: int | None
    next: str | None
    previous: str | None
    facets: Mapping[Facet, tuple[Choice, ...]] | None


def harvest(asking: Asking, question: Question, *, facets: bool) -> Harvest:
    """The page at the question's place, read strictly (at most four queries, whatever its size)."""

    def ask(engine: Engine) -> Harvest:
        counts = engine.count(question.whole(), asking.at) if facets else None
        total = counts.total if counts else engine.totals([question.whole()], asking.at)[0]
        page = engine.page(question, asking.at)
        if _begins_again(page, question):
            page = Page(hits=())
        return Harvest(
            total=total,
            documents=tuple(hit.document for hit in page.hits),
            first=page.first if page.hits else None,
            next=_place(question, AFTER, page.next),
            previous=_place(question, BEFORE, page.previous),
            facets=counts.facets if counts else None,
        )

    asking.know_words([question])
    return asking.asked(ask)


def _begins_again(page: Page, question: Question) -> bool:
    """Whether all that stood after the place has gone: an engine shows the front then, a program would read on."""
    after = question.after
    return after is not None and after.row is not None and page.first is not None and page.first <= after.row


def at_place(question: Question, place: str) -> Question | None:
    """The question at a place that `harvest` gave out for it; None where the place is not one of this question's.

    Pages may have another size than those before.
    """
    try:
        told = urlsafe_b64decode(place.encode("ascii")).decode("ascii") if len(place) <= LONGEST_PLACE else ""
    except (ValueError, binascii.Error):
        return None
    whose, side, written = told[:12], told[12:13], told[13:]
    cursor = Cursor.read(written)
    if whose != _mark(question) or side not in (AFTER, BEFORE) or cursor is None or cursor.row is None:
        return None
    return question.but(**{"after" if side == AFTER else "before": cursor})


def _place(question: Question, side: str, cursor: Cursor | None) -> str | None:
    if cursor is None:
        return None
    if question.order is not Sort.LATE:  # the one order that depends on the instant; else every minute had other places
        cursor = replace(cursor, at=0)
    return urlsafe_b64encode(f"{_mark(question)}{side}{cursor}".encode()).decode()


def _mark(question: Question) -> str:
    """Tells questions apart: what a place means to one, it does not mean to another."""
    asked = question.but(size=PAGE_SIZE).query
    return blake2b(asked.encode(), digest_size=6).hexdigest()

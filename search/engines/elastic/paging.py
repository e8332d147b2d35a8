"""One page of rows, from a key onwards in either direction: no depth costs more than another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from elasticsearch.dsl import Search

from search.document import Document
from search.engines.base import Hit, Page
from search.engines.elastic.indices import Shelf
from search.engines.elastic.questions import matching, weighed
from search.question import PAGE_SIZE, Question
from search.sorting import Cursor, Sort

Row = tuple[int, int, dict[str, Any]]  # key, case, document
AT_ONCE = 1_000  # documents of a file
KEYS = {Sort.NEWEST: "listed_at", Sort.OLDEST: "listed_at", Sort.DUE: "due_order"}
HIGHEST_SCORE = 2.0**24  # whole numbers up to here are exact in the server's scores
LATE_BY = """
doc['late_by'].size() > 0 ? doc['late_by'].value : params.at - doc['late_from'].value
"""  # doubles hold microseconds of 285 years exactly


def page(shelf: Shelf, question: Question, at: int) -> Page:
    """Return the rows at the question's place; the first page where the rows there have gone."""
    cursor = question.after or question.before
    asked_at = cursor.at if cursor else at
    rows, more = _rows(shelf, question, at, asked_at)
    gone = not rows and question != question.first_page()
    if gone or (question.before and not more):
        return page(shelf, question.first_page(), at)  # also of the page before the second: there may be less than one
    earlier = question.after is not None or question.page > 1 or (question.before is not None and more)
    later = question.before is not None or more
    at_row = question.cursors([(key, case_id) for key, case_id, __ in rows], at=asked_at)
    return Page(
        hits=tuple(Hit.of(Document.from_json(document), question) for *__, document in rows),
        first=question.first_row,
        next=at_row[-1] if rows and later else None,
        previous=at_row[0] if rows and earlier else None,
    )


def _rows(shelf: Shelf, question: Question, at: int, asked_at: int) -> tuple[list[Row], bool]:
    """The page's rows in order, and whether there are more in the direction of reading."""
    backwards = question.before is not None
    search = _ordered(shelf, question, at, asked_at, "desc" if question.order.descending is not backwards else "asc")
    cursor = question.after or question.before
    if cursor is None:
        search = search.extra(from_=(question.page - 1) * PAGE_SIZE)  # by number only near the front, see MOST_PAGES
    else:
        search = search.extra(search_after=[_bounded(cursor, question.order), cursor.case_id])
    found = search.execute().to_dict()["hits"]["hits"]
    rows = [(int(hit["sort"][0]), hit["sort"][1], hit["_source"]["document"]) for hit in found[:PAGE_SIZE]]
    return (rows[::-1] if backwards else rows), len(found) > PAGE_SIZE


def walk(shelf: Shelf, question: Question, at: int) -> Iterator[Document]:
    """Yield every document that answers, newest first, many at a time; nothing is kept open for a slow reader."""
    search = _ordered(shelf, question.but(sort=Sort.NEWEST), at, at, "desc").extra(size=AT_ONCE)
    found: list[dict[str, Any]] = search.execute().to_dict()["hits"]["hits"]
    while found:
        yield from (Document.from_json(hit["_source"]["document"]) for hit in found)
        if len(found) < AT_ONCE:
            return
        found = search.extra(search_after=found[-1]["sort"]).execute().to_dict()["hits"]["hits"]


def _ordered(shelf: Shelf, question: Question, at: int, asked_at: int, direction: str) -> Search[Any]:
    query = matching(question, at)
    key: dict[str, Any]
    case: dict[str, Any] = {"case_id": direction}
    if question.order is Sort.RELEVANCE:
        query.should = weighed(question.wording.wanted)
        query.minimum_should_match = 0
        key = {"_score": direction}
    elif question.order is Sort.LATE:
        script = {"source": LATE_BY.strip(), "params": {"at": asked_at}}
        key = {"_script": {"type": "number", "script": script, "order": direction}}
    else:
        key = {KEYS[question.order]: direction}
    search: Search[Any] = Search(using=shelf.client, index=shelf.live).query(query).sort(key, case)
    return search.source(["document"]).extra(size=PAGE_SIZE + 1, track_total_hits=False)


def _bounded(cursor: Cursor, order: Sort) -> float | int:
    """The cursor's key as the server can compare it, whatever somebody wrote into an address."""
    if order is Sort.RELEVANCE:
        return max(-HIGHEST_SCORE, min(HIGHEST_SCORE, cursor.key))
    return int(cursor.key)

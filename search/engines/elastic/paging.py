"""One page of rows, from a key onwards in either direction: no depth costs more than another."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from elasticsearch.dsl import Q, Search
from elasticsearch.dsl.query import Bool

from search.document import Document
from search.engines.base import Hit, Page
from search.engines.elastic.indices import Shelf
from search.engines.elastic.questions import matching, weighed
from search.engines.turning import page_at
from search.question import Question
from search.ranking import Statistics
from search.relevance import Stretch
from search.sorting import Sort
from search.tidying import seldom_tidied

Row = tuple[int, int, dict[str, Any]]  # key, case, document
AT_ONCE = 4_000  # documents of a file; each request looks for its place anew, among all that answer
KEYS = {Sort.NEWEST: "listed_at", Sort.OLDEST: "listed_at", Sort.DUE: "due_order"}
RANKED_MOST = 20_000  # documents that are weighed: of more, the newest are as good as any
LATE_BY = """
doc['late_by'].size() > 0 ? doc['late_by'].value : params.at - doc['late_from'].value
"""  # doubles hold microseconds of 285 years exactly


def page(shelf: Shelf, question: Question, at: int) -> Page:
    """Return the rows at the question's place (`search.engines.turning`)."""

    def read(asked: Question, asked_at: int) -> tuple[list[Row], bool]:
        return _rows(shelf, asked, at, asked_at)

    def show(rows: Sequence[Any]) -> tuple[Hit, ...]:
        return tuple(Hit.of(Document.from_json(document), question) for *__, document in rows)

    return page_at(question, at, read, show)


def _rows(shelf: Shelf, question: Question, at: int, asked_at: int) -> tuple[list[Row], bool]:
    """The page's rows in order, and whether there are more in the direction of reading."""
    backwards = question.before is not None
    search = _ordered(shelf, question, at, asked_at, "desc" if question.order.descending is not backwards else "asc")
    cursor = question.after or question.before
    if cursor is None:
        search = search.extra(
            from_=(question.page - 1) * question.size
        )  # by number only near the front, see MOST_PAGES
    else:
        search = search.extra(search_after=[int(cursor.key), cursor.case_id])
    found = _hits(search)
    rows = [(int(hit["sort"][0]), hit["sort"][1], hit["_source"]["document"]) for hit in found[: question.size]]
    return (rows[::-1] if backwards else rows), len(found) > question.size


def walk(shelf: Shelf, question: Question, at: int) -> Iterator[Document]:
    """Yield every document that answers, newest first, many at a time; nothing is kept open for a slow reader.

    The server looks for the next ones while these are read: either takes about as long.
    """
    search = _ordered(shelf, question.but(sort=Sort.NEWEST), at, at, "desc").extra(size=AT_ONCE)
    with ThreadPoolExecutor(1) as beside, seldom_tidied():
        found = _hits(search)
        while found:
            more = len(found) == AT_ONCE
            next_ones = beside.submit(_hits, search.extra(search_after=found[-1]["sort"])) if more else None
            yield from (Document.from_json(hit["_source"]["document"]) for hit in found)
            found = next_ones.result() if next_ones else []


def _hits(search: Search[Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = search.execute().to_dict()["hits"]["hits"]
    return found


def _ordered(shelf: Shelf, question: Question, at: int, asked_at: int, direction: str) -> Search[Any]:
    query = matching(question, at)
    key: dict[str, Any]
    case: dict[str, Any] = {"case_id": direction}
    if question.order is Sort.LATE:
        script = {"source": LATE_BY.strip(), "params": {"at": asked_at}}
        key = {"_script": {"type": "number", "script": script, "order": direction}}
    else:
        key = {KEYS[question.order]: direction}
    return _asking(shelf, query).sort(key, case).extra(size=question.size + 1)


def best(shelf: Shelf, question: Question, at: int, n: int, statistics: Statistics) -> list[Document]:
    """Up to `n` answers, best first; the newest, where words are in very many documents."""
    if statistics.at_most(question.wording) > RANKED_MOST:
        return newest(shelf, question, at, (), Stretch(n=n))
    query = matching(question, at)
    query.should = weighed(question.wording, statistics)
    query.minimum_should_match = 0
    score: Any = {"_score": "desc"}
    case: Any = {"case_id": "desc"}
    return _documents(_asking(shelf, query).sort(score, case).extra(size=n))


def newest(shelf: Shelf, question: Question, at: int, leaving_out: Collection[int], stretch: Stretch) -> list[Document]:
    """Answers by acceptance, without some cases."""
    query = matching(question, at)
    if leaving_out:
        query.must_not = [*query.must_not, Q("terms", case_id=list(leaving_out))]
    direction: Any = "asc" if stretch.backwards else "desc"
    search = _asking(shelf, query).sort({"listed_at": direction}, {"case_id": direction}).extra(size=stretch.n)
    place = {"from_": stretch.skip} if stretch.beyond is None else {"search_after": list(stretch.beyond)}
    return _documents(search.extra(**place))


def _documents(search: Search[Any]) -> list[Document]:
    return [Document.from_json(hit["_source"]["document"]) for hit in _hits(search)]


def _asking(shelf: Shelf, query: Bool) -> Search[Any]:
    search: Search[Any] = Search(using=shelf.client, index=shelf.live).query(query)
    return search.extra(track_total_hits=False)  # the whole source: there is little beside the document, so no parsing

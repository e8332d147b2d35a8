"""Totals and facets in one request; every facet is counted without its own choices, and with all the others'."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from elasticsearch.dsl import A, Q, Search
from elasticsearch.dsl.aggs import Agg
from elasticsearch.dsl.query import Bool, Query

from cases.rules.timeliness import Timeliness
from search.engines.base import Choice, Counts, EngineAwayError
from search.engines.elastic.connecting import reason_of
from search.engines.elastic.indices import Shelf
from search.engines.elastic.mapping import MARKED, WORDS
from search.engines.elastic.questions import FIELDS, IS_CASE, accepted, chosen, has_days, matching, timeliness
from search.narrowing import month_numbered
from search.question import Facet, Question
from search.ranking import Statistics

MOST = 10_000  # choices of a facet; a city has some hundred agencies
ALL, MONTHS = "all", "months"


def count(shelf: Shelf, question: Question, at: int) -> Counts:
    """Return total, facets and months of a question at `at` (microseconds)."""
    names = shelf.about("names")["names"]
    found = _search(shelf, question, at).execute().aggregations.to_dict()
    facets = {}
    for facet in Facet:
        bucket = found[facet.value if question.chosen(facet) else ALL]
        facets[facet] = _choices(facet, _counts(bucket[_within(facet)]), question, names)
    by_month = _counts(found[MONTHS if has_days(question) else ALL][MONTHS])
    months = {month_numbered(int(number)): n for number, n in sorted(by_month.items())}
    return Counts(total=found[ALL]["doc_count"], facets=facets, months=months)


def _search(shelf: Shelf, question: Question, at: int) -> Search[Any]:
    wide = matching(question.any_day(), at, ignoring=tuple(Facet))
    search = _asking(shelf).query(wide).extra(size=0, track_total_hits=False)
    conditions = {facet.value: [chosen(facet, question, at)] for facet in question.choices}
    counted = {facet.value: (_within(facet), _choices_of(facet, at)) for facet in Facet}
    counted[MONTHS] = (MONTHS, A("terms", field="month", size=MOST))
    if has_days(question):
        conditions[MONTHS] = accepted(question)
    parts = {ALL: [name for name in counted if name not in conditions]}
    parts |= {name: [name] for name in conditions}
    for part, names in parts.items():
        others = [query for name, queries in conditions.items() if name != part for query in queries]
        bucket: Any = A("filter", Bool(filter=others))
        for name in names:
            bucket.bucket(*counted[name])
        search.aggs.bucket(part, bucket)
    return search


def _within(facet: Facet) -> str:
    return f"by_{facet.value}"


def _choices_of(facet: Facet, at: int) -> Agg[Any]:
    if facet is Facet.VERDICT:
        return A("filters", filters={kind.value: timeliness(kind, at) for kind in Timeliness})
    return A("terms", field=FIELDS[facet], size=MOST)


def _counts(answer: Mapping[str, Any]) -> dict[str, int]:
    return {value: n for value, n in _buckets(answer["buckets"]) if n}


def _buckets(buckets: Any) -> Iterator[tuple[str, int]]:
    if isinstance(buckets, dict):
        yield from ((value, bucket["doc_count"]) for value, bucket in buckets.items())
    else:
        yield from ((bucket["key"], bucket["doc_count"]) for bucket in buckets)


def _choices(
    facet: Facet, counts: Mapping[str, int], question: Question, names: Mapping[str, Any]
) -> tuple[Choice, ...]:
    asked = question.chosen(facet)
    known = names.get(facet.value, {}) if facet not in (Facet.STATE, Facet.VERDICT) else None
    found = [
        Choice(
            value=value,
            name=value if known is None else known.get(value, ""),
            count=counts.get(value, 0),
            chosen=value in asked,
        )
        for value in {*counts, *asked}
    ]
    return tuple(sorted(found, key=lambda choice: (-choice.count, choice.name, choice.value)))


def _asking(shelf: Shelf) -> Search[Any]:
    return Search(using=shelf.client, index=shelf.live)


def totals(shelf: Shelf, questions: Sequence[Question], at: int) -> tuple[int, ...]:
    """Return the total of each question, all in one request."""
    if not questions:
        return ()
    searches: list[dict[str, Any]] = []
    for question in questions:
        searches += [{}, {"query": matching(question, at).to_dict(), "size": 0, "track_total_hits": True}]
    answers = shelf.client.msearch(index=shelf.live, searches=searches)["responses"]
    return tuple(_total(answer) for answer in answers)


def _total(answer: Mapping[str, Any]) -> int:
    if "error" in answer:
        raise EngineAwayError(reason_of(answer["status"], answer["error"]))
    return int(answer["hits"]["total"]["value"])


def statistics(shelf: Shelf, words: Collection[str]) -> Statistics:
    """How many documents there are, and in how many each of these words stands; one request."""
    asked = sorted(words)
    counted: Any = A("filters", filters={"all": IS_CASE} | {str(i): _stands(word) for i, word in enumerate(asked)})
    search = _asking(shelf).extra(size=0, track_total_hits=False)
    search.aggs.bucket(ALL, counted)
    found = _counts(search.execute().aggregations.to_dict()[ALL])
    n = {word: found[str(i)] for i, word in enumerate(asked) if str(i) in found}
    return Statistics(documents=found.get("all", 0), frequencies=n)


def _stands(word: str) -> Query:
    """Plain words have no marks, so their folded form is all there is to look for."""
    folded = Q("term", **{WORDS: word})
    return folded if word.isascii() else Bool(should=[folded, Q("term", **{WORDS + MARKED: word})])

"""A question as conditions on an index."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from elasticsearch.dsl import Q
from elasticsearch.dsl.query import Bool, Query

from cases.rules.timeliness import Timeliness
from search.engines.elastic.mapping import MARKED, WEIGHTS, WORDS
from search.engines.elastic.writing import UNSETTLED
from search.grammar import other_readings
from search.instants import micros
from search.question import Facet, Question
from search.wording import Term

FIELDS = {Facet.STATE: "state", Facet.AGENCY: "agencies", Facet.CATEGORY: "category", Facet.WARD: "ward"}
IS_CASE = Q("exists", field="listed_at")


def matching(question: Question, at: int, *, ignoring: Collection[Facet] = ()) -> Bool:
    """What answers the question, but for the choices of some facets."""
    wording = question.wording
    asked = [occurs(term) for term in wording.wanted] + _acceptance(question) + _box(question)
    asked += [chosen(facet, question, at) for facet in question.choices if facet not in ignoring]
    return Bool(filter=[IS_CASE, *asked], must_not=[occurs(term) for term in wording.unwanted])


def chosen(facet: Facet, question: Question, at: int) -> Query:
    """One of the choices of a facet."""
    values = question.chosen(facet)
    if facet is Facet.VERDICT:
        return _any([timeliness(Timeliness(value), at) for value in values])
    return Q("terms", **{FIELDS[facet]: list(values)})


def timeliness(kind: Timeliness, at: int) -> Query:
    """Twin of `cases.rules.standings.kind_at` and `timeliness`: settled so, or so at the instant asked about."""
    in_term, extended = Q("range", term_end={"gte": at}), Q("range", limit_at={"gte": at})
    broken = Q("range", broken_from={"lt": at})
    running = {
        Timeliness.IN_TERM: Bool(filter=[in_term]),
        Timeliness.EXTENDED: Bool(filter=[extended], must_not=[in_term]),
        Timeliness.PROMISE_BROKEN: Bool(filter=[broken], must_not=[in_term, extended]),
        Timeliness.OVERDUE: Bool(must_not=[in_term, extended, broken]),
    }.get(kind)
    settled = Q("term", settled=kind.value)
    if running is None:
        return settled
    return _any([settled, Bool(filter=[Q("term", settled=UNSETTLED), running])])


def occurs(term: Term, name: str = WORDS) -> Query:
    """The term stands in a field, by default in any of the texts."""
    field = name + MARKED if term.exact else name
    if len(term.words) == 1:
        return Q("term", **{field: term.words[0]})
    return Q("match_phrase", **{field: " ".join(term.words)})


def tells(term: Term, name: str) -> Query:
    """The term stands in a field, and is no word of grammar there that was not asked for."""
    if term.may_be_grammar:
        return Q("terms", **{name + MARKED: list(other_readings(term.folded[0]))})
    return occurs(term, name)


def weighed(terms: Sequence[Term]) -> list[Query]:
    """What adds to a case's place in the order of relevance. A score depends on the case alone: none ever shifts."""
    return [
        Q("constant_score", filter=tells(term, name), boost=weight)
        for term in terms
        for name, weight in WEIGHTS.items()
    ]


def _acceptance(question: Question) -> list[Query]:
    first, end = question.accepted_from, question.accepted_before
    bounds = {**({"gte": micros(first)} if first else {}), **({"lt": micros(end)} if end else {})}
    return [Q("range", accepted_at=bounds)] if bounds else []


def _box(question: Question) -> list[Query]:
    box = question.bbox
    if box is None:
        return []
    return [Q("range", lat={"gte": box.south, "lte": box.north}), Q("range", lon={"gte": box.west, "lte": box.east})]


def _any(queries: list[Query]) -> Query:
    return Bool(should=queries, minimum_should_match=1)

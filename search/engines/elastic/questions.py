"""A question as conditions on an index."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from elasticsearch.dsl import Q
from elasticsearch.dsl.query import Bool, Query

from cases.rules.timeliness import TIMELINESS_WHEN_ANSWERED, Timeliness
from search.engines.elastic.mapping import MARKED, WEIGHTS, WORDS
from search.engines.elastic.writing import UNSETTLED
from search.instants import instant_of, micros
from search.narrowing import METRES_A_DEGREE, Days, Narrowing, Near, Pick, late_before
from search.question import Facet, Question
from search.ranking import Statistics
from search.wording import Term, Want, Wording

FIELDS = {Facet.STATE: "state", Facet.AGENCY: "agencies", Facet.CATEGORY: "category", Facet.WARD: "ward"}
PICKED = {Pick.OUTCOME: "outcomes", Pick.SOURCE: "source", Pick.RATING: "rating"}
WITHIN = """
double up = (doc['lat'].value - params.lat) * params.up;
double right = (doc['lon'].value - params.lon) * params.right;
return up * up + right * right <= params.square;
"""
IS_CASE = Q("exists", field="listed_at")


def matching(question: Question, at: int, *, ignoring: Collection[Facet] = ()) -> Bool:
    """What answers the question, but for the choices of some facets."""
    wording = question.wording
    asked = [meets(want) for want in wording.firm]
    if wording.least_loose:
        loose = [meets(want) for want in wording.loose]
        asked.append(Bool(should=loose, minimum_should_match=wording.least_loose))
    asked += accepted(question)
    asked += [] if question.bbox is None else _within(**vars(question.bbox))
    asked += narrowed(question.more, at)
    asked += [chosen(facet, question, at) for facet in question.choices if facet not in ignoring]
    return Bool(filter=[IS_CASE, *asked], must_not=[occurs(term) for term in wording.unwanted])


def has_days(question: Question) -> bool:
    """True where days of acceptance are asked for."""
    return question.since is not None or question.until is not None


def accepted(question: Question) -> list[Query]:
    """The acceptance lies within the days that are asked for."""
    return _days("accepted_at", Days(since=question.since, until=question.until))


def chosen(facet: Facet, question: Question, at: int) -> Query:
    """One of the choices of a facet."""
    values = question.chosen(facet)
    if facet is Facet.VERDICT:
        return _any([timeliness(Timeliness(value), at) for value in values])
    return Q("terms", **{FIELDS[facet]: list(values)})


def timeliness(kind: Timeliness, at: int) -> Query:
    """It stands so for good, or runs and stands so at the instant asked about."""
    settled = Q("term", settled=kind.value)
    return settled if kind in TIMELINESS_WHEN_ANSWERED.values() else _any([settled, running(kind, at)])


def running(kind: Timeliness, at: int) -> Query:
    """Twin of `cases.rules.standings.kind_at` for clocks that run and have a term."""
    in_term, extended = Q("range", term_end={"gte": at}), Q("range", limit_at={"gte": at})
    broken = Q("range", broken_from={"lt": at})
    so, not_so = {
        Timeliness.IN_TERM: ([in_term], []),
        Timeliness.EXTENDED: ([extended], [in_term]),
        Timeliness.PROMISE_BROKEN: ([broken], [in_term, extended]),
        Timeliness.OVERDUE: ([], [in_term, extended, broken]),
    }[kind]
    return Bool(filter=[Q("term", settled=UNSETTLED), *so], must_not=not_so)


def meets(want: Want, name: str = WORDS) -> Query:
    """What is wanted stands in a field, by default in any of the texts, in one of its ways."""
    return _any([Bool(filter=[occurs(term, name) for term in way]) for way in want.ways])


def occurs(term: Term, name: str = WORDS) -> Query:
    """The term stands in a field; for one that is `bare`, a text without any mark will do too."""
    found = _following(term.words, name + MARKED if term.exact else name)
    return _any([found, _following(term.folded, name + MARKED)]) if term.bare else found


def _following(words: Sequence[str], field: str) -> Query:
    if len(words) == 1:
        return Q("term", **{field: words[0]})
    return Q("match_phrase", **{field: " ".join(words)})


def weighed(wording: Wording, statistics: Statistics) -> list[Query]:
    """What adds to a case's first place in the order of relevance: rare words more, telling fields more."""
    found = []
    for want in (*wording.wanted, *wording.beside):
        weight = sum(statistics.weight(term, i) for term in want.typed for i in range(len(term.folded)))
        found += [
            Q("constant_score", filter=meets(want, name), boost=round(weight * tells, 3))
            for name, tells in WEIGHTS.items()
        ]
    return found


def narrowed(more: Narrowing, at: int) -> list[Query]:
    """What is asked more rarely."""
    found = [Q("terms", **{PICKED[pick]: list(values)}) for pick, values in more.picks.items()]
    found += [query for span, days in more.spans.items() for query in _days(f"{span.value}_at", days)]
    found += [Q("term", **{flag.value: wanted}) for flag, wanted in more.flags.items()]
    if more.took is not None:
        most = {} if more.took.most is None else {"lte": more.took.most}
        found.append(Q("range", took_days={"gte": more.took.least, **most}))
    if more.late is not None:
        found.append(_late(more.late, at))
    return found if more.near is None else [*found, *_near(more.near)]


def _days(field: str, days: Days) -> list[Query]:
    bounds = {**({"gte": micros(days.first)} if days.first else {}), **({"lt": micros(days.end)} if days.end else {})}
    return [Q("range", **{field: bounds})] if bounds else []


def _late(days: int, at: int) -> Query:
    """By how much those were late that run no more is known; the others are compared with `at`."""
    passed = Q("range", term_end={"lt": micros(late_before(instant_of(at), days))})
    still = _any([running(Timeliness.OVERDUE, at), running(Timeliness.PROMISE_BROKEN, at)])
    return _any([Q("range", days_late={"gte": days}), Bool(filter=[passed, still])])


def _near(near: Near) -> list[Query]:
    """The box around the circle first: only what lies in it is measured, and as the rule measures."""
    north, east = near.span
    box = _within(west=near.lon - east, south=near.lat - north, east=near.lon + east, north=near.lat + north)
    names = {"lat": near.lat, "lon": near.lon, "up": METRES_A_DEGREE, "right": near.a_degree_east}
    params = {**names, "square": float(near.metres * near.metres)}
    return [*box, Q("script", script={"source": WITHIN, "params": params})]


def _within(*, west: float, south: float, east: float, north: float) -> list[Query]:
    return [Q("range", lat={"gte": south, "lte": north}), Q("range", lon={"gte": west, "lte": east})]


def _any(queries: list[Query]) -> Query:
    return Bool(should=queries, minimum_should_match=1)

"""What Elasticsearch is asked for a question: every condition, at its boundary, as it is sent to a server."""

import math
from datetime import UTC, date, datetime

import pytest

from cases.rules.timeliness import Timeliness
from search.engines.elastic import counting, questions
from search.engines.elastic.cells import ROW, _tally
from search.engines.elastic.naming import _streets
from search.engines.elastic.questions import matching, timeliness, weighed
from search.instants import micros
from search.lexicon import Lexicon
from search.narrowing import Days, Flag, Narrowing, Near, Pick, Span
from search.question import Box, Facet, Question
from search.ranking import Statistics
from search.wording import read
from tests.search.engines.elastic.as_words import parts, said

AT = micros(datetime(2026, 11, 25, 1, 0, tzinfo=UTC))  # Wednesday 08:00 in Huế
DAY = 86_400_000_000
#: The first instant of 25/11/2026 in Huế.
MIDNIGHT = micros(datetime(2026, 11, 24, 17, 0, tzinfo=UTC))
WEDNESDAY = date(2026, 11, 25)


def asked(**question):
    """The conditions but the first, which every question has."""
    first, *others = parts(matching(Question(**question), AT))
    assert first == "has listed_at", "the entry about the index is no case"
    return others


# --- what is asked of facts -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ({}, []),
        ({"since": WEDNESDAY}, [f"accepted_at >= {MIDNIGHT}"]),
        ({"until": WEDNESDAY}, [f"accepted_at < {MIDNIGHT + DAY}"]),
        (
            {"since": WEDNESDAY, "until": WEDNESDAY},
            [f"accepted_at >= {MIDNIGHT} & accepted_at < {MIDNIGHT + DAY}"],
        ),
        (
            {"bbox": Box(west=107.5, south=16.25, east=107.75, north=16.5)},
            ["lat >= 16.25 & lat <= 16.5", "lon >= 107.5 & lon <= 107.75"],
        ),
        ({"choices": {Facet.STATE: ("answered",)}}, ["state in ['answered']"]),
        ({"choices": {Facet.AGENCY: ("b", "a")}}, ["agencies in ['a', 'b']"]),
        (
            {"choices": {Facet.WARD: ("w",), Facet.CATEGORY: ("c",)}},
            ["category in ['c']", "ward in ['w']"],
        ),
        ({"more": Narrowing(picks={Pick.OUTCOME: ("done", "planned")})}, ["outcomes in ['done', 'planned']"]),
        ({"more": Narrowing(picks={Pick.SOURCE: ("hue",)})}, ["source in ['hue']"]),
        ({"more": Narrowing(picks={Pick.RATING: ("satisfied",)})}, ["rating in ['satisfied']"]),
        ({"more": Narrowing(flags={Flag.PHOTOS: True, Flag.RETURNED: False})}, ["returned is False", "photos is True"]),
        ({"more": Narrowing(spans={Span.SENT: Days(since=WEDNESDAY)})}, [f"sent_at >= {MIDNIGHT}"]),
        ({"more": Narrowing(spans={Span.DUE: Days(until=WEDNESDAY)})}, [f"due_at < {MIDNIGHT + DAY}"]),
        (
            {"more": Narrowing(spans={Span.ANSWERED: Days(since=WEDNESDAY, until=WEDNESDAY)})},
            [f"answered_at >= {MIDNIGHT} & answered_at < {MIDNIGHT + DAY}"],
        ),
    ],
)
def test_facts_are_compared_with_what_is_asked(question, expected):
    assert asked(**question) == expected


def test_choices_of_some_facets_are_left_out_where_they_are_counted():
    question = Question(choices={Facet.STATE: ("answered",), Facet.WARD: ("w",)})
    assert parts(matching(question, AT, ignoring=[Facet.STATE])) == ["has listed_at", "ward in ['w']"]
    assert parts(matching(question, AT, ignoring=tuple(Facet))) == ["has listed_at"]


@pytest.mark.parametrize(
    ("since", "until", "has"),
    [(None, None, False), (WEDNESDAY, None, True), (None, WEDNESDAY, True), (WEDNESDAY, WEDNESDAY, True)],
)
def test_whether_days_are_asked_for(since, until, has):
    assert questions.has_days(Question(since=since, until=until)) is has


# --- verdicts -------------------------------------------------------------------------------------------------------

RUNNING = {
    Timeliness.IN_TERM: f"(settled is unsettled & term_end >= {AT})",
    Timeliness.EXTENDED: f"(settled is unsettled & limit_at >= {AT} & not term_end >= {AT})",
    Timeliness.PROMISE_BROKEN: (
        f"(settled is unsettled & broken_from < {AT} & not term_end >= {AT} & not limit_at >= {AT})"
    ),
    Timeliness.OVERDUE: (
        f"(settled is unsettled & not term_end >= {AT} & not limit_at >= {AT} & not broken_from < {AT})"
    ),
}


@pytest.mark.parametrize("kind", RUNNING)
def test_what_runs_is_compared_with_the_instant_and_what_is_settled_is_known(kind):
    assert said(timeliness(kind, AT)) == f"(settled is {kind.value} | {RUNNING[kind]})"


@pytest.mark.parametrize("kind", ["answered_in_term", "answered_extended", "answered_late"])
def test_what_was_answered_is_settled_and_no_instant_changes_it(kind):
    assert said(timeliness(Timeliness(kind), AT)) == f"settled is {kind}"


def test_any_of_several_verdicts():
    (found,) = asked(choices={Facet.VERDICT: ("answered_late", "in_term")})
    assert found == f"(settled is answered_late | (settled is in_term | {RUNNING[Timeliness.IN_TERM]}))"


@pytest.mark.parametrize(("days", "before"), [(1, MIDNIGHT), (2, MIDNIGHT - DAY), (10, MIDNIGHT - 9 * DAY)])
def test_who_runs_is_so_many_days_late_since_the_midnight_before(days, before):
    late = f"({RUNNING[Timeliness.OVERDUE]} | {RUNNING[Timeliness.PROMISE_BROKEN]})"
    assert asked(more=Narrowing(late=days)) == [f"(days_late >= {days} | (term_end < {before} & {late}))"]


def test_what_is_near_lies_in_the_box_and_is_measured_from_the_point():
    near = Near(lat=60.0, lon=107.5, metres=200)  # where a degree to the east is half as long as one to the north
    north, east, script = asked(more=Narrowing(near=near))
    reach = 200 / 111_195
    for condition, middle, way in ((north, 60.0, reach), (east, 107.5, 2 * reach)):
        low, high = (float(each.split()[-1]) for each in condition.split(" & "))
        assert low < middle - way < middle + way < high
        assert high - low == pytest.approx(2 * way, abs=5e-6), "and no wider than it must be"
    assert script == "script lat 60, lon 107.5, right 55597.5, square 40000, up 111195"


# --- words ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("xe", ["words is xe"]),
        ("Xe TẢI", ["words is xe", "words_marked is tai\u0309"]),
        ('"xe tai"', ["words says xe tai"]),
        ('"xe tải"', ["words_marked says xe tai\u0309"]),
        ("12/4a", ["words says 12 4a"]),
        ("xe -tai", ["words is xe", "not words is tai"]),
        ('-"xe tải" -xe', ["not words_marked says xe tai\u0309", "not words is xe"]),
        ("", []),
        ("-", []),
    ],
)
def test_words_are_looked_for_folded_or_as_they_are_written(q, expected):
    assert asked(q=q) == expected


def test_as_many_of_the_loose_words_as_must_be_met_are_counted_by_the_server():
    question = Question(q='"kim" xe ga tai')
    __, *others = parts(matching(question.read_as(read(question.q).loosened(3)), AT))
    assert others == ["words is kim", "2 of (words is xe, words is ga, words is tai)"]


def test_any_way_of_saying_it_and_what_is_bare_will_do_without_marks():
    (want, number) = read("dien duong 5", Lexicon([(("điện đường", "đèn"), False)])).wanted
    bare = "(words_marked is đen\u0300 | words_marked is den)"
    assert said(questions.meets(want)) == f"((words is dien & words is duong) | {bare})"
    assert said(questions.meets(number)) == "words is 5"
    assert said(questions.meets(number, "title")) == "title is 5"


def test_rare_words_and_telling_fields_add_more_to_the_first_place():
    statistics = Statistics(documents=1000, frequencies={"xe": 500, "ngap": 3})
    found = [said(query) for query in weighed(read("xe ngap"), statistics)]
    common, rare = (math.log(1 + 1000.5 / (n + 0.5)) for n in (500, 3))
    tells = {"title": 8, "place": 4, "names": 2, "text": 2, "answer": 1}
    assert found == [
        f"{name} is {word} adds {round(weight * tell, 3)}"
        for word, weight in (("xe", common), ("ngap", rare))
        for name, tell in tells.items()
    ]
    assert rare > 5 * common


# --- counts ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("buckets", "counts"),
    [
        ([{"key": "a", "doc_count": 3}, {"key": "b", "doc_count": 0}], {"a": 3}),
        ({"in_term": {"doc_count": 2}, "overdue": {"doc_count": 0}}, {"in_term": 2}),
        ([], {}),
        ({}, {}),
    ],
    ids=["a list", "by name", "no list", "no names"],
)
def test_what_counts_nothing_is_no_choice(buckets, counts):
    assert counting._counts({"buckets": buckets}) == counts


def test_choices_come_most_frequent_first_then_by_name_and_what_is_chosen_is_among_them():
    names = {"ward": {"a": "Vỹ Dạ", "b": "An Cựu", "c": "Kim Long"}}
    question = Question(choices={Facet.WARD: ("c", "d")})
    found = counting._choices(Facet.WARD, {"a": 2, "b": 2, "e": 5}, question, names)
    assert [(each.value, each.name, each.count, each.chosen) for each in found] == [
        ("e", "", 5, False),  # nobody has named it
        ("b", "An Cựu", 2, False),
        ("a", "Vỹ Dạ", 2, False),
        ("d", "", 0, True),
        ("c", "Kim Long", 0, True),
    ]


@pytest.mark.parametrize(("facet", "value"), [(Facet.STATE, "answered"), (Facet.VERDICT, "overdue")])
def test_words_of_ours_are_named_by_themselves(facet, value):
    (found,) = counting._choices(facet, {value: 1}, Question(), {facet.value: {value: "of a ward"}})
    assert (found.name, found.count, found.chosen) == (value, 1, False)


def test_a_plain_word_is_looked_for_once_and_one_with_marks_in_either_form():
    assert said(counting._stands("xe")) == "words is xe"
    either = {"minimum_should_match": 1, **counting._stands("tai\u0309").to_dict()["bool"]}
    assert said({"bool": either}) == "(words is tai\u0309 | words_marked is tai\u0309)"


# --- cells, streets -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("x", "y"), [(0, 0), (1, 0), (0, ROW - 1), (36_000_000, 18_000_000)], ids=["corner", "east", "north", "far"]
)
def test_a_cell_is_one_whole_number_and_both_of_its_places(x, y):
    told = {name: {"value": 1.5} for name in ("west", "south", "east", "north")}
    sums = {"east_sum": {"value": 7.0}, "north_sum": {"value": 9.0}, "first": {"value": 48213.0}}
    tally = _tally({"key": float(x * ROW + y), "doc_count": 3, "late": {"doc_count": 2}, **told, **sums})
    assert (tally.x, tally.y, tally.n, tally.late) == (x, y, 3, 2)
    assert (tally.east_sum, tally.north_sum, tally.first, tally.west) == (7, 9, 48213, 1.5)
    assert isinstance(tally.first, int)


def test_a_street_that_is_spelt_in_two_ways_is_one_and_the_more_frequent_way_names_it():
    buckets = [
        {"key": " hoa binh\tHoà Bình", "doc_count": 5},
        {"key": " hoa binh\tHòa Bình", "doc_count": 3},
        {"key": " hoa binh\tHóa Bình", "doc_count": 2},
    ]
    assert [(name.name, name.value, name.count) for name in _streets(buckets)] == [
        ("Hoà Bình", "Hoà Bình", 8),
        ("Hóa Bình", "Hóa Bình", 2),
    ]

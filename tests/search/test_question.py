"""A question and its one address."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from hypothesis import assume, given
from hypothesis import strategies as st

from cases.public.parameters import REFUSED
from cases.rules.states import CaseState
from search.asking import question_of, read_question
from search.question import Box, Facet, Question
from search.sorting import Cursor, Sort
from tests.search.strategies import placed, questions

CURSOR = Cursor(key=5, case_id=7, at=9)
#: No report is public in these states: to offer one would be to say that there is something.
NEVER_FOUND = [state for state in CaseState if state not in (CaseState.IN_PROGRESS, CaseState.ANSWERED)]


def asked(query):
    return read_question(QueryDict(query))


@given(placed)
def test_a_question_and_its_address_are_the_same(question):
    assume(question.chosen(Facet.STATE) != ("answered",))  # with verdicts of open cases: read in today's words
    again = read_question(QueryDict(question.query))
    assert again == question
    assert again.problems == ()
    assert again.query == question.query
    assert hash(again) == hash(question)


@pytest.mark.parametrize(
    ("given_query", "canonical"),
    [
        ("", ""),
        ("q=&state=&from=&sort=&ward=", ""),
        ("utm_source=x&fbclid=y&gclid=z&zarsrc=30&foreign=", ""),
        # Said before answered cases had words of their own; where open ones are asked for too, the words fit them.
        ("state=answered&verdict=overdue", "state=answered&verdict=answered_late"),
        ("state=answered&verdict=overdue&verdict=promise_broken", "state=answered&verdict=answered_late"),
        (
            "state=answered&verdict=in_term&verdict=extended",
            "state=answered&verdict=answered_extended&verdict=answered_in_term",
        ),
        ("state=answered&verdict=answered_late", "state=answered&verdict=answered_late"),
        ("state=answered&state=in_progress&verdict=overdue", "state=answered&state=in_progress&verdict=overdue"),
        ("state=in_progress&verdict=overdue", "state=in_progress&verdict=overdue"),
        ("verdict=overdue", "verdict=overdue"),
        ("ward=kim-long&q=%C4%91%C3%A8n&state=answered", "q=%C4%91%C3%A8n&state=answered&ward=kim-long"),
        ("q=den&q=duong", "q=den+duong"),
        ("q=++den%0A%09duong+", "q=den+duong"),
        ("q=de%CC%80n", "q=d%C3%A8n"),  # NFD becomes NFC
        ("verdict=overdue&verdict=extended&verdict=overdue", "verdict=extended&verdict=overdue"),
        ("sort=newest", ""),
        ("q=den&sort=newest", "q=den&sort=newest"),
        ("q=den&sort=relevance", "q=den"),
        ("sort=relevance", ""),
        ("q=-den&sort=relevance", "q=-den"),
        ("from=24/11/2026&to=2026-11-25", "from=2026-11-24&to=2026-11-25"),
        ("bbox=107.4,16.30,107.7000001,16.6", "bbox=107.4,16.3,107.7,16.6"),
        ("page=1", ""),
        ("page=3", "page=3"),
        ("page=3&after=5_7_9", "after=5_7_9"),
        ("after=5_7_9&before=1_2_3", "after=5_7_9"),
        ("sort=late&agency=b&agency=a", "agency=a&agency=b&sort=late"),
    ],
)
def test_the_canonical_address(given_query, canonical):
    question = asked(given_query)
    assert question.query == canonical
    assert question.problems == ()


@pytest.mark.parametrize(
    ("given_query", "named", "canonical"),
    [
        ("verdict=late", ["verdict=late"], ""),
        ("verdict=late&verdict=overdue", ["verdict=late"], "verdict=overdue"),
        ("state=x&verdict=y", ["state=x", "verdict=y"], ""),
        ("agency=..%2Fetc", ["agency=../etc"], ""),
        ("ward=%C4%91%C3%A8n", ["ward=đèn"], ""),
        ("ward=a%00b", ["ward=a\x00b"], ""),
        ("from=2026-02-30", ["from=2026-02-30"], ""),
        ("from=hôm qua&to=2026-11-25", ["from=hôm qua"], "to=2026-11-25"),
        ("from=0001-01-01", ["from=0001-01-01"], ""),
        ("to=9999-12-31", ["to=9999-12-31"], ""),
        ("from=2026-11-25&to=2026-11-24", ["2026-11-25", "2026-11-24"], ""),
        ("from=2026-11-24&from=2026-11-25", ["from=2026-11-24"], "from=2026-11-25"),
        ("bbox=1,2,3", ["bbox=1,2,3"], ""),
        ("bbox=1,2,nan,4", ["bbox=1,2,nan,4"], ""),
        ("bbox=1,2,inf,4", ["bbox=1,2,inf,4"], ""),
        ("bbox=3,2,1,4", ["bbox=3,2,1,4"], ""),
        ("bbox=1,4,3,2", ["bbox=1,4,3,2"], ""),
        ("bbox=1,2,3,91", ["bbox=1,2,3,91"], ""),
        ("sort=best", ["sort=best"], ""),
        *((f"state={state.value}", [f"state={state.value}"], "") for state in NEVER_FOUND),
        ("page=0", ["page=0"], ""),
        ("page=101", ["page=101"], ""),
        ("page=-1", ["page=-1"], ""),
        ("page=%D9%A3", ["page=٣"], ""),
        ("after=abc", ["after=abc"], ""),
        ("before=99999999999999999999_1_1", ["before=9"], ""),
        ("after=1e999_1_1", ["after=1e999"], ""),
        ("q=%3F%21", ["?!"], ""),
        ("agencies=a&ward=b", ["agencies"], "ward=b"),
        ("Verdict=overdue", ["Verdict"], ""),
        ("q=" + "a" * 201, ["200"], "q=" + "a" * 200),
    ],
)
def test_what_cannot_be_heeded_is_named(given_query, named, canonical):
    question = read_question(QueryDict(given_query), REFUSED)
    assert question.query == canonical
    assert len(question.problems) == len([n for n in named if "=" in n] or [1])
    for name in named:
        assert any(name in problem for problem in question.problems)
    assert all(problem.startswith("Không dùng được") and problem.endswith(".") for problem in question.problems)


@pytest.mark.parametrize(
    ("given_query", "said"),
    [
        ("ward=%C4%91%C3%A8n", "Đã bỏ qua “Phường, xã: đèn”: không có lựa chọn này."),
        ("from=mai", "Đã bỏ qua “Từ ngày: mai”: không hiểu được giá trị này."),
        ("to=1&to=2026-11-25", "Đã bỏ qua “Đến ngày: 1”: chỉ dùng được một giá trị."),
        ("sort=best", "Đã bỏ qua “Thứ tự: best”: không hiểu được giá trị này."),
        ("bbox=1", "Đã bỏ qua “Khung bản đồ: 1”: không hiểu được giá trị này."),
        ("don-vi=a&utm_term=x&tim=b", "Đã bỏ qua “don-vi”, “tim”: danh sách không có tham số này."),
        (
            "&".join(f"a{n}=1" for n in range(9)),
            "Đã bỏ qua “a0”, “a1”, “a2”, “a3”, “a4”, …: danh sách không có tham số này.",
        ),
        (f"{'n' * 5000}=1", f"Đã bỏ qua “{'n' * 80}”: danh sách không có tham số này."),
    ],
)
def test_people_read_labels_and_no_names_of_parameters(given_query, said):
    assert asked(given_query).problems == (said,)


def test_every_part_of_an_address_has_a_label():
    names = {*(facet.value for facet in Facet), "from", "to", "bbox", "sort", "page", "after", "before"}
    for name in names:
        assert "=" not in " ".join(asked(f"{name}=%00").problems)


FILTERS = ["from", "to", "bbox", *(facet.value for facet in Facet)]
VALUES = st.text(max_size=20) | st.sampled_from(["2026-11-25", "25/11/2026", "107,16,108,17", "overdue", "kim-long"])


@given(st.sampled_from(FILTERS), VALUES)
def test_no_choice_is_dropped_in_silence(name, value):
    data = MultiValueDict({name: [value]})
    question = read_question(data)
    assert (len(question.pairs()) == 1) is (bool(value.strip()) and not question.problems)
    assert bool(question.problems) is (bool(value.strip()) and not question.pairs())


@given(st.dictionaries(st.sampled_from(["q", "sort", "page", "after", "before", *FILTERS]), st.lists(VALUES)))
def test_anything_can_be_asked(data):
    question = read_question(MultiValueDict(data))
    assert read_question(QueryDict(question.query)) == question


def test_too_many_choices_are_cut_and_said():
    question = asked("&".join(f"agency=a{n}" for n in range(70)))
    assert len(question.chosen(Facet.AGENCY)) == 60
    assert len(question.problems) == 1


def test_a_long_wrong_value_is_not_repeated_in_full():
    (problem,) = asked("verdict=" + "x" * 5000).problems
    assert len(problem) < 200


def test_days_are_days_of_the_city():
    question = asked("from=2026-11-24&to=2026-11-25")
    assert question.accepted_from == datetime(2026, 11, 23, 17, tzinfo=UTC)
    assert question.accepted_before == datetime(2026, 11, 25, 17, tzinfo=UTC)
    assert asked("").accepted_from is asked("").accepted_before is None


def test_every_state_and_verdict_can_be_chosen():
    query = "state=reopened&state=in_progress&verdict=in_term&verdict=promise_broken"
    assert asked(query).problems == ()
    assert asked(query).chosen(Facet.VERDICT) == ("in_term", "promise_broken")


@given(questions)
def test_neighbours_begin_at_the_first_page(question):
    placed_question = question.but(after=CURSOR)
    assert placed_question.after == CURSOR
    assert placed_question.first_page() == question
    for facet in Facet:
        assert placed_question.without(facet).chosen(facet) == ()
        assert placed_question.without(facet).after is None
        assert placed_question.having(facet, "x").chosen(facet) == ("x",)
    assert question.whole() == placed_question.but(sort=Sort.DUE).whole()


def test_one_choice_can_be_taken_away():
    question = asked("verdict=overdue&verdict=extended&ward=a")
    assert question.without(Facet.VERDICT, "overdue").query == "verdict=extended&ward=a"
    assert question.without(Facet.VERDICT).query == "ward=a"
    assert question.without(Facet.WARD, "b") == question


def test_problems_are_no_part_of_the_question():
    assert asked("verdict=x") == asked("")
    assert asked("verdict=x").but(q="a").problems == ()


def test_controls_and_halves_of_characters_are_not_asked():
    assert Question(q="a\x00b\ud800c").q == "a b c"


def test_a_box_holds_its_edges():
    box = Box(west=1, south=2, east=3, north=4)
    assert box.holds(2, 1)
    assert box.holds(4, 3)
    assert not box.holds(4.00001, 3)
    assert not box.holds(2, 0.99999)
    assert not box.holds(None, 2)
    assert not box.holds(3, None)


def test_code_that_asks_nonsense_is_told():
    assert question_of({"verdict": ["overdue"], "agency": "a", "from": "2026-11-01"}).since == date(2026, 11, 1)
    with pytest.raises(ValueError, match="verdict=late"):
        question_of({"verdict": "late"})


@pytest.mark.parametrize(
    "text",
    [
        *("", "1", "1_2", "x_1_1", "1_-2_3", "nan_1_1", "1_1_9999999999999999999", "١_1_1"),
        *("1_2_3_", "1_2_3_0", "1_2_3_-4", "1_2_3_4_5", "1_2_3_9999999999999999999"),
    ],
)
def test_what_is_no_cursor(text):
    assert Cursor.read(text) is None


@pytest.mark.parametrize("row", [None, 1, 25, 2**63 - 1])
def test_cursors_keep_their_number(row):
    cursor = Cursor(key=1, case_id=2, at=3, row=row)
    assert Cursor.read(str(cursor)) == cursor
    assert str(cursor) == ("1_2_3" if row is None else f"1_2_3_{row}")


@pytest.mark.parametrize(
    ("place", "first"),
    [
        ({}, 1),
        ({"page": 3}, 51),
        ({"after": replace(CURSOR, row=25)}, 26),
        ({"after": replace(CURSOR, row=7)}, 8),
        ({"after": CURSOR}, None),
        ({"before": replace(CURSOR, row=51)}, 26),
        ({"before": replace(CURSOR, row=26)}, 1),
        ({"before": replace(CURSOR, row=3)}, 1),
        ({"before": CURSOR}, None),
        ({"after": replace(CURSOR, row=50), "before": CURSOR}, 51),
    ],
)
def test_a_question_knows_the_number_of_its_first_row(place, first):
    assert Question(**place).first_row == first


def test_cursors_of_rows_count_on():
    numbered = Question(page=2).cursors([(9, 3), (8, 2)], at=4)
    assert numbered == [Cursor(key=9, case_id=3, at=4, row=26), Cursor(key=8, case_id=2, at=4, row=27)]
    assert [c.row for c in Question(after=CURSOR).cursors([(9, 3), (8, 2)], at=4)] == [None, None]


@pytest.mark.parametrize("key", [0, -5, 2**63 - 1, 1.5, -2.5e-07, 1e300])
def test_cursors_keep_their_key_exactly(key):
    cursor = Cursor(key=key, case_id=3, at=4)
    if abs(key) < 2**63:
        assert Cursor.read(str(cursor)) == cursor
    else:
        assert Cursor.read(str(cursor)) is None

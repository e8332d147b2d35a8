"""How well a document fits, worked out by hand; which readings are looser; and what is offered to who types."""

import math
from dataclasses import replace

import pytest

from search.document import Named
from search.engines.base import Counts
from search.engines.embedded.expressions import any_of, every, expression
from search.engines.memory import MemoryEngine
from search.lexicon import Lexicon
from search.loosening import Looser, Reading, _together, want_weight
from search.question import PAGE_SIZE, Question
from search.ranking import Plan, Statistics, rank
from search.relevance import WINDOW, rows
from search.sorting import Cursor, Sort
from search.wording import Term, read
from tests.search.documents import HOUR, NOW, document

BARE = {
    "title": "một",
    "place": "",
    "text": "",
    "answer": "",
    "category": Named("x", "hai"),
    "ward": None,
    "agencies": (),
}
RARE = Statistics(documents=9, frequencies={})  # every word as rare as any other


def score(q, lexicon=None, statistics=RARE, **facts):
    wording = read(q, lexicon) if lexicon else read(q)
    return Plan(wording, statistics).score(document(1, **{**BARE, **facts}))


# --- scores ----------------------------------------------------------------------------------------------------------

WAYS = Lexicon([(("kiệt", "hẻm"), False), (("điện đường", "đèn"), False)])


@pytest.mark.parametrize(
    ("q", "facts", "expected"),
    [
        # One word: how much its field tells.
        ("den", {"text": "đèn"}, 0.85),
        ("den", {"title": "đèn"}, 0.9),
        ("den", {"place": "đèn"}, 1.0),
        ("den", {"answer": "đèn"}, 0.7),
        ("den", {"category": Named("c", "đèn")}, 1.2),
        ("den", {"category": Named("c", "đèn, điện")}, 1.2 / math.sqrt(2)),
        ("den", {"ward": Named("w", "đèn")}, 0.6),
        ("den", {"agencies": (Named("a", "đèn"),)}, 0.6),
        ("a1", {}, 1.0),
        ("ref-1", {}, None),
        # In two fields half of each more: the best and half of the other.
        ("den", {"title": "đèn", "text": "đèn"}, (0.9 + 0.9 + 0.85) / 2),
        ("den", {"text": "đèn đèn đèn"}, 0.85),
        # What is in passing counts a fifth, and is a fifth there.
        ("den", {"text": "đến"}, 0.85 * 0.2 * 0.2**0.6),
        ("Nguyễn", {"text": "ở Nguyễn Huệ"}, 0.85 * 0.2 * 0.2**0.6),
        ("hong", {"text": "ở Sóng Hồng"}, 0.85 * 0.2 * 0.2**0.6),
        ("den", {"text": "đến", "title": "đèn"}, 0.9),
        # Marks that were typed, in a text without any.
        ("đèn", {"text": "den"}, 0.85 * 0.9 * 0.9**0.6),
        ("đèn", {"text": "den tắt"}, 0.0),  # a text with some would have had this one
        ("đèn", {"text": "đèn"}, 0.85),
        # Typed without marks, in a text of six words without any: some of them were written without theirs.
        ("den", {"text": "den a b c d"}, 0.85),
        ("den", {"text": "den a b c d e"}, 0.85 * 0.9 * 0.9**0.6),
        ("den", {"text": "den a b c d ệ"}, 0.85),
        # Two words, side by side and apart, one alone.
        ("rac cot", {"text": "rác cột"}, 0.85 * (2 + 0.9) / 2),
        ("rac cot", {"text": "cột rác"}, 0.85),
        ("rac cot", {"text": "rác ở cột"}, 0.85),
        ("rac cot", {"text": "rác"}, 0.85 / 2 * 0.5**0.6),
        ("rac cot", {"title": "rác", "text": "cột"}, (0.9 + 0.85) / 2),
        ('"rac cot"', {"text": "rác cột"}, 0.85 * (2 + 0.9) / 2),
        # Another way of saying it.
        ("kiệt", {"text": "hẻm"}, 0.75 * 0.85 * 0.75**0.6),
        ("kiệt", {"text": "kiệt hẻm"}, 0.85),
        ("xyz", {"text": "đèn"}, 0.0),
        ("", {"text": "đèn"}, 0.0),
        ("-den", {"text": "đèn"}, 0.0),
    ],
)
def test_a_score_by_hand(q, facts, expected):
    found = score(q, WAYS, **facts)
    if expected is None:  # two words of equal weight, both there and side by side in one field
        expected = 1.0 * (2 + 0.9) / 2
    assert found == pytest.approx(expected)


@pytest.mark.parametrize(
    ("typed", "text", "expected"),
    [
        ("Ngư", "ở Ngự", 0.85),
        ("hõng", "hỏng", 0.85),
        ("nổi", "nói", 0.85 * 0.2 * 0.2**0.6),  # another word
        ("nổi", "noi", 0.85),  # nobody has said which
    ],
)
def test_where_marks_were_left_out_of_account_what_was_not_meant_counts_in_passing(typed, text, expected):
    wording = read(typed)
    loose = wording.loosened(1, wording.wanted[0].typed[0].words)
    assert not loose.wanted[0].typed[0].exact
    found = Plan(loose, RARE).score(document(1, **{**BARE, "text": text}))
    assert found == pytest.approx(expected)


def test_a_rare_word_weighs_more_and_a_word_of_grammar_a_quarter():
    known = Statistics(documents=99, frequencies={"den": 99, "cot": 9})
    common, rare, none = (known.weight(Term(words=(w,), folded=(w,), exact=False), 0) for w in ("duong", "cot", "xyz"))
    assert rare == pytest.approx(math.log(1 + 99.5 / 9.5))
    assert common == none == pytest.approx(math.log(1 + 99.5 / 0.5))
    (grammar,) = [want.typed[0] for want in read("den").wanted]
    assert known.weight(grammar, 0) == pytest.approx(math.log(2) / 4)
    (lamp,) = [want.typed[0] for want in read("đèn").wanted]
    assert known.weight(lamp, 0) == pytest.approx(math.log(2)), "with its mark it is no word of grammar"
    (phrase,) = read('"cot xyz"').wanted
    assert want_weight(phrase, known) == pytest.approx(rare + none)


@pytest.mark.parametrize(
    ("typed", "least", "most"),
    [
        ("a", None, 5),
        ("a b", None, 3),
        ("a b c", None, 0),
        ("a b", 1, 8),
        ("a b c", 2, 3),
        ("a b c", 1, 8),
        ("d a", 1, 20),  # never more than there are
        ('"a b"', None, 3),
        ("-a", None, 0),
        ("x", None, 7),  # said in two ways: as many as both have
    ],
)
def test_how_many_may_answer_at_most(typed, least, most):
    known = Statistics(documents=20, frequencies={"a": 5, "b": 3, "d": 19, "x": 2})
    wording = read(typed, Lexicon([(("x", "a"), True)]))
    assert known.at_most(replace(wording, least=least)) == most


def test_the_best_come_first_and_of_equals_the_newer():
    found = [document(n, **{**BARE, "text": text}) for n, text in enumerate(["xe", "đèn", "đèn cột", "đèn"], 1)]
    ranked = rank(read("den cot"), found, RARE)
    assert [each.case_id for __, each in ranked] == [3, 4, 2, 1]
    assert [points for points, __ in ranked] == sorted((points for points, __ in ranked), reverse=True)


# --- beyond the best -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def many():
    """More cases than are ranked; the newer, the higher its number."""
    engine = MemoryEngine("memory", {})
    engine.put([document(n, accepted_at=NOW - (200 - n) * HOUR) for n in range(1, WINDOW + 41)])
    return engine


def ids(found):
    return [each.case_id for __, each in found]


@pytest.mark.parametrize(
    ("page", "size", "first", "last"),
    [(1, 25, 115, 90), (3, 25, 65, 40), (4, 25, 40, 15), (5, 25, 15, 1), (6, 25, None, None), (1, 100, 115, 15)],
)
def test_a_page_by_number_reaches_over_the_end_of_what_is_ranked(many, page, size, first, last):
    found = ids(rows(many, Question(q="den", page=page, size=size), NOW))
    assert (found[:1], found[-1:]) == (([first], [last]) if first else ([], []))
    assert found == sorted(found, reverse=True)


@pytest.mark.parametrize(("size", "pages"), [(25, 5), (40, 3), (75, 2), (76, 2), (114, 2), (115, 1)])
def test_pages_from_row_to_row_have_every_case_once_there_and_back(many, size, pages):
    question, met, seen = Question(q="den", size=size), [], []
    while True:
        page = many.page(question, NOW)
        seen.append([hit.document.case_id for hit in page.hits])
        met += seen[-1]
        if page.next is None:
            break
        question = question.but(after=page.next)
    assert met == list(range(115, 0, -1))
    assert len(seen) == pages
    for expected in reversed(seen[:-1]):
        page = many.page(question.but(before=page.previous), NOW)
        assert [hit.document.case_id for hit in page.hits] == expected
    assert page.previous is None


def test_after_a_row_that_fell_out_of_the_best_the_rest_follows(many):
    fallen = Cursor(key=0.0, case_id=999, at=0)
    assert ids(rows(many, Question(q="den", after=fallen), NOW)) == list(range(40, 14, -1))


def test_a_place_beyond_everything_is_the_front_again(many):
    gone = Cursor(key=0, case_id=1, at=0)
    page = many.page(Question(q="den", after=gone), NOW)
    assert (page.first, page.hits[0].document.case_id) == (1, 115)


# --- looser readings -------------------------------------------------------------------------------------------------


def looser(q, **frequencies):
    return Looser(read(q), Statistics(documents=99, frequencies=frequencies))


@pytest.mark.parametrize(
    ("q", "frequencies", "most", "absent", "counted"),
    [
        ("a b", {"a": 1, "b": 2}, 2, [], None),
        ("a b", {"a": 1}, 1, ["b"], ["a"]),
        ("a b", {}, 0, ["a", "b"], []),
        ('"a" b', {"a": 1, "b": 1}, 2, [], None),
        ('"a" b', {"b": 1}, 2, ["a"], None),  # what is in quotation marks counts though nobody has it
        ("k b c d e f g", dict.fromkeys("kbcdefg", 1), 6, [], list("kbcdef")),
        ("k b c d e f g", {**dict.fromkeys("kbcdef", 9), "g": 1}, 6, [], list("gkbcde")),  # the rarest
        ("đèn", {"đen\u0300": 1, "den": 9}, 1, [], None),
        ("đèn", {"den": 9}, 1, [], None),  # marks that nobody wrote may lack
    ],
)
def test_of_many_words_the_rarest_that_there_are_count(q, frequencies, most, absent, counted):
    found = looser(q, **frequencies)
    assert found.most == most
    assert [want.text for want in found.absent] == absent
    assert (found.counted and [want.text for want in found.counted]) == (counted or found.counted)
    assert found.unknown == ({"đen\u0300"} if q == "đèn" and "đen\u0300" not in frequencies else set())


@pytest.mark.parametrize(
    ("asked", "total", "may"),
    [
        (Question(q="a b"), 1, True),
        (Question(q="a b"), 0, False),
        (Question(q="a b"), PAGE_SIZE - 1, True),
        (Question(q="a b"), PAGE_SIZE, False),
        (Question(q="a b", page=2), 1, False),
        (Question(q="a b", sort=Sort.NEWEST), 1, False),
        (Question(q="-a"), 1, False),
        (Question(), 1, False),
    ],
)
def test_what_comes_near_has_room_on_the_first_page_by_relevance_alone(asked, total, may):
    counts = Counts(total=total, facets={})
    assert Reading(question=asked, counts=counts, asked=len(asked.wording.wanted)).may_have_near is may


@pytest.mark.parametrize(
    ("finds", "together"),
    [
        ([], []),
        ([0, 0], []),
        ([5], [[5]]),
        ([9_000, 11_000], [[9_000, 11_000]]),
        ([9_000, 11_001], [[9_000], [11_001]]),
        ([30_000, 1, 0, 1], [[30_000], [1, 1]]),
        ([1, 0, 30_000, 20_000], [[1], [30_000], [20_000]]),
    ],
)
def test_readings_that_may_find_little_are_counted_together(finds, together):
    readings = [
        Reading(
            question=Question(q="a"),
            counts=Counts(total=0, facets={}),
            missing=n,
            statistics=Statistics(documents=10**6, frequencies={"a": n}),
        )
        for n in finds
    ]
    assert [[reading.missing for reading in some] for some in _together(readings)] == together


@pytest.mark.parametrize(
    ("least", "choices"),
    [(None, 1), (3, 1), (2, 3), (1, 3)],
)
def test_each_choice_of_words_that_must_be_met_is_named(least, choices):
    wording = replace(read("a b c"), least=least)
    parts = expression(wording).parts
    assert len(parts) == (3 if least in (None, 3) else 1)
    if least not in (None, 3):
        assert [len(some.parts) for some in parts[0].parts] == [least] * choices
    assert (every([]).by, any_of([]).by) == ("AND", "OR")

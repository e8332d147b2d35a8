"""How well a document fits: one rule after the other."""

import pytest
from hypothesis import given

from search.document import Named
from search.lexicon import Lexicon
from search.ranking import Plan, Statistics, rank
from search.wording import read
from tests.search.documents import document, documents
from tests.search.strategies import typed

PLAIN = {"title": "một", "place": "", "text": "", "answer": "", "category": Named("x", "hai"), "ward": None}
STATISTICS = Statistics(documents=100, frequencies={"den": 50, "duong": 50, "go": 2, "ga": 5, "khong": 90})


def best(q, *texts, lexicon=None):
    """The texts by how well they fit, those that do not at all left out; a dict gives several fields."""
    facts = [text if isinstance(text, dict) else {"text": text} for text in texts]
    found = [document(n, **{**PLAIN, "agencies": (), **each}) for n, each in enumerate(facts, start=1)]
    wording = read(q, lexicon) if lexicon else read(q)
    return [texts[d.case_id - 1] for score, d in rank(wording, found, STATISTICS) if score]


@pytest.mark.parametrize(
    ("q", "better", "worse"),
    [
        ("den go", "gỗ", "đèn"),  # the rare word tells more
        ("den duong", "đèn đường", "đèn ở đường"),  # side by side
        ("den duong", "đèn ở đường", "đèn"),  # more of it
        ("đường đèn", "đường đèn", "đèn đường"),  # in the order typed
        ("den", "đèn", "đến"),  # no word of grammar that was not asked for
        ("den hong", "đèn cũ hỏng", "đèn ở Sóng Hồng"),  # no part of a name of which nothing else was
        ("song hong", "ở Sóng Hồng", "sổng cửa hỏng"),
        (
            "den duong",
            "đèn ở trên con đường lớn",
            "den o tren con duong lon",
        ),  # what was typed without marks has not said
        ("gà", "gà", "ga"),
        ("den", {"title": "đèn"}, "đèn"),
        ("den", {"category": Named("x", "đèn")}, "đèn"),
        ("den", {"place": "đèn"}, {"answer": "đèn"}),
        ("den", "đèn", {"answer": "đèn"}),
        ("den", {"text": "đèn", "answer": "đèn"}, "đèn"),
        ("đèn không sáng", "đèn không sáng", "đèn này sáng"),  # words of grammar rank
        ('"den duong"', "đèn đường", "đường đèn"),
        ("a7", {"number": 7}, "a7"),
    ],
)
def test_what_fits_better_comes_first(q, better, worse):
    assert best(q, worse, better)[0] == better
    assert best(q, better, worse)[0] == better


@pytest.mark.parametrize(
    ("q", "text"), [("gà", "hố ga này"), ("Hòa", "Hóa"), ("den", "xe"), ("", "xe"), ("đèn", "đến")]
)
def test_what_has_nothing_of_it_has_no_score(q, text):
    assert best(q, text) == []


def test_a_text_without_any_marks_may_be_meant_and_counts_less():
    assert best("gà", "ga bi chet", "gà bị chết", "ga") == ["gà bị chết", "ga", "ga bi chet"]


def test_another_way_of_saying_it_counts_a_little_less_and_joins_its_neighbours():
    lexicon = Lexicon([(("đèn đường", "điện đường"), False), (("kiệt", "hẻm"), False)])
    assert best("đèn đường", "điện đường", "đèn đường", lexicon=lexicon) == ["đèn đường", "điện đường"]
    assert best("đèn đường", "đường điện", "điện đường", lexicon=lexicon)[0] == "điện đường"
    assert best("kiệt 13", "hẻm ở 13", "hẻm 13", lexicon=lexicon) == ["hẻm 13", "hẻm ở 13"]


@pytest.mark.parametrize("place", ["Số 1 đến 9", "Đường Đèn Vân", "ở Đền Bạch Mã"])
def test_what_is_there_in_passing_adds_nothing_to_what_is_there(place):
    scores = [
        rank(read("den"), [document(1, **{**PLAIN, "title": "đèn", "place": p})], STATISTICS) for p in ("", place)
    ]
    assert scores[0][0][0] == scores[1][0][0] > 0


def test_equals_follow_the_newer_case_first():
    found = [document(n, **{**PLAIN, "text": "đèn"}) for n in (2, 3, 1)]
    assert [d.case_id for __, d in rank(read("den"), found, STATISTICS)] == [3, 2, 1]


def test_how_many_may_answer():
    wording = read("den go ga")
    assert STATISTICS.at_most(wording) == 2
    assert STATISTICS.at_most(wording.loosened(2)) == 7
    assert STATISTICS.at_most(wording.loosened(1)) == 57
    assert STATISTICS.at_most(read("xyz")) == 0
    both = read("den", Lexicon([(("den", "go"), False)]))
    assert STATISTICS.at_most(both) == 52


@given(documents(), typed)
def test_a_score_is_never_negative_and_knows_no_size_of_the_city(found, q):
    wording = read(q)
    few, many = (Plan(wording, Statistics(documents=n, frequencies={})).score(found) for n in (1, 10**6))
    assert 0 <= few < 10
    if all(len(want.typed) == len(want.typed[0].words) == 1 for want in wording.wanted):
        assert few == pytest.approx(many)


OTHER = {"category": Named("y", "ba")}


@pytest.mark.parametrize(
    ("q", "better", "worse", "beside"),
    [
        # What stands together wherever it does is one word.
        ("công cộng bẩn", "bẩn", "công", ["công cộng"] * 3),
        # `bài` is not what stands beside `bừa`.
        ("bua bai", "bãi", "bài", ["bừa bãi", "bừa bãi"]),
        # A half of another word.
        ("yeu", "chảy yếu", "yêu cầu", ["yêu cầu", "yêu cầu"]),
        # A name narrows most.
        ("rac kim long", "Đường Kim Long", "rác ở đây", ["cầu Kim Long"] * 2),
        # What the best are about.
        ("đèn hỏng", {"text": "cột đèn"}, {"text": "đèn", **OTHER}, [{"text": "đèn hỏng"}] * 3),
    ],
)
def test_what_the_others_tell_of_the_words(q, better, worse, beside):
    found = best(q, *beside, better, worse)
    assert found.index(better) < found.index(worse)
    found = best(q, worse, *beside, better)
    assert found.index(better) < found.index(worse)

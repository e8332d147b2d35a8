"""Phrases of the lists: where they are found, and that nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.rules.hints.body import body_in
from cases.rules.hints.phrases import WIDEST_GAP, PhraseKind, steps
from cases.rules.hints.words import words_of
from tests.cases.rules.hints.lists import book_of, starting_book, starting_phrases

pytestmark = pytest.mark.pure


def found(text, **lists):
    words = words_of(text)
    return [text[words[f.first].start : words[f.end - 1].end] for f in book_of(**lists).find(words)]


@pytest.mark.parametrize(
    ("phrase", "text", "places"),
    [
        ("thời gian tới", "Trong Thời  gian tới, thời gian", ["Thời  gian tới"]),
        ("hoà giải", "đã HÒA GIẢI", ["HÒA GIẢI"]),
        ("trung tâm … thông báo", "Trung tâm giám sát thông báo", ["Trung tâm giám sát thông báo"]),
        ("trung tâm ... thông báo", "Trung tâm thông báo", ["Trung tâm thông báo"]),
        ("trung tâm … thông báo", "Trung tâm" + " giám" * (WIDEST_GAP + 1) + " thông báo", []),
        ("a … b … c", "a x b y c", ["a x b y c"]),
        ("trong thời gian", "trong thoi gian", ["trong thoi gian"]),  # typed without marks
        ("trong thời gian", "đã trong thoi gian", []),  # a text with marks means what it writes
        ("đa dạng", "đã dang", []),
        ("…", "gì cũng được", []),
    ],
)
def test_where_a_phrase_stands(phrase, text, places):
    assert found(text, vague=[phrase]) == places


def test_of_one_kind_the_longest_is_found_and_of_each_kind_one():
    lists = {"vague": ["sẽ xem", "sẽ xem xét"], "step": ["sẽ"]}
    assert sorted(found("Sẽ xem xét", **lists)) == ["Sẽ", "Sẽ xem xét"]


@pytest.mark.parametrize(
    ("words", "parts"),
    [("… đã làm …", 2), ("đã…làm", 3), ("đã … … làm", 3), ("", 0), ("!?", 0)],
)
def test_the_parts_of_a_phrase(words, parts):
    assert len(steps(words)) == parts


@given(st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=40))
def test_gaps_find_what_a_slow_look_finds(letters):
    text = " ".join(letters)
    wanted = {i for i, letter in enumerate(letters) if letter == "a" and "b" in letters[i + 1 : i + 2 + WIDEST_GAP]}
    assert {f.first for f in book_of(vague=["a … b"]).find(words_of(text))} == wanted


def test_every_starting_phrase_is_found_in_itself():
    book = starting_book()
    for phrase in starting_phrases():
        text = phrase.words.replace("…", "gì đó")
        assert phrase.kind in {each.kind for each in book.find(words_of(text))}, phrase


def test_no_starting_phrase_stands_twice():
    rows = [(phrase.kind, phrase.words) for phrase in starting_phrases()]
    assert len(rows) == len(set(rows)) > 300
    assert {kind for kind, _ in rows} == set(PhraseKind)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Kính gửi ông bà. Đã thu gom rác. Trân trọng!", ["Đã thu gom rác"]),
        ("Trung tâm điều hành trân trọng thông báo: rác đã được thu gom.", ["rác đã được thu gom"]),
        ("Mong tiếp tục nhận được góp ý của người dân, tổ chức, báo chí trong thời gian tới.", []),
        ("Xin cảm ơn, phường sẽ làm.", ["phường sẽ làm"]),
        ("Trân trọng cảm ơn ông Nam, bà Lan và các hộ", []),
        ("", []),
    ],
)
def test_formulas_are_left_out(text, left):
    body = body_in(text, starting_book())
    assert [text[s.words[0].start : s.words[-1].end] for s in body] == left

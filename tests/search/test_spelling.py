"""Mistyped words."""

import pytest
from django.utils.translation import override

from search.engines.memory import MemoryEngine
from search.folding import folded, marked
from search.spelling import _SYLLABLE, Correction, by_keyboard, corrections, near_words, plain
from search.wording import read
from tests.search.documents import document


@pytest.fixture
def engine():
    """A city of some words."""
    found = MemoryEngine("memory", {})
    found.put([document(1, title="Đèn đường hỏng"), document(2, title="đường đươn hẻm")])
    return found


def corrected(engine, q):
    wording = read(q)
    known = engine.statistics({word for want in wording.wanted for term in want.terms for word in term.folded})
    return [(found.typed, found.used) for found in corrections(q, wording, known, engine)[0]]


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("duogn", [("duogn", "duong")]),  # two letters swapped
        ("duon", []),  # a word of the city
        ("duongg tat", [("duongg", "duong")]),  # tắt is a word, which nobody wrote
        ("dương hongj", [("hongj", "hong")]),
        ("ĐƯỜBG", [("ĐƯỜBG", "duong")]),
        ("dduwowngf", [("dduwowngf", marked("đường"))]),  # Telex, switched off
        ("hnr", []),  # not near to anything
        ("hon dong quyet nghieng khuya", []),  # words
        ("xq", []),  # too short to be near to one thing
        ("12345", []),
        ("duong", []),
        ("страна", []),
        ('"duogn"', [("duogn", "duong")]),
        ("-duogn den", []),
    ],
)
def test_a_word_that_nobody_wrote_is_taken_for_a_near_one(engine, q, expected):
    assert corrected(engine, q) == expected


def test_english_words_are_no_mistyped_syllables(engine):
    with override("en"):
        assert corrected(engine, "duongg") == corrected(engine, "hongj") == []
    assert corrected(engine, "duongg")


def test_of_near_words_the_most_common_is_meant(engine):
    assert corrected(engine, "duonn") == [("duonn", "duong")]  # đường is in two documents, đươn in one


def test_every_syllable_of_real_texts_may_be_one():
    text = """Nguyễn Huệ khuya quýt ghế giếng nghiêng oái xoay khoèo rượu tuyết uống yêu ngoằn quyển thuở bươu quay
    huơ khuỷu gì quở ngoéo iêu giặt"""
    assert [word for word in folded(text).split() if not _SYLLABLE.fullmatch(word)] == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("dduwowngf", "duong"), ("ddeenf", "den"), ("nuwowcs", "nuoc"), ("raacs", "rac"), ("cay", "cay"), ("s", "s")],
)
def test_what_a_keyboard_types_while_it_is_off(typed, meant):
    assert plain(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("dduwowngf", "đường"), ("duowngf", "dường"), ("ddeenf", "đền"), ("nuwowcs", "nước"), ("cawts", "cắt")],
)
def test_the_marks_are_those_that_the_keyboard_would_have_made(typed, meant):
    assert by_keyboard(typed) == marked(meant)


def test_near_words_are_one_step_away():
    found = set(near_words("abc"))
    assert {"ab", "acb", "abcd", "xbc", "abxc"} <= found
    assert "abc" not in found
    assert not {"a", "abcde", "cba"} & found


def test_a_correction_replaces_whole_words_only():
    assert Correction(typed="duon", used="duong").applied("Duon duon, duonx") == "Duon duong, duonx"

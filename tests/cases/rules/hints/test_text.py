"""Cleaned texts, their words, and the way back to the text as it was given."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.rules.hints.text import INVISIBLE, MOST_MARKS, clean, visible
from cases.rules.hints.words import Break, forms, keys, sentences_of, words_of

pytestmark = pytest.mark.pure

LETTERS = st.text(
    st.sampled_from("aăâđeêoôơuưyAĐ \u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b\u200b\u202e\ufeff1.,")
)


def given_words(text):
    cleaned = clean(text)
    return [text[slice(*cleaned.span(word.start, word.end))] for word in words_of(cleaned.text)]


def test_a_text_that_is_composed_stays_as_it_is():
    cleaned = clean("Đường Thuỷ lợi")
    assert (cleaned.text, cleaned.places) == ("Đường Thuỷ lợi", None)
    assert cleaned.span(2, 5) == (2, 5)


@pytest.mark.parametrize(
    ("given", "text", "words"),
    [
        (unicodedata.normalize("NFD", "đã hỏng"), "đã hỏng", [unicodedata.normalize("NFD", w) for w in ("đã", "hỏng")]),
        ("s\u200bẽ l\u00adàm", "sẽ làm", ["s\u200bẽ", "l\u00adàm"]),
        ("\ufeffđã\u202c xong\u200f", "đã xong", ["đã\u202c", "xong\u200f"]),
        ("\u200b\u200b", "", []),
        ("\u0301a", "\u0301a", ["a"]),
    ],
)
def test_cleaned_words_are_found_again_in_the_given_text(given, text, words):
    assert clean(given).text == text
    assert given_words(given) == words
    assert visible(f" {given}\n") == text.strip()


@given(LETTERS)
def test_cleaning_is_composing_without_the_invisible(text):
    assert clean(text).text == unicodedata.normalize("NFC", INVISIBLE.sub("", text))
    assert clean(clean(text).text).text == clean(text).text


@given(LETTERS)
def test_every_span_lies_within_the_given_text_and_in_order(text):
    cleaned = clean(text)
    spans = [cleaned.span(i, i + 1) for i in range(len(cleaned.text))]
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


def test_a_heap_of_marks_is_cut_into_pieces():
    assert len(clean("a" + "\u0323\u0301" * 50_000).text) >= 100_000 - 2 * MOST_MARKS


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("Thuỷ", "Thủy", True), ("HOÀ", "hòa", True), ("Hòa", "Hóa", False), ("đa", "da", False), ("ma", "má", False)],
)
def test_a_tone_has_one_spelling(one, other, same):
    assert (forms(one)[0] == forms(other)[0]) is same


@pytest.mark.parametrize(("word", "folded"), [("Đường", "duong"), ("THUỶ", "thuy"), ("ô", "o"), ("km2", "km2")])
def test_folded_words_have_no_marks(word, folded):
    assert forms(word)[1] == folded


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Đã làm. Sẽ làm", 2),
        ("Đã làm; sẽ làm: xong! Rồi?", 3 + 1),
        ("Đã làm\nSẽ làm", 2),
        ("da lam. se lam", 2),
        ("TP. Huế, P. An Cựu, Q. Thuận Hóa", 1),
        ("lúc 17:15 ngày 5.7.2019", 1),
        ("2.5 bar", 1),
        ("xong… Rồi", 2),
        ("", 0),
    ],
)
def test_sentences(text, sentences):
    assert len(sentences_of(words_of(text))) == sentences


def test_what_stands_before_a_word():
    assert [word.before for word in words_of("Đã dọn, (rồi) đi. Xong")] == [
        Break.SENTENCE,
        Break.NONE,
        Break.COMMA,
        Break.COMMA,
        Break.SENTENCE,
    ]


def test_a_sentence_without_marks_is_compared_folded():
    assert keys(words_of("da thu gom")) == ["da", "thu", "gom"]
    assert keys(words_of("đã thu gom")) == [forms("đã")[0], "thu", "gom"]

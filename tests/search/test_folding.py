"""Folding: every Vietnamese letter, both spellings, both Unicode forms."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.folding import LONGEST_TOKEN, first_of, folded, marked, may_be_meant, nfc, tokens

TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
VOWELS = ["a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y"]
LETTERS = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES] + ["đ"]


@pytest.mark.parametrize("letter", [*LETTERS, *(letter.upper() for letter in LETTERS)])
def test_every_vietnamese_letter_folds_to_ascii(letter):
    assert folded(letter) == unicodedata.normalize("NFD", letter)[0].lower().replace("đ", "d")
    assert folded(letter).isascii()
    assert folded(unicodedata.normalize("NFD", letter)) == folded(letter)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Đèn đường hỏng, Kim Long!", "den duong hong kim long"),
        ("P.Thuận Hoá/TP.HCM", "p thuan hoa tp hcm"),
        ("ngã-tư “24/7” 1.284đ", "nga tu 24 7 1 284d"),
        ("a_b", "a b"),
        ("  \t\n", ""),
        ("?!…—", ""),
        ("Café Straße", "cafe straße"),
    ],
)
def test_words_are_what_stands_between_punctuation(text, plain):
    assert folded(text) == plain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Thuỷ", "Thủy"),
        ("Hoà", "Hòa"),
        ("Hoá", "Hóa"),
        ("loè", "lòe"),
        ("khoẻ", "khỏe"),
        ("tuý", "túy"),
        ("quý", "qúy"),
    ],
)
def test_both_places_of_a_tone_are_one_spelling(one, other):
    assert marked(one) == marked(other)
    assert marked(one.upper()) == marked(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hòa", "Hóa"),
        ("đèn", "đen"),
        ("đèn", "dèn"),
        ("rác", "rạc"),
        ("cô", "cơ"),
        ("tư", "tu"),
        ("ổ", "ồ"),
        ("hoa", "hoà"),
    ],
)
def test_different_words_stay_different_with_marks_and_meet_without(one, other):
    assert marked(one) != marked(other)
    assert folded(one) == folded(other)


def test_tokens_know_their_places_in_the_composed_text():
    text = unicodedata.normalize("NFD", "Ổ gà, đường Bà Triệu")
    assert [nfc(text)[token.start : token.end] for token in tokens(text)] == ["Ổ", "gà", "đường", "Bà", "Triệu"]
    assert [token.has_marks for token in tokens("đường Kim")] == [True, False]


def test_signs_that_nothing_composes_belong_to_the_letter_before():
    """And only there: by itself such a sign is no word."""
    (found,) = tokens("x\u0301y\u0302\u0303\u0308z, \u0301 ")
    assert (found.folded, found.start, found.end) == ("xyz", 0, 6)
    assert [token.folded for token in tokens("\u0301a b\u0336c")] == ["a", "bc"]


def test_an_endless_word_is_cut():
    (token,) = tokens("a" * 500)
    assert token.folded == token.marked == "a" * LONGEST_TOKEN
    assert token.end == 500


@given(st.text())
def test_anything_folds_and_folding_twice_changes_nothing(text):
    assert folded(folded(text)) == folded(text)
    assert folded(unicodedata.normalize("NFD", text)) == folded(unicodedata.normalize("NFC", text))
    assert len(folded(text).split(" ")) == len(marked(text).split(" "))


@given(st.text())
def test_words_never_hold_what_a_database_reads_as_its_own(text):
    for token in tokens(text):
        assert not set("'\"\\:*()&|!<>-¦=\x00 ") & set(token.folded + token.marked)


@pytest.mark.parametrize(
    ("text", "first"),
    [("", ""), (" … – ", ""), ("(Kính gửi ông", "kinh"), ("1. Trân trọng", "1"), ("Xin", "xin"), ("ĐẶNG tất", "dang")],
)
def test_the_first_word_is_that_of_the_folded_text(text, first):
    assert first_of(text) == first == folded(text).partition(" ")[0]


@pytest.mark.parametrize(
    ("typed", "written", "may"),
    [
        ("sữa", "sửa", True),  # hỏi and ngã sound the same to many
        ("hõng", "hỏng", True),
        ("hỏng", "hõng", True),
        ("Ngư", "Ngự", True),  # a tone lacks
        ("Thuân", "Thuận", True),
        ("duờng", "đường", True),  # letters lack their marks
        ("đèn", "đèn", True),
        ("nổi", "nói", False),
        ("nổi", "nơi", False),
        ("nổi", "nối", False),
        ("nồi", "nơi", False),
        ("hòa", "hóa", False),
        ("hòa", "hoa", False),  # more than was written
        ("dở", "do", False),
        ("mã", "ma", False),
        ("đen", "den", False),
        ("ngã", "ngạ", False),
    ],
)
def test_which_word_may_be_meant_by_another_of_the_same_letters(typed, written, may):
    assert may_be_meant(marked(typed), marked(written)) is may

"""What the words of a question ask for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.folding import folded, tokens
from search.wording import Term, read


def words(terms):
    return [" ".join(term.folded) for term in terms]


@pytest.mark.parametrize(
    ("typed", "wanted", "unwanted"),
    [
        ("den duong", ["den", "duong"], []),
        ('"thu gom rác" xe', ["thu gom rac", "xe"], []),
        ("“cây xanh” «thoát nước»", ["cay xanh", "thoat nuoc"], []),
        ("đèn -hỏng", ["den"], ["hong"]),
        ('đèn -"cây xanh"', ["den"], ["cay xanh"]),
        ("-hỏng", [], ["hong"]),
        ("-TP.HCM", [], ["tp hcm"]),
        ("TP.HCM wi-fi", ["tp", "hcm", "wi", "fi"], []),
        ("Hà Nội - Huế", ["ha", "noi", "hue"], []),
        ("đặt thùng rác / dời thùng rác", ["dat", "thung", "rac", "doi"], []),
        ('"chưa đóng ngoặc', ["chua", "dong", "ngoac"], []),
        ('""', [], []),
        ("?!", [], []),
        ("", [], []),
        ("đèn đèn ĐÈN", ["den"], []),
        ("* AND OR NOT NEAR(a b) ^x", ["and", "or", "not", "near", "a", "b", "x"], []),
    ],
)
def test_words_phrases_and_exclusions(typed, wanted, unwanted):
    wording = read(typed)
    assert words(wording.wanted) == wanted
    assert words(wording.unwanted) == unwanted
    assert bool(wording) == bool(wanted or unwanted)


@pytest.mark.parametrize(
    ("typed", "text", "starts"),
    [
        ("hoa", "Thuận Hòa, Thuận Hóa", [1, 3]),
        ("hòa", "Thuận Hòa, Thuận Hóa", [1]),
        ("hoà", "Thuận Hòa, Thuận Hóa", [1]),
        ('"thuan hoa"', "Thuận Hòa, Thuận Hóa", [0, 2]),
        ('"thuận hóa"', "Thuận Hòa, Thuận Hóa", [2]),
        ('"đường kim"', "đường Kim, đường kìm", [0]),
        ('"duong kim"', "đường Kim, đường kìm", [0, 2]),
        ("den", "đèn đến den", [0, 1, 2]),
        ('"a b c"', "a b", []),
    ],
)
def test_marks_typed_are_marks_wanted(typed, text, starts):
    (term,) = read(typed).wanted
    assert list(term.starts(tuple(tokens(text)))) == starts


def test_words_that_differ_by_marks_alone_are_two_terms():
    assert len(read("den đèn").wanted) == 2
    assert len(read("Thuỷ Thủy").wanted) == 1


@given(st.text())
def test_everything_can_be_typed_and_no_word_is_lost(text):
    wording = read(text)
    found = {word for term in (*wording.wanted, *wording.unwanted) for word in term.folded}
    assert found == set(folded(text).split())


@given(st.text(alphabet='ab "-“”«»'))
def test_quotation_marks_and_hyphens_in_any_order(text):
    wording = read(text)
    assert all(isinstance(term, Term) and term.words for term in (*wording.wanted, *wording.unwanted))

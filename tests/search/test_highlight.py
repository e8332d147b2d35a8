"""What is marked, and what is shown around it."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.rules.redaction import MARK
from search.folding import nfc
from search.highlight import EXCERPT, highlight
from search.wording import read
from tests.search.documents import document, texts, words


def shown(q, **facts):
    """The row's texts, with what is marked in square brackets."""
    found = highlight(document(**facts), read(q))
    return [
        "".join(f"[{piece.text}]" if piece.hit else piece.text for piece in pieces)
        for pieces in (found.title, found.place, found.excerpt)
    ]


@pytest.mark.parametrize(
    ("q", "title", "marked"),
    [
        ("den duong", "Đèn đường hỏng", "[Đèn đường] hỏng"),
        ("duong hong", "Đèn đường, hỏng", "Đèn [đường], [hỏng]"),
        ("đèn", "Đèn và đen", "[Đèn] và đen"),
        ("den", "Đèn sáng đến khuya", "[Đèn] sáng đến khuya"),
        ("den", "Sáng đến khuya", "Sáng [đến] khuya"),
        ("đến", "Đèn sáng đến khuya", "Đèn sáng [đến] khuya"),
        ("den khuya", "Đèn sáng đến khuya", "[Đèn] sáng đến [khuya]"),
        ('"den khuya"', "Đèn sáng đến khuya", "Đèn sáng [đến khuya]"),
        ("den", "Đèn và đen", "[Đèn] và [đen]"),
        ('"đường hỏng"', "Đường này: đường hỏng", "Đường này: [đường hỏng]"),
        ("thủy", "Thuỷ Xuân", "[Thuỷ] Xuân"),
        ("-hong den", "Đèn hỏng", "[Đèn] hỏng"),
        ("", "Đèn hỏng", "Đèn hỏng"),
        ("den", unicodedata.normalize("NFD", "Đèn hỏng"), "[Đèn] hỏng"),
    ],
)
def test_what_was_looked_for_is_marked(q, title, marked):
    assert shown(q, title=title)[0] == marked


def test_what_a_row_tells_anywhere_decides_what_is_marked_in_it():
    assert shown("den", title="Từ cầu đến chợ", place="Đoạn 1 đến 9", text="Hai bóng đèn tắt.") == [
        "Từ cầu đến chợ",
        "Đoạn 1 đến 9",
        "Hai bóng [đèn] tắt.",
    ]
    assert shown("den", title="Từ cầu đến chợ", text="Tối.", answer="Đã thay đèn.")[2] == "Đã thay [đèn]."


def test_the_answer_is_shown_where_only_it_matches():
    assert shown("thay", text="Tối om.", answer="Đã thay bóng.")[2] == "Đã [thay] bóng."
    assert shown("toi", text="Tối om.", answer="Tối nay thay.")[2] == "[Tối] om."
    assert shown("xyz", text="Tối om.", answer="Đã thay.")[2] == "Tối om."
    assert shown("", text="", answer="Đã thay.")[2] == "Đã thay."


def test_a_long_text_is_cut_around_the_first_match():
    text = "một hai ba bốn năm " * 20 + "cống tắc " + "sáu bảy tám chín " * 20
    excerpt = shown("tac", text=text)[2]
    assert "cống [tắc]" in excerpt
    assert excerpt.startswith("… ")
    assert excerpt.endswith("…")
    assert len(excerpt) <= EXCERPT + 6
    beginning = shown("", text=text)[2]
    assert beginning.startswith("một hai ba")
    assert beginning.endswith("…")
    end = shown("tac", text="một hai ba bốn năm " * 20 + "cống tắc.")[2]
    assert end.endswith("[tắc].")


def test_an_endless_word_is_cut_too():
    assert len(shown("", text="a" * 5000)[2]) == EXCERPT + 1


@given(texts, st.lists(words, max_size=3).map(" ".join), st.integers(0, 60))
def test_pieces_put_together_are_the_text(text, q, repeated):
    found = highlight(document(title=text, text=f"{text} " * repeated), read(q))
    assert "".join(piece.text for piece in found.title) == " ".join(nfc(text).split())
    assert all(piece.text for pieces in (found.title, found.place, found.excerpt) for piece in pieces)
    whole = " ".join(f"{text} ".split() * repeated)
    assert "".join(piece.text for piece in found.excerpt).strip("… ") in whole


@pytest.mark.parametrize("pad", range(60))
def test_a_mark_of_covered_words_is_shown_whole_or_not_at_all(pad):
    mark = "[đã che: số điện thoại]"
    text = f"{'a ' * 30}{'b' * pad} {mark} Kinh Dương Vương {'c' * pad} {mark} {'d ' * 120}"
    found = highlight(document(title="", place="", text=text), read("vương"))
    told = "".join(piece.text for piece in found.excerpt)
    assert "Vương" in told
    assert not re.search(r"\[[^\]]*$|^[^\[]*\]", told), told
    assert MARK.sub("", told).count("che") == 0, told

"""Marks for what is covered: found whatever the spelling of their letters, counted, and nothing else touched."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.rules.redaction import covered, is_broken, marks, pieces, stretches


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("Gọi đường dây nóng.", []),
        ("Gọi [đã che].", [""]),
        ("Gọi [đã che: số điện thoại].", ["số điện thoại"]),
        ("[đã che:  tên người ] ở [đã che:số nhà]", ["tên người", "số nhà"]),
        ("[ĐÃ CHE: Số nhà]", ["Số nhà"]),
        ("[đã che][đã che]", ["", ""]),
        ("[[đã che: số nhà]]", ["số nhà"]),
        ("[đã che: hai\ndòng]", []),
        ("[đã che: [đã che]]", [""]),
        ("[đã che" + ": x" * 40 + "]", []),
        ("[đã chen lấn]", []),
        ("[redacted]", []),
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_what_is_a_mark(text, found, form):
    text = unicodedata.normalize(form, text)
    assert [told for told, is_mark in pieces(text) if is_mark] == found
    assert marks(text) == len(found)
    assert marks(text, text, "") == 2 * len(found)


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("Gọi [đã che: số điện thoại].", False),
        ("Gọi [đã che: số điện thoại.", True),
        ("Gọi [đã che số điện thoại].", True),
        ("Gọi [ đã che: số điện thoại]", True),
        ("Gọi [da che: so dien thoai]", True),
        ("Gọi [đã che] và [đã che", True),
        ("đã che: số điện thoại", False),
        ("[đường Đà Nẵng]", False),
        ("[dạ chế biến]", False),
        ("", False),
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_what_was_meant_as_one_and_is_none(text, broken, form):
    assert is_broken(unicodedata.normalize(form, text)) is broken


PARTS = st.sampled_from(["[đã che]", "[đã che: số nhà]", "[", "]", "đã che", ":", " ", "\n", "a", "ệ", "<b>"])


@given(st.lists(PARTS, max_size=12).map("".join))
def test_nothing_is_lost_or_added_between_marks(text):
    """The oracle: put together again, pieces are the text, each mark written out."""
    again = "".join(
        (f"[đã che: {told}]" if told else "[đã che]") if is_mark else told for told, is_mark in pieces(text)
    )
    assert again == text
    assert marks(text) == sum(is_mark for _, is_mark in pieces(text))
    assert all(told for told, is_mark in pieces(text) if not is_mark)


@given(st.lists(PARTS, max_size=8).map("".join))
def test_a_text_without_its_marks_has_none_or_is_told_apart(text):
    rest = "".join(told for told, is_mark in pieces(text) if not is_mark)
    assert is_broken(text) or "[đã che" not in rest or marks(rest)


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Gọi ông A, số 0905 111.", "0905 111", ["0905 111"]),
        ("Ông Nam ở nhà ông NAM.", "ông Nam", ["Ông Nam", "ông NAM"]),
        ("Nhà số 5, kiệt 55", "5", ["5"]),  # no part of a number
        ("Ông Namh", "Nam", []),
        ("xe 75A-123.45.", "75A-123.45", ["75A-123.45"]),
        ("xe 75A-123.45.", "75A-123.45.", ["75A-123.45."]),
        ("Lê\n Thị  Hoa", "Lê Thị Hoa", ["Lê\n Thị  Hoa"]),
        ("Lê Thị\u200b Hoa", "Lê Thị Hoa", ["Lê Thị\u200b Hoa"]),
        (unicodedata.normalize("NFD", "bà Thuỷ đến"), "Thuỷ", [unicodedata.normalize("NFD", "Thuỷ")]),
        ("[đã che: tên người] tên người", "tên người", ["tên người"]),  # not within a mark
        ("a, b.", ",", []),
        ("a b", "  ", []),
        ("a.b", "a+b", []),  # it is no pattern
        ("Gọi 0912345678, 0912.345-678.", "0912 345 678", ["0912345678", "0912.345-678"]),  # grouped otherwise
        ("Gọi (0912) 345 678; +84 912", "(0912)345678", ["(0912) 345 678"]),
        ("Gọi 0912345678 hoặc (0912345678)", "(0912) 345 678", ["0912345678", "(0912345678"]),
        ("50912345678, 0912 345 6789, số0912345678", "0912 345 678", []),  # no part of a number
        ("1-2 ngày", "12", []),
    ],
)
def test_words_are_found_as_they_are_read_and_never_within_others(text, words, found):
    assert [text[start:end] for start, end in stretches(text, words)] == found


@given(st.text("ab .\u0301", max_size=30), st.text("ab .", min_size=1, max_size=5))
def test_once_covered_they_are_found_no_more(text, words):
    places = [(start, end, "x") for start, end in stretches(text, words)]
    said = covered(text, places)
    assert marks(said) == len(places)
    assert stretches(said, words) == [] or words.strip(" .") == ""

"""Titles and slugs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.sources.titles import (
    HEADLINE_LENGTH,
    OTHER,
    SLUG_LENGTH,
    capitalised,
    first_sentence,
    headline,
    slug_of,
    title_from_slug,
)

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("", ""),
        ("  \n ", ""),
        ("Đèn hỏng. Mong sửa.", "Đèn hỏng"),
        ("đèn hỏng", "Đèn hỏng"),
        ("Đèn hỏng.", "Đèn hỏng"),
        ("Đèn hỏng!", "Đèn hỏng!"),
        ("Khi nào sửa? Chờ lâu rồi.", "Khi nào sửa?"),
        ("Chờ mãi… Sao chưa sửa?", "Chờ mãi…"),
        ("Chờ mãi... sao chưa sửa. Hết.", "Chờ mãi... sao chưa sửa"),
        ("Tại TP. Huế có rác. Mong dọn.", "Tại TP. Huế có rác"),
        ("Đường vào p. Thuận Hóa ngập. Mong xử lý.", "Đường vào p. Thuận Hóa ngập"),
        ("Tại tổ 5 (TDP. 3) có rác. Hết.", "Tại tổ 5 (TDP. 3) có rác"),
        ("Ngày 05.6.2023 có rác. Hết.", "Ngày 05.6.2023 có rác"),
        ("Rác đầy đường\nMong dọn sớm", "Rác đầy đường"),
        ("Kính gửi Ông/Bà, cây đã được cắt. Trân trọng.", "Cây đã được cắt"),
        ("Kính gửi Trung tâm\nĐèn hỏng ở Kim Long", "Đèn hỏng ở Kim Long"),
        ("Xin chào! Đèn hỏng.", "Đèn hỏng"),
        ("Kính gửi Ông/Bà.", "Kính gửi Ông/Bà"),
        ("Chào mừng\nlễ hội", "Lễ hội"),
        ("Chàohàng, ồn", "Chàohàng, ồn"),
    ],
)
def test_first_sentence(text, title):
    assert first_sentence(text) == title


def test_a_long_sentence_is_cut_on_a_word():
    text = "Nhà vệ sinh lộ thiên " * 8
    title = first_sentence(text)
    assert title.endswith("…")
    assert len(title) <= HEADLINE_LENGTH
    assert text.startswith(title[:-1] + " ")


@pytest.mark.parametrize(
    ("text", "length", "title"),
    [
        ("rác thải", 8, "rác thải"),
        ("rác thải nhựa", 9, "rác thải…"),  # the blank falls on the cut itself
        ("rác thải nhựa", 12, "rác thải…"),
        ("rác, thải", 8, "rác…"),
        ("rácthảinhựa", 5, "ráct…"),
    ],
)
def test_headline(text, length, title):
    assert headline(text, length=length) == title


@given(st.text(), st.integers(2, 50))
def test_a_headline_is_never_longer_and_a_short_text_stays(text, length):
    cut = headline(text, length=length)
    assert len(cut) <= length
    assert (cut == text) if len(text) <= length else cut.endswith("…")


@pytest.mark.parametrize(
    ("slug", "title"),
    [
        ("", ""),
        ("tinh-trang-dau-do", "Tinh trang dau do"),
        ("kinh-doanh-[…]-nguyen-trai", "Kinh doanh […] nguyen trai"),
        ("ga-chu...", "Ga chu…"),
        ("thu-gom--kien-nghi", "Thu gom kien nghi"),
        ("bien-bao.", "Bien bao"),
        ("vo-phi-trang-–-nguyen-duc-xuyen", "Vo phi trang – nguyen duc xuyen"),
        ("phần-dường", "Phần dường"),
    ],
)
def test_title_from_slug(slug, title):
    assert title_from_slug(slug) == title


def test_capitals_elsewhere_stay():
    assert capitalised("đèn ở TP Huế") == "Đèn ở TP Huế"
    assert capitalised("") == ""


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("đường hư hỏng", "duong-hu-hong"),
        ("Rác thải", "rac-thai"),
        ("Heat - Excessive  Insufficient", "heat-excessive-insufficient"),
        ("ỔÂĂƯƠĐ", "oaauod"),
        OTHER,
    ],
)
def test_slug(name, slug):
    assert slug_of(name) == slug


@given(st.text(min_size=1))
def test_a_slug_is_always_one(name):
    slug = slug_of(name)
    assert 0 < len(slug) <= SLUG_LENGTH
    assert slug.isascii()
    assert slug.replace("-", "").isalnum()
    assert slug == slug.strip("-").lower()


def test_names_without_letters_or_too_long_are_told_apart():
    assert slug_of("???") != slug_of("!!!")
    one, other = "a " * 80 + "b", "a " * 80 + "c"
    assert slug_of(one) != slug_of(other)
    assert slug_of(one).startswith("a-a-a-")

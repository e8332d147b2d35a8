"""Texts: NFC, what is broken, what is personal."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.sources.texts import clean, has_personal_data, is_broken, one_line

pytestmark = pytest.mark.pure


@given(st.text())
def test_clean_text_is_nfc_and_can_be_stored(text):
    cleaned = clean(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned.encode().decode() == cleaned
    assert clean(cleaned) == cleaned


def test_decomposed_vietnamese_is_composed_and_nothing_else_changes():
    typed_on_a_phone = unicodedata.normalize("NFD", "  Đường  Thuỷ Xuân\n“ổ gà” ")
    assert clean(typed_on_a_phone) == "  Đường  Thuỷ Xuân\n“ổ gà” "


def test_half_a_character_becomes_the_replacement_mark():
    assert clean("a\ud83d b") == "a\ufffd b"


@pytest.mark.parametrize(
    "text",
    [
        "Mayor\ufffds address",
        "đường".encode().decode("cp1252", "replace"),
        "Huế".encode().decode("cp1252", "replace"),
        "Quá bẩn".encode().decode("latin-1"),
        "Café".encode().decode("cp1252"),
        "It’s".encode().decode("cp1252"),
        "số 5".encode().decode("cp1252", "replace"),
        "Mười".encode().decode("cp1252", "replace"),
        "3 °C".encode().decode("cp1252"),
        "\ufffd".encode().decode("cp1252"),
    ],
)
def test_broken_characters_are_noticed(text):
    assert is_broken(text)


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "ĐÃ XỬ LÝ: “quá bẩn”, quá – tệ, CÂY NGÃ, XÃ “A”, Ấ Á á” à’ 3 m², 5°C, ½, «ĐÃ»",
        "Điện Biên Phủ – Phan Bội Châu (Huế) […] café naïve Ångström",
        "ĐÃ\u00a0dọn",
    ],
)
def test_sound_texts_are_left_in_peace(text):
    assert not is_broken(text)


@pytest.mark.parametrize(
    "text",
    [
        "write to jane.doe+x@example.org please",
        "call 617-635-4500.",
        "questions call.617-635-3126 now",
        "(617) 635-4500",
        "(617)635-4500",
        "617.635.4500",
        "617 635 4500",
        "617-635 4500",
        "6176354500",
        "1-617-635-4500",
        "+1 617 635 4500",
        "gọi 0914123456 nhé",
        "0914 123 456",
        "0914.123.456",
        "091 412 3456",
        "0914 12 34 56",
        "+84 914 123 456",
        "+84914123456",
        "84914123456",
        "01265 123 456".replace(" ", ""),
        "0234.3822345",
        "0234 3 822 345",
        "054.3822345",
        "024 3822 1234",
        "028.3822.1234",
        "căn cước 046090001234",
    ],
)
def test_addresses_and_numbers_of_people_are_noticed(text):
    assert has_personal_data(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "meet @ the corner of 5th",
        "case 101001240734 of 01/15/2015 08:30:00 AM",
        "new cart # 0714423704 and cart #0415302938 of 04/17/2015",
        "Công văn 2290/UBND-PAHT ngày 22.09.2025 - 23.09.2025",
        "tổng đài 1900 1075, số 19001075",
        "giá 2.617.635.200 đồng, 1.500.000.000 đồng",
        "0.9141234567",
        "tủ số A0914123456",
        "09.01.2020 10:30, 05.6.2023, 2026-2030",
        "Km1+300 - Km2+300, D225 HDPE (2019), 0.45-0.66",
        "051400521",
    ],
)
def test_other_numbers_are_not(text):
    assert not has_personal_data(text)


def test_one_line():
    assert one_line("  Heat -  Excessive \n Insufficient\t") == "Heat - Excessive Insufficient"

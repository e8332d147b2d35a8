"""The order of Vietnamese names."""

import random

import pytest

from cases.rules.name_order import name_order

ORDERED = [
    "An Cựu",
    "Anh Sơn",
    "Ăn Thuận",
    "Âu Lạc",
    "Ban Quản lý",
    "Cơ quan",
    "Dương Nỗ",
    "Đà Nẵng",
    "Điện lực Nam sông Hương",
    "Em",
    "Kim Long",
    "Ông Ích Khiêm",
    "Ơn",
    "Phú Xuân",
    "UBND phường An Cựu",
    "UBND xã A Lưới 4",
    "Ưu Điềm",
    "Vỹ Dạ",
]


@pytest.mark.parametrize("seed", range(5))
def test_names_fall_into_dictionary_order(seed):
    mixed = random.Random(seed).sample(ORDERED, len(ORDERED))
    assert sorted(mixed, key=name_order) == ORDERED


def test_tones_decide_only_between_equals():
    assert sorted(["má nhì", "ma nhất", "mà ba"], key=name_order) == ["mà ba", "ma nhất", "má nhì"]


def test_capitals_and_composition_do_not_matter():
    assert name_order("ĐÔNG BA")[0] == name_order("đông ba")[0] == name_order("đo\u0302ng ba")[0]


def test_equal_keys_are_told_apart_so_that_the_order_is_certain():
    assert name_order("ma") != name_order("má")
    assert name_order("ma")[0] == name_order("má")[0]


def test_what_is_no_letter_of_the_alphabet_stays():
    assert sorted(["Phường 10", "Phường 1", "Khu 3"], key=name_order) == ["Khu 3", "Phường 1", "Phường 10"]

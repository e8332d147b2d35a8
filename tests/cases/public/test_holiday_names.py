"""A calendar's Vietnamese names, as a reader of either language sees them."""

import pytest
from django.utils import translation

from cases.actions.holiday_rows import HOLIDAY, holiday_rows
from cases.public.holiday_names import NAMES, holiday_name

YEARS = range(2015, 2045)
GIVEN = sorted({name for _, kind, name in holiday_rows("vn", YEARS) if kind == HOLIDAY})


@pytest.mark.parametrize("name", GIVEN)
def test_every_name_the_package_gives_is_told_in_both_languages(name):
    with translation.override("vi"):
        assert holiday_name(name) == name
    with translation.override("en"):
        told = holiday_name(name)
    assert told != name
    assert told.isascii(), told


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Quốc khánh", "National Day"),
        ("Quốc khánh (nghỉ bù)", "National Day (day off in lieu)"),
        ("Ngày nghỉ (thay cho ngày 26/04/2025)", "Day off (in place of 26/04/2025)"),
        ("Ngày nghỉ bão số 5", "Ngày nghỉ bão số 5"),
        ("Ngày nghỉ bão số 5 (nghỉ bù)", "Ngày nghỉ bão số 5 (nghỉ bù)"),
        ("Ngày nghỉ (thay cho ngày 26/4/2025)", "Ngày nghỉ (thay cho ngày 26/4/2025)"),
        ("Columbus Day", "Columbus Day"),
        ("", ""),
    ],
)
def test_in_english(name, told):
    with translation.override("en"):
        assert holiday_name(name) == told


def test_no_name_stands_here_that_the_package_does_not_give():
    assert set(GIVEN) >= NAMES


def test_names_stay_apart_in_english():
    with translation.override("en"):
        assert len({holiday_name(name) for name in GIVEN}) == len(GIVEN)

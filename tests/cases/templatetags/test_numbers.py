"""Numbers: separators of each language, rates with interval and n."""

import pytest
from django.utils.translation import override

from cases.rules.figures import LEAST_FOR_RANK, Rate
from cases.templatetags import numbers

MANY = Rate(numerator=396, n=541, value=0.732, low=0.6931, high=0.7676)
FEW = Rate(numerator=12, n=18, value=2 / 3, low=0.4375, high=0.8372)
NONE = Rate(numerator=0, n=0, value=None, low=None, high=None)


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        (0, "0", "0"),
        (1, "1", "1"),
        (999, "999", "999"),
        (1284, "1.284", "1,284"),
        (10_000, "10.000", "10,000"),
        (1_234_567, "1.234.567", "1,234,567"),
        (-5, "−5", "−5"),
    ],
)
def test_whole_numbers(value: int, vietnamese: str, english: str) -> None:
    assert numbers.number_text(value) == vietnamese
    with override("en"):
        assert numbers.number_text(value) == english


@pytest.mark.parametrize(
    ("value", "digits", "vietnamese", "english"),
    [
        (4.0, 1, "4", "4"),
        (4.5, 1, "4,5", "4.5"),
        (18.94, 1, "18,9", "18.9"),
        (1234.5, 1, "1.234,5", "1,234.5"),
        (10.0, 0, "10", "10"),
        (-0.5, 1, "−0,5", "−0.5"),
        (3.25, 2, "3,25", "3.25"),
    ],
)
def test_decimals(value: float, digits: int, vietnamese: str, english: str) -> None:
    assert numbers.decimal_text(value, digits) == vietnamese
    with override("en"):
        assert numbers.decimal_text(value, digits) == english


def test_a_percentage_never_parts_from_its_sign() -> None:
    assert numbers.percent_text(0.846) == "84,6\N{NO-BREAK SPACE}%"
    assert numbers.percent_text(1) == "100,0\N{NO-BREAK SPACE}%"
    with override("en"):
        assert numbers.percent_text(0.846) == "84.6\N{NO-BREAK SPACE}%"


def test_a_missing_rate_is_a_dash_without_unit() -> None:
    assert numbers.share_text(None) == numbers.share_number(None) == "–"
    assert numbers.share_unit(None) == ""
    assert (numbers.share_text(0.5), numbers.share_number(0.5), numbers.share_unit(0.5)) == ("50,0\xa0%", "50,0", "%")
    assert numbers.share_text(0.0) == "0,0\xa0%"


def test_intervals() -> None:
    assert numbers.interval_text(MANY) == "69,3–76,8\xa0%"
    assert numbers.interval_text(NONE) == "–"


def test_the_line_under_a_rate() -> None:
    assert numbers.rate_note(MANY) == "khoảng 69,3–76,8\xa0%; n\xa0=\xa0541"
    assert numbers.rate_note(FEW) == "khoảng 43,8–83,7\xa0%; n\xa0=\xa018, chưa đủ để so sánh"
    assert numbers.rate_note(NONE) == "chưa có gì để tính"


def test_thirty_is_enough_to_compare_and_the_rules_say_the_same() -> None:
    enough = Rate(numerator=15, n=30, value=0.5, low=0.33, high=0.67)
    assert "chưa đủ" not in numbers.rate_note(enough)
    assert "chưa đủ" in numbers.rate_note(enough, least=31)
    assert numbers.LEAST_TO_COMPARE == LEAST_FOR_RANK


def test_an_interval_is_not_torn_at_its_dash() -> None:
    note = numbers.unbroken(numbers.rate_note(MANY))
    assert note.replace("\N{WORD JOINER}", "") == numbers.rate_note(MANY)
    assert "69,3–\N{WORD JOINER}76,8" in note
    assert numbers.unbroken("46 trễ hạn, 9 lỡ hẹn") == "46 trễ hạn, 9 lỡ hẹn"

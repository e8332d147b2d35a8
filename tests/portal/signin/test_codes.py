"""Codes as values: what was typed, and when a wrong one would have been right."""

from base64 import b32decode

import pytest

from portal.signin import codes
from portal.signin.codes import Kind
from tests.portal.signin.people import KEY, code, wrong

NOW = 1_700_000_010.0  # at the beginning of a step


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("123456", "123456"),
        (" 123 456 ", "123456"),
        ("123-456", "123456"),
        ("123\u00a0456", "123456"),
        ("ABCD-efgh", "abcdefgh"),
        ("abcd–efgh", "abcdefgh"),
        ("", ""),
    ],
)
def test_what_people_put_between_is_left_out(text, same):
    assert codes.typed(text) == same


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("123456", Kind.APP),
        ("000000", Kind.APP),
        ("12345", Kind.BACKUP),
        ("1234567", Kind.BACKUP),
        ("abcdefgh", Kind.BACKUP),
        ("١٢٣٤٥٦", Kind.BACKUP),  # digits of another script, which a device would read as a number
        ("123456\n", Kind.BACKUP),
        ("", Kind.BACKUP),
    ],
)
def test_six_digits_are_the_applications(code, kind):
    assert codes.kind(code) is kind


def test_the_key_of_the_rfc_gives_its_codes():
    """RFC 6238, appendix B, its SHA-1 rows cut to six digits."""
    assert [code(at) for at in (59, 1111111109, 1111111111, 1234567890, 2000000000)] == [
        *("287082", "081804", "050471", "005924", "279037")
    ]


@pytest.mark.parametrize("steps", [-20, -3, -1, 0, 1, 4, 20])
def test_how_far_off_a_code_is(steps):
    assert codes.steps_off(KEY, code(NOW, steps=steps), at=NOW) == steps
    assert codes.steps_off(KEY, code(NOW, steps=steps), at=NOW + 29) == steps


@pytest.mark.parametrize("steps", [-21, 21, 1000])
def test_further_off_it_is_only_wrong(steps):
    assert codes.steps_off(KEY, code(NOW, steps=steps), at=NOW) is None


def test_a_code_of_no_time_near_is_wrong():
    assert codes.steps_off(KEY, wrong(NOW), at=NOW) is None


def test_a_secret_is_shown_in_groups_that_mean_the_same():
    shown = codes.shown(KEY)
    assert shown == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"
    assert b32decode(shown.replace(" ", "")).hex() == KEY


def test_a_backup_code_is_printed_in_halves_and_read_again():
    assert codes.in_halves("abcdefgh") == "abcd-efgh"
    assert codes.typed(codes.in_halves("abcdefgh")) == "abcdefgh"

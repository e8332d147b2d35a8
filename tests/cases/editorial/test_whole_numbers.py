"""Numbers as addresses and forms bring them: read, or not taken for one."""

import pytest

from cases.editorial.whole_numbers import whole

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("text", "most", "found"),
    [
        ("0", 5, 0),
        ("5", 5, 5),
        ("6", 5, None),
        ("10", 5, None),
        ("05", 50, 5),
        ("005", 50, None),  # no more digits than the greatest has
        ("", 5, None),
        ("-1", 5, None),
        ("+1", 5, None),
        ("1.0", 500, None),
        ("1_0", 500, None),
        (" 1", 50, None),
        ("²", 5, None),
        ("٣", 5, None),
        ("9223372036854775807", 2**63 - 1, 2**63 - 1),
        ("9223372036854775808", 2**63 - 1, None),
        ("000001" + "9" * 30, 2_000, None),
        ("1" * 5_000, 2_000, None),
    ],
)
def test_a_number_is_read_whole_or_not_at_all(text, most, found):
    assert whole(text, most=most) == found

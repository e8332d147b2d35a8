"""Names of places inside sentences."""

import pytest

from cases.templatetags.places import inside


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Phường Kim Long", "phường Kim Long"),
        ("Xã A Lưới 1", "xã A Lưới 1"),
        ("Kim Long", "Kim Long"),
        ("Kim Long Ward", "Kim Long Ward"),
        ("Phường", "Phường"),  # no name behind it: no kind of unit
        ("", ""),
    ],
)
def test_only_the_kind_of_unit_is_written_small(name: str, said: str) -> None:
    assert inside(name) == said

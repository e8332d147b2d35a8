"""What changed between two versions, word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.editorial.desk import differences
from cases.editorial.desk.differences import changes

pytestmark = pytest.mark.pure

TEXTS = st.text(alphabet="ab đèn\n<&.", max_size=40)


@given(TEXTS, TEXTS)
def test_both_versions_can_be_read_from_it(before, after):
    found = list(changes(before, after))
    assert "".join(text for kind, text in found if kind != "ins") == before
    assert "".join(text for kind, text in found if kind != "del") == after


def test_long_texts_are_compared_by_lines(monkeypatch):
    monkeypatch.setattr(differences, "LONG", 20)
    assert list(changes("một hai\nba bốn\n", "một hai\nba năm\n")) == [
        ("", "một hai\n"),
        ("del", "ba bốn\n"),
        ("ins", "ba năm\n"),
    ]


def test_what_went_is_read_before_what_came():
    assert list(changes("Đã làm. Xong.", "Xe ghi số. Xong.")) == [
        ("del", "Đã làm"),
        ("ins", "Xe ghi số"),
        ("", ". Xong."),
    ]
    assert list(changes("", "")) == []


@given(TEXTS, TEXTS)
def test_no_two_changes_stand_beside_each_other_but_one_of_each_kind(before, after):
    kinds = "".join(kind[:1] or "=" for kind, _text in changes(before, after))
    for twice in ("dd", "ii", "id"):
        assert twice not in kinds

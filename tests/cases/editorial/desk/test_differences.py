"""What changed between two versions, word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.editorial.desk import differences
from cases.editorial.desk.differences import changes, marked

pytestmark = pytest.mark.pure

TEXTS = st.text(alphabet="ab đèn\n<&.", max_size=40)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("Đã thay bóng", "Đã thay bóng", "Đã thay bóng"),
        ("", "Đã thay", "<ins>Đã thay</ins>"),
        ("Đã thay", "", "<del>Đã thay</del>"),
        ("Sẽ thay bóng", "Đã thay bóng", "<del>Sẽ</del><ins>Đã</ins> thay bóng"),
        ("thay 5 bóng.", "thay 6 bóng.", "thay <del>5</del><ins>6</ins> bóng."),
        ("a <b>", "a <i> & c", "a &lt;<del>b</del><ins>i</ins>&gt;<ins> &amp; c</ins>"),
    ],
)
def test_words_that_went_and_came_are_marked(before, after, told):
    assert marked(before, after) == told


@given(TEXTS, TEXTS)
def test_both_versions_can_be_read_from_it(before, after):
    found = list(changes(before, after))
    assert "".join(text for kind, text in found if kind != "ins") == before
    assert "".join(text for kind, text in found if kind != "del") == after


@given(TEXTS, TEXTS)
def test_nothing_of_a_text_is_markup(before, after):
    bare = marked(before, after)
    for tag in ("<ins>", "</ins>", "<del>", "</del>"):
        bare = bare.replace(tag, "")
    assert "<" not in bare


def test_long_texts_are_compared_by_lines(monkeypatch):
    monkeypatch.setattr(differences, "LONG", 20)
    assert list(changes("một hai\nba bốn\n", "một hai\nba năm\n")) == [
        ("", "một hai\n"),
        ("del", "ba bốn\n"),
        ("ins", "ba năm\n"),
    ]

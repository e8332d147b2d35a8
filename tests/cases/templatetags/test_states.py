"""States: every state has a word and a shape."""

import pytest

from cases.rules.states import AssignmentKind, CaseState
from cases.templatetags import states


@pytest.mark.parametrize(
    ("state", "round_", "word", "mark"),
    [
        ("received", 1, "Chờ xác minh", "received"),
        ("declined", 1, "Không tiếp nhận", "declined"),
        ("in_progress", 1, "Đang xử lý", "progress"),
        ("in_progress", 2, "Đang xử lý lại", "reopened"),
        ("reopened", 1, "Đang xử lý lại", "reopened"),
        ("answered", 1, "Đã trả lời", "answered"),
        ("answered", 3, "Đã trả lời", "answered"),
        ("merged", 1, "Đã gộp", "gone"),
        ("withdrawn", 1, "Đã rút", "gone"),
    ],
)
def test_words_and_shapes_of_a_case(state: str, round_: int, word: str, mark: str) -> None:
    assert states.state_word(state, round_) == word
    assert states.state_mark(state, round_) == mark


def test_no_state_lacks_its_word() -> None:
    assert set(states.CASE) == {*(state.value for state in CaseState), "reopened"}
    assert set(states.ASSIGNMENT_KINDS) == {kind.value for kind in AssignmentKind}


def test_words_take_the_rules_own_values() -> None:
    assert states.state_word(CaseState.IN_PROGRESS, 1) == "Đang xử lý"
    assert states.assignment_kind_word(AssignmentKind.OPINION) == "Cho ý kiến"


def test_different_states_are_told_apart_by_word() -> None:
    words = [str(word) for _mark, word in states.CASE.values()]
    assert len(set(words)) == len(words)


def test_an_unknown_state_is_no_silent_blank() -> None:
    with pytest.raises(KeyError):
        states.state_word("late")

"""Openings and closings around an answer: put there once, replaced by others, and nothing by themselves."""

import pytest

from cases.rules.framing import framed, is_frame_alone

pytestmark = pytest.mark.pure

HELLO, LONGER, BYE = "Cảm ơn bạn.", "Cảm ơn bạn. Đơn vị trả lời:", "Cần gì xin gọi."
LISTS = {"openings": [HELLO, LONGER], "closings": [BYE]}


@pytest.mark.parametrize(
    ("text", "opening", "closing", "done"),
    [
        ("Đã thay.", "", "", "Đã thay."),
        ("Đã thay.", HELLO, "", f"{HELLO}\n\nĐã thay."),
        ("Đã thay.", "", BYE, f"Đã thay.\n\n{BYE}"),
        ("Đã thay.", HELLO, BYE, f"{HELLO}\n\nĐã thay.\n\n{BYE}"),
        (f"{HELLO}\n\nĐã thay.", LONGER, "", f"{LONGER}\n\nĐã thay."),
        (f"{LONGER}\n\nĐã thay.\n\n{BYE}", HELLO, BYE, f"{HELLO}\n\nĐã thay.\n\n{BYE}"),
        (f"{HELLO}\n\nĐã thay.", "", BYE, f"{HELLO}\n\nĐã thay.\n\n{BYE}"),
        ("", HELLO, BYE, f"{HELLO}\n\n{BYE}"),
        (HELLO, HELLO, "", HELLO),
        ("Đã thay.", "Lời cũ.", "", "Lời cũ.\n\nĐã thay."),
    ],
)
def test_it_is_framed_once(text, opening, closing, done):
    chosen = {"opening": opening, "closing": closing, **LISTS}
    assert framed(text, **chosen) == done
    assert framed(done, **chosen) == done


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("", True),
        (" \n", True),
        (HELLO, True),
        (BYE, True),
        (f"{LONGER}\n\n{BYE}\n", True),
        ("Đã thay.", False),
        (f"{HELLO}\n\nĐã thay.\n\n{BYE}", False),
    ],
)
def test_a_frame_alone_says_nothing(text, alone):
    assert is_frame_alone(text, **LISTS) is alone
    assert is_frame_alone(text, openings=(), closings=()) is (not text.strip())

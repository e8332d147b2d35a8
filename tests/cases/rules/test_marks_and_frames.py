"""Marks over covered words, frames around answers: stretches in any order, empty lists, what only looks alike."""

import pytest

from cases.rules.framing import framed, is_frame_alone, without_closing, without_opening
from cases.rules.redaction import covered, is_broken, marks, stretches

pytestmark = pytest.mark.pure

TEXT = "Ông Nam, số 0905 111 222, ở kiệt 5."
NAME, NUMBER = (0, 7, "tên người"), (12, 24, "số điện thoại")


@pytest.mark.parametrize(
    ("covers", "shown"),
    [
        ([], TEXT),
        ([NAME], "[đã che: tên người], số 0905 111 222, ở kiệt 5."),
        ([NUMBER], "Ông Nam, số [đã che: số điện thoại], ở kiệt 5."),
        ([NAME, NUMBER], "[đã che: tên người], số [đã che: số điện thoại], ở kiệt 5."),
        ([NUMBER, NAME], "[đã che: tên người], số [đã che: số điện thoại], ở kiệt 5."),  # however they were drawn
        ([(*NUMBER, "rieng-tu"), NAME], "[đã che: tên người], số [đã che: số điện thoại], ở kiệt 5."),
        ([(0, len(TEXT), "tất cả")], "[đã che: tất cả]"),
        ([(0, 3, "a"), (3, 7, "b")], "[đã che: a][đã che: b], số 0905 111 222, ở kiệt 5."),  # side by side
        ([(len(TEXT), len(TEXT), "x")], f"{TEXT}[đã che: x]"),
    ],
)
def test_covered_stretches_give_way_to_their_marks(covers, shown):
    assert covered(TEXT, covers) == shown
    assert marks(shown) == len(covers)
    assert not is_broken(shown)


@pytest.mark.parametrize(
    ("text", "words", "places"),
    [
        ("Nam, Nam và Nam", "nam", [(0, 3), (5, 8), (12, 15)]),
        ("Nam_5 Nam5 Nam", "Nam", [(11, 14)]),
        ("số 5.", "5.", [(3, 5)]),
        ("số 5.6", "5.", [(3, 5)]),  # what ends with a sign ends there
        ("(Nam)", "(Nam)", [(0, 5)]),
        ("Nam", "", []),
        ("Nam", "?!", []),
        ("[đã che: Nam] Nam", "Nam", [(14, 17)]),
        ("[đã che: a] Nam [đã che]", "Nam", [(12, 15)]),  # between two marks
        ("Nam[đã che]", "Nam", [(0, 3)]),
        ("đã che [đã che]", "đã che", [(0, 6)]),
        ("Lê Nam", "Lê  Nam", [(0, 6)]),
        ("LÊ NAM", "lê nam", [(0, 6)]),
        ("Lê, Nam", "Lê Nam", []),
    ],
)
def test_where_words_stand_to_be_covered(text, words, places):
    assert stretches(text, words) == places


HELLO, LONGER, BYE, SOON = "Chào bạn.", "Chào bạn. Chúng tôi xin thưa:", "Cảm ơn.", "Mong gặp lại. Cảm ơn."


@pytest.mark.parametrize(
    ("text", "openings", "left"),
    [
        ("Chào bạn. Đã dọn.", [HELLO], "Đã dọn."),
        ("Chào bạn. Chúng tôi xin thưa: đã dọn.", [HELLO, LONGER], "đã dọn."),  # the longest
        ("Chào bạn. Chúng tôi xin thưa: đã dọn.", [LONGER, HELLO], "đã dọn."),
        ("Chào bạn.Đã dọn.", [HELLO], "Đã dọn."),
        ("Đã dọn. Chào bạn.", [HELLO], "Đã dọn. Chào bạn."),
        ("Đã dọn.", [], "Đã dọn."),
        ("  Đã dọn.", [""], "Đã dọn."),
        ("", [HELLO], ""),
        ("chào bạn. Đã dọn.", [HELLO], "chào bạn. Đã dọn."),  # written otherwise, so it is somebody's own
        ("Chào bạn. Chào bạn. Đã dọn.", [HELLO], "Chào bạn. Đã dọn."),  # once
    ],
)
def test_what_follows_an_opening(text, openings, left):
    assert without_opening(text, openings) == left


@pytest.mark.parametrize(
    ("text", "closings", "left"),
    [
        ("Đã dọn. Cảm ơn.", [BYE], "Đã dọn."),
        ("Đã dọn. Mong gặp lại. Cảm ơn.", [BYE, SOON], "Đã dọn."),
        ("Đã dọn. Mong gặp lại. Cảm ơn.", [SOON, BYE], "Đã dọn."),
        ("Đã dọn.\n\nCảm ơn.", [BYE], "Đã dọn."),
        ("Cảm ơn. Đã dọn.", [BYE], "Cảm ơn. Đã dọn."),
        ("Đã dọn.  ", [""], "Đã dọn."),
        ("Đã dọn.", [], "Đã dọn."),
        ("Cảm ơn.", [BYE], ""),
    ],
)
def test_what_stands_before_a_closing(text, closings, left):
    assert without_closing(text, closings) == left


@pytest.mark.parametrize(
    ("text", "opening", "closing", "openings", "closings", "done"),
    [
        # another of the list takes the place of the one that stood there
        ("Đã dọn.\n\nCảm ơn.", "", SOON, [], [BYE, SOON], f"Đã dọn.\n\n{SOON}"),
        ("Đã dọn.\n\nCảm ơn.", "", "Xin hết.", [], [BYE], "Đã dọn.\n\nXin hết."),
        ("Chào bạn.\n\nĐã dọn.", "Kính thưa.", "", [HELLO], [], "Kính thưa.\n\nĐã dọn."),
        # one that nobody has in a list stays as somebody's own words
        ("Chào bạn.\n\nĐã dọn.", "Kính thưa.", "", [], [], "Kính thưa.\n\nChào bạn.\n\nĐã dọn."),
        # nothing chosen leaves both ends alone
        ("Chào bạn. Đã dọn. Cảm ơn.", "", "", [HELLO], [BYE], "Chào bạn. Đã dọn. Cảm ơn."),
        ("", "", "", [HELLO], [BYE], ""),
        ("", HELLO, "", [], [], HELLO),
    ],
)
def test_an_answer_is_framed_by_what_was_chosen(text, opening, closing, openings, closings, done):
    chosen = {"opening": opening, "closing": closing, "openings": openings, "closings": closings}
    assert framed(text, **chosen) == done
    assert framed(done, **chosen) == done


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        (f"{HELLO} {BYE}", True),
        (f"\n{BYE}\n", True),
        (f"{HELLO} .", False),
        (f"{BYE} {HELLO}", False),
        (f"{HELLO}{HELLO}", False),
    ],
)
def test_between_the_two_something_has_to_be_said(text, alone):
    assert is_frame_alone(text, openings=[HELLO], closings=[BYE]) is alone

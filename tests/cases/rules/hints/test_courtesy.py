"""Courtesies tell nothing; what stands beside them in the same sentence does."""

import pytest

from cases.rules.hints.body import body_in
from tests.cases.rules.hints.closings import CLOSINGS
from tests.cases.rules.hints.lists import starting_book

pytestmark = pytest.mark.pure


def left_of(text):
    return [
        " ".join(text[word.start : word.end].lower() for word in sentence.words)
        for sentence in body_in(text, starting_book())
    ]


@pytest.mark.parametrize("closing", CLOSINGS)
def test_no_phrase_of_a_closing_is_left(closing):
    assert [sentence.found for sentence in body_in(closing, starting_book()) if sentence.found] == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Xin lỗi vì chậm trễ, đơn vị đã thay năm bóng.", ["đơn vị đã thay năm bóng"]),
        ("Xin lỗi vì chậm trễ và đã thay năm bóng.", ["và đã thay năm bóng"]),
        ("Xin loi vi cham tre va da thay bong.", ["va da thay bong"]),
        ("Mong bà con thông cảm, sẽ khắc phục trong thời gian tới.", ["sẽ khắc phục trong thời gian tới"]),
        ("Do chưa có kinh phí, rất mong bà con thông cảm.", ["do chưa có kinh phí rất"]),
        (
            "Mặt đường đã phẳng như mong muốn của người phản ánh.",
            ["mặt đường đã phẳng như mong muốn của người phản ánh"],
        ),
        ("Người dân mong thay bóng đèn.", ["người dân mong thay bóng đèn"]),
        ("Chi tiết cột đèn đã được sơn lại.", ["chi tiết cột đèn đã được sơn lại"]),
        ("Kính mong quý vị chia sẻ.", ["kính"]),
    ],
)
def test_what_is_told_beside_it_is_left(text, left):
    assert left_of(text) == left

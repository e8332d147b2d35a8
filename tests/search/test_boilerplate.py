"""Politeness of answers is left out of what is searched."""

import pytest

from search.boilerplate import without_boilerplate
from tests.search.documents import document


@pytest.mark.parametrize(
    ("answer", "left"),
    [
        ("Kính gửi Ông/Bà: Đã thay bóng đèn. Trân trọng.", "Đã thay bóng đèn."),
        ("Kính gửi quý công dân.\nĐội đã dọn rác.\nTrân trọng cảm ơn!", "Đội đã dọn rác."),
        ("Đã dọn. Rất mong quý công dân tiếp tục phản ánh. Xin cảm ơn.", "Đã dọn."),
        ("Đã dọn. Mong tiếp tục nhận được phản ánh trong thời gian tới.", "Đã dọn."),
        ("Sẽ xem xét trong thời gian tới.", "Sẽ xem xét trong thời gian tới."),
        ("Kính đề nghị chờ. Trân trọng thông báo!", "Kính đề nghị chờ."),
        ("Trân trọng.", "Trân trọng."),
        ("Kinh gui ong ba, da don, tran trong", "da don,"),
        ("Kính gửi Ông/Bà. Đã thay.\nKính gửi Ông/Bà. Đã sửa. Trân trọng.", "Đã thay.\n Đã sửa."),
        ("Đã trân trọng dọn.", "Đã trân trọng dọn."),
        ("", ""),
    ],
)
def test_openings_and_closings_are_left_out(answer, left):
    assert without_boilerplate(answer) == left


def test_a_long_sentence_says_more():
    text = "Kính gửi ông bà đã dọn" + " rác và cành cây" * 8
    assert without_boilerplate(text) == text


def test_what_is_searched_lacks_it_and_what_is_shown_keeps_it():
    found = document(answer="Kính gửi Ông/Bà. Đã thay. Trân trọng.")
    assert found.searched()["answer"] == "Đã thay."
    assert found.answer.startswith("Kính gửi")

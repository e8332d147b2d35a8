"""What the Center did to work that was done once stands where it is done again: why an approval or a round ended."""

import pytest

from tests.cases.editorial.office.asking import address, page, words
from tests.cases.editorial.office.conftest import answered, given
from tests.factories import ago

pytestmark = pytest.mark.django_db

RETRACTED = "Trung tâm huỷ duyệt: Câu trả lời sai sự thật."
REOPENED = "Mở lại: Việc chưa xong."


def shown(client, walk):
    return words(page(client, address("case", walk)).select_one("#viec ~ .txt"))


def test_a_retraction_is_told_with_its_reason_until_a_new_text_is_sent(office):
    walk = answered().retract()
    said = shown(office, walk)
    assert RETRACTED in said
    assert "Thời hạn tính như chưa từng trả lời." in said
    assert "Bản 1, gửi" in said
    walk.until(ago()).submit(text="Đã thay thật.")
    assert RETRACTED not in shown(office, walk)


def test_who_has_it_again_reads_why_it_was_reopened(office):
    walk = answered()
    assert REOPENED not in shown(office, walk)
    walk.reopen()
    assert REOPENED in shown(office, walk)
    walk.until(ago()).submit(text="Đã thay thật.")
    assert REOPENED not in shown(office, walk)


def test_the_own_promise_is_told_and_that_its_words_were_struck(office):
    walk = given(days=8)
    day = page(office, address("case", walk)).select("#han_promised_on option")[-1]["value"]
    office.post(address("extend", walk), {"promised_on": day, "reason": "cho-vat-tu", "sentence": "Lỗi của bên kia."})
    assert "Chờ vật tư. “Lỗi của bên kia.”" in shown(office, walk)
    walk.until(ago(hours=-1)).strike()
    said = shown(office, walk)
    assert "Trung tâm đã gạch lời giải thích: Đổ lỗi cho người khác" in said
    assert "Lỗi của bên kia" not in said

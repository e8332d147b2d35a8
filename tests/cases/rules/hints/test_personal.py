"""Personal data in texts: what is marked, and what only looks like it. All people and numbers are invented."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.rules.hints.marks import HintKind
from cases.rules.hints.personal import personal_data
from cases.rules.hints.reading import Around, caption_marks, hints
from tests.cases.rules.hints.lists import starting_book

pytestmark = pytest.mark.pure

FOUND = (
    ("Gọi 0905 123 456 gặp tổ trưởng", "phone", "0905 123 456"),
    ("ĐT: 0905123456.", "phone", "0905123456"),
    ("số +84 905.123.456 nhé", "phone", "+84 905.123.456"),
    ("máy bàn (0234) 3822 123", "phone", "(0234) 3822 123"),
    ("máy bàn 0234.3822.123", "phone", "0234.3822.123"),
    ("thư về nguyen.van-a+1@example.com.vn.", "email", "nguyen.van-a+1@example.com.vn"),
    ("CCCD 046123456789 của chủ hộ", "identity", "046123456789"),
    ("CMND số 191234567 cấp", "identity", "191234567"),
    ("số định danh 046 123 456 789", "identity", "046 123 456 789"),
    ("xe 75A-123.45 đậu", "plate", "75A-123.45"),
    ("xe máy 75-F1 234.56 chạy", "plate", "75-F1 234.56"),
    ("xe 75H1 2345", "plate", "75H1 2345"),
    ("xe tải 29LD-01234", "plate", "29LD-01234"),
    ("số tài khoản 0161 0012 34567 tại ngân hàng", "account", "0161 0012 34567"),
    ("STK: 123456789", "account", "123456789"),
    ("cháu Nguyễn Văn An bị ngã", "child", "cháu Nguyễn Văn An"),
    ("Bé Na, 5 tuổi, bị ngã", "child", "Bé Na, 5 tuổi"),
    ("cháu 7 tuổi bị bỏng", "child", "cháu 7 tuổi"),
    ("học sinh Trần Thị Đào lớp 4", "child", "học sinh Trần Thị Đào"),
    ("ông Đặng Văn Ước đã tháo mái", "person", "ông Đặng Văn Ước"),
    ("hộ bà Lê Thị Ái Mỹ", "person", "bà Lê Thị Ái Mỹ"),
    ("Kính gửi Ông/Bà Trần Ánh Tuyết", "person", "Ông/Bà Trần Ánh Tuyết"),
    ("hộ kinh doanh tại số 12 Lê Lợi lấn chiếm", "house", "số 12"),
    ("quán nhậu 27/3 Hoàng Diệu gây ồn", "house", "27/3"),
    ("cơ sở gỗ ở 45B đường Phạm Văn Đồng xả bụi", "house", "45B"),
    ("xả rác trước số nhà 18/4", "house", "số nhà 18/4"),
)
NOT_FOUND = (
    "Đã thay 12 bóng đèn tại kiệt 42 Kim Long ngày 12/03/2026.",
    "Đường dây nóng 0234 3822 123 trực ngày đêm.",
    "Tổng đài 19001075.",
    "Kinh phí 123456789 đồng, diện tích 123.456.789 m2.",
    "Quyết định số 2480/QĐ-UBND ngày 05/7/2019.",
    "Kế hoạch 2026-2030, tọa độ 16.4637, 107.5909.",
    "Đường Bà Triệu, phố Ông Ích Khiêm, trường Anh Sơn Hà.",
    "ông bà và bà con trong tổ",
    "Anh Chị liên hệ tổ dân phố.",
    "02 hộ lấn chiếm, 14 hộ dùng chung ống.",
    "cháu đi học qua đây; trẻ em 20 tuổi đời cây",
    "học sinh Trường THCS Nguyễn Tri Phương",
    "áp lực 2.5 bar, 0.45-0.66 NTU",
    "QCVN 01:2009/BYT",
    "đèn tại số 12 Lê Lợi đã sáng",  # nobody is accused there
    "một@ hai @ba @",
)


@pytest.mark.parametrize(("text", "what", "words"), FOUND)
def test_what_is_marked(text, what, words):
    assert [(m.why, text[m.start : m.end]) for m in personal_data(text)] == [(f"personal.{what}", words)]


@pytest.mark.parametrize("text", NOT_FOUND)
def test_what_is_not(text):
    assert [text[m.start : m.end] for m in personal_data(text)] == []


@pytest.mark.parametrize(("text", "what", "words"), FOUND)
def test_it_is_marked_among_other_words_and_in_greetings_too(text, what, words):
    whole = f"Kính gửi quý vị,\nĐã dọn rác.\n{text}\nTrân trọng."
    marks = [m for m in hints(whole, starting_book(), Around()).marks if m.kind == HintKind.PERSONAL]
    assert [whole[m.start : m.end] for m in marks] == [words]
    assert hints(whole, starting_book(), Around()).flags == ["personal"]


@given(st.text(st.sampled_from("0123456789 .-/@aA+Đ()ông bà\n"), max_size=80))
def test_marks_lie_within_and_do_not_overlap(text):
    marks = personal_data(text)
    assert all(0 <= m.start < m.end <= len(text) for m in marks)
    assert all(one.end <= other.start for one, other in pairwise(marks))


@given(st.sampled_from(FOUND), st.integers(0, 12))
def test_an_invisible_character_hides_nothing(row, at):
    text, _what, _words = row
    hidden = text[:at] + "\u200b" + text[at:]
    found = [m for m in hints(hidden, starting_book(), Around()).marks if m.kind == HintKind.PERSONAL]
    assert len(found) == len(personal_data(text)) == 1


@pytest.mark.parametrize(("text", "what", "words"), FOUND)
def test_under_a_photo_it_is_marked_as_in_a_text(text, what, words):
    marked = [(mark.why, text[mark.start : mark.end]) for mark in caption_marks(text)]
    assert (f"personal.{what}", words) in marked


@pytest.mark.parametrize("text", ["", *NOT_FOUND, "Sẽ sớm khắc phục trong thời gian tới", "Chưa thấy gì"])
def test_under_a_photo_nothing_else_is(text):
    assert caption_marks(text) == ()


def test_marks_lie_in_the_caption_as_it_was_given():
    given_ = unicodedata.normalize("NFD", "Biển số ở đường Lê Lợi: ") + "75A-\u200b123.45, gọi 0905 123 456"
    assert [given_[mark.start : mark.end] for mark in caption_marks(given_)] == ["75A-\u200b123.45", "0905 123 456"]

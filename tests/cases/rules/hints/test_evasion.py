"""Which answers read as evasive: texts of our own, of the kinds that agencies write."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.rules.hints.marks import HintKind
from cases.rules.hints.reading import Around, hints
from tests.cases.rules.hints.lists import starting_book

pytestmark = pytest.mark.pure

EVASIVE = (
    # passed on
    "Đã chuyển đơn vị chức năng xử lý.",
    "Trung tâm đã chuyển phản ánh đến UBND phường Kim Long để giải quyết theo thẩm quyền.",
    "UBND phường đã chỉ đạo tổ dân phố kiểm tra.",
    "Phòng đã có công văn đề nghị Công ty Môi trường phối hợp.",
    "Nội dung này thuộc trách nhiệm của Ban quản lý dự án, đề nghị ông liên hệ Ban để được trả lời.",
    # promised without a day
    "UBND phường sẽ kiểm tra, xử lý trong thời gian tới.",
    "Công ty sẽ cử công nhân sửa chữa nắp cống trong thời gian sớm nhất.",
    "Đoạn đường này dự kiến được thảm lại khi có kinh phí.",
    "Hiện nay Công ty đang lập phương án cắt tỉa hàng cây này.",
    "Trước mắt tổ dân phố nhắc nhở các hộ; lâu dài sẽ đầu tư hệ thống thoát nước.",
    "Việc lắp thêm đèn được đưa vào kế hoạch đầu tư công trung hạn, tùy thuộc ngân sách.",
    "Xin ghi nhận ý kiến và sẽ xem xét.",
    # excused
    "Do kinh phí hạn hẹp nên chưa bố trí được, mong bà con thông cảm.",
    "Lực lượng còn mỏng, ý thức của người dân chưa cao nên tình trạng lấn chiếm tái diễn; sẽ tiếp tục kiểm tra.",
    # nothing found, nothing done
    "Phường chỉ đạo kiểm tra, tại thời điểm kiểm tra không phát hiện tiếng ồn.",
    # a number of a paper is no result, nor a photo
    "Đã ban hành công văn số 123/UBND-ĐT ngày 05/3/2026 đề nghị Công ty kiểm tra, sẽ sớm khắc phục.",
    "Đã kiểm tra hiện trạng và sẽ đề xuất sửa chữa (đính kèm hình ảnh).",
    # without marks
    "Da chuyen don vi chuc nang xu ly.",
    "se kiem tra va xu ly trong thoi gian toi",
)
CLEAR = (
    # done
    "Công ty đã thay 03 bóng đèn tại kiệt 42 Kim Long tối ngày 12/3/2026.",
    "Đã khắc phục xong nắp cống vỡ trước số 18, kèm hình ảnh.",
    "Ngày 25/8/2026, đội công trình thu gom 2 m³ xà bần và rào lại bãi đất.",
    "Rác đã được thu gom sạch; Công ty sẽ tiếp tục theo dõi khu vực này.",
    "Phường đã lập biên bản, xử phạt hộ kinh doanh 2.500.000 đồng.",
    "Hộ dân đã tự tháo dỡ mái che, trả lại vỉa hè. Phường sẽ thường xuyên kiểm tra.",
    "Đã vá 12 ổ gà trên đường Nguyễn Gia Thiều.",
    "Cây nghiêng đã được cắt tỉa và chống đỡ.",
    "UBND phường đã nhắc nhở và chủ hộ đã ký cam kết không đặt loa ngoài vỉa hè.",
    # promised for a day
    "Công ty sẽ thay bóng đèn trước ngày 30/11/2026.",
    "Đoạn này sẽ được thảm lại trong quý II năm 2027.",
    "Nhà thầu cam kết dọn sạch vật liệu trước 15/12/2026.",
    # denied or refused with a reason
    "Qua kiểm tra, không có việc xả thải như phản ánh: kết quả đo nước đạt QCVN 14:2025.",
    "Không thể lắp gờ giảm tốc tại đây: quốc lộ không được phép bố trí theo Nghị định 11/2010.",
    "Nhà xây đúng giấy phép số 45, không vi phạm khoảng lùi.",
    # without marks
    "Da thu gom rac, da lap lai nap cong.",
)


def judged(text, **around):
    return hints(text, starting_book(), Around(**around))


def marked(text, kind, **around):
    return [text[mark.start : mark.end] for mark in judged(text, **around).marks if mark.kind == kind]


def test_the_same_text_elsewhere_is_said_of_the_whole_with_the_numbers_of_those_cases():
    text = "Đã thay bóng đèn hỏng trước nhà số 5."
    marks = [mark for mark in judged(text, same_as=("31", "32")).marks if mark.kind == HintKind.SAME_TEXT]
    assert [(text[mark.start : mark.end], mark.about) for mark in marks] == [(text.rstrip("."), "31, 32")]
    assert not marked(text, HintKind.SAME_TEXT)


@pytest.mark.parametrize("text", EVASIVE)
def test_evasive(text):
    assert judged(text).evasive
    assert "evasive" in judged(text).flags


@pytest.mark.parametrize("text", CLEAR)
def test_clear(text):
    assert not judged(text).evasive
    assert "evasive" not in judged(text).flags


@pytest.mark.parametrize("text", EVASIVE + CLEAR)
def test_the_form_of_letters_changes_no_judgement(text):
    wanted = judged(text).flags
    assert judged(unicodedata.normalize("NFD", text)).flags == wanted
    assert judged("\u200b".join(text)).flags == wanted
    assert judged(text.upper()).evasive == judged(text).evasive
    assert judged(f"\u202b{text}\u202c").flags == wanted


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Phường sẽ xử lý trong thời gian tới.", HintKind.VAGUE, ["trong thời gian tới", "thời gian tới"]),
        ("Phường sẽ xử lý trong thời gian tới.", HintKind.UNDATED, ["sẽ"]),
        ("Phường sẽ xử lý trước ngày 30/11/2026.", HintKind.UNDATED, []),
        ("Phường sẽ dọn. Xong trước ngày 30/11/2026.", HintKind.UNDATED, ["sẽ"]),  # another sentence
        ("Đã chỉ đạo tổ dân phố nhắc nhở.", HintKind.PASSED_ON, ["chỉ đạo"]),
        ("Phường cần sự thông cảm.", HintKind.EXCUSE, ["thông cảm"]),
        ("Kiểm tra chưa phát hiện ô nhiễm.", HintKind.NOT_SEEN, ["chưa phát hiện"]),
        ("Nguồn lực của Thành phố còn hạn chế.", HintKind.EXCUSE, ["Nguồn lực của Thành phố còn hạn chế"]),
        ("Công ty môi trường đô thị.", HintKind.NO_RESULT, ["Công ty môi trường đô thị"]),
        ("Đã thu gom rác.", HintKind.NO_RESULT, []),
        ("", HintKind.NO_RESULT, [""]),
        ("Kính chào, 30/11/2026.\nSẽ làm.", HintKind.UNDATED, ["Sẽ"]),  # the day of a greeting is no promise
        ("Thuỷ lợi sẽ làm.", HintKind.UNDATED, ["sẽ"]),
    ],
)
def test_marks_are_on_the_words(text, kind, words):
    assert marked(text, kind) == words


@pytest.mark.parametrize(
    ("text", "evasive"),
    [
        ("Phường đề nghị Công ty thu gom rác.", True),  # asked, not done
        ("Phường đề nghị Công ty và Công ty đã thu gom rác.", False),
        ("Chưa thu gom rác, sẽ kiểm tra.", True),
        ("Rác do Công ty đã thu gom trước đây, nay sẽ xem xét.", True),  # long ago
        ("Đã kiểm tra để sửa chữa, dự kiến khi có kinh phí.", True),  # for, not done
        ("Đã đề xuất sửa chữa mặt đường.", True),
        ("Mặt đường do Công ty nước đã hoàn trả, nay lún lại, sẽ kiểm tra.", True),  # what lies behind
        ("Qua kiểm tra, không có việc xả thải; phường sẽ tiếp tục theo dõi.", False),  # denied
        ("Phường đã nhắc nhở chủ quán, sẽ thường xuyên kiểm tra.", False),  # only watches
        ("Phường đã nhắc nhở chủ quán, sẽ lắp biển.", True),
        ("Đã sửa chữa mặt đường theo đề xuất của phường.", False),
    ],
)
def test_a_work_counts_in_the_tense_it_is_told_in(text, evasive):
    assert judged(text).evasive is evasive


OPENINGS = (
    "Kính gửi Ông/Bà,\n",
    "Kính gửi quý vị!\n",
    "Trung tâm Giám sát, điều hành đô thị thông minh trân trọng thông báo:\n",
    "Cảm ơn ông bà đã gửi phản ánh.\n",
    "Về nội dung phản ánh, Phòng xin trả lời như sau: ",
    "Kính thưa quý vị. ",
)
CLOSINGS = (
    "\nTrân trọng!",
    "\nTrân trọng cảm ơn và rất mong tiếp tục nhận được phản ánh của quý vị trong thời gian tới.",
    "\nRất mong tiếp tục nhận được sự quan tâm, góp ý của người dân, tổ chức, doanh nghiệp trong thời gian đến.",
    "\nXin trân trọng cảm ơn ông bà.",
    "\nTrung tâm trân trọng thông báo để ông bà được biết.",
    "\nKính chào.",
)
REPORT = (
    "Đèn đường trước chợ Kim Long hỏng ba tuần nay, tối om, nguy hiểm cho học sinh tan học muộn, mong sớm thay bóng."
)


@settings(deadline=None)
@given(
    text=st.sampled_from((*EVASIVE, *CLEAR, "", "Công ty môi trường đô thị.")),
    opening=st.lists(st.sampled_from(OPENINGS), max_size=3),
    closing=st.lists(st.sampled_from(CLOSINGS), max_size=3),
    report=st.sampled_from((None, REPORT)),
)
def test_greetings_and_thanks_change_no_flag(text, opening, closing, report):
    whole = "".join(opening) + text + "".join(closing)
    assert judged(whole, report=report).flags == judged(text, report=report).flags


@pytest.mark.parametrize(
    "text",
    [
        "Trân trọng thông báo sẽ xử lý trong thời gian tới.",
        "Xin cảm ơn, phường sẽ xem xét trong thời gian tới.",
        "Kính gửi ông bà, nội dung này đã chuyển đơn vị khác.",
    ],
)
def test_what_stands_beside_a_formula_is_judged(text):
    assert judged(text).evasive


@settings(deadline=None)
@given(st.text(max_size=200) | st.lists(st.sampled_from(" ".join(EVASIVE + CLEAR).split()), max_size=60).map(" ".join))
def test_marks_lie_within_the_text(text):
    for mark in judged(text, report=REPORT).marks:
        assert 0 <= mark.start <= mark.end <= len(text)
        assert mark.start < mark.end or not text.strip() or mark.kind in {HintKind.NO_RESULT, HintKind.OFF_TOPIC}

"""Telephones and addresses that are written in disguise, and what only looks like one. All are invented."""

import json

import pytest

from cases.rules.hints.disguised import disguised_numbers
from cases.rules.hints.personal import named_in, personal_data
from tests.shared_data import shared

pytestmark = pytest.mark.pure

FOUND = (
    ("Gọi không chín một hai ba bốn năm sáu bảy tám", "phone", "không chín một hai ba bốn năm sáu bảy tám"),
    ("gọi KHÔNG CHÍN MỘT HAI, ba bốn lăm, sáu bảy tám nhé", "phone", "KHÔNG CHÍN MỘT HAI, ba bốn lăm, sáu bảy tám"),
    ("sdt khong chin mot hai ba bon nam sau bay tam", "phone", "khong chin mot hai ba bon nam sau bay tam"),
    ("không chín mươi mốt hai ba bốn năm sáu bảy tám", "phone", "không chín mươi mốt hai ba bốn năm sáu bảy tám"),
    ("không chín mười hai ba bốn năm sáu bảy tám", "phone", "không chín mười hai ba bốn năm sáu bảy tám"),
    ("không-chín-một-hai-ba-bốn-năm-sáu-bảy-tám", "phone", "không-chín-một-hai-ba-bốn-năm-sáu-bảy-tám"),
    ("không 912 ba bốn lăm 678 ạ", "phone", "không 912 ba bốn lăm 678"),
    ("không chín 12 345 678", "phone", "không chín 12 345 678"),
    ("0 9 1 2 3 4 5 6 7 8", "phone", "0 9 1 2 3 4 5 6 7 8"),
    ("0, 9, 1, 2, 3, 4, 5, 6, 7, 8", "phone", "0, 9, 1, 2, 3, 4, 5, 6, 7, 8"),
    ("0/9/1/2/3/4/5/6/7/8", "phone", "0/9/1/2/3/4/5/6/7/8"),
    ("0_9_1_2_3_4_5_6_7_8", "phone", "0_9_1_2_3_4_5_6_7_8"),
    ("ĐT 09l2345678", "phone", "09l2345678"),
    ("ĐT O912 345 67B", "phone", "O912 345 67B"),
    ("ĐT 0912 34S 678", "phone", "0912 34S 678"),
    ("ĐT 09I2.345.678", "phone", "09I2.345.678"),
    ("+84 chín một hai ba bốn năm sáu bảy tám", "phone", "84 chín một hai ba bốn năm sáu bảy tám"),
    (
        "máy không hai ba bốn ba tám hai hai một hai ba",
        "phone",
        "không hai ba bốn ba tám hai hai một hai ba",
    ),
    (
        "không bốn sáu một hai ba bốn năm sáu bảy tám chín",
        "identity",
        "không bốn sáu một hai ba bốn năm sáu bảy tám chín",
    ),
    ("CMND một chín một hai ba bốn năm sáu bảy", "identity", "một chín một hai ba bốn năm sáu bảy"),
    ("stk không một sáu một ba bốn năm", "account", "không một sáu một ba bốn năm"),
    ("nguyenvana(at)gmail.com", "email", "nguyenvana(at)gmail.com"),
    ("nguyen.van.a [a còng] gmail.com nhé", "email", "nguyen.van.a [a còng] gmail.com"),
    ("nguyenvana a còng gmail chấm com", "email", "nguyenvana a còng gmail chấm com"),
    ("nguyenvana a-còng gmail", "email", "nguyenvana a-còng gmail"),
    ("nguyenvana@gmail chấm com", "email", "nguyenvana@gmail chấm com"),
    ("nguyenvana @ gmail . com", "email", "nguyenvana @ gmail . com"),
    ("nguyenvana[@]yahoo[.]com[.]vn", "email", "nguyenvana[@]yahoo[.]com[.]vn"),
    ("nguyenvana at gmail dot com", "email", "nguyenvana at gmail dot com"),
    ("a1 {at} congty (chấm) com (chấm) vn", "email", "a1 {at} congty (chấm) com (chấm) vn"),
)
NOT_FOUND = (
    "Ngày 01/02/2026, 15 hộ dân; ngày 05.07.2019 12 hộ; 01-02-2026 08 giờ.",
    "Ngày 01/02/2026 hai ba hộ dân lại đổ rác; ngày 01.02.2026 hai ba lần.",
    "Nghị định 118/2025/NĐ-CP, Nghị định 118, Quyết định 2480/QĐ-UBND, Điều 5 Khoản 2 Điểm b.",
    "Nghị định một trăm mười tám, điều hai mươi lăm.",
    "Số 12 Lê Lợi, kiệt 13/5, lô 0 9, tổ 10, khu vực 3.",
    "Kinh phí 0 đồng; 1.250.000.000 đồng; một trăm hai mươi ba triệu bốn trăm nghìn đồng.",
    "Một hai ba bốn năm sáu bảy tám chín mười người đứng xem.",
    "hai năm ba tháng, năm hai không hai sáu, lúc 0 giờ 30, từ 08:00 đến 17:30",
    "0,45; 0.66; 1,2,3,4,5,6,7,8,9 (các mục); mục 0.1.2.3",
    "Số tài khoản kho bạc từ năm 2025 năm 2026 hai lần",  # a year is no five and four more digits
    "Đường dây nóng không hai ba bốn ba tám hai hai một hai ba.",
    "không có một ai, không một lời; chín bỏ làm mười",
    "Tọa độ 16.4637, 107.5909 và 0 9 1.",
    "Sáu bảy hộ, ba bốn lần, năm bảy ngày, tám chín giờ tối, không hai năm sau",
    "Mã O912, mẫu l2, phòng 0I, đèn LED 05S 12V, xe 75A",
    "Đã họp (a) tại tổ; điểm (a) khoản 2; 5 @ 3. Tổ dân phố. giá 3 @ 2",
    "Nghiêngnghiêngngảngả không chín",  # too long to be a digit
    "chấm dứt a còng; người ta a móc; gặp at tổ",
)


@pytest.mark.parametrize(("text", "what", "words"), FOUND)
def test_what_is_marked(text, what, words):
    found = [(mark.why, text[mark.start : mark.end]) for mark in personal_data(text)]
    assert found == ([(f"personal.{what}", words)] if what else [])


@pytest.mark.parametrize("text", NOT_FOUND)
def test_what_is_not(text):
    assert named_in(text) == []


def test_of_the_runs_that_are_numbers_written_as_such_none_is_told():
    assert list(disguised_numbers("0912345678 và 0912 345 678, 191234567")) == []
    assert [run.digits for run in disguised_numbers("chín mươi mốt hai mươi ba mươi")] == ["912030"]


def test_a_long_text_is_read_once():
    long = "không chín một hai ba " * 4_000 + "a còng " * 1_000 + "1 " * 1_000
    assert all(mark.end <= len(long) for mark in personal_data(long))


def test_real_reports_and_answers_hold_none_in_disguise():
    with shared("hue/reports.jsonl").open(encoding="utf-8") as file:
        pages = [json.loads(line) for line in file]
    told = [
        page[name][run.start : run.end]
        for page in pages
        for name in ("report", "resolution")
        for run in disguised_numbers(page.get(name) or "")
        if len(run.digits) >= 9
    ]
    assert len(pages) > 100
    assert told == []

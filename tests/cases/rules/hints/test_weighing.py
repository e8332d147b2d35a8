"""What an answer tells and what it avoids, sentence by sentence: each work in its tense, each promise with its day."""

import pytest

from cases.rules.hints.body import body_in
from cases.rules.hints.days import named_days
from cases.rules.hints.evasion import Weighed, weigh
from cases.rules.hints.marks import HintKind, Mark
from tests.cases.rules.hints.lists import book_of

pytestmark = pytest.mark.pure

BOOK = book_of(
    work=["thay bóng", "vá đường"],
    step=["kiểm tra", "chuyển rác", "đo đạc thay"],
    order=["nhắc nhở"],
    ground=["không vi phạm"],
    evidence=["kèm ảnh"],
    vague=["thời gian tới"],
    handed_on=["chuyển", "đề nghị"],
    excuse=["thiếu kinh phí"],
    not_seen=["không thấy"],
)
COUNTED = ("works", "steps", "orders", "mentioned", "grounds", "dated", "evidence", "promised")


def counts(text):
    """What is not nothing of what was found."""
    weighed = weigh(body_in(text, BOOK), named_days(text))
    return {name: found for name in COUNTED if (found := getattr(weighed, name))}


def marked(text):
    """The kinds of marks with the words they are on, in the order in which they were made."""
    weighed = weigh(body_in(text, BOOK), named_days(text))
    return [(mark.kind.value, text[mark.start : mark.end]) for mark in weighed.marks]


COUNTED_IN_TENSE = [
    ("", {}),
    ("Cột đèn số 5.", {}),
    # a work is done after “đã”, mentioned without a word of time, and nothing after any other
    ("Đã thay bóng.", {"works": 1}),
    ("Vừa thay bóng.", {"works": 1}),
    ("Đến nay thay bóng xong.", {"works": 1}),
    ("Thay bóng.", {"mentioned": 1}),
    ("Chưa thay bóng.", {}),
    ("Nếu thay bóng.", {}),
    ("Để thay bóng.", {}),
    ("Do mưa thay bóng chậm.", {}),
    ("Đã thay bóng và vá đường.", {"works": 2}),
    ("Đã thay bóng. Đã thay bóng. Đã thay bóng.", {"works": 3}),
    # the same of a step
    ("Đã kiểm tra.", {"steps": 1}),
    ("Kiểm tra.", {"mentioned": 1}),
    ("Chưa kiểm tra.", {}),
    # “chưa”, “để”, “do” last until the next comma; what held before holds again
    ("Đã kiểm tra, chưa thay bóng, vá đường.", {"steps": 1, "works": 1}),
    ("Đã kiểm tra, chưa thay bóng vá đường.", {"steps": 1}),
    ("Chưa thay bóng, vá đường.", {"mentioned": 1}),
    ("Đã kiểm tra để thay bóng (vá đường).", {"steps": 1, "works": 1}),
    # “sẽ” lasts until the sentence ends or another word changes it
    ("Sẽ thay bóng, vá đường.", {"promised": 2}),
    ("Sẽ vá đường, đã thay bóng.", {"promised": 2, "works": 1}),
    ("Sẽ vá đường. Thay bóng.", {"promised": 2, "mentioned": 1}),
    # what lies behind stays behind, whatever was done then
    ("Do công ty đã thay bóng.", {}),
    ("Do công ty làm, đã thay bóng.", {"works": 1}),
    ("Trước đây đã thay bóng.", {}),
    # an order tells others what to do: it is one step, and what follows is not done by it
    ("Đã nhắc nhở.", {"orders": 1}),
    ("Nhắc nhở chủ hộ.", {"orders": 1}),
    ("Chưa nhắc nhở.", {}),
    ("Đã nhắc nhở, thay bóng.", {"orders": 1, "mentioned": 1}),
    ("Đã thay bóng, nhắc nhở.", {"orders": 1, "works": 1}),
    ("Đã nhắc nhở và đã thay bóng.", {"orders": 1, "works": 1}),
    # passed on: what follows is asked of others
    ("Đã chuyển công ty thay bóng.", {}),
    ("Đề nghị công ty, thay bóng.", {}),
    ("Đã chuyển và đã thay bóng.", {"works": 1}),
    ("Đã chuyển rác.", {}),  # two phrases begin at one word: passed on counts first
    ("Đã đến, không thấy gì, thay bóng.", {"works": 1}),  # what else is marked hands nothing on
    ("Đã thiếu kinh phí, thay bóng.", {"works": 1}),
    # words that one phrase holds are not counted for another
    ("Đã đo đạc thay bóng.", {"steps": 1}),
    ("Đã đo đạc thay, thay bóng.", {"steps": 1, "works": 1}),
    # a ground and a photo count in any tense
    ("Không vi phạm.", {"grounds": 1}),
    ("Sẽ trả lời là không vi phạm.", {"grounds": 1, "promised": 2}),
    ("Sẽ gửi kèm ảnh.", {"evidence": True, "promised": 2}),
    # typed without marks
    ("da thay bong, se va duong", {"works": 1, "promised": 2}),
    ("chua thay bong", {}),
]


@pytest.mark.parametrize(("text", "found"), COUNTED_IN_TENSE)
def test_each_phrase_counts_in_its_tense(text, found):
    assert counts(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sẽ vá đường trước ngày 30/11/2026.", {"dated": True}),
        ("Sẽ vá đường ngày 30/11/2026.", {"dated": True}),
        ("Sẽ vá đường trong tháng 12 năm 2026.", {"dated": True}),
        ("Dự kiến vá đường ngày 30/11/2026.", {"dated": True}),
        ("Phấn đấu vá đường ngày 30/11/2026.", {"dated": True}),
        ("Ngày 30/11/2026 sẽ vá đường.", {"promised": 2}),  # the day may be that of a visit
        ("Đang vá đường, ngày 30/11/2026.", {"promised": 2}),  # going on is no promise for that day
        ("Đang vá đường, trước ngày 30/11/2026.", {"dated": True}),  # but until then is
        ("Sẽ vá đường. Xong trước 30/11/2026.", {"promised": 2, "dated": True}),  # a sentence by itself
        ("Sẽ vá đường theo Công văn số 5 ngày 30/11/2026.", {"promised": 2}),  # a paper's day
        ("Xong trước ngày 30/11/2026.", {"dated": True}),
        ("Xong sau ngày 30/11/2026.", {}),
        ("Xong trước mùa mưa, 30/11/2026.", {"dated": True}),  # 15 characters from “trước”
        ("Xong trước mùa mưa – 30/11/2026.", {}),  # 16
        ("Đến 30/11/2026 trước tiên.", {}),  # the day stands before
        # a sentence that begins with a day tells what was done then
        ("Ngày 25/8/2026 thay bóng.", {"works": 1}),
        ("Sáng ngày 25/8/2026 thay bóng.", {"works": 1}),
        ("25/8/2026 thay bóng.", {"mentioned": 1}),
        ("Tại kiệt 5 ngày 25/8/2026 thay bóng.", {"mentioned": 1}),  # “ngày” is the fourth word
        ("Ngày mai thay bóng.", {"mentioned": 1}),
        ("Ngày hôm ấy tại đường kia 25/8/2026 thay bóng.", {"mentioned": 1}),  # the day is 26 characters on
        ("Ngày 25/8/2026 sẽ thay bóng.", {"promised": 2}),
        # to keep an eye on things promises no work
        ("Sẽ kiểm tra.", {"promised": 1}),
        ("Sẽ tiếp tục theo dõi.", {"promised": 1}),
        ("Sẽ duy trì việc ấy.", {"promised": 1}),
        ("Sẽ cùng tổ dân phố giám sát.", {"promised": 1}),  # the sixth word after “sẽ” ends it
        ("Sẽ cùng tổ dân phố và công an giám sát.", {"promised": 2}),
        ("Sẽ kiểm tra. Sẽ vá đường.", {"promised": 2}),  # the weightiest counts
        ("Sẽ vá đường. Sẽ kiểm tra.", {"promised": 2}),
        ("Se tiep tuc tuan tra.", {"promised": 1}),
    ],
)
def test_a_promise_is_weighed_by_its_day(text, found):
    assert counts(text) == found


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Sẽ vá đường.", [("undated", "Sẽ")]),
        ("Dự kiến vá, sẽ báo.", [("undated", "Dự")]),  # the first of a sentence
        ("Sẽ vá. Sẽ báo.", [("undated", "Sẽ"), ("undated", "Sẽ")]),
        ("Sẽ vá trước 30/11/2026.", []),
        ("Thời gian tới sẽ vá.", [("vague", "Thời gian tới"), ("undated", "sẽ")]),
        ("Đã chuyển.", [("passed_on", "chuyển")]),
        ("Đang thiếu kinh phí.", [("excuse", "thiếu kinh phí"), ("undated", "Đang")]),
        ("Đến nơi không thấy.", [("not_seen", "không thấy")]),
        ("Đã thay bóng, kèm ảnh; không vi phạm.", []),
    ],
)
def test_what_stands_against_it_is_marked(text, marks):
    assert marked(text) == marks


def a_mark(kind):
    return Mark(start=0, end=1, kind=kind, why=kind.value)


VAGUE, EXCUSE, PASSED_ON, NOT_SEEN = map(
    a_mark, (HintKind.VAGUE, HintKind.EXCUSE, HintKind.PASSED_ON, HintKind.NOT_SEEN)
)


@pytest.mark.parametrize(
    ("weighed", "told", "avoided", "evasive"),
    [
        (Weighed(), 0, 0, False),
        # each kind weighs at most twice, a day once
        (Weighed(works=1), 3, 0, False),
        (Weighed(works=5), 6, 0, False),
        (Weighed(steps=5), 4, 0, False),
        (Weighed(orders=5), 2, 0, False),
        (Weighed(grounds=5), 4, 0, False),
        (Weighed(dated=True), 3, 0, False),
        (Weighed(works=1, steps=1, orders=1, grounds=1, dated=True, evidence=True), 12, 0, False),
        # a photo of works to come is no evidence of any
        (Weighed(evidence=True), 1, 0, False),
        (Weighed(evidence=True, promised=1), 0, 1, True),
        # each mark weighs once, however often it stands there
        (Weighed(marks=[VAGUE, VAGUE]), 0, 2, True),
        (Weighed(marks=[EXCUSE, EXCUSE]), 0, 2, True),
        (Weighed(marks=[PASSED_ON, NOT_SEEN]), 0, 2, True),
        (Weighed(marks=[VAGUE, EXCUSE, PASSED_ON, NOT_SEEN], promised=2), 0, 8, True),
        (Weighed(marks=[a_mark(HintKind.UNDATED)], promised=2), 0, 2, True),  # its promise weighs already
        # as much told as avoided is no evasion
        (Weighed(works=1, marks=[VAGUE, NOT_SEEN]), 3, 3, False),
        (Weighed(works=1, marks=[VAGUE, EXCUSE]), 3, 4, True),
        (Weighed(steps=1, promised=2), 2, 2, False),
        (Weighed(orders=1, promised=2), 1, 2, True),
        (Weighed(mentioned=9, promised=1), 0, 1, True),  # what is only mentioned outweighs nothing
    ],
)
def test_more_avoided_than_told_is_evasive(weighed, told, avoided, evasive):
    assert (weighed.told, weighed.avoided, weighed.is_evasive) == (told, avoided, evasive)


@pytest.mark.parametrize(
    ("weighed", "nothing"),
    [
        (Weighed(), True),
        (Weighed(promised=2, marks=[VAGUE]), True),
        (Weighed(evidence=True, promised=1), True),
        (Weighed(mentioned=1), False),
        (Weighed(orders=1), False),
        (Weighed(grounds=1), False),
        (Weighed(dated=True), False),
    ],
)
def test_it_says_nothing_where_nothing_came_of_the_report(weighed, nothing):
    assert weighed.says_nothing is nothing


def test_days_belong_to_the_sentence_they_stand_in():
    text = "Sẽ vá 30/11/2026. Sẽ làm. Sẽ xong 01/12/2026. Sẽ báo."
    assert [text[m.start : m.end + 4] for m in weigh(body_in(text, BOOK), named_days(text)).marks] == [
        "Sẽ làm",
        "Sẽ báo",
    ]


def test_a_day_before_the_first_sentence_of_its_own_is_passed_over():
    greeted = book_of(opening=["kính gửi"], work=["vá đường"])
    text = "Kính gửi ông Nam 30/11/2026.\nSẽ vá đường.\nSẽ làm trước 01/12/2026."
    weighed = weigh(body_in(text, greeted), named_days(text))
    assert [text[m.start : m.end] for m in weighed.marks] == ["Sẽ"]
    assert weighed.dated

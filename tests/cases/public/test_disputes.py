"""What the public reads of appeals, rulings, strikes, and of several agencies that answer side by side."""

from datetime import timedelta

import pytest

from tests.cases.public.pages import CANARY, DUE, section, told, words
from tests.factories import BOARD, KIM_LONG, LIGHTING, an_agency, walk_to

pytestmark = pytest.mark.django_db

DAY, HOUR, SOON = timedelta(days=1), timedelta(hours=1), timedelta(seconds=1)


def events(case):
    return [(event.sentence, event.detail, event.words) for event in case.events]


# --- appeals ---------------------------------------------------------------------------------------------------------


def test_an_appeal_is_told_by_code_step_by_step(page_at):
    walk = walk_to("returned").later(hours=1).appeal(sentence=CANARY)
    appealed = walk.at
    walk.later(days=1).decide_appeal(granted=True, words="Ảnh ở trang 2")
    (now,) = told(walk.case, walk.at).returns
    assert (now.refused, now.label, now.appeal.outcome, now.appeal.words) == (
        False, "Chưa có ảnh", "granted", "Ảnh ở trang 2",
    )  # fmt: skip
    (before,) = told(walk.case, appealed).returns
    assert (before.appeal.outcome, before.appeal.words, before.appeal.decided_at) == ("", "", None)
    assert told(walk.case, appealed - SOON).returns[0].appeal is None
    assert told(walk.case, appealed).answers == ()
    assert events(told(walk.case, walk.at))[-3:] == [
        (f"{KIM_LONG} khiếu nại quyết định về câu trả lời", "Đã đủ ngày, đủ ảnh", ""),
        (f"Khiếu nại của {KIM_LONG} được chấp nhận, câu trả lời được duyệt", "", "Ảnh ở trang 2"),
        ("Phản ánh đã được trả lời", "", ""),
    ]
    page = page_at(walk.case, DUE)
    assert CANARY not in str(page)
    text = words(section(page, "answers"))
    assert "người duyệt khác chấp nhận ngày 06/03/2026, nên câu trả lời này được tính. “Ảnh ở trang 2”" in text
    assert "Đúng hạn" in text


@pytest.mark.parametrize(
    ("finish", "sentence"),
    [
        (lambda w: w, "Đơn vị khiếu nại ngày 05/03/2026, người duyệt khác chưa quyết định."),
        (
            lambda w: w.later(days=1).decide_appeal(granted=False, words="Ảnh nơi khác"),
            "người duyệt khác giữ nguyên quyết định ngày 06/03/2026. “Ảnh nơi khác”",
        ),
        (lambda w: w.later(days=1).submit(), "Đơn vị khiếu nại, rồi gửi câu trả lời mới."),
    ],
    ids=["waits", "rejected", "dropped"],
)
def test_how_an_appeal_stands(page_at, finish, sentence):
    walk = finish(walk_to("appealed"))
    assert sentence in words(section(page_at(walk.case, DUE), "answers"))


def test_a_story_told_before_there_were_appeals_is_told(page_at):
    walk = walk_to("returned")
    story = walk.case.story
    for review in story.data["reviews"]:
        del review["appeal"]
    del story.data["rulings"]
    story.save()
    case = told(walk.case, DUE)
    assert (case.returns[0].appeal, case.unsettled) == (None, ())


# --- rulings ---------------------------------------------------------------------------------------------------------


def test_what_was_declared_the_ruling_and_its_reason(page_at):
    other = an_agency(LIGHTING)
    walk = walk_to("assigned").later(hours=1).not_ours(sentence=CANARY, suggests=an_agency("Sở Ẩn Danh"))
    walk.later(hours=2).rule("transferred", to=other, words="Trụ đèn do Trung tâm này quản lý")
    assert events(told(walk.case, walk.at))[-3:] == [
        (f"{KIM_LONG} báo việc này không thuộc thẩm quyền", "Nằm ngoài địa bàn", ""),
        (f"Phân xử: {KIM_LONG} giao lại cho {LIGHTING}", "Theo địa bàn quản lý", "Trụ đèn do Trung tâm này quản lý"),
        (f"Chuyển từ {KIM_LONG} sang {LIGHTING}", "", ""),
    ]
    page = page_at(walk.case, DUE)
    assert "“Trụ đèn do Trung tâm này quản lý”" in words(section(page, "path"))
    assert CANARY not in str(page)
    assert "Ẩn Danh" not in str(page), "whom the agency named is for the Center alone"


@pytest.mark.parametrize(
    ("outcome", "to", "sentence"),
    [
        ("stays", None, f"Phân xử: vẫn là việc của {KIM_LONG}"),
        ("asked", BOARD, f"Chuyển câu hỏi của {KIM_LONG} lên {BOARD}"),
        ("declined", None, f"Không hỏi cấp trên: {KIM_LONG} tự trả lời"),
    ],
)
def test_every_ruling_has_its_sentence(outcome, to, sentence):
    walk = walk_to("assigned")
    walk = walk.not_ours() if outcome == "stays" else walk.ask_higher()
    walk.rule(outcome, to=an_agency(to) if to else None)
    assert sentence in [event.sentence for event in told(walk.case, walk.at).events]


def test_released_the_others_go_on():
    walk = walk_to("assigned").assign(an_agency(LIGHTING)).not_ours().rule("released")
    sentences = [event.sentence for event in told(walk.case, walk.at).events]
    assert sentences[-2:] == [
        f"Phân xử: {LIGHTING} thôi giữ, các đơn vị còn lại làm tiếp",
        f"Dừng giao {LIGHTING}",
    ]


def test_until_it_rules_the_page_says_by_when_the_center_must(page_at):
    walk = walk_to("refused")  # on Thursday, so by Friday
    (open_,) = told(walk.case, walk.at).unsettled
    assert (open_.cause, open_.agency_name, open_.at, open_.overdue) == ("refused", KIM_LONG, walk.at, False)
    note = "phân xử việc này của ai. Hỏi ngày 05/03/2026, Trung tâm phải trả lời chậm nhất hết ngày 06/03/2026."
    assert note in words(section(page_at(walk.case, walk.at + HOUR), "path"))
    late = words(section(page_at(walk.case, walk.at + 4 * DAY), "path"))
    assert "phải trả lời chậm nhất hết ngày 06/03/2026: Trung tâm đã quá hạn này." in late
    assert f"Thời hạn của {KIM_LONG} vẫn chạy." in late
    walk.later(days=5).rule()
    assert told(walk.case, walk.at).unsettled == ()
    assert told(walk.case, walk.at - SOON).unsettled[0].overdue
    assert told(walk.case, open_.at - SOON).unsettled == ()


def test_a_first_not_ours_is_held_to_no_day_and_a_question_is_one(page_at):
    walk = walk_to("not_ours").ask_higher()
    text = words(section(page_at(walk.case, walk.at + HOUR), "path"))
    assert "Chờ Trung tâm phân xử việc này của ai. Hỏi ngày 03/03/2026. Thời hạn" in text
    assert (
        "Chờ Trung tâm hỏi cấp trên. Hỏi ngày 03/03/2026, Trung tâm phải trả lời chậm nhất hết ngày 04/03/2026." in text
    )


def test_once_answered_nothing_waits_to_be_settled():
    walk = walk_to("refused").later(hours=1).submit(text="Đã làm").approve()
    assert told(walk.case, walk.at).unsettled == ()


# --- strikes ---------------------------------------------------------------------------------------------------------


def test_a_struck_sentence_leaves_a_mark_and_its_day(page_at):
    walk = walk_to("extended").extend(sentence=CANARY, promised_on=DUE.date() + 5 * DAY)
    published = walk.at
    walk.later(hours=2).strike()
    page = page_at(walk.case, DUE)
    assert CANARY not in str(page)
    text = words(section(page, "due"))
    assert "Trung tâm đã gạch lời giải thích: Đổ lỗi cho người khác" in text
    assert "Hẹn xong chậm nhất 16/03/2026." in text
    assert "“Chờ bóng đèn”" in text, "the other promise keeps its words"
    assert (f"Lời giải thích gia hạn của {KIM_LONG} bị gạch", "Đổ lỗi cho người khác", "") in events(
        told(walk.case, walk.at)
    )
    assert told(walk.case, published).extensions[-1].sentence == "", "nor does the past tell it any more"


# --- several agencies ------------------------------------------------------------------------------------------------


def test_each_of_several_agencies_has_its_part(page_at):
    walk = walk_to("assigned").assign(an_agency(LIGHTING)).later(days=1).submit(text="Đã thay bóng").approve()
    assert [part.agency.name for part in told(walk.case, walk.at).parts] == [KIM_LONG, LIGHTING]
    text = words(section(page_at(walk.case, DUE - DAY), "answers"))
    assert "2 đơn vị cùng xử lý, mỗi đơn vị trả lời phần của mình." in text
    assert f"{KIM_LONG}: chưa trả lời. Còn hạn" in text
    assert f"{LIGHTING}: đã trả lời. Đúng hạn" in text
    assert walk.case.state == "in_progress", "the case waits for its last part"


@pytest.mark.parametrize("state", ["assigned", "transferred", "escalated", "reopened", "answered"])
def test_one_agency_alone_has_no_part(state):
    walk = walk_to(state)
    assert told(walk.case, walk.at).parts == ()


def test_parts_are_shown_before_anybody_has_answered(page_at):
    walk = walk_to("assigned").assign(an_agency(LIGHTING)).later(hours=2).submit()
    text = words(section(page_at(walk.case, walk.at), "answers"))
    assert f"{LIGHTING}: đã gửi, chờ duyệt." in text
    assert "Chưa có câu trả lời nào được duyệt." in text

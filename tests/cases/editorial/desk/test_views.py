"""The review desk over HTTP: who comes in, what is shown, what a decision does, and what is refused."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases.actions import answering
from cases.editorial.desk.sentences import WHY, refusal
from cases.models import Claim, PendingDecision, ReasonCode, Remark
from cases.rules.rights import Why
from cases.rules.states import MoveRefused
from cases.templatetags.dates import moment_text
from tests.accounts import GROUPS, an_account
from tests.cases.editorial.desk.conftest import signed_in, version_of, waiting
from tests.factories import KIM_LONG, ago, an_agency, walk_to

pytestmark = pytest.mark.django_db

SAID = {"reason": "return:thieu-anh", "sentence": "Cần ảnh sau khi làm"}
CANARY = "MẬT-7391"


def address(name, walk=None):
    return reverse(f"review_{name}", args=[version_of(walk).pk] if walk else [])


def page(client, where):
    response = client.get(where, follow=True)
    assert response.status_code == 200, response.status_code
    return BeautifulSoup(response.content, "lxml")


def words(node):
    return " ".join(node.get_text(" ", strip=True).split())


def decide(client, walk, choice="approve", version=1, **said):
    return client.post(address("decide", walk), {"choice": choice, "version": version, **said})


def lost(response):
    """Why nothing was written, and what was typed, on the page that says so."""
    assert response.status_code == 409, response.status_code
    note = BeautifulSoup(response.content, "lxml").select_one(".unwritten[role=alert]")
    said = words(note.p)
    assert said.endswith(" Điều bạn vừa gửi không được ghi."), said
    why = said.removesuffix(" Điều bạn vừa gửi không được ghi.").partition(". ")[2]
    return why, [(words(row.dt), words(row.dd)) for row in note.select(".typed > div")]


def told(client):
    return [words(note) for note in page(client, address("desk")).select(".told .note")]


# --- who -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("power", GROUPS)
@pytest.mark.parametrize("name", ["desk", "answer", "decide", "undo", "remark"])
def test_only_reviewers_come_in(client, power, name):
    walk = waiting(text=f"{CANARY} đã thay bóng")
    account = an_account(power, agency=KIM_LONG if power in ("answer", "follow") else None)
    client.force_login(account)
    where = address(name, None if name == "desk" else walk)
    asked = client.get if name in ("desk", "answer") else client.post
    response = asked(where)
    if power in ("decide", "head"):
        assert response.status_code in (200, 302, 400)
        return
    assert response.status_code == 403
    assert CANARY not in response.content.decode()
    assert not Claim.objects.exists()


def test_nobody_comes_in_without_an_account(client):
    walk = waiting()
    for name in ("desk", "answer", "decide", "undo", "remark"):
        response = client.post(address(name, None if name == "desk" else walk))
        assert (response.status_code, response["Location"][:11]) == (302, "/cms/login/")


def test_nothing_is_changed_by_reading_nor_read_by_changing(desk):
    walk = waiting()
    for name in ("decide", "undo", "remark"):
        assert desk.get(address(name, walk))["Location"] == address("answer", walk), "where it is sent from"
        assert desk.put(address(name, walk)).status_code == 405
    assert desk.post(address("answer", walk)).status_code == 405


def test_the_menu_leads_reviewers_there_and_nobody_else(client, desk):
    link = f'"url": "{address("desk")}"'
    assert link in desk.get("/cms/").content.decode()
    client.force_login(an_account("edit"))
    assert link not in client.get("/cms/").content.decode()


# --- what is shown ---------------------------------------------------------------------------------------------------


def test_report_and_answer_stand_side_by_side(desk):
    walk = waiting("Đèn hỏng ở Kim Long", text="Đã thay năm bóng.")
    shown = page(desk, address("desk"))
    assert words(shown.select_one(".queue a[aria-current]")).startswith("Đèn hỏng ở Kim Long UBND phường Kim Long")
    assert words(shown.find(id="phan-anh")) == f"Phản ánh {walk.case.number}"
    assert words(shown.select_one(".said")) == "Đã thay năm bóng."
    assert words(shown.select_one(".answer-of, .tag")) == "Đã làm xong"
    assert shown.title.string.startswith(f"Bàn duyệt, phản ánh {walk.case.number}")
    assert desk.get(address("desk")).headers["Cache-Control"].startswith("max-age=0, no-cache")


def test_a_second_version_shows_what_changed_and_what_became_of_the_first(desk):
    walk = waiting(text="Sẽ thay bóng.")
    walk.return_answer(at=ago(hours=4), sentence="Bao giờ?").until(timezone.now() - timedelta(hours=1))
    answering.revise(answer=walk.answer, text="Đã thay bóng.", outcome="done")
    walk.submit()
    shown = page(desk, address("desk"))
    assert [words(shown.select_one(f".said {tag}")) for tag in ("del", "ins")] == ["Sẽ", "Đã"]
    assert "bản 2" in words(shown.find(id="cau-tra-loi"))
    before = words(shown.select_one(".before"))
    assert "Bản 1" in before
    assert "bị trả lại" in before
    assert "Bao giờ?" in before


def test_marks_in_a_text_are_escaped(desk):
    waiting("<script>alert(1)</script>", text="Đã thay <x-a onclick=alert(1)>")
    html = desk.get(address("desk")).content.decode()
    assert "<script>alert" not in html
    assert "<x-a" not in html
    assert "&lt;x-a onclick=alert(1)&gt;" in html


def test_what_is_not_there_is_said_and_the_queue_shown(desk):
    response = desk.get(reverse("review_answer", args=[999]), follow=True)
    shown = BeautifulSoup(response.content, "lxml")
    assert "không còn chờ bạn duyệt" in words(shown)
    assert "Không còn câu nào chờ" in words(shown)


def test_an_unknown_lane_is_no_page_and_an_empty_one_says_so(desk):
    waiting(days=2)
    assert desk.get(address("desk") + "?luong=khac").status_code == 404
    assert "Hàng này trống" in words(page(desk, address("desk") + "?luong=bo-sung"))


def test_the_lane_stays_in_every_address(desk):
    waiting(days=40)
    shown = page(desk, address("desk") + "?luong=gap")
    assert words(shown.select_one(".chip[aria-current]")) == "Đến hạn hôm nay 1"
    for form in shown.select("#quyet-dinh, #ghi-chu"):
        assert form["action"].endswith("?luong=gap")
    assert shown.select_one(".queue a")["href"].endswith("?luong=gap")


def queries(client, count):
    for number in range(count):
        waiting(f"Việc {number}", agency=an_agency(f"Đơn vị {number}"))
    client.get(address("desk"))  # claims what is opened
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page(client, address("desk"))
    return len(asked)


def test_as_many_queries_for_a_long_queue_as_for_a_short_one(desk):
    assert queries(desk, 1) == queries(desk, 6) <= 14


# --- deciding --------------------------------------------------------------------------------------------------------


def test_a_decision_opens_the_next_and_can_be_undone(desk):
    first, second = waiting("quá hạn", days=40), waiting("mới")
    response = decide(desk, first)
    assert (response.status_code, response["Location"]) == (302, address("desk"))
    shown = page(desk, address("desk"))
    assert words(shown.find(id="phan-anh")) == f"Phản ánh {second.case.number}"
    assert "Duyệt : quá hạn" in words(shown.select_one(".undo"))
    assert "Bạn đã quyết định 1 câu hôm nay" in words(shown.select_one(".head"))
    response = desk.post(address("undo", first))
    assert response["Location"] == address("answer", first)
    assert not PendingDecision.objects.exists()
    assert "Đã hoàn tác." in told(desk)[0]
    assert first.answer.state == "submitted"


def test_a_sentence_that_names_somebody_is_refused_beside_its_field_and_stays(desk):
    walk = waiting()
    named = {**SAID, "sentence": "Hỏi ở số 0912345678"}
    response = decide(desk, walk, "return", **named)
    assert response.status_code == 400
    field = BeautifulSoup(response.content, "lxml").select_one(".field.bad")
    assert "Hãy bỏ: 0912345678" in words(field.select_one(".err"))
    assert field.textarea.text.strip() == named["sentence"]
    assert not PendingDecision.objects.exists()


def test_what_was_decided_last_stands_first_and_has_the_key(desk):
    first, last = waiting("đèn", days=40), waiting("rác")
    decide(desk, first)
    decide(desk, last)
    for name in ("desk", "appeals"):
        rows = page(desk, address(name)).select(".undo")
        assert ["rác" in words(rows[0]), "đèn" in words(rows[1])] == [True, True], name
        assert [bool(row.kbd) for row in rows] == [True, False], name
        assert [row.find_parent("details") is None for row in rows] == [True, False], name


def test_it_counts_with_the_next_request_after_its_delay(desk):
    walk = waiting()
    decide(desk, walk)
    past = timezone.now() - timedelta(seconds=1)
    PendingDecision.objects.update(decided_at=past, effective_at=past)
    page(desk, address("desk"))
    assert walk.answer.state == "approved"
    assert version_of(walk).decided_by == desk.account
    assert told(desk) == []


@pytest.mark.parametrize(
    ("choice", "said", "complaint"),
    [
        ("return", {}, "Hãy chọn lý do"),
        ("refuse", {"reason": "refuse:dun-day"}, "Hãy viết một câu"),
        ("return", {"reason": "refuse:dun-day", "sentence": "Sai"}, "thuộc về quyết định kia"),
        ("return", {"reason": "return:khong-co", "sentence": "Sai"}, "Hãy chọn trong danh sách"),
        ("return", {**SAID, "sentence": "x" * 601}, "600"),
    ],
)
def test_what_is_missing_is_said_beside_it_and_nothing_typed_is_lost(desk, choice, said, complaint):
    walk = waiting()
    response = decide(desk, walk, choice, **said)
    assert response.status_code == 400
    shown = BeautifulSoup(response.content, "lxml")
    assert complaint.lower() in " ".join(words(error) for error in shown.select(".err")).lower()
    if said.get("sentence"):
        assert shown.find(id="id_sentence").string.strip() == said["sentence"]
    assert not PendingDecision.objects.exists()


def test_an_approval_needs_nothing_and_keeps_nothing_of_a_half_written_return(desk):
    walk = waiting()
    assert decide(desk, walk, reason="", sentence="nháp").status_code == 302
    made = PendingDecision.objects.get()
    assert (made.choice, made.sentence, made.reason) == ("approve", "", None)


@pytest.mark.parametrize("counts", [False, True], ids=["can be undone", "counts"])
def test_who_opens_what_another_decided_is_told_who_and_what(desk, counts):
    walk = waiting()
    other = signed_in(an_account("decide"))
    page(other, address("answer", walk))
    Claim.objects.all().delete()  # run out long ago
    decide(desk, walk, "return", **SAID)
    made = PendingDecision.objects.get().decided_at
    if counts:
        made = timezone.now() - timedelta(seconds=1)
        PendingDecision.objects.update(decided_at=made, effective_at=made)
    said = [words(note) for note in page(other, address("answer", walk)).select(".told .note")]
    assert said == [f"Lan Nguyễn đã quyết định câu này: Trả lại, lúc {moment_text(made)}."]
    if counts:
        assert [lost(decide(other, walk))[0]] == said
    assert version_of(walk).decision == ("returned" if counts else "")


@pytest.mark.parametrize(("state", "said"), [("escalated", "Cho ý kiến"), ("amending", "Phần bổ sung")])
def test_what_kind_of_text_it_is_stands_above_it(desk, state, said):
    walk_to(state).later(days=1).submit()
    assert words(page(desk, address("desk")).find(id="cau-tra-loi")).startswith(said)


def test_who_opens_what_another_reads_is_told_since_when(desk):
    walk = waiting()
    choices = page(desk, address("desk")).select("select option")
    assert [choice for choice in choices if not words(choice)] == [], "what chooses nothing says so"
    other = signed_in(an_account("decide"))
    notes = [words(note) for note in page(other, address("answer", walk)).select(".told .note")]
    since = timezone.localtime(Claim.objects.get().since)
    assert notes == [f"Lan Nguyễn đang xem câu này từ {since:%H:%M}."]
    assert Claim.objects.get().account == desk.account
    assert "Người khác đang xem hết" in words(page(other, address("desk")))


def test_a_version_that_was_replaced_is_not_decided(desk):
    walk = waiting()
    walk.until(ago(hours=2)).recall().until(ago(hours=1)).submit()
    response = decide(desk, walk, "return", version=1, **SAID)
    shown = BeautifulSoup(response.content, "lxml")
    said = [words(note) for note in shown.select(".told .note")]
    assert (response.status_code, said) == (409, ["Đơn vị đã gửi bản 2 thay bản bạn đọc. Hãy đọc bản mới."])
    assert shown.find(id="id_version")["value"] == "2", "the new one is at hand, with what was typed"
    assert shown.find(id="id_sentence").string.strip() == SAID["sentence"]
    assert shown.select_one("#id_reason [selected]")["value"] == SAID["reason"]
    assert not PendingDecision.objects.exists()


def test_a_reason_that_was_just_retired_is_said_beside_it_and_nothing_typed_is_lost(desk):
    walk = waiting()
    page(desk, address("answer", walk))  # the desk has looked the codes up
    ReasonCode.objects.filter(code="thieu-anh").update(active=False)
    response = decide(desk, walk, "return", **SAID)
    field = BeautifulSoup(response.content, "lxml").select_one(".field.bad")
    assert (response.status_code, words(field.select_one(".err"))) == (400, "Lý do này không còn dùng.")
    assert SAID["sentence"] in response.content.decode()


def test_a_crafted_decision_on_the_own_text_is_refused_by_the_verb(desk, reviewer):
    walk = waiting()
    version = version_of(walk)
    version.hands.add(reviewer)
    response = decide(desk, walk, "return", **SAID)
    assert lost(response)[0] == WHY[Why.OWN_TEXT]
    assert SAID["sentence"] in dict(lost(response)[1]).values()
    assert not PendingDecision.objects.exists()


# --- remarks ---------------------------------------------------------------------------------------------------------


def test_left_for_later_it_goes_to_the_end_and_to_others(desk):
    first, second = waiting("quá hạn", days=40), waiting("mới")
    page(desk, address("desk"))
    desk.post(address("remark", first), {"kind": "skip", "text": "Chờ ảnh"})
    shown = page(desk, address("desk"))
    assert words(shown.find(id="phan-anh")) == f"Phản ánh {second.case.number}"
    assert "Bạn để lại sau" in words(shown.select(".queue li")[1])


def test_a_second_opinion_stays_with_the_answer_and_decides_nothing(desk):
    walk = waiting()
    sent = {"kind": "opinion", "advises": "return", "text": "Thiếu ngày"}
    assert desk.post(address("remark", walk), sent)["Location"] == address("answer", walk)
    shown = page(desk, address("answer", walk))
    assert [words(note) for note in shown.select(".told .note")] == [f"Đã gửi ý kiến: phản ánh {walk.case.number}."]
    assert words(shown.select_one(".remarks li")).startswith("Ý kiến thứ hai: Trả lại. Thiếu ngày Lan Nguyễn")
    assert walk.answer.state == "submitted"


@pytest.mark.parametrize(
    ("sent", "complaint"),
    [
        ({"kind": "opinion", "text": "Thiếu ngày"}, "nghiêng về quyết định nào"),
        ({"kind": "skip", "text": "\u200b\u202e "}, "Hãy viết một câu cho người sau"),
        ({"kind": "shout", "text": "x"}, "shout"),
    ],
)
def test_what_is_no_remark_is_said(desk, sent, complaint):
    walk = waiting()
    response = desk.post(address("remark", walk), sent)
    form = BeautifulSoup(response.content, "lxml").find(id="ghi-chu")
    assert (response.status_code, form.details.has_attr("open")) == (400, True)
    assert complaint in words(form.select_one(".err"))
    assert form.select_one("[name=text]").get("value", "").strip() == sent["text"].strip(), "the words stay"
    assert not Remark.objects.exists()


def test_every_refusal_has_a_sentence():
    assert set(WHY) == set(Why)
    assert refusal(MoveRefused(Why.NO_POWER, Why.NO_POWER, "No.")) == "Câu trả lời này không còn chờ duyệt."

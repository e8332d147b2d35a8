"""The desk's further queues over HTTP: appeals, what is to be settled, and the case with what can be taken back."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.actions.due import days_to_promise
from cases.models import Appeal, Extension, PendingDecision, Ruling, Submission
from cases.templatetags.dates import moment_text
from tests.accounts import GROUPS, an_account
from tests.cases.editorial.desk.conftest import signed_in, waiting
from tests.cases.editorial.desk.test_views import lost, page, words
from tests.factories import BOARD, KIM_LONG, LIGHTING, Walk, ago, an_agency

pytestmark = pytest.mark.django_db

CANARY = "MẬT-2214"
HOURS, DAYS = (lambda n: timedelta(hours=n)), (lambda n: timedelta(days=n))
THREE_HOURS = timedelta(hours=3)


def now():
    """One instant for all of a run, so that cases are walked once."""
    return ago()


def appealed(title="Đèn hỏng", **fields):
    walk = waiting(title, **fields).until(now() - HOURS(4)).return_answer(sentence="Thiếu ảnh trước")
    return walk.until(now() - HOURS(2)).appeal(sentence="Ảnh ở trang 2")


def declared(title="Đèn hỏng", *, days=3, **fields):
    return waiting(title, days=days, **fields).recall().until(now() - HOURS(3)).not_ours(sentence="Của phường bên")


def promised(title="Đèn hỏng", **fields):
    """A walk with a promise of two hours ago, as far ahead as one may promise."""
    walk = waiting(title, days=8).recall().until(now() - HOURS(2))
    return walk.extend(days_to_promise(walk.case, walk.at, after=None)[-1], **fields)


def refused(title="Đèn hỏng", *, ago=THREE_HOURS):
    walk = waiting(title, days=9)
    Submission.objects.filter(answer=walk.answer).update(submitted_at=now() - DAYS(8), recorded_at=now() - DAYS(8))
    return walk.until(now() - ago).refuse()


def address(name, *args):
    return reverse(f"review_{name}", args=args)


def told(client, where):
    return [words(note) for note in page(client, where).select(".told .note")]


def chips(client, where=None):
    return [words(chip) for chip in page(client, where or address("desk")).select(".chip")]


def posts():
    """Every address that changes something, with what it takes, and what must not happen."""
    walk = appealed()
    ruling = declared("Hai").case.assignments.get().rulings.get()
    closed = waiting("Ba", days=4).approve().answer
    promise = promised("Bốn")
    return {
        address("appeal_decide", Appeal.objects.get().pk): {"granted": "1", "words": "Rõ"},
        address("rule", ruling.pk): {"outcome": "stays", "reason": "theo-dia-ban", "words": "Rõ"},
        address("retract", closed.pk): {"reason": "sai-su-that"},
        address("strike", promise.assignment.extensions.get().pk): {"reason": "do-loi"},
    }, walk


def nothing_done():
    return not (
        Appeal.objects.exclude(outcome="").exists()
        or Ruling.objects.exclude(outcome="").exists()
        or Submission.objects.exclude(retracted_at=None).exists()
        or Extension.objects.exclude(struck_at=None).exists()
    )


# --- who -------------------------------------------------------------------------------------------------------------


def test_only_reviewers_come_in_and_only_the_head_retracts():
    sent, walk = posts()
    reads = [address("appeals"), address("rulings"), address("find"), address("case", walk.case.number)]
    for power in GROUPS:
        client = signed_in(an_account(power, agency=KIM_LONG if power in ("answer", "follow") else None))
        inside = power in ("decide", "head")
        for where in reads:
            assert (client.get(where).status_code == 403) is not inside, (power, where)
        if not inside:
            for where, data in sent.items():
                assert client.post(where, data).status_code == 403, (power, where)
    assert nothing_done()
    approver = signed_in(an_account("decide"))
    retraction = next(where for where in sent if "huy-duyet" in where)
    approver.post(retraction, sent[retraction])
    assert nothing_done()
    assert "không có quyền" in told(approver, address("desk"))[0]


def test_nobody_comes_in_without_an_account_and_reading_changes_nothing(client, desk):
    sent, _walk = posts()
    for where, data in sent.items():
        assert client.post(where, data)["Location"].startswith("/cms/login/")
        came = desk.get(where)
        assert came.status_code == 405 or "/duyet/" in came["Location"], "read, or where it is sent from"
    assert desk.post(address("appeals")).status_code == desk.post(address("rulings")).status_code == 405
    assert nothing_done()


# --- the chips -------------------------------------------------------------------------------------------------------


def test_both_queues_stand_on_the_desk_with_count_and_age(desk):
    assert chips(desk)[-2:] == ["Khiếu nại 0", "Cần phân xử 0"]
    appealed()
    declared("Hai")
    first, second = chips(desk)[-2:]
    assert first.startswith("Khiếu nại 1 từ ")
    assert second.startswith("Cần phân xử 1 từ ")
    refused("Ba")
    assert "hạn " in chips(desk)[-1]
    refused("Bốn", ago=DAYS(7))
    assert chips(desk)[-1] == "Cần phân xử 3 1 quá hạn"
    assert [chip for chip in chips(desk, address("rulings")) if chip.startswith("Cần")] == ["Cần phân xử 3 1 quá hạn"]


def queries(client, where):
    client.get(where)
    with CaptureQueriesContext(connection) as asked:
        page(client, where)
    return len(asked)


@pytest.mark.parametrize(("name", "make"), [("appeals", appealed), ("rulings", declared)])
def test_as_many_queries_for_a_long_queue_as_for_a_short_one(desk, name, make):
    make("Một")
    few = queries(desk, address(name))
    for n in range(4):
        make(f"Việc {n}", agency=an_agency(f"Đơn vị {n}"))
    assert few == queries(desk, address(name)) <= 17


# --- appeals ---------------------------------------------------------------------------------------------------------


def test_an_appeal_shows_the_decision_the_reason_and_the_text(desk):
    walk = appealed("Đèn hỏng ở Kim Long", text="Đã thay năm bóng.")
    shown = page(desk, address("appeals"))
    assert words(shown.select_one(".queue a[aria-current]")).startswith("Đèn hỏng ở Kim Long")
    assert words(shown.find(id="khieu-nai")) == f"Khiếu nại của {KIM_LONG}"
    said = words(shown.main)
    for part in ("Trả lại: Chưa có ảnh. “Thiếu ảnh trước”", "Đã đủ ngày, đủ ảnh. “Ảnh ở trang 2”", "Đã thay năm bóng."):
        assert part in said
    assert words(shown.find(id="phan-anh")) == f"Phản ánh {walk.case.number}"
    assert words(shown.select_one("#khieu-nai ~ .txt .tag")) == "Đã làm xong"
    walk.case.assignments.update(kind="opinion")
    assert not page(desk, address("appeals")).select("#khieu-nai ~ .txt .tag"), "an opinion has no outcome"


@pytest.mark.parametrize(("granted", "state", "sentence"), [("1", "approved", "Đã chấp nhận khiếu nại"),
                                                            ("0", "returned", "Đã giữ nguyên quyết định")])  # fmt: skip
def test_it_is_decided_there(desk, settings, granted, state, sentence):
    settings.DECISION_DELAY = 0
    walk = appealed()
    appeal = Appeal.objects.get()
    response = desk.post(address("appeal_decide", appeal.pk), {"granted": granted, "words": "Ảnh có thật"})
    assert response["Location"] == address("appeals")
    assert sentence in told(desk, address("appeals"))[0]
    assert walk.answer.state == state
    appeal.refresh_from_db()
    assert (appeal.words, appeal.decided_by) == ("Ảnh có thật", desk.account)
    assert "Không có khiếu nại nào chờ bạn" in words(page(desk, address("appeals")))


def test_until_it_counts_it_can_be_undone_and_nothing_of_it_is_public(desk):
    walk = appealed("Đèn hỏng ở Kim Long")
    appeal = Appeal.objects.get()
    desk.post(address("appeal_decide", appeal.pk), {"granted": "1", "words": "Ảnh có thật"})
    assert (walk.answer.state, Appeal.objects.get().outcome) == ("returned", "")
    shown = page(desk, address("appeals"))
    assert "Chấp nhận khiếu nại : Đèn hỏng ở Kim Long" in words(shown.select_one(".undo"))
    assert "Không có khiếu nại nào chờ bạn" in words(shown), "it waits for nobody meanwhile"
    response = desk.post(shown.select_one(".undo")["action"])
    assert response["Location"] == address("appeal", appeal.pk)
    assert not PendingDecision.objects.exists()
    desk.post(address("appeal_decide", appeal.pk), {"granted": "0", "words": "Ảnh nơi khác"})
    assert "Giữ nguyên quyết định" in words(page(desk, address("appeals")).select_one(".undo"))
    past = now() - timedelta(seconds=1)
    PendingDecision.objects.update(effective_at=past, decided_at=past)
    page(desk, address("desk"))
    appeal.refresh_from_db()
    assert (appeal.outcome, appeal.words, appeal.decided_by) == ("rejected", "Ảnh nơi khác", desk.account)


def test_without_a_sentence_it_is_not(desk):
    appealed()
    response = desk.post(address("appeal_decide", Appeal.objects.get().pk), {"granted": "1", "words": " "})
    assert response.status_code == 400
    assert "vì sao chấp nhận" in response.content.decode()
    assert nothing_done()


def test_the_own_decision_is_for_another_and_says_nothing(desk):
    walk = appealed(text=f"{CANARY} đã thay")
    Submission.objects.filter(answer=walk.answer).update(decided_by=desk.account)
    appeal = Appeal.objects.get()
    for where in (address("appeals"), address("appeal", appeal.pk)):
        assert CANARY not in desk.get(where, follow=True).content.decode()
    response = desk.post(address("appeal_decide", appeal.pk), {"granted": "1", "words": "Rõ"})
    assert "người khác phải xét khiếu nại này" in lost(response)[0]
    assert CANARY not in response.content.decode()
    assert nothing_done()


def test_what_was_decided_meanwhile_is_said(desk):
    appealed().decide_appeal(granted=False)
    appeal = Appeal.objects.get()
    assert desk.get(address("appeal", appeal.pk))["Location"] == address("appeals")
    why = f"Đơn vị đã gửi câu trả lời mới lúc {moment_text(appeal.decided_at)} nên không còn khiếu nại này."
    assert told(desk, address("appeals")) == [f"Phản ánh {appeal.version.answer.assignment.case.number}: {why}"]
    response = desk.post(address("appeal_decide", appeal.pk), {"granted": "1", "words": "Rõ"})
    assert lost(response) == (
        why,
        [("Quyết định", "Chấp nhận khiếu nại"), ("Một câu cho biết vì sao, ai cũng đọc được", "Rõ")],
    )
    assert desk.post(address("appeal_decide", 0), {"granted": "1", "words": "Rõ"}).status_code == 404
    response = desk.post(address("appeal_decide", appeal.pk), {"granted": "1"})
    assert lost(response) == (
        why,
        [("Quyết định", "Chấp nhận khiếu nại")],
    )


# --- rulings ---------------------------------------------------------------------------------------------------------


def test_what_has_a_day_comes_first_by_that_day(desk):
    declared("không hạn")
    refused("có hạn")
    refused("quá hạn", ago=DAYS(7))
    shown = page(desk, address("rulings"))
    assert [words(row.b) for row in shown.select(".queue li a")] == ["quá hạn", "có hạn", "không hạn"]
    assert "Trung tâm quá hạn." in words(shown)
    assert "không có hạn phân xử" in words(page(desk, address("ruling", Ruling.objects.get(cause="not_ours").pk)))


def test_of_a_refusal_it_shows_what_was_refused_and_why(desk):
    walk = refused("Từ chối")
    shown = words(page(desk, address("rulings")))
    assert "Câu trả lời bị từ chối Đã thay bóng “Việc này của chính đơn vị”" in shown
    assert words(page(desk, address("rulings")).select_one(".find input[name=so]").parent) == "Mở"
    assert walk.answer.state == "refused"


def test_it_shows_who_asks_what_and_what_was_ruled_before(desk):
    walk = declared().rule(words="Đoạn này thuộc phường", at=now() - HOURS(2)).until(now() - HOURS(1))
    walk.not_ours(sentence="Vẫn không phải", suggests=an_agency(LIGHTING))
    shown = page(desk, address("rulings"))
    said = words(shown)
    for part in (f"Không thuộc thẩm quyền: {KIM_LONG}", "“Vẫn không phải”", f"Đơn vị nghĩ tới {LIGHTING}.",
                 "Vẫn là việc của đơn vị này", "“Đoạn này thuộc phường”"):  # fmt: skip
        assert part in said, part
    assert shown.select_one("select[name=to] option[selected]").text == LIGHTING
    assert [option["value"] for option in shown.select("select[name=outcome] option")] == ["", "stays", "transferred"]


def test_it_is_settled_there(desk):
    walk, other = declared(), an_agency(LIGHTING)
    sent = {"outcome": "transferred", "to": other.pk, "reason": "theo-nhiem-vu", "words": "Trụ đèn của Trung tâm"}
    assert desk.post(address("rule", Ruling.objects.get().pk), sent)["Location"] == address("rulings")
    assert told(desk, address("rulings")) == [
        f"Phản ánh {walk.case.number}: Đã phân xử. Lý do hiện trên trang công khai."
    ]
    ruling = Ruling.objects.get()
    assert (ruling.outcome, ruling.to, ruling.ruled_by, ruling.words) == (
        "transferred", other, desk.account, "Trụ đèn của Trung tâm",
    )  # fmt: skip
    assert walk.case.assignments.running().get().agency == other
    assert "Không có việc nào cần phân xử" in words(page(desk, address("rulings")))


def test_the_higher_agency_is_asked_there(desk):
    board = an_agency(BOARD, kind="department")
    ward = an_agency(KIM_LONG)
    ward.parent = board
    ward.save()
    walk = waiting().recall().until(now() - HOURS(1)).ask_higher()
    shown = page(desk, address("rulings"))
    assert shown.select_one("select[name=to] option[selected]").text == BOARD, "the own higher agency is at hand"
    assert [o["value"] for o in shown.select("select[name=outcome] option")] == ["", "asked", "declined"]
    desk.post(address("rule", Ruling.objects.get().pk), {
        "outcome": "asked", "to": board.pk, "reason": "theo-phan-cap", "words": "Sở cho ý kiến",
    })  # fmt: skip
    assert walk.case.assignments.get(kind="opinion").agency == board


@pytest.mark.parametrize(
    ("sent", "complaint"),
    [
        ({}, "Hãy chọn cách phân xử."),
        ({"outcome": "transferred"}, "Hãy chọn đơn vị."),
        ({"outcome": "stays", "reason": ""}, "Hãy chọn căn cứ."),
        ({"outcome": "stays", "words": ""}, "Hãy viết một câu"),
    ],
)
def test_a_mistake_is_shown_where_it_is(desk, sent, complaint):
    declared()
    said = {"outcome": "", "reason": "theo-dia-ban", "words": "Rõ", **sent}
    response = desk.post(address("rule", Ruling.objects.get().pk), said)
    assert response.status_code == 400
    assert complaint in response.content.decode()
    assert nothing_done()


def test_an_agency_named_where_none_belongs_is_left_out(desk):
    declared()
    sent = {"outcome": "stays", "to": an_agency(LIGHTING).pk, "reason": "theo-dia-ban", "words": "Rõ"}
    desk.post(address("rule", Ruling.objects.get().pk), sent)
    assert (Ruling.objects.get().outcome, Ruling.objects.get().to) == ("stays", None)


def test_what_the_verb_refuses_is_said(desk):
    declared().assign(an_agency(LIGHTING))
    ruling = Ruling.objects.get()
    assert "released" in str(page(desk, address("ruling", ruling.pk)).select("select[name=outcome]"))
    sent = {"outcome": "transferred", "to": an_agency(LIGHTING).pk, "reason": "theo-dia-ban", "words": "Rõ"}
    response = desk.post(address("rule", ruling.pk), sent)
    shown = BeautifulSoup(response.content, "lxml")
    assert (response.status_code, shown.find(id="id_words").string.strip()) == (400, "Rõ")
    assert words(shown.select_one(".field.bad.of-to .err")) == "Đơn vị ấy đang giữ phản ánh này rồi."
    assert nothing_done()
    desk.post(address("rule", ruling.pk), {**sent, "outcome": "released"})
    assert Ruling.objects.get().outcome == "released"
    why, typed = lost(desk.post(address("rule", ruling.pk), sent))
    assert why.startswith("Bạn đã phân xử việc này lúc "), "another outcome than the one that was taken"
    assert [words for _label, words in typed] == ["Chuyển đơn vị khác", LIGHTING, "Theo địa bàn quản lý", "Rõ"]


# --- the case --------------------------------------------------------------------------------------------------------


def test_the_case_is_found_by_its_number(desk):
    walk = waiting()
    assert desk.get(address("find"), {"so": f" {walk.case.number} "})["Location"] == address("case", walk.case.number)
    for typed in ("", "abc", "９", "99999999", f"{walk.case.number:015}9"):
        assert desk.get(address("find"), {"so": typed})["Location"] == address("desk")
    assert "Không có phản ánh mang số ấy." in told(desk, address("desk"))
    new = Walk(title="Mới gửi").case.number
    assert desk.get(address("find"), {"so": new})["Location"] == f"/cms/trung-tam/phan-anh/{new}/"
    assert desk.get(address("case", 99999999)).status_code == 404


def test_an_approval_proven_false_is_retracted_by_the_head():
    head = signed_in(an_account("head"))
    walk = waiting(days=4, text="Đã thay bóng.").until(now() - HOURS(2)).approve()
    shown = page(head, address("case", walk.case.number))
    assert words(shown.select_one(".act .said")) == "Đã thay bóng."
    where = shown.select_one("form[action*=huy-duyet]")["action"]
    assert "Hãy chọn lý do." in head.post(where, {}, follow=True).content.decode()
    assert walk.answer.state == "approved"
    head.post(where, {"reason": "sai-su-that"})
    assert (walk.answer.state, walk.assignment.state) == ("void", "open")
    assert told(head, address("case", walk.case.number)) == [
        "Đã huỷ duyệt. Thời hạn của đơn vị chạy như chưa từng trả lời."
    ]
    assert "Chưa có câu trả lời nào kết thúc" in words(page(head, address("case", walk.case.number)))
    head.post(where, {"reason": "sai-su-that"})
    assert told(head, address("case", walk.case.number)) == ["Việc duyệt câu trả lời này đã được huỷ rồi."]


def test_an_approver_sees_who_can_retract(desk):
    walk = waiting(days=4).until(now() - HOURS(2)).approve()
    shown = page(desk, address("case", walk.case.number))
    assert "Lãnh đạo Trung tâm mới huỷ duyệt được." in words(shown)
    assert not shown.select("form[action*=huy-duyet]")


def test_a_promises_words_are_struck_and_its_day_stays(desk):
    walk = promised(sentence="Do anh Ba")
    day = Extension.objects.get().promised_on
    shown = page(desk, address("case", walk.case.number))
    where = shown.select_one("form[action*=gach]")["action"]
    assert "Hãy chọn lý do." in desk.post(where, {}, follow=True).content.decode()
    desk.post(where, {"reason": "do-loi"})
    assert "Đã gạch." in told(desk, address("case", walk.case.number))[0]
    shown = page(desk, address("case", walk.case.number))
    assert words(shown.select_one(".act del")) == "Do anh Ba"
    assert "Đổ lỗi cho người khác" in words(shown)
    desk.post(where, {"reason": "do-loi"})
    assert told(desk, address("case", walk.case.number)) == ["Lời giải thích ấy đã được gạch rồi."]
    assert Extension.objects.get().promised_on == day

"""What an officer puts to the Center at the desk: not ours, a question, an appeal; and what became of it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.models import Appeal, Post, ReasonCode, Ruling, Submission
from tests.accounts import an_account
from tests.cases.editorial.desk.conftest import signed_in
from tests.cases.editorial.office.asking import address, complaints, page, post, told, words
from tests.cases.editorial.office.conftest import answered, given
from tests.factories import BOARD, KIM_LONG, LIGHTING, ago, an_agency

pytestmark = pytest.mark.django_db

ASK = {"reason": "khac-dia-ban", "sentence": "Của phường bên"}
QUESTION = {"reason": "vuot-tham-quyen", "sentence": "Cần Sở cho ý kiến"}
APPEAL = {"reason": "da-du-ngay-anh", "sentence": "Ảnh ở trang 2"}
SENT = {"not_ours": ASK, "ask_higher": QUESTION, "appeal": APPEAL}
PATHS = {"not_ours": "khong-thuoc-tham-quyen", "ask_higher": "xin-y-kien", "appeal": "khieu-nai"}


def now():
    """One instant for all of a run, so that cases are walked once."""
    return ago()


def sent_back(verb="return_answer", *, hours=3, **fields):
    walk = given(days=hours // 24 + 2, **fields).until(now() - timedelta(hours=hours + 1)).submit()
    getattr(walk.until(now() - timedelta(hours=hours)), verb)()
    return walk.until(now() - timedelta(hours=1))


def offered(client, walk):
    shown = page(client, address("case", walk))
    return {name for name, path in PATHS.items() if shown.select(f"form[action$='/{path}/']")}


# --- what is offered -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("made", "forms"),
    [
        (given, {"not_ours", "ask_higher"}),
        (lambda: given().not_ours(), {"ask_higher"}),
        (lambda: given().not_ours().ask_higher(), set()),
        (lambda: given().not_ours().rule(), {"not_ours", "ask_higher"}),
        (lambda: given().submit(), set()),
        (answered, set()),
        (lambda: given().withdraw(), set()),
        (sent_back, {"not_ours", "ask_higher", "appeal"}),
        (lambda: sent_back("refuse"), {"not_ours", "ask_higher", "appeal"}),
        (lambda: sent_back().appeal(), {"not_ours", "ask_higher"}),
        (lambda: sent_back(hours=24 * 30), {"not_ours", "ask_higher"}),
    ],
    ids=["open", "declared", "both", "ruled", "awaiting", "answered", "withdrawn", "returned", "refused", "appealed",
         "too late"],
)  # fmt: skip
def test_it_offers_what_can_be_put_to_the_center(office, made, forms):
    assert offered(office, made()) == forms


def test_who_only_watches_terms_and_who_has_left_are_offered_nothing():
    walk = sent_back()
    follower = signed_in(an_account("follow", agency=KIM_LONG))
    assert offered(follower, walk) == set()
    gone = an_account("answer", agency=LIGHTING)
    Post.objects.create(account=gone, agency=an_agency(), since="2020-01-01", until=timezone.localdate())
    Post.objects.filter(account=gone, agency=an_agency()).update(until=timezone.localdate() - timedelta(days=1))
    assert offered(signed_in(gone), given(days=30)) == set()


@pytest.mark.parametrize("name", SENT)
def test_nobody_else_puts_it_there(client, name):
    walk = sent_back()
    assert post(client, name, walk, **SENT[name])["Location"].startswith("/cms/login/")
    for power, agency, status in (("answer", LIGHTING, 404), ("decide", None, 403), ("follow", KIM_LONG, 400)):
        assert post(signed_in(an_account(power, agency=agency)), name, walk, **SENT[name]).status_code == status
    assert not Ruling.objects.exists()
    assert not Appeal.objects.exists()


@pytest.mark.parametrize("name", SENT)
def test_nothing_is_put_there_by_reading(office, name):
    walk = sent_back()
    assert office.get(address(name, walk))["Location"] == address("case", walk)


# --- not ours, a question --------------------------------------------------------------------------------------------


def test_not_ours_goes_to_the_center_with_whom_one_thinks_of(office):
    walk, other = given(), an_agency(LIGHTING)
    response = post(office, "not_ours", walk, **ASK, suggests=other.pk)
    assert response["Location"] == address("case", walk)
    assert told(office, walk) == ["Đã gửi Trung tâm. Thời hạn của đơn vị vẫn chạy."]
    ruling = Ruling.objects.get()
    assert (ruling.cause, ruling.reason.code, ruling.sentence) == ("not_ours", "khac-dia-ban", "Của phường bên")
    assert (ruling.suggests, ruling.asked_by) == (other, office.account)
    assert "Trung tâm chưa trả lời. Thời hạn của đơn vị vẫn chạy." in words(page(office, address("case", walk)))


def test_a_question_names_only_who_is_above_somebody(office):
    board = an_agency(BOARD, kind="department")
    an_agency(LIGHTING)
    ward = an_agency()
    ward.parent = board
    ward.save()
    walk = given()
    shown = page(office, address("case", walk))
    asked, declared = (shown.select_one(f"form[action$='/{PATHS[name]}/']") for name in ("ask_higher", "not_ours"))
    assert [words(option) for option in asked.select("[name=suggests] option")] == ["Không nêu", BOARD]
    assert {words(option) for option in declared.select("[name=suggests] option")} == {"Không nêu", BOARD, LIGHTING}
    post(office, "ask_higher", walk, **QUESTION, suggests=board.pk)
    assert (Ruling.objects.get().cause, Ruling.objects.get().suggests) == ("ask_higher", board)
    assert "Trung tâm phải trả lời trước" in words(page(office, address("case", walk)))


@pytest.mark.parametrize("name", ["not_ours", "ask_higher"])
@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"reason": "khac"}, "reason"), ({"sentence": " "}, "sentence"), ({"suggests": "0"}, "suggests")],
)
def test_a_mistake_is_shown_beside_it_in_an_open_form(office, name, wrong, field):
    board = an_agency(BOARD)
    ward = an_agency()
    ward.parent = board
    ward.save()
    response = post(office, name, given(), **{**SENT[name], **wrong})
    assert response.status_code == 400
    assert set(complaints(response)) == {field}
    assert not Ruling.objects.exists()


def test_what_was_asked_meanwhile_is_said(office):
    walk = given().not_ours()
    response = post(office, "not_ours", walk, **ASK)
    assert complaints(response) == {"": "Đã gửi Trung tâm rồi, Trung tâm chưa trả lời."}


def test_a_code_that_is_no_longer_used_is_not_offered(office):
    ReasonCode.objects.filter(kind="not_ours", code="khac-dia-ban").update(active=False)
    assert "reason" in complaints(post(office, "not_ours", given(), **ASK))


def test_the_ruling_is_read_at_the_desk(office):
    walk = given().not_ours().rule(words="Đoạn này thuộc phường")
    said = words(page(office, address("case", walk)))
    assert "Vẫn là việc của đơn vị này: Theo địa bàn quản lý. “Đoạn này thuộc phường”" in said


def test_the_clock_of_the_higher_agency_is_seen(office):
    walk = given().ask_higher().rule("asked", to=an_agency(BOARD), words="Sở cho ý kiến")
    shown = page(office, address("case", walk))
    assert f"Hỏi cấp trên ({BOARD})" in words(shown)
    assert words(shown.select_one(".asked-above")).startswith(f"{BOARD} cho ý kiến: Còn ")
    assert not page(office, address("case", given("Khác"))).select(".asked-above")


def test_a_refusal_shows_that_the_center_has_to_rule(office):
    said = words(page(office, address("case", sent_back("refuse"))))
    assert "Bị từ chối vì đùn đẩy. Từ" in said


# --- appeals ---------------------------------------------------------------------------------------------------------


def test_an_appeal_is_sent_and_stands_there(office):
    walk = sent_back()
    assert "Được một lần, đến" in words(page(office, address("case", walk)))
    response = post(office, "appeal", walk, **APPEAL)
    assert response["Location"] == address("case", walk)
    assert told(office, walk) == ["Đã khiếu nại. Người duyệt khác sẽ xét; thời hạn của đơn vị vẫn chạy."]
    appeal = Appeal.objects.get()
    assert (appeal.reason.code, appeal.sentence, appeal.appealed_by) == (
        "da-du-ngay-anh",
        "Ảnh ở trang 2",
        office.account,
    )
    assert "Đang khiếu nại." in words(page(office, address("case", walk)))


def test_rejected_it_says_why_and_granted_the_answer_is_there(office):
    walk = sent_back().appeal().decide_appeal(granted=False, words="Ảnh nơi khác")
    assert "Khiếu nại không được chấp nhận. “Ảnh nơi khác”" in words(page(office, address("case", walk)))
    walk = sent_back().appeal().decide_appeal(granted=True)
    shown = words(page(office, address("case", walk)))
    assert "Đã trả lời." in shown
    assert "khiếu nại" not in shown.lower().replace("khiếu nại quyết định này", "")


def test_an_amendment_that_was_returned_can_be_appealed(office):
    walk = answered().until(now() - timedelta(hours=2)).amend().submit().return_answer()
    assert offered(office, walk) == {"appeal"}
    post(office, "appeal", walk, **APPEAL)
    assert Appeal.objects.get().version.answer == walk.answer


@pytest.mark.parametrize(("wrong", "field"), [({"reason": ""}, "reason"), ({"sentence": ""}, "sentence")])
def test_an_appeal_without_its_parts_is_shown_again(office, wrong, field):
    response = post(office, "appeal", sent_back(), **{**APPEAL, **wrong})
    assert (response.status_code, set(complaints(response))) == (400, {field})
    assert not Appeal.objects.exists()


def test_there_is_nothing_to_appeal_or_not_any_more(office):
    walk = given()
    post(office, "appeal", walk, **APPEAL)
    assert told(office, walk) == ["Không có quyết định trả lại hay từ chối nào để khiếu nại."]
    late = sent_back(hours=24 * 30)
    assert complaints(post(office, "appeal", late, **APPEAL)) == {"": "Đã quá thời gian khiếu nại."}
    again = sent_back().appeal()
    assert complaints(post(office, "appeal", again, **APPEAL)) == {"": "Quyết định này đã được khiếu nại một lần."}
    assert Submission.objects.filter(appeal__isnull=False).count() == 1


def test_the_addresses_are_words_people_can_read():
    assert {name: reverse(f"office_{name}", args=[7]) for name in PATHS} == {
        name: f"/cms/don-vi-toi/7/{path}/" for name, path in PATHS.items()
    }

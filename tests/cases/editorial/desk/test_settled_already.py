"""What comes second is not written, and none of it lost: who was first and when, about which report, what was typed."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from cases.editorial.desk.sentences import WHY
from cases.models import Appeal, PendingDecision, ReasonCode, Remark, Ruling, Submission
from cases.rules.rights import Why
from cases.templatetags.dates import moment_text
from tests.accounts import an_account
from tests.cases.editorial.desk.conftest import signed_in, version_of, waiting
from tests.cases.editorial.desk.test_matters import address, appealed, declared, posts, told
from tests.cases.editorial.desk.test_views import SAID, decide, lost, page, words
from tests.cases.editorial.desk.test_views import address as at_answers
from tests.factories import LIGHTING, ago, an_agency

pytestmark = pytest.mark.django_db

SENTENCE = ("Một câu cho biết vì sao, ai cũng đọc được", "Vì trụ ấy\ncủa phường")
PARTS = [
    (
        "/khieu-nai/",
        {"granted": "0"},
        "Lan Nguyễn đã quyết định khiếu nại này lúc {}: Chấp nhận khiếu nại.",
        [("Quyết định", "Giữ nguyên quyết định")],
    ),
    (
        "/phan-xu/",
        {"outcome": "stays", "reason": "theo-dia-ban"},
        "Lan Nguyễn đã phân xử việc này lúc {}: Vẫn là việc của đơn vị này.",
        [("Phân xử", "Vẫn là việc của đơn vị này"), ("Căn cứ", "Theo địa bàn quản lý")],
    ),
]


def withdrawn(walk):
    return moment_text(walk.case.events.get(kind="case.withdraw").happened_at)


def soup(response):
    return BeautifulSoup(response.content, "lxml")


@pytest.mark.parametrize(("part", "sent", "why", "chosen"), PARTS, ids=["appeal", "ruling"])
def test_an_old_window_is_told_who_settled_it_and_when_and_keeps_its_words(desk, part, sent, why, chosen):
    first, walk = posts()
    (appealed if "nai" in part else declared)("Còn chờ")
    where = next(each for each in first if part in each)
    other = signed_in(an_account("decide"))
    desk.post(where, first[where])
    response = other.post(where, {**sent, "words": SENTENCE[1]})
    made = Ruling.objects.exclude(outcome="").first() if "xu" in part else PendingDecision.objects.get()
    expected = why.format(moment_text(made.ruled_at if "xu" in part else made.decided_at))
    spoken = (SENTENCE[0], SENTENCE[1].replace("\n", " "))
    assert lost(response) == (expected, [*chosen, spoken])
    case = walk.case if "nai" in part else made.assignment.case
    shown = soup(response)
    link = shown.select_one(".unwritten a")
    assert (link["href"], words(link)) == (address("case", case.number), f"Phản ánh {case.number}")
    assert case.page.title in words(shown.select_one(".unwritten p"))
    assert words(shown.select_one(".desk.empty .nothing h2")) == "Chọn việc khác trong hàng chờ"
    assert not shown.select("form[data-kept], .decide"), "no other matter stands under it"
    assert shown.select_one(".unwritten p:last-child a")["href"] == where.split(part)[0] + part
    assert [words(row.b) for row in shown.select(".queue li")] == ["Còn chờ"]
    assert lost(other.post(where, first[where]))[0] == expected, "the very words of another are one's own, not taken"
    opened = [words(note) for note in page(other, where.removesuffix("quyet-dinh/")).select(".told .note")]
    assert f"Phản ánh {case.number}: {expected}" in opened


@pytest.mark.parametrize(("part", "sent", "_why", "_chosen"), PARTS, ids=["appeal", "ruling"])
def test_sent_twice_the_same_opens_what_is_next(desk, part, sent, _why, _chosen):
    first, _walk = posts()
    where = next(each for each in first if part in each)
    sent = {**sent, "words": SENTENCE[1]}
    for _click in range(2):
        assert desk.post(where, sent)["Location"] == where.split(part)[0] + part
    assert [note for note in told(desk, address("desk")) if ": Bạn đã " in note]
    assert lost(desk.post(where, {**sent, "words": "Khác"}))[0].startswith("Bạn đã ")
    if "nai" in part:
        PendingDecision.objects.update(effective_at=timezone.now())
        assert desk.post(where, sent).status_code == 302
        assert Appeal.objects.get().outcome == "rejected"
        assert lost(desk.post(where, {**sent, "granted": "1"}))[0].startswith("Bạn đã quyết định khiếu nại này")
        assert desk.post(where, sent).status_code == 302
        assert lost(desk.post(where, {**sent, "words": "Khác"}))[0].startswith("Bạn đã quyết định khiếu nại này")


def test_of_an_agency_and_a_reason_that_went_the_words_are_told_as_they_were_read(desk):
    first, _walk = posts()
    where = next(each for each in first if "/phan-xu/" in each)
    other, agency = signed_in(an_account("decide")), an_agency(LIGHTING)
    desk.post(where, first[where])
    ReasonCode.objects.filter(code="theo-nhiem-vu").update(active=False)
    sent = {"outcome": "transferred", "to": agency.pk, "reason": "theo-nhiem-vu", "words": "<b>Rõ</b>"}
    assert [told for _label, told in lost(other.post(where, sent))[1]] == [
        "Chuyển đơn vị khác",
        LIGHTING,
        str(ReasonCode.objects.get(code="theo-nhiem-vu")),
        "<b>Rõ</b>",
    ]
    gone = lost(other.post(where, {**sent, "to": "x", "outcome": "y"}))[1]
    assert [told for _label, told in gone] == [str(ReasonCode.objects.get(code="theo-nhiem-vu")), "<b>Rõ</b>"]


def test_a_report_that_left_the_portal_is_named_by_its_number_alone(desk):
    walk = waiting("Kín")
    walk.withdraw(at=timezone.now() - timedelta(minutes=1))
    response = decide(desk, walk, "return", **SAID)
    why, typed = lost(response)
    assert (why, typed[-1][1]) == (f"Phản ánh đã được rút khỏi cổng lúc {withdrawn(walk)}.", SAID["sentence"])
    assert words(soup(response).select_one(".unwritten b")) == f"Phản ánh {walk.case.number}."
    assert not soup(response).select_one(".unwritten p b a")
    assert "Kín" not in soup(response).get_text()


def test_the_answer_is_there_to_be_read_under_it(desk):
    walk = waiting(text="Đã thay bóng.")
    decide(signed_in(an_account("decide")), walk)
    response = decide(desk, walk, "return", **SAID)
    shown = soup(response)
    assert words(shown.select_one(".said")) == "Đã thay bóng."
    assert not shown.select("#quyet-dinh, .decide")
    assert not shown.select(".told .note.warn"), "why it is read-only stands above, once"


def test_an_opinion_that_cannot_be_given_is_not_lost(desk):
    walk = waiting().until(ago(hours=2)).recall()
    response = desk.post(reverse("review_remark", args=[version_of(walk).pk]), {"kind": "skip", "text": "Chờ ảnh"})
    assert lost(response)[1] == [("Việc", "Để lại sau"), ("Ghi cho người sau (bắt buộc)", "Chờ ảnh")]
    response = desk.post(reverse("review_remark", args=[version_of(walk).pk]), {"kind": "opinion", "text": "Chờ ảnh"})
    assert lost(response)[1][-1] == ("Ghi cho người sau (bắt buộc)", "Chờ ảnh"), "with a mistake in it"


def test_a_newer_version_on_which_one_may_not_decide_leaves_the_words(desk, reviewer):
    walk = waiting()
    old = version_of(walk)
    walk.until(ago(hours=2)).return_answer().until(ago(hours=1)).submit()
    version_of(walk).hands.add(reviewer)
    response = desk.post(reverse("review_decide", args=[old.pk]), {"choice": "return", "version": old.number, **SAID})
    assert SAID["sentence"] in dict(lost(response)[1]).values()
    assert Submission.objects.filter(pending__isnull=False).count() == 0


def test_nothing_is_asked_for_more_often_for_many(desk, django_assert_max_num_queries):
    walk = waiting()
    decide(signed_in(an_account("decide")), walk)
    decide(desk, walk, "return", **SAID)
    with django_assert_max_num_queries(100) as one:
        decide(desk, walk, "return", **SAID)
    for n in range(3):
        waiting(f"Khác {n}", days=2)
    with django_assert_max_num_queries(100) as many:
        decide(desk, walk, "return", **SAID)
    assert len(many) == len(one) <= 60


def test_the_second_of_two_reviewers_is_told_who_decided_and_what(desk):
    walk = waiting()
    other = signed_in(an_account("decide"))
    page(other, at_answers("answer", walk))
    decide(desk, walk, "return", **SAID)
    made = PendingDecision.objects.get()
    when = f"Trả lại, lúc {moment_text(made.decided_at)}."
    reason = ("Lý do trả lại hoặc từ chối", "Chưa có ảnh")
    typed = reason, ("Một câu gửi đơn vị, ai cũng đọc được", "Ảnh đâu?")
    for _before_and_after_it_counts in range(2):
        first = f"Lan Nguyễn đã quyết định câu này: {when}"
        assert lost(decide(other, walk, "return", reason="return:thieu-anh", sentence="Ảnh đâu?")) == (
            first,
            [("Quyết định", "Trả lại"), *typed],
        )
        assert lost(decide(other, walk)) == (first, [("Quyết định", "Duyệt")])
        own = f"Bạn đã quyết định câu này: {when}"
        assert lost(decide(desk, walk)) == (own, [("Quyết định", "Duyệt")]), "a second thought"
        assert lost(decide(desk, walk, "return", **{**SAID, "sentence": "Khác"}))[0] == own, "other words"
        other_code = {**SAID, "reason": "return:chua-ro"}
        assert lost(decide(desk, walk, "return", **other_code))[0] == own, "another reason"
        assert decide(desk, walk, "return", **SAID).status_code == 302, "a second click"
        about = f"Phản ánh {walk.case.number}: {own}"
        assert [words(note) for note in page(desk, at_answers("desk")).select(".told .note.warn")] == [about]
        PendingDecision.objects.update(effective_at=timezone.now())
    assert not PendingDecision.objects.exists()
    assert version_of(walk).sentence == SAID["sentence"]


def test_what_is_decided_or_gone_is_not_decided_again(desk):
    walk = waiting()
    walk.approve(at=ago(hours=1))
    told = f"Một người khác đã quyết định câu này: Duyệt, lúc {moment_text(version_of(walk).decided_at)}."
    assert lost(decide(desk, walk)) == (told, [("Quyết định", "Duyệt")])
    assert lost(decide(desk, walk, "return", sentence="Dở")) == (
        told,
        [("Quyết định", "Trả lại"), ("Một câu gửi đơn vị, ai cũng đọc được", "Dở")],
    ), "nor is a form with mistakes shown again"
    assert desk.post(reverse("review_decide", args=[0]), {"choice": "approve", "version": 1}).status_code == 404


def test_a_second_click_is_told_of_the_own_decision(desk):
    sent, _walk = posts()
    for part, said in (
        ("/khieu-nai/", "Bạn đã quyết định khiếu nại này lúc"),
        ("/phan-xu/", "Bạn đã phân xử việc này lúc"),
    ):
        where = next(each for each in sent if part in each)
        for _click in range(2):
            desk.post(where, sent[where])
        notes = told(desk, address("desk"))
        assert any(note.startswith("Phản ánh ") and f": {said}" in note for note in notes), said


def test_the_same_approval_sent_twice_opens_what_is_next_before_and_after_it_counts(desk):
    walk = waiting()
    for _click in range(3):
        assert decide(desk, walk)["Location"] == at_answers("desk")
        if _click == 1:
            PendingDecision.objects.update(effective_at=timezone.now())
    assert version_of(walk).decision == "approved"


def test_the_same_ruling_for_another_agency_or_reason_is_another(desk):
    case = declared().case
    where = address("rule", case.assignments.get().rulings.get().pk)
    one, two = an_agency(LIGHTING), an_agency("Sở Xây dựng")
    sent = {"outcome": "transferred", "to": one.pk, "reason": "theo-nhiem-vu", "words": "Rõ"}
    assert desk.post(where, sent).status_code == 302
    made = Ruling.objects.get()
    why = f"Bạn đã phân xử việc này lúc {moment_text(made.ruled_at)}: Chuyển đơn vị khác ({LIGHTING})."
    assert lost(desk.post(where, {**sent, "to": two.pk}))[0] == why
    assert lost(desk.post(where, {**sent, "reason": "theo-dia-ban"}))[0] == why
    assert desk.post(where, sent).status_code == 302


def test_an_agency_that_the_page_named_beforehand_was_not_chosen(desk):
    other = an_agency(LIGHTING)
    walk = declared()
    walk.rule(words="Rõ")
    where = address("rule", Ruling.objects.get().pk)
    typed = lost(desk.post(where, {"outcome": "stays", "to": other.pk, "words": "Khác"}))[1]
    assert [told for _label, told in typed] == ["Vẫn là việc của đơn vị này", "Khác"]


def test_a_decision_on_an_appeal_lapses_with_its_report_and_says_so_without_its_title(desk):
    walk = appealed("Kín")
    desk.post(address("appeal_decide", Appeal.objects.get().pk), {"granted": "1", "words": "Rõ"})
    assert "Kín" in words(page(desk, at_answers("desk")).select_one(".undo"))
    walk.withdraw(at=timezone.now())
    shown = words(page(desk, at_answers("desk")).select_one(".undo p span"))
    lapsed = f"phản ánh {walk.case.number} đã rời cổng nên quyết định này không có hiệu lực."
    assert shown == f"Chấp nhận khiếu nại : {lapsed}"


@pytest.mark.parametrize("how", ["withdrawn", "transferred"])
def test_a_matter_that_went_with_its_charge_says_when(desk, how):
    walk = declared()
    where = address("rule", Ruling.objects.get().pk)
    if how == "withdrawn":
        walk.withdraw(at=timezone.now())
        expected = f"Phản ánh đã được rút khỏi cổng lúc {withdrawn(walk)}."
    else:
        walk.until(ago(hours=1)).transfer(an_agency(LIGHTING))
        expected = f"Việc đã chuyển đơn vị khác hoặc đã kết thúc lúc {moment_text(walk.at)}."
    sent = {"outcome": "stays", "reason": "theo-dia-ban", "words": "Rõ"}
    assert lost(desk.post(where, sent))[0] == expected


def test_an_appeal_of_a_report_that_left_the_portal_is_not_decided(desk):
    walk = appealed("Kín")
    where = address("appeal_decide", Appeal.objects.get().pk)
    walk.withdraw(at=timezone.now())
    response = desk.post(where, {"granted": "1", "words": "Rõ"})
    why, typed = lost(response)
    assert (why, typed[-1][1]) == (f"Phản ánh đã được rút khỏi cổng lúc {withdrawn(walk)}.", "Rõ")
    assert "Kín" not in soup(response).get_text()
    assert not PendingDecision.objects.exists()
    assert not walk.case.events.filter(kind="review.decide").exists()


def test_whose_own_decision_is_appealed_reads_that_others_have_to(desk):
    walk = appealed()
    Submission.objects.filter(answer=walk.answer).update(decided_by=desk.account)
    told_ = told(desk, address("appeal", Appeal.objects.get().pk))
    assert told_ == [f"Phản ánh {walk.case.number}: {WHY[Why.SAME_REVIEWER]}"]


@pytest.mark.parametrize("counts", [False, True])
def test_a_newer_version_that_is_decided_on_too_says_by_whom(desk, counts):
    walk = waiting()
    old = version_of(walk)
    walk.until(ago(hours=3)).return_answer().until(ago(hours=2)).submit().until(ago(hours=1))
    if counts:
        walk.approve()
    else:
        decide(signed_in(an_account("decide", first_name="Một người khác")), walk, version=2)
    response = desk.post(reverse("review_decide", args=[old.pk]), {"choice": "return", "version": old.number, **SAID})
    why, typed = lost(response)
    assert "Một người khác đã quyết định câu này: Duyệt" in why
    assert typed[-1][1] == SAID["sentence"]
    assert "Đã thay bóng" in words(soup(response).select_one(".said"))


@pytest.mark.parametrize("kind", ["skip", "hand_over", "opinion"])
def test_the_same_remark_sent_twice_is_written_once(desk, kind):
    walk = waiting()
    sent = {"kind": kind, "text": "Chờ ảnh", "advises": "return" if kind == "opinion" else ""}
    for _click in range(2):
        assert desk.post(reverse("review_remark", args=[version_of(walk).pk]), sent).status_code == 302
    assert Remark.objects.count() == 1
    desk.post(reverse("review_remark", args=[version_of(walk).pk]), {**sent, "text": "Khác"})
    assert Remark.objects.count() == 2


def test_words_of_an_undone_decision_on_an_appeal_are_in_the_form_again(desk):
    appealed()
    appeal = Appeal.objects.get()
    desk.post(address("appeal_decide", appeal.pk), {"granted": "0", "words": "Ảnh nơi khác"})
    desk.post(page(desk, address("appeals")).select_one(".undo")["action"])
    assert page(desk, address("appeal", appeal.pk)).select_one("#id_words").string.strip() == "Ảnh nơi khác"
    assert not page(desk, address("appeal", appeal.pk)).select_one("#id_words").get_text(strip=True)

"""What comes second is not written, and none of it lost: who was first and when, about which report, what was typed."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from cases.models import Agency, Appeal, PendingDecision, ReasonCode, Ruling, Submission
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
        "Lan Nguyễn đã quyết định khiếu nại này lúc {}.",
        [("Quyết định", "Giữ nguyên quyết định")],
    ),
    (
        "/phan-xu/",
        {"outcome": "stays", "reason": "theo-dia-ban"},
        "Lan Nguyễn đã phân xử việc này lúc {}.",
        [("Phân xử", "Vẫn là việc của đơn vị này"), ("Căn cứ", "Theo địa bàn quản lý")],
    ),
]


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
    assert words(shown.select_one(".desk.empty .nothing h2")) == "Việc này không còn chờ"
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
    assert (why, typed[-1][1]) == ("Câu trả lời này không còn chờ duyệt.", SAID["sentence"])
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
    assert Agency.objects.exists()


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

"""One case at the officer's desk: what it shows, in every state, at what cost; and the page as it would be."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases.actions import assign, notes
from cases.actions.actor import CENTER, OFFICER, Actor, Role
from cases.models import Submission
from tests.cases.editorial.office.asking import address, page, told, words, write
from tests.cases.editorial.office.conftest import answered, given
from tests.factories import KIM_LONG, LIGHTING, ago, an_agency

pytestmark = pytest.mark.django_db
ASKING = {"khong-thuoc-tham-quyen", "xin-y-kien"}


def work(client, walk):
    return page(client, address("case", walk))


def shown_forms(client, walk):
    """Which forms a case offers."""
    return {form["action"].rstrip("/").rpartition("/")[2] for form in work(client, walk).select("main form")}


def test_report_stands_left_and_the_own_clock_right(office):
    walk = given("Đèn <hỏng>", days=40, text="Năm bóng", place="12 Kim Long")
    report, own = work(office, walk).select(".desk > section")
    assert "Đèn <hỏng>" in words(report)
    assert "Năm bóng" in words(report)
    assert "12 Kim Long" in words(report)
    assert words(own.select_one(".v")).startswith("Trễ hạn ")
    assert words(own.h2) == str(walk.assignment.agency)
    assert "Hạn cuối" in words(own)
    assert "Hạn cuối" not in words(report), "it is told once, by the clock that is the agency's own"


def test_who_else_holds_a_part_is_named_with_how_they_stand(office):
    walk = given(days=40, agency=an_agency(LIGHTING))
    other = walk.assignment
    walk.assign(an_agency(KIM_LONG))

    def said():
        return words(work(office, walk).select_one("section:last-child .txt > .small"))

    assert said().startswith(f"Mỗi đơn vị trả lời phần mình. Cùng giữ phản ánh này: {LIGHTING} , Trễ hạn ")
    assign.transfer(assignment=other, to=an_agency("Ban khác"), reason="sai-tham-quyen", by=CENTER, at=walk.at)
    assert "Ban khác" in said()
    assert LIGHTING not in said()


def test_what_was_sent_back_says_why_and_the_answer_is_there_to_be_written_again(office):
    walk = given().until(ago(hours=5)).submit(text="Sẽ xem xét.")
    walk.return_answer(at=ago(hours=3), sentence="Bao giờ xong?")
    shown = work(office, walk)
    assert words(shown.select_one(".note.bad")).startswith("Trả lại: ")
    assert "“Bao giờ xong?”" in words(shown.select_one(".note.bad"))
    assert shown.find(id="id_text").string.strip() == "Sẽ xem xét."
    assert "Bản 1" in words(shown.select_one(".before"))


def test_a_refused_answer_is_begun_anew(office):
    walk = given().until(ago(hours=5)).submit(text="Không phải việc của chúng tôi.")
    walk.refuse(at=ago(hours=3), sentence="Chính là việc của đơn vị")
    shown = work(office, walk)
    assert "Từ chối:" in words(shown.select_one(".note.bad"))
    assert (shown.find(id="id_text").string or "").strip() == ""


@pytest.mark.parametrize(
    ("made", "forms"),
    [
        (given, {"nhap", "gia-han", "ghi-chu", *ASKING}),
        (lambda: given().draft(), {"nhap", "gia-han", "ghi-chu", *ASKING}),
        (lambda: given().submit(), {"rut", "ghi-chu"}),
        (answered, {"ghi-chu"}),
        (lambda: answered().amend(), {"nhap", "ghi-chu"}),
        (lambda: answered().amend().submit(), {"rut", "ghi-chu"}),
        (lambda: given().withdraw(), {"ghi-chu"}),
    ],
    ids=["open", "draft", "awaiting", "answered", "amending", "amendment awaiting", "withdrawn"],
)
def test_it_offers_what_can_be_done(office, made, forms):
    assert shown_forms(office, made()) == forms


def test_a_case_passed_on_is_read_and_not_written(office):
    walk = given()
    own = reverse("office_case", args=[walk.assignment.pk])
    walk.transfer()
    shown = page(office, own)
    assert "không còn ở đơn vị" in words(shown.main)
    assert not shown.select("#cau-tra-loi, .more-time, .decide")


def test_an_amendment_is_begun_by_asking_for_it(office):
    walk = answered()
    link = work(office, walk).find("a", string="Viết phần bổ sung")
    shown = page(office, link["href"] if link["href"].startswith("/") else address("case", walk) + link["href"])
    assert "Phần bổ sung" in words(shown.main)
    assert "planned" not in {option["value"] for option in shown.select("#id_outcome option")}
    assert not shown.find(id="id_planned_on")
    assert "data-saved" not in shown.find(id="cau-tra-loi").attrs, "what nobody has saved yet is no event by itself"
    assert not walk.answer.amendments.exists()
    where = address("case", given())
    assert "Phần bổ sung" not in words(page(office, f"{where}?bo-sung").main)


def test_notes_are_read_by_the_agency_with_who_wrote_them(office, officer):
    walk = given()
    by = Actor(role=Role.OFFICER, user_id=officer.pk)
    notes.write_note(assignment=walk.assignment, text="Thợ báo thiếu bóng <b>", by=by, at=timezone.now())
    assert words(work(office, walk).select_one(".remarks li")).startswith("Thợ báo thiếu bóng <b> Hoa Trần,")
    officer.delete()
    from_nobody = notes.InternalNote.objects.get()
    assert (from_nobody.author, from_nobody.text) == (None, "Thợ báo thiếu bóng <b>")


def test_outcomes_are_those_an_officer_may_give(office):
    shown = work(office, given())
    values = [option["value"] for option in shown.select("#id_outcome option")]
    assert values == ["", "done", "temporary", "planned", "not_as_reported", "not_possible"]


class TestPreview:
    """The public page with the answer at hand."""

    def public(self, client, walk):
        return words(page(client, reverse("case_short", args=[walk.case.number])).article)

    def test_it_is_the_public_page_with_the_answer_marked(self, office, client):
        walk = given("Đèn hỏng cả đoạn").draft("Đã thay năm bóng.")
        shown = page(office, address("preview", walk))
        answer = shown.select_one("article.answer")
        assert "Đã thay năm bóng." in words(answer)
        assert words(answer.select_one(".note.warn")).startswith("Chưa được duyệt.")
        assert "Bản xem trước" in words(shown.select_one(".preview"))
        assert shown.select_one(".preview a")["href"] == address("case", walk)
        assert "Đã thay" not in self.public(client, walk)

    @pytest.mark.parametrize("days", [2, 40], ids=["in term", "late"])
    @pytest.mark.parametrize("waits", [True, False], ids=["handed in", "draft"])
    def test_it_stands_as_the_page_will_once_it_is_approved(self, office, client, days, waits):
        walk = given(days=days)
        walk = walk.submit(text="Đã thay bóng.") if waits else walk.draft("Đã thay bóng.")
        shown = page(office, address("preview", walk))
        if not waits:
            walk.submit()
        walk.approve(at=timezone.now())
        public = page(client, reverse("case_short", args=[walk.case.number]))
        for part in (".stand", "h1", ".days"):
            assert [words(each) for each in shown.select(part)] == [words(each) for each in public.select(part)], part
        assert "Đã trả lời" in words(shown.select_one(".stand").find_parent())

    def test_published_answers_stay_and_the_amendment_comes_last(self, office, client):
        walk = answered(text="Đã thay bóng.").amend("Đã thay cả cột.")
        shown = [words(each) for each in page(office, address("preview", walk)).select("article.answer")]
        assert ["Đã thay bóng." in shown[0], "Đã thay cả cột." in shown[1], len(shown)] == [True, True, 2]
        assert ["Chưa được duyệt" in each for each in shown] == [False, True]
        assert "cả cột" not in self.public(client, walk)

    def test_what_waits_for_the_center_is_shown_too(self, office):
        walk = given().submit(text="Đã thay bóng.")
        assert "Đã thay bóng." in words(page(office, address("preview", walk)).article)

    def test_a_plan_says_what_a_plan_is(self, office):
        day = timezone.localdate() + timedelta(days=4)
        walk = given().draft("Sẽ thay.", outcome="planned", planned_on=day)
        assert f"hẹn xong chậm nhất {day:%d/%m/%Y}" in words(page(office, address("preview", walk)).article)

    def test_without_an_answer_or_a_public_page_it_leads_back(self, office):
        walk = given()
        assert office.get(address("preview", walk))["Location"] == address("case", walk)
        assert told(office, walk) == [
            "Chưa có gì để xem trước: hãy lưu câu trả lời, và phản ánh phải có trang công khai."
        ]
        walk.draft().withdraw()
        assert office.get(address("preview", walk))["Location"] == address("case", walk)

    def test_the_button_saves_first(self, office):
        walk = given()
        response = write(office, "draft", walk, text="Vừa viết", xem="1")
        assert response["Location"] == address("preview", walk)
        assert "Vừa viết" in words(page(office, address("preview", walk)).article)


APPEALABLE = 5


def queries(client, where):
    page(client, where)  # keeps phrases and names, which hints look up
    with CaptureQueriesContext(connection) as asked:
        page(client, where)
    return len(asked)


def test_a_case_costs_the_same_whatever_has_happened(office):
    walk = given("ít")
    few = queries(office, address("case", walk.draft()))
    walk = given("nhiều", days=6).until(ago(days=4)).submit()
    for hours in (90, 80, 70):
        walk.until(ago(hours=hours)).return_answer()
        notes.write_note(assignment=walk.assignment, text="Nhắc", by=OFFICER, at=timezone.now())
        if hours != 70:
            walk.until(ago(hours=hours - 5)).submit()
    # What was sent back may be appealed: the calendar, the days off, and whether it was before.
    assert few + APPEALABLE == queries(office, address("case", walk)) <= 32


def test_what_waits_is_said_once(office):
    walk = given()
    walk.until(ago(hours=3)).submit(text="Sẽ thay bóng.")
    walk.until(ago(hours=2)).return_answer()
    walk.until(ago(hours=1)).submit(text="Đã thay bóng.")
    shown = work(office, walk)
    assert words(shown).lower().count("chờ duyệt") == 1
    assert words(shown.select_one(".before summary")).startswith("Bản 1")
    assert words(shown).count("Đã thay bóng.") == 1
    assert words(shown.find(id="phan-anh")) == "Nội dung phản ánh"


def test_an_opinion_has_no_outcome(office):
    walk = given(agency=an_agency(LIGHTING)).escalate(an_agency(KIM_LONG))
    shown = work(office, walk)
    assert "Ý kiến, ai cũng đọc được khi đã duyệt" in words(shown.main)
    assert not shown.select("#id_outcome, #id_planned_on, #id_legal_reason")
    sent = {"seen": "", "text": "Đồng ý với cách làm ấy.", "outcome": "planned"}
    assert office.post(address("submit", walk), sent).status_code == 302
    version = Submission.objects.get()
    assert (version.outcome, version.planned_on, version.text) == ("done", None, "Đồng ý với cách làm ấy.")

"""What an officer does at the desk: every verb, every refusal beside its field, and two who write the same answer."""

import ast
import inspect
from datetime import date, timedelta

import pytest
from django.utils import timezone

from cases.actions import answering, deciding, drafting, evidence, extend, notes, reasons
from cases.actions.actor import CENTER
from cases.actions.causes import Cause
from cases.actions.changing import ActionRefused
from cases.actions.drafting import in_hand, seen
from cases.actions.due import calendar_of, days_to_promise
from cases.editorial.office.sentences import CAUSES, refusal
from cases.models import Answer, Event, Extension, InternalNote, ReasonCode, Submission
from cases.rules.rights import Deed, RightRefused, Why
from tests.cases.editorial.office.asking import address, complaints, page, post, soup, told, words, write
from tests.cases.editorial.office.conftest import SAID, answered, given

pytestmark = pytest.mark.django_db


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def headless(client, walk, **said):
    """Save as the script does."""
    sent = {"seen": seen(in_hand(walk.assignment)), **SAID, **said}
    return client.post(address("draft", walk), sent, headers={"Accept": "application/json"})


class TestDraft:
    """Saved by the button and by the script."""

    def test_it_is_kept_with_who_wrote_it_and_nobody_else_hears_of_it(self, office, officer):
        walk = given()
        events = Event.objects.count()
        assert write(office, "draft", walk).status_code == 302
        answer = Answer.objects.get()
        assert (answer.text, answer.outcome, answer.state) == ("Đã thay năm bóng.", "done", "draft")
        assert answer.writer == officer
        assert Event.objects.count() == events
        assert told(office, walk) == ["Đã lưu bản nháp. Chỉ người trong đơn vị thấy."]

    def test_half_a_draft_is_a_draft(self, office):
        walk = given()
        write(office, "draft", walk, text="", outcome="")
        assert Answer.objects.get().text == ""
        write(office, "draft", walk, text="Đang viết", outcome="")
        assert Answer.objects.get().text == "Đang viết"

    def test_a_returned_answer_is_written_on(self, office):
        walk = given().submit().return_answer()
        write(office, "draft", walk, text="Đã thay ngày 12")
        assert (walk.answer.text, walk.answer.state) == ("Đã thay ngày 12", "returned")

    def test_what_belongs_to_another_outcome_is_left_out(self, office):
        walk = given()
        write(office, "draft", walk, planned_on=str(in_days(3)), legal_reason="Điều 5")
        assert (Answer.objects.get().planned_on, Answer.objects.get().legal_reason) == (None, "")
        write(office, "draft", walk, outcome="planned", planned_on=str(in_days(3)))
        assert Answer.objects.get().planned_on == in_days(3)
        write(office, "draft", walk, outcome="not_possible", legal_reason="Điều 5")
        assert (Answer.objects.get().planned_on, Answer.objects.get().legal_reason) == (None, "Điều 5")

    def test_the_script_is_told_what_it_saved_and_when(self, office):
        walk = given()
        response = headless(office, walk)
        answer = Answer.objects.get()
        assert response.json() == {"seen": f"{answer.pk}.1", "at": f"{timezone.localtime():%H:%M}"}
        assert headless(office, walk, seen=response.json()["seen"], text="Tiếp").json()["seen"] == f"{answer.pk}.2"

    def test_the_script_is_told_why_not(self, office):
        walk = given()
        response = headless(office, walk, outcome="planned")
        assert (response.status_code, response.json()) == (400, {"error": CAUSES[Cause.NO_DAY].sentence})
        walk.submit()
        response = headless(office, walk, seen="1.1")
        assert (response.status_code, response.json()) == (409, {"error": CAUSES[Cause.NOT_IN_HAND].sentence})


class TestTwoOfficers:
    """The second is told, and nothing of either is lost."""

    def test_who_saves_over_another_is_told_who_it_was_and_what_stands_there(self, office, colleague):
        walk = given()
        write(office, "draft", walk, text="Đã thay bóng.")
        read = seen(in_hand(walk.assignment))
        write(colleague, "draft", walk, text="Đã thay cột.")
        response = write(office, "draft", walk, seen=read, text="Đã thay năm bóng.")
        assert response.status_code == 409
        name = colleague.account.get_full_name()
        assert complaints(response)["text"].startswith(f"{name} đã sửa bản nháp này trong lúc bạn viết.")
        shown = soup(response)
        assert shown.find(id="id_text").string.strip() == "Đã thay năm bóng."
        assert [words(each) for each in shown.select(".note ins, .note del")] == ["cột", "năm bóng"]
        assert Answer.objects.get().text == "Đã thay cột."

    def test_saving_once_more_is_to_mean_it(self, office, colleague):
        walk = given()
        write(colleague, "draft", walk, text="Đã thay cột.")
        response = write(office, "draft", walk, seen="", text="Đã thay bóng.")
        again = soup(response).find(id="id_seen")["value"]
        assert write(office, "draft", walk, seen=again, text="Đã thay bóng.").status_code == 302
        assert Answer.objects.get().text == "Đã thay bóng."

    def test_two_who_begin_do_not_make_two(self, office, colleague):
        walk = given()
        assert write(office, "draft", walk, seen="").status_code == 302
        assert write(colleague, "draft", walk, seen="", text="Khác").status_code == 409
        assert Answer.objects.count() == 1

    def test_the_script_is_told_and_saves_nothing(self, office, colleague):
        walk = given()
        write(colleague, "draft", walk, text="Đã thay cột.")
        response = headless(office, walk, seen="")
        assert response.status_code == 409
        assert "đã sửa bản nháp" in response.json()["error"]
        assert Answer.objects.get().text == "Đã thay cột."

    def test_what_another_has_written_is_not_handed_in_unread(self, office, colleague):
        walk = given()
        write(colleague, "draft", walk, text="Chưa xong")
        assert write(office, "submit", walk, seen="").status_code == 409
        assert not Submission.objects.exists()

    def test_what_another_has_handed_in_is_not_written_on(self, office, colleague):
        walk = given()
        write(office, "draft", walk)
        read = seen(in_hand(walk.assignment))
        write(colleague, "submit", walk)
        response = write(office, "draft", walk, seen=read, text="Viết tiếp")
        assert response.status_code == 400
        assert complaints(response)[""] == CAUSES[Cause.NOT_IN_HAND].sentence
        assert soup(response).find(id="id_text").string.strip() == "Viết tiếp"
        assert Submission.objects.get().text == SAID["text"]


class TestSubmit:
    """Handed in as it stands in the form."""

    def test_it_waits_for_the_center_with_who_handed_it_in(self, office, officer):
        walk = given()
        assert write(office, "submit", walk, text="Đã thay.")["Location"] == address("case", walk)
        version = Submission.objects.get()
        assert (version.text, version.author, [*version.hands.all()]) == ("Đã thay.", officer, [officer])
        assert version.answer.state == "submitted"
        assert told(office, walk) == ["Đã nộp. Trung tâm duyệt thì câu trả lời mới hiện trên trang công khai."]
        event = Event.objects.latest("seq")
        assert (event.kind, event.role) == ("assignment.submit", "officer")

    @pytest.mark.parametrize(
        ("said", "beside"),
        [
            ({"text": " "}, {"text": Cause.NO_TEXT}),
            ({"outcome": ""}, {"outcome": Cause.NO_OUTCOME}),
            ({"outcome": "planned"}, {"planned_on": Cause.NO_DAY}),
            ({"outcome": "planned", "planned_on": "2020-01-01"}, {"planned_on": Cause.DAY_PASSED}),
            ({"outcome": "not_possible"}, {"legal_reason": Cause.NO_LAW}),
            ({"text": "", "outcome": ""}, {"text": Cause.NO_TEXT, "outcome": Cause.NO_OUTCOME}),
        ],
    )
    def test_what_is_missing_is_said_beside_it(self, office, said, beside):
        walk = given()
        response = write(office, "submit", walk, **said)
        assert response.status_code == 400
        assert complaints(response) == {field: CAUSES[cause].sentence for field, cause in beside.items()}
        assert not Submission.objects.exists()

    @pytest.mark.parametrize(
        ("said", "field"),
        [
            ({"outcome": "unknown"}, "outcome"),
            ({"outcome": "planned", "planned_on": "31/31/2026"}, "planned_on"),
            ({"outcome": "planned", "planned_on": "9999-12-31"}, "planned_on"),
            ({"text": "x" * 20_001}, "text"),
            ({"outcome": "not_possible", "legal_reason": "x" * 601}, "legal_reason"),
        ],
    )
    def test_what_is_wrong_is_said_beside_it_and_nothing_typed_is_lost(self, office, said, field):
        walk = given()
        response = write(office, "submit", walk, **said)
        assert response.status_code == 400
        assert list(complaints(response)) == [field]
        if field != "text":
            assert soup(response).find(id="id_text").string.strip() == SAID["text"]
        assert not Submission.objects.exists()

    def test_what_the_verb_refuses_is_saved_and_can_be_put_right(self, office):
        walk = given()
        response = write(office, "submit", walk, outcome="planned", planned_on="2020-01-01", text="Sẽ thay")
        assert Answer.objects.get().text == "Sẽ thay"
        read = soup(response).find(id="id_seen")["value"]
        assert write(office, "submit", walk, seen=read, outcome="done").status_code == 302
        assert Submission.objects.exists()

    def test_what_was_passed_on_meanwhile_is_said_and_nothing_typed_is_lost(self, office):
        walk = given()
        where = address("submit", walk)
        walk.transfer()
        response = office.post(where, {"seen": "", **SAID})
        assert response.status_code == 400
        assert "đã nộp, hoặc việc đã kết thúc" in words(soup(response).main)
        assert soup(response).find(id="id_text").string.strip() == SAID["text"]
        assert not Submission.objects.exists()


def recall_offered(client, walk):
    return page(client, address("case", walk)).find("form", action=address("recall", walk)) is not None


class TestRecall:
    """Until the Center has decided."""

    def test_it_is_a_draft_again(self, office):
        walk = given().submit()
        assert post(office, "recall", walk).status_code == 302
        assert walk.answer.state == "draft"
        assert told(office, walk) == ["Đã rút lại. Câu trả lời là bản nháp như trước khi nộp."]

    def test_not_once_the_center_has_decided(self, office):
        walk = given().submit()
        assert recall_offered(office, walk)
        deciding.decide(answer=walk.answer, version=1, choice="approve", by=CENTER, at=timezone.now())
        assert not recall_offered(office, walk)
        assert "Trung tâm đang quyết định." in words(page(office, address("case", walk)).main)
        post(office, "recall", walk)
        assert told(office, walk) == [CAUSES[Cause.DECIDED].sentence]
        assert walk.answer.state == "submitted"

    def test_nothing_is_recalled_where_nothing_waits(self, office):
        walk = given().draft()
        post(office, "recall", walk)
        assert told(office, walk) == [CAUSES[Cause.AWAITS_NOT].sentence]


class TestAmend:
    """A published answer is added to, and stays."""

    def test_saving_begins_it_and_handing_it_in_has_it_reviewed(self, office):
        walk = answered(text="Đã thay bóng.")
        assert write(office, "draft", walk, text="Đã thay cả cột.").status_code == 302
        amendment = Answer.objects.latest("pk")
        assert (amendment.amends, amendment.text) == (walk.answer, "Đã thay cả cột.")
        assert write(office, "submit", walk, text="Đã thay cả cột đèn.").status_code == 302
        assert Submission.objects.latest("pk").text == "Đã thay cả cột đèn."
        assert Answer.objects.count() == 2
        assert walk.answer.state == "approved"

    def test_it_is_no_plan(self, office):
        walk = answered()
        response = write(office, "submit", walk, outcome="planned", planned_on=str(in_days(3)))
        assert list(complaints(response)) == ["outcome"]

    def test_one_at_a_time(self, office):
        walk = answered().amend().submit()
        write(office, "draft", walk, text="Thêm nữa")
        assert write(office, "submit", walk, text="Thêm nữa").status_code == 400
        assert Submission.objects.filter(decision="").count() == 1


class TestExtend:
    """Why, and by which working day."""

    def sent(self, walk, **fields):
        days = days_to_promise(walk.case, timezone.now(), after=self.limit(walk))
        return {"promised_on": str(days[0]), "reason": "cho-vat-tu", "sentence": "Chờ bóng đèn", **fields}

    def limit(self, walk):
        limit = walk.assignment.standings.get(until=None).limit_at
        return limit and timezone.localdate(limit)

    def test_it_is_public_at_once_and_the_due_date_stays(self, office):
        walk = given(days=5)
        due = walk.assignment.standings.get(until=None).due_at
        sent = self.sent(walk)
        assert post(office, "extend", walk, **sent).status_code == 302
        made = Extension.objects.get()
        assert (str(made.promised_on), made.sentence, made.reason.code) == (
            sent["promised_on"],
            "Chờ bóng đèn",
            "cho-vat-tu",
        )
        assert walk.assignment.standings.get(until=None).due_at == due
        assert told(office, walk) == ["Đã công bố lời hẹn. Hạn cuối theo quy định vẫn như cũ."]

    def test_only_working_days_within_the_limit_are_offered(self, office):
        walk = given(days=5)
        shown = page(office, address("case", walk))
        offered = [option["value"] for option in shown.select("#han_promised_on option")][1:]
        days = days_to_promise(walk.case, timezone.now(), after=self.limit(walk))
        assert offered == [str(day) for day in days]
        calendar = calendar_of(walk.case, timezone.now())
        assert all(calendar.is_working(day) for day in days)
        assert f"Hẹn xa nhất là {days[-1]:%d/%m/%Y}" in words(shown.select_one(".more-time"))

    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"promised_on": "2020-01-01"}, "promised_on"),
            ({"promised_on": ""}, "promised_on"),
            ({"promised_on": "mai"}, "promised_on"),
            ({"reason": "khong-co"}, "reason"),
            ({"reason": ""}, "reason"),
            ({"sentence": " "}, "sentence"),
            ({"sentence": "x" * 601}, "sentence"),
        ],
    )
    def test_what_is_wrong_is_said_beside_it_and_what_was_typed_stays(self, office, fields, field):
        walk = given(days=5)
        response = post(office, "extend", walk, **self.sent(walk, **fields))
        assert response.status_code == 400
        assert list(complaints(response)) == [field]
        shown = soup(response)
        assert "open" in shown.select_one(".more-time").attrs
        if "sentence" not in fields:
            assert shown.find(id="han_sentence").string.strip() == "Chờ bóng đèn"
        assert not Extension.objects.exists()

    def test_a_reason_that_was_retired_is_not_offered(self, office):
        walk = given(days=5)
        ReasonCode.objects.filter(code="cho-vat-tu").update(active=False)
        response = post(office, "extend", walk, **self.sent(walk))
        assert list(complaints(response)) == ["reason"]

    def test_not_while_an_answer_waits(self, office):
        walk = given(days=5)
        sent = self.sent(walk)
        walk.submit()
        assert post(office, "extend", walk, **sent).status_code == 400
        assert not Extension.objects.exists()

    def test_where_no_day_is_left_it_says_so(self, office, settings):
        settings.EXTENSION_WORKING_DAYS = 1
        walk = given(days=1)
        shown = page(office, address("case", walk))
        assert not shown.find(id="han_promised_on")
        assert "Hôm nay chưa gia hạn được" in words(shown.main)
        assert "lời hẹn đã tới mức xa nhất" not in words(shown.main), "nothing has been promised yet"

    def test_where_the_farthest_day_is_promised_it_says_so(self, office, settings):
        walk = given(days=5)
        walk.extend(promised_on=days_to_promise(walk.case, timezone.now(), after=None)[-1])
        settings.EXTENSION_WORKING_DAYS = 1
        shown = page(office, address("case", walk))
        assert not shown.find(id="han_promised_on")
        assert "lời hẹn đã tới mức xa nhất" in words(shown.main)


class TestNote:
    """For colleagues alone."""

    def test_it_is_kept_for_the_agency_and_is_no_event(self, office, officer):
        walk = given()
        events = Event.objects.count()
        assert post(office, "note", walk, text="Thợ hẹn sáng mai").status_code == 302
        note = InternalNote.objects.get()
        assert (note.text, note.agency, note.author) == ("Thợ hẹn sáng mai", walk.assignment.agency, officer)
        assert Event.objects.count() == events

    @pytest.mark.parametrize("text", [" ", "x" * 601])
    def test_what_is_none_is_said(self, office, text):
        response = post(office, "note", given(), text=text)
        assert response.status_code == 400
        assert list(complaints(response)) == ["text"]
        assert not InternalNote.objects.exists()


# --- sentences -------------------------------------------------------------------------------------------------------


def test_every_cause_has_a_sentence_of_its_own():
    assert set(CAUSES) == set(Cause)
    assert len({str(each.sentence) for each in CAUSES.values()}) == len(CAUSES)


def test_a_bound_is_named_and_what_has_no_words_says_to_look_again():
    day = date(2026, 12, 4)
    assert refusal(ActionRefused("…", Cause.PROMISE_TOO_FAR, day=day)).sentence == "Ngày hẹn muộn nhất là 04/12/2026."
    assert refusal(ActionRefused("…")).sentence.startswith("Việc này không còn ở bước ấy.")
    assert "không có quyền" in str(refusal(RightRefused(Deed.WRITE, Why.NO_POWER)).sentence)


def test_every_refusal_of_these_verbs_has_a_cause():
    """A refusal without one would be told as something that has moved on."""
    for module in (answering, drafting, evidence, extend, notes, reasons):
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "ActionRefused":
                assert len(node.args) == 2, f"{module.__name__}:{node.lineno}"

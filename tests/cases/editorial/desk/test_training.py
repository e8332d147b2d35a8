"""The training desk: it looks and judges like the real one, says that nothing is real, and writes nothing."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.editorial.desk.exercises import EXERCISES
from cases.models import Choice, Claim, PendingDecision, ReasonCode
from tests.accounts import an_account
from tests.cases.editorial.desk.test_views import page, words

pytestmark = pytest.mark.django_db

TRAINING = "/cms/duyet/tap-su/"


def of(exercise):
    return reverse("review_exercise", args=[exercise.slug])


def solution(exercise, code=None):
    """What the sample sends."""
    code = code or (exercise.accepted[0] if exercise.accepted else "thieu-anh")
    told = {} if exercise.choice == Choice.APPROVE else {"reason": f"{exercise.choice}:{code}", "sentence": "Xin rõ"}
    return {"choice": exercise.choice, "version": 1, **told}


def send(client, exercise, **sent):
    response = client.post(of(exercise), sent)
    return response.status_code, BeautifulSoup(response.content, "lxml")


def test_it_says_that_nothing_is_real_and_keeps_the_solution_for_later(desk):
    shown = page(desk, TRAINING)
    assert "Mọi phản ánh, đơn vị và câu trả lời ở đây đều bịa." in words(shown.select_one(".told .note.warn"))
    assert [words(row.b) for row in shown.select(".queue li")] == [each.title for each in EXERCISES]
    assert words(shown.select_one(".queue a[aria-current] b")) == EXERCISES[0].title
    assert "{" not in words(shown.main)
    for exercise in EXERCISES:
        said = words(page(desk, of(exercise)).main)
        assert str(exercise.why) not in said
        assert "Lời giải mẫu" not in said
    assert words(page(desk, reverse("review_desk")).find("a", href=TRAINING)) == "Bàn tập sự"


def test_every_sample_is_right_and_every_other_decision_is_not(desk):
    for n, exercise in enumerate(EXERCISES):
        for code in exercise.accepted or [None]:
            status, shown = send(desk, exercise, **solution(exercise, code))
            judged = words(shown.find(id="loi-giai"))
            assert (status, judged.startswith("Đúng như lời giải mẫu.")) == (200, True), (exercise.slug, judged)
            assert str(exercise.why) in judged
        assert shown.select_one("a.btn[href]")["href"] == of(EXERCISES[(n + 1) % len(EXERCISES)])
        other = Choice.RETURN if exercise.choice == Choice.APPROVE else Choice.APPROVE
        told = {"reason": "return:thieu-anh", "sentence": "Xin ảnh"} if other == Choice.RETURN else {}
        _status, shown = send(desk, exercise, choice=other, version=1, **told)
        assert words(shown.find(id="loi-giai")).startswith("Khác lời giải mẫu. Bạn chọn: ")
    other_work = next(each for each in EXERCISES if each.slug == "viec-khac")
    _status, shown = send(desk, other_work, **solution(other_work, "thieu-anh"))
    assert words(shown.find(id="loi-giai")).startswith("Đúng quyết định, khác lý do.")


def test_it_says_what_the_rules_would_make_of_it(desk, settings):
    settings.APPEAL_WORKING_DAYS, settings.RULING_WORKING_DAYS = 2, 1
    of_slug = {each.slug: each for each in EXERCISES}
    shown = send(desk, of_slug["dun-day"], **solution(of_slug["dun-day"]))[1]
    said = words(shown.main)
    assert "Đơn vị được khiếu nại trong 2 ngày làm việc" in said
    assert "Trung tâm phải phân xử việc này của ai trong 1 ngày làm việc" in said
    assert "thời hạn vẫn chạy" in words(send(desk, of_slug["ke-hoach"], **solution(of_slug["ke-hoach"]))[1].main)


def test_what_is_missing_is_said_as_at_the_real_desk(desk):
    status, shown = send(desk, EXERCISES[1], choice="return", version=1)
    assert status == 400
    assert "Hãy chọn lý do" in words(shown.main)
    assert shown.find(id="loi-giai") is None


def test_nothing_is_written(desk):
    page(desk, TRAINING)
    with CaptureQueriesContext(connection) as asked:
        for exercise in EXERCISES:
            send(desk, exercise, **solution(exercise))
    written = [each["sql"] for each in asked if not each["sql"].startswith("SELECT")]
    assert written == []
    assert len(asked) <= 8 * len(EXERCISES)
    assert not PendingDecision.objects.exists()
    assert not Claim.objects.exists()


def test_hints_are_those_of_the_rules(desk):
    flags = {}
    for exercise in EXERCISES:
        shown = page(desk, of(exercise))
        flags[exercise.slug] = {words(note.select_one("span b")) for note in shown.select(".hints li")}
    assert "Đọc cả câu thấy ít việc cụ thể." in flags["hua-chung"]
    assert "Hẹn sau hạn." in flags["ke-hoach"]
    assert "Số điện thoại." in flags["thong-tin-rieng"]
    assert flags["den-duong"] == set(), "an answer that is good gives no hint"


def test_codes_are_in_use_and_texts_have_their_days():
    codes = set(ReasonCode.objects.filter(active=True).values_list("kind", "code"))
    for exercise in EXERCISES:
        assert {(exercise.choice.value, code) for code in exercise.accepted} <= codes
        assert bool(exercise.sentence) is (exercise.choice != Choice.APPROVE)
        for text in (exercise.report, exercise.answer):
            assert "{" not in exercise.told(text, date(2026, 11, 28))
    assert len({each.slug for each in EXERCISES}) == len(EXERCISES)
    assert {each.choice for each in EXERCISES} == set(Choice)


@pytest.mark.parametrize("power", ["edit", "answer", "administer"])
def test_it_is_for_reviewers(client, power):
    client.force_login(an_account(power))
    assert client.get(TRAINING).status_code == 403
    assert client.post(of(EXERCISES[0]), {"choice": "approve", "version": 1}).status_code == 403


def test_an_unknown_exercise_is_no_page(desk):
    assert desk.get(f"{TRAINING}khac/").status_code == 404

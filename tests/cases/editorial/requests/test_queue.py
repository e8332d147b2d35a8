"""The Center's queue of what people say is not done: who sees it, in which order, and what both decisions do."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.editorial.requests import queue
from cases.models import Assignment, CasePage, ReopenRequest
from search.outbox import drain
from tests.accounts import an_account
from tests.cases.editorial.desk.conftest import signed_in
from tests.cases.public.test_asking_again import answered
from tests.factories import KIM_LONG, LIGHTING, ago, an_agency

pytestmark = pytest.mark.django_db


@pytest.fixture
def center(db):
    return signed_in(an_account("edit"))


def asked(title="Đèn hỏng", *, hours=1, text="Vẫn tối", **report):
    walk = answered(title=title, **report)
    return walk.until(ago(hours=hours)).ask_reopen(text=text)


def shown(client, **query):
    response = client.get(reverse("reopen_requests"), query)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "lxml")


def titles(page):
    return [h2.get_text() for h2 in page.find_all("h2")]


def decide(client, walk, choice, **said):
    response = client.post(reverse("reopen_decide", args=[walk.case.pk]), {"choice": choice, **said})
    if response.status_code == 400:
        page = BeautifulSoup(response.content, "lxml")
        return page.find(role="alert").get_text(" ", strip=True)
    assert response["Location"] == reverse("reopen_requests")
    page = BeautifulSoup(client.get(response["Location"]).content, "lxml")
    return page.find(role="status").get_text(" ", strip=True)


def states():
    return list(ReopenRequest.objects.values_list("state", flat=True))


def of_case(walk):
    walk.case.refresh_from_db()
    return walk.case.state, walk.case.round


def test_what_waits_longest_comes_first_with_all_that_was_said(center):
    asked("Sau", hours=1)
    first = asked("Trước", hours=9, text="Không ai đến <b>xem</b>").later(hours=1).ask_reopen("again", text="Lại tắt")
    answered(title="Không ai nói gì")
    page = shown(center)
    assert titles(page) == ["Trước", "Sau"]
    assert [said.get_text() for said in page.find_all("section")[0].find_all(class_="words")] == [
        "Không ai đến <b>xem</b>",
        "Lại tắt",
    ]
    assert page.find("b") is None
    assert page.h2.a["href"] == f"/a/{first.case.number}"
    assert "2 phản ánh chờ" in page.get_text()


def test_its_queries_do_not_grow(center, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    asked()
    shown(center)
    with CaptureQueriesContext(connection) as one:
        shown(center)
    for n in range(3):
        asked(f"Đèn {n}").ask_reopen(text="Lại tắt")
    with django_assert_num_queries(len(one)):
        shown(center)
    assert len(one) <= 20


def test_pages(center, monkeypatch):
    monkeypatch.setattr(queue, "SHOWN", 1)
    asked("Một", hours=3)
    asked("Hai", hours=2)
    assert titles(shown(center, trang=2)) == ["Hai"]
    assert shown(center).find("a", href=f"{reverse('reopen_requests')}?trang=2")
    assert titles(shown(center, trang=3)) == ["Hai"]
    for wrong in ("0", "x", "-1", "99999"):
        page = shown(center, trang=wrong)
        assert titles(page) == ["Một"]
        assert f"trang={wrong}" in page.select_one(".note.warn").get_text()


def test_nothing_waits(center):
    assert "Không có lời báo nào chờ Trung tâm." in shown(center).get_text()


def test_reopened(center):
    walk = asked()
    agency = an_agency(KIM_LONG)
    said = decide(center, walk, "reopen", reason="chua-xong", agency=agency.pk)
    assert said == f"Đã mở lại phản ánh {walk.case.number}, với một hạn mới."
    assert of_case(walk) == ("in_progress", 2)
    assert states() == ["accepted"]
    assert Assignment.objects.filter(case=walk.case, round=2).get().agency == agency
    assert titles(shown(center)) == []


def test_kept(center, client):
    walk = asked()
    said = decide(center, walk, "keep", reason="da-xong")
    assert said == f"Không mở lại phản ánh {walk.case.number}; lý do hiện trên trang."
    assert of_case(walk) == ("answered", 1)
    assert states() == ["declined"]
    page = client.get(f"/a/{walk.case.number}", follow=True).content.decode()
    assert "Đã kiểm tra: việc đã xong" in page
    assert "Vẫn tối" not in page


@pytest.mark.parametrize(
    ("choice", "said", "told"),
    [
        ("keep", {}, "Hãy chọn một lý do"),
        ("keep", {"reason": "chua-xong"}, "Hãy chọn một lý do"),
        ("reopen", {"reason": "da-xong", "agency": "own"}, "Hãy chọn một lý do"),
        ("reopen", {"reason": "chua-xong"}, "ít nhất một đơn vị"),
        ("reopen", {"reason": "chua-xong", "agency": "other"}, "ít nhất một đơn vị"),
        ("reopen", {"reason": "chua-xong", "agency": "x"}, "ít nhất một đơn vị"),
        ("reopen", {"reason": "chua-xong", "agency": "9" * 30}, "ít nhất một đơn vị"),
    ],
)
def test_what_is_no_decision_changes_nothing(center, choice, said, told):
    walk = asked()
    ids = {"own": an_agency().pk, "other": an_agency(LIGHTING).pk}
    if "agency" in said:
        said = {**said, "agency": ids.get(said["agency"], said["agency"])}
    assert told in decide(center, walk, choice, **said)
    assert of_case(walk) == ("answered", 1)
    assert states() == ["waiting"]


def test_what_was_chosen_stays_chosen_at_its_report_alone(center):
    other, walk = asked("Khác", hours=9), asked()
    where = reverse("reopen_decide", args=[walk.case.pk])

    def chosen(**sent):
        page = BeautifulSoup(center.post(where, sent).content, "lxml")
        told = [o["value"] for o in page.select(f"#mo-{walk.case.pk} [selected], #giu-{walk.case.pk} [selected]")]
        ticked = [len(page.select(f"[id^=dv-{each.case.pk}-][checked]")) for each in (other, walk)]
        return told, ticked, [note.find_parent("section").h2.get_text() for note in page.find_all(role="alert")]

    assert chosen(choice="reopen", reason="chua-xong") == (["chua-xong"], [1, 0], ["Đèn hỏng"])
    assert chosen(choice="keep", reason="x") == ([], [1, 1], ["Đèn hỏng"])
    agency = an_agency().pk
    assert chosen(choice="reopen", reason="da-xong", agency=agency) == ([], [1, 1], ["Đèn hỏng"])


def test_the_answer_that_it_is_about_stands_beside_it(center):
    walk = asked()
    said = shown(center).find(class_="answered").get_text(" ", strip=True)
    assert walk.answer.text in said
    assert KIM_LONG in said


def test_who_comes_second_is_told(center):
    walk = asked()
    walk.until(timezone.now()).keep()
    assert "người khác vừa quyết định" in decide(center, walk, "keep", reason="da-xong")
    assert "người khác vừa quyết định" in decide(center, walk, "reopen", reason="chua-xong", agency=an_agency().pk)
    assert states() == ["declined"]


def test_while_an_amendment_awaits_review_it_is_not_reopened(center):
    walk = asked(hours=5).later(hours=1).amend().later(hours=1).submit()
    page = shown(center)
    assert "duyệt xong mới mở lại được" in page.get_text()
    assert [field["value"] for field in page.find_all("input", attrs={"name": "choice"})] == ["keep"]
    said = decide(center, walk, "reopen", reason="chua-xong", agency=an_agency().pk)
    assert "không còn ở bước ấy" in said
    assert of_case(walk) == ("answered", 1)


@pytest.mark.parametrize("wrong", ["", "refuse"])
def test_another_choice_is_none(center, wrong):
    walk = asked()
    assert center.post(reverse("reopen_decide", args=[walk.case.pk]), {"choice": wrong}).status_code == 404
    assert center.post(reverse("reopen_decide", args=[0]), {"choice": "keep"}).status_code == 404
    assert center.get(reverse("reopen_decide", args=[walk.case.pk]))["Location"] == reverse("reopen_requests")


def test_what_left_the_portal_waits_out_of_sight(center):
    walk = asked(hours=3).later(hours=1).withdraw()
    assert titles(shown(center)) == []
    assert "người khác vừa quyết định" in decide(center, walk, "keep", reason="da-xong")


@pytest.mark.parametrize(
    ("power", "allowed"),
    [("edit", True), ("decide", True), ("head", True), ("administer", False), ("answer", False), ("follow", False)],
)
def test_who_may_come_in(power, allowed):
    walk = asked()
    client = signed_in(an_account(power, agency=KIM_LONG if power in ("answer", "follow") else None))
    response = client.get(reverse("reopen_requests"))
    assert ("Vẫn tối" in response.content.decode()) is allowed
    assert (response.status_code == 200) is allowed
    decided = client.post(reverse("reopen_decide", args=[walk.case.pk]), {"choice": "keep", "reason": "da-xong"})
    assert decided.status_code == (302 if allowed else 403)
    assert states() == (["declined"] if allowed else ["waiting"])
    assert (reverse("reopen_requests") in client.get("/cms/").content.decode()) is allowed
    assert Client().get(reverse("reopen_requests")).status_code == 302


def test_titles_are_shown_as_the_public_reads_them(center):
    walk = asked()
    CasePage.objects.filter(case=walk.case).update(title="Nhà [đã che: tên người]")
    assert shown(center).h2.find(class_="redact")


def test_it_is_searched_without_marks_and_stays_so_when_one_decides(center, monkeypatch):
    monkeypatch.setattr(queue, "SHOWN", 1)
    asked("Đèn hỏng", hours=9)
    ours, last = asked("Nắp nghẹt", hours=5), asked("Nắp thối", hours=3)
    drain()
    page = shown(center, q=" nap ")
    assert (titles(page), page.select_one("[name=q]")["value"]) == (["Nắp nghẹt"], "nap")
    assert page.select_one(".pager a[rel=next]")["href"].endswith("?q=nap&trang=2")
    assert titles(shown(center, q=str(last.case.number))) == ["Nắp thối"]
    assert "Không có phản ánh nào khớp." in shown(center, q="thuyền").get_text()
    where = page.select_one("main form[method=post]")["action"].partition("#")[0]
    assert where.endswith("?q=nap")
    refused = center.post(where, {"choice": "keep", "reason": ""})
    assert titles(BeautifulSoup(refused.content, "lxml")) == ["Nắp nghẹt"]
    assert center.post(where, {"choice": "keep", "reason": "da-xong"})["Location"].endswith("?q=nap")
    assert ReopenRequest.objects.waiting().filter(case=ours.case).count() == 0
    assert states().count("waiting") == 2

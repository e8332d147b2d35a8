"""Covering words of an answer at the desk: a button beside what may be personal data, and back again."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from cases.models import Appeal, PendingDecision, ReasonCode
from tests.cases.editorial.desk.conftest import version_of, waiting
from tests.cases.editorial.desk.test_matters import appealed
from tests.cases.editorial.desk.test_views import SAID, address, decide, page, words

pytestmark = pytest.mark.django_db


def press(client, form):
    sent = {field["name"]: field["value"] for field in form.select("input") if field["name"] != "csrfmiddlewaretoken"}
    return client.post(form["action"], sent)


def test_one_button_covers_another_takes_it_off(desk):
    walk = waiting(text="Đã thay bóng. Gọi 0912345678 nếu còn tối.")
    row = page(desk, address("answer", walk)).select_one(".covering form")
    assert "0912345678" in words(row)
    press(desk, row)
    shown = page(desk, address("answer", walk)).select_one(".covering form")
    assert words(shown.select_one(".redact")) == "đã che: số điện thoại"
    press(desk, shown)
    assert version_of(walk).covers == []


def test_after_publication_it_leaves_the_public_page(desk, client):
    walk = waiting(text="Đã thay bóng. Gọi 0912345678 nếu còn tối.").approve()
    where = f"/a/{walk.case.number}"
    assert "0912345678" in client.get(where, follow=True).content.decode()
    response = press(desk, page(desk, f"/cms/duyet/phan-anh/{walk.case.number}/").select_one(".covering form"))
    assert response["Location"].endswith(f"/duyet/phan-anh/{walk.case.number}/")
    public = client.get(where, follow=True).content.decode()
    assert "0912345678" not in public
    text = words(BeautifulSoup(public, "lxml").main)
    assert "đã che: số điện thoại" in text
    assert "Trung tâm che một phần câu trả lời" in text


def test_any_words_are_covered_with_a_reason_of_the_reviewers_choice(desk):
    walk = waiting(text="Ông Nam ở kiệt 5 đã dọn. Ông Nam hẹn xong.")
    form = page(desk, address("answer", walk)).select_one(".cover-words form")
    assert "thông tin khác" in words(form.select_one("[name=kind]"))
    sent = {"words": "ông nam", "kind": "thông tin khác", "why": "sai-su-that"}
    desk.post(form["action"], sent)
    assert [cover[2:] for cover in version_of(walk).covers] == [["thông tin khác", "sai-su-that"]] * 2
    missed = desk.post(form["action"], {**sent, "words": "bà Hoa"}, follow=True).content.decode()
    assert "không có những chữ ấy" in missed
    again = desk.post(form["action"], sent, follow=True).content.decode()
    assert "không có những chữ ấy" in again
    assert len(version_of(walk).covers) == 2


def test_the_kind_of_ones_own_choice_begins_empty_and_is_asked_for(desk):
    walk = waiting(text="Ông Nam ở kiệt 5 đã dọn.")
    form = page(desk, address("answer", walk)).select_one(".cover-words form")
    kind = form.select_one("[name=kind]")
    assert kind.has_attr("required")
    assert kind.select_one("option")["value"] == ""
    assert not kind.select("option[selected]")
    refused = desk.post(form["action"], {"words": "ông nam", "kind": ""}, follow=True).content.decode()
    assert "Hãy chọn loại thông tin" in refused
    assert version_of(walk).covers == []


def test_of_an_answer_that_waits_for_another_words_are_covered_as_well(desk, reviewer):
    walk = waiting(text="Đã thay bóng. Gọi 0912345678 nếu còn tối.")
    version_of(walk).hands.add(reviewer)
    shown = page(desk, address("answer", walk))
    response = press(desk, shown.select_one(".covering form"))
    assert response["Location"] == address("answer", walk)
    assert words(page(desk, address("answer", walk)).select_one(".said .redact")) == "đã che: số điện thoại"
    assert page(desk, address("answer", walk)).select_one(".covering button"), "to be taken off again"


@pytest.mark.parametrize(("choice", "taken_off"), [("approve", False), ("return", True)])
def test_while_a_decision_waits_to_count_words_are_covered_there(desk, client, choice, taken_off):
    walk = waiting(text="Gọi 0912345678 hoặc a@b.vn.")
    decide(desk, walk, choice, **SAID)
    (link,) = page(desk, address("desk")).select(".undo a")
    assert (link["href"], words(link)) == (address("answer", walk), "Đèn hỏng")
    shown = page(desk, link["href"])
    assert len(shown.select(".covering form")) == 2
    response = press(desk, shown.select_one(".covering form"))
    assert response["Location"] == address("answer", walk)
    shown = page(desk, address("answer", walk))
    assert words(shown.select_one(".said .redact")) == "đã che: số điện thoại"
    assert bool(shown.select_one(".covering form[action*=bo-che] button")) is taken_off
    assert PendingDecision.objects.get().choice == choice
    PendingDecision.objects.update(effective_at=timezone.now())
    page(desk, address("desk"))
    public = client.get(f"/a/{walk.case.number}", follow=True).content.decode()
    assert "0912345678" not in public
    assert ("a@b.vn" in public) is (choice == "approve"), "what was not covered, where it was published"
    again = page(desk, address("answer", walk))
    assert bool(again.select(".cover-words")) is (choice == "approve"), "nobody will read what was sent back"


def test_an_appealed_text_is_covered_beside_the_appeal(desk, reviewer):
    walk = appealed(text="Gọi 0912345678 nếu còn tối.")
    appeal = Appeal.objects.get()
    where = reverse("review_appeal", args=[appeal.pk])
    form = page(desk, where).select_one(".covering form")
    assert press(desk, form)["Location"] == where
    shown = page(desk, where)
    assert words(shown.select_one(".said .redact")) == "đã che: số điện thoại"
    press(desk, shown.select_one(".covering form"))
    assert version_of(walk).covers == []
    stamp = page(desk, where).select_one("#xet [name=covers]")["value"]
    sent = {"granted": "1", "words": "Rõ", "covers": stamp}
    desk.post(reverse("review_appeal_decide", args=[appeal.pk]), sent)
    shown = page(desk, address("answer", walk))
    assert press(desk, shown.select_one(".covering form"))["Location"] == address("answer", walk)
    assert len(version_of(walk).covers) == 1
    PendingDecision.objects.update(choice="return", reason=ReasonCode.objects.get(code="thieu-anh"))
    PendingDecision.objects.update(effective_at=timezone.now())
    shown = page(desk, address("answer", walk))
    assert (Appeal.objects.get().outcome, shown.select(".cover-words, .covering")) == ("rejected", [])

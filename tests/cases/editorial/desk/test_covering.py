"""Covering words of an answer at the desk: a button beside what may be personal data, and back again."""

import pytest
from bs4 import BeautifulSoup

from tests.cases.editorial.desk.conftest import version_of, waiting
from tests.cases.editorial.desk.test_views import address, page, words

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

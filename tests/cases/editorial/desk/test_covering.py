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

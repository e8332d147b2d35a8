"""Cards for other sites: framed by anybody, whole in themselves, with the page's own numbers and nothing else."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.urls import reverse

from tests.factories import KIM_LONG, an_agency, walk_to

pytestmark = pytest.mark.django_db

OURS = "/nhung/don-vi/ubnd-phuong-kim-long/"


def page(response):
    return BeautifulSoup(response.content, "lxml")


def words(response):
    return page(response).main.get_text(" ", strip=True)


@pytest.fixture
def walk():
    cache.clear()
    return walk_to("overdue", title="Đèn hỏng [đã che: tên người]")


def test_a_case(client, walk, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        response = client.get(f"/nhung/phan-anh/{walk.case.number}/")
    shown = page(response)
    assert "Đèn hỏng" in shown.h1.get_text()
    assert "[đã che" not in str(shown.main)
    assert shown.h1.a["href"].endswith(f"/a/{walk.case.number}")
    assert shown.find(class_="v")["class"] == ["v", "v-late"]
    assert KIM_LONG in words(response)
    assert "Tính lúc" in words(response)


def test_it_may_be_framed_and_loads_nothing(client, walk):
    for address in (f"/nhung/phan-anh/{walk.case.number}/", OURS, "/nhung/hom-nay/", "/nhung/phan-anh/99/"):
        response = client.get(address)
        style = page(response).style.get_text()
        hashed = b64encode(sha256(style.encode()).digest()).decode()
        policy = {each.split()[0]: each.split()[1:] for each in response["Content-Security-Policy"].split(";")}
        assert policy == {
            "default-src": ["'none'"],
            "style-src": [f"'sha256-{hashed}'"],
            "base-uri": ["'none'"],
            "form-action": ["'none'"],
            "frame-ancestors": ["*"],
        }
        assert "X-Frame-Options" not in response
        assert response["Cache-Control"] == "public, max-age=300"
        assert not response.cookies
        assert not page(response).find_all(["script", "img", "form", "iframe"])
        assert page(response).find("link", rel="stylesheet") is None
        assert "url(" not in style
        assert {link["target"] for link in page(response).find_all("a")} == {"_blank"}
    assert client.post(OURS).status_code == 405
    ordinary = client.get("/qua-han/")
    assert ordinary["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in ordinary["Content-Security-Policy"]


def test_numbers_are_those_of_the_page(client, walk, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        card = client.get(OURS)
    assert re.sub(r"\s+", " ", page(card).dl.get_text(" ", strip=True)).startswith("Trễ hạn 1 Lỡ hẹn 0 Đã gia hạn 0")
    assert page(card).h1.a["href"].endswith(reverse("agency", args=[an_agency().slug]))
    city = client.get("/nhung/hom-nay/")
    assert page(city).dd.get_text() == page(client.get("/qua-han/")).find(class_="figs").dd.get_text(strip=True) == "1"
    english = client.get(f"/en{OURS}")
    assert "Overdue 1" in words(english)
    assert page(english).h1.a["href"].endswith("/en/don-vi/ubnd-phuong-kim-long/")


def test_what_is_not_or_no_longer_there_says_so_in_the_frame(client, walk):
    walk.withdraw()
    for address in (f"/nhung/phan-anh/{walk.case.number}/", "/nhung/phan-anh/99/"):
        response = client.get(address)
        assert response.status_code == 404
        assert "không có, hoặc không còn ở đây" in words(response)
        assert "Đèn hỏng" not in response.content.decode()
    gone = client.get("/nhung/don-vi/khong-co/")
    assert (gone.status_code, "X-Frame-Options" in gone) == (404, False)


def test_pages_offer_the_frame_to_copy(client, walk, settings):
    for where, card in (
        (f"/a/{walk.case.number}", f"/nhung/phan-anh/{walk.case.number}/"),
        (f"/don-vi/{an_agency().slug}/", OURS),
        ("/qua-han/", "/nhung/hom-nay/"),
    ):
        code = page(client.get(where, follow=True)).find("pre", class_="code").get_text()
        frame = BeautifulSoup(code, "lxml").iframe
        assert frame["src"] == f"{settings.PUBLIC_URL}{card}"
        assert frame["title"]
        assert client.get(card).status_code == 200

"""Addresses that are guessed lead to where what they mean is."""

from urllib.parse import urljoin, urlsplit

import pytest
from django.contrib.staticfiles import finders


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("/vi", "/"),
        ("/vi/", "/"),
        ("/vi/phan-anh/", "/phan-anh/"),
        ("/vi/phan-anh/?q=%C4%91%C3%A8n+h%E1%BB%8Fng&page=2", "/phan-anh/?q=%C4%91%C3%A8n+h%E1%BB%8Fng&page=2"),
        ("/vi/phan-anh/2026/11/den-duong-a7/", "/phan-anh/2026/11/den-duong-a7/"),
        ("/vi/%C4%91%C3%A8n%3Fx%23y/", "/%C4%91%C3%A8n%3Fx%23y/"),
        ("/vi/qua-han.csv", "/qua-han.csv"),
    ],
)
def test_vietnamese_has_no_prefix(client, address, target):
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (301, target)
    assert client.head(address).status_code == 301


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        *("/vi//evil.example/", "/vi/%2F%2Fevil.example/", "/vi/%5Cevil.example/", "/vi/%5C/evil.example/", "/vi///"),
        *("/vi/https://evil.example/", "/vi/%09/evil.example", "/vi/%0D%0ASet-Cookie:a=b"),
    ],
)
def test_nobody_is_led_to_another_host(client, address):
    response = client.get(address)
    assert response.status_code in (301, 404)
    target = response.get("Location", "/")
    assert urlsplit(urljoin("https://portal.example/vi/", target)).netloc == "portal.example"
    assert target[:2] not in ("//", "/\\")
    assert not response.cookies


def test_the_prefix_is_redirected_for_reading_only(client):
    assert client.post("/vi/phan-anh/").status_code == 405
    assert client.post("/favicon.ico").status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/video/", "/vi-da/", "/en/vi/"])
def test_other_addresses_are_left_alone(client, address):
    assert client.get(address).status_code == 404


def test_the_icon_is_found_where_browsers_guess_it(client):
    response = client.get("/favicon.ico")
    assert response.status_code == 302
    assert response["Cache-Control"] == "public, max-age=86400"
    assert finders.find(response["Location"].removeprefix("/static/"))

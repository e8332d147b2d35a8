"""How often one address may ask, and what it is told."""

import json
import re

import pytest
from bs4 import BeautifulSoup
from django.conf import settings as configured
from django.http import HttpResponse
from django.test import RequestFactory

from portal.settings import base
from search import limits
from search.limits import in_json, in_words, limited, limiter, place_of


@pytest.fixture(autouse=True)
def _three_a_minute(settings):
    settings.RATE_LIMITS = {"list": 3, "feed": 3, "file": 1, "suggest": 2}
    limiter.storage.reset()
    yield
    limiter.storage.reset()


def asking(name, refuse=None, **environ):
    """A function that asks a view behind a limit, from an address."""
    view = limited(name, refuse)(lambda request: HttpResponse("da"))
    return lambda address="10.0.0.1": view(RequestFactory(REMOTE_ADDR=address, **environ).get("/phan-anh/"))


def test_every_answer_names_its_limit():
    ask = asking("list", in_words)
    told = [ask().headers for __ in range(3)]
    assert {each["RateLimit-Policy"] for each in told} == {'"list";q=3;w=60'}
    left = [re.fullmatch(r'"list";r=(\d);t=(\d+)', each["RateLimit"]).groups() for each in told]
    assert [int(n) for n, __ in left] == [2, 1, 0]
    assert all(1 <= int(seconds) <= 60 for __, seconds in left)
    assert "Retry-After" not in told[2]


def test_who_asks_oftener_is_told_to_wait_and_nobody_else():
    ask = asking("list", in_words)
    assert [ask().status_code for __ in range(4)] == [200, 200, 200, 429]
    refused = ask()
    seconds = int(refused["Retry-After"])
    assert refused.content.decode() == f"Địa chỉ mạng này vừa hỏi quá nhiều lần. Hãy đợi {seconds} giây rồi thử lại.\n"
    assert 1 <= seconds <= 60
    assert refused["RateLimit"] == f'"list";r=0;t={seconds}'
    assert refused["Cache-Control"] == "no-store"
    assert ask("10.0.0.2").status_code == 200
    assert asking("feed", in_words)().status_code == 200, "each kind of question is counted for itself"


def test_the_minute_passes(monkeypatch):
    ask = asking("file", in_json)
    assert [ask().status_code for __ in range(2)] == [200, 429]
    assert json.loads(ask().content)["error"].startswith("Địa chỉ mạng này")
    limiter.storage.reset()
    assert ask().status_code == 200


def test_no_limit_no_header(settings):
    settings.RATE_LIMITS = {"list": 0}
    for name in ("list", "feed"):
        answers = [asking(name)() for __ in range(9)]
        assert {(answer.status_code, answer.has_header("RateLimit")) for answer in answers} == {(200, False)}


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("10.0.0.1", "10.0.0.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("", ""),
        ("unix:", "unix:"),
    ],
)
def test_what_is_counted_together(address, place):
    assert place_of(address) == place


def test_behind_a_proxy_visitors_are_told_apart(settings):
    settings.BEHIND_PROXY = True
    first, second = (asking("file", in_words, HTTP_X_FORWARDED_FOR=f"6.6.6.6, 10.0.0.{n}") for n in (1, 2))
    assert [first().status_code, second().status_code, first().status_code] == [200, 200, 429]


@pytest.mark.django_db
def test_people_get_a_page_and_programs_their_own_form(client, engine):
    for name, most, kind in (
        ("", 3, "text/html; charset=utf-8"),
        ("feed.atom", 3, "text/plain; charset=utf-8"),
        ("cases.geojson", 1, "application/json"),
        ("suggest.json", 2, "application/json"),
    ):
        answers = [client.get(f"/phan-anh/{name}?ward=kim-long") for __ in range(most + 1)]
        assert answers[-1].status_code == 429, name
        assert {answer.status_code for answer in answers[:-1]} <= {200, 400}, name
        assert answers[-1]["Content-Type"] == kind
        assert answers[-1]["Retry-After"]
    page = BeautifulSoup(client.get("/en/phan-anh/").content, "lxml")
    assert page.h1.get_text() == "Please wait a moment"
    assert page.select_one("input[name=q]"), "the way on is there"
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"


def test_people_have_room():
    assert base.RATE_LIMITS["list"] >= 600, "ten a second from one address: an office, or a telephone network"
    assert base.RATE_LIMITS["suggest"] > base.RATE_LIMITS["list"] > base.RATE_LIMITS["feed"] > base.RATE_LIMITS["file"]
    assert set(base.RATE_LIMITS) == {"list", "suggest", "feed", "file", "api"}
    assert configured.RATE_LIMITS["list"] == 3
    assert limits.MINUTE == 60

"""A portal that is closed for a while: every address says so, nothing is read, and a demo keeps out of the way."""

import json
import os
import subprocess
import sys

import pytest
from bs4 import BeautifulSoup

from tests.shared_data import ROOT

ADDRESSES = [
    "/",
    "/en/",
    "/phan-anh/",
    "/en/phan-anh/?q=den",
    "/phan-anh/2026/11/x-a1/",
    "/qua-han.csv",
    "/don-vi/",
    "/a/1",
    "/cms/",
    "/cms/login/",
    "/documents/1/x.pdf",
    "/robots.txt",
    "/sitemap.xml",
    "/khong-co/",
    "/healthz/",
    "/readyz/x",
]


def page(response):
    return BeautifulSoup(response.content.decode(), "lxml")


@pytest.fixture
def closed(settings):
    settings.MAINTENANCE = True


# --- closed: no test here asks for the database, so that the first query fails it -------------------------------------


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_every_address_is_closed(client, closed, address, method):
    response = getattr(client, method)(address)
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert response["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in response.headers
    assert "default-src 'none'" in response["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("address", "language", "heading"),
    [
        ("/", "vi", "Cổng tạm nghỉ để bảo trì"),
        ("/cms/", "vi", "Cổng tạm nghỉ để bảo trì"),
        ("/en/", "en", "Closed for maintenance"),
        ("/en/qua-han/", "en", "Closed for maintenance"),
    ],
)
def test_the_page_speaks_the_language_of_the_address(client, closed, address, language, heading):
    found = page(client.get(address, headers={"accept-language": "fr"}))
    assert found.html["lang"] == language
    assert found.h1.get_text() == heading
    assert heading in found.title.string
    assert found.find("meta", {"name": "robots"})["content"] == "noindex"
    assert found.find_all(["script", "style"]) == []
    assert found.find("link", rel="stylesheet")["href"].startswith("/static/")


def test_the_process_is_well_and_says_why_it_is_not_ready(client, closed):
    assert client.get("/healthz").status_code == 200
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json()) == (503, {"maintenance": True})


@pytest.mark.parametrize("address", ["/robots.txt", "/khong-co/", "/phan-anh/"])
def test_an_open_portal_answers(client, db, address):
    assert client.get(address).status_code in {200, 404}


def test_static_files_are_served_before_the_door():
    """The page has a stylesheet; it must come although everything else is closed."""
    from portal.settings import base

    order = [base.MIDDLEWARE.index(name) for name in ("portal.middleware.SplitCSP", WHITENOISE, CLOSED, SESSION)]
    assert order == sorted(order)


WHITENOISE = "whitenoise.middleware.WhiteNoiseMiddleware"
CLOSED = "portal.middleware.close_for_maintenance"
SESSION = "django.contrib.sessions.middleware.SessionMiddleware"


@pytest.mark.parametrize(("given", "expected"), [("true", True), ("false", False), (None, False)])
def test_the_environment_closes_the_portal(given, expected):
    show = "import json; from portal.settings import base; print(json.dumps(base.MAINTENANCE))"
    environment = {"PATH": os.environ["PATH"], **({"MAINTENANCE": given} if given else {})}
    done = subprocess.run(
        [sys.executable, "-c", show], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) is expected


# --- a demo ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("demo", [True, False])
@pytest.mark.parametrize("address", ["/", "/en/phan-anh/", "/qua-han/", "/qua-han.csv", "/khong-co/", "/healthz"])
def test_search_engines_are_kept_out_of_a_demo_alone(client, db, settings, address, demo):
    settings.DEMO = demo
    response = client.get(address)
    assert (response.headers.get("X-Robots-Tag") == "noindex") is demo
    if response["Content-Type"].startswith("text/html") and response.status_code == 200:
        robots = [meta["content"] for meta in page(response).find_all("meta", {"name": "robots"})]
        assert robots in (["noindex"] if demo else [], ["noindex"] if demo else ["noindex, follow"])


def test_robots_of_a_demo_let_nobody_in(client, settings):
    settings.DEMO = True
    assert client.get("/robots.txt").content.decode() == "User-agent: *\nDisallow: /\n"


def test_a_demo_under_maintenance_is_both(client, closed, settings):
    settings.DEMO = True
    response = client.get("/")
    assert (response.status_code, response["X-Robots-Tag"]) == (503, "noindex")

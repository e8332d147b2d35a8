"""Rendering of public pages from hand-made contexts: no view, no database."""

import mimetypes
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from bs4 import BeautifulSoup
from csp.utils import build_policy
from django.contrib.staticfiles import finders
from django.template.loader import get_template
from django.test import RequestFactory
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Page, Route, ViewportSize

from cases import ports
from tests.browser import quiet
from tests.portal.page_samples import SAMPLES

Render = Callable[..., BeautifulSoup]

ORIGIN = "http://localhost"
PHONE = ViewportSize(width=390, height=844)
DESK = ViewportSize(width=1280, height=900)
BUSIEST = {sample.template: name for name, sample in reversed(SAMPLES.items())}  # the first of each kind
POLICY = build_policy().replace("'nonce-None'", "")


def plain_list_url(**criteria: str | Sequence[str]) -> str:
    """The address of a list as the search makes it, without asking the search."""
    query = urlencode(criteria, doseq=True)
    return reverse("case_list") + (f"?{query}" if query else "")


def rendered(name: str, language: str = "vi", query: str = "") -> str:
    """A sample in a language, as text."""
    sample = SAMPLES[name]
    prefix = "" if language == "vi" else f"/{language}"
    with override(language):
        request = RequestFactory().get(f"{prefix}{sample.path}{query}")
        return get_template(sample.template).render(dict(sample.context), request)


@pytest.fixture
def html(monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Return a function that renders a sample in a language, as text."""
    monkeypatch.setattr(ports.PORTS, "list_url", plain_list_url)
    return rendered


@pytest.fixture(scope="session")
def parsed() -> dict[tuple[str, str], BeautifulSoup]:
    """Pages already parsed with the usual settings; tests only read them."""
    return {}


@pytest.fixture
def fresh_page(html: Callable[..., str]) -> Render:
    """Return a function that renders and parses anew, for tests that change settings or the query."""
    return lambda *asked: BeautifulSoup(html(*asked), "lxml")


@pytest.fixture(scope="session")
def written() -> dict[tuple[str, str], str]:
    """Pages already rendered with the usual settings."""
    return {}


@pytest.fixture
def text_of(html: Callable[..., str], written: dict[tuple[str, str], str]) -> Callable[..., str]:
    """Return a function that gives a sample in a language as text, rendered once."""

    def text(name: str, language: str = "vi") -> str:
        if (name, language) not in written:
            written[name, language] = html(name, language)
        return written[name, language]

    return text


@pytest.fixture
def page_of(text_of: Callable[..., str], parsed: dict[tuple[str, str], BeautifulSoup]) -> Render:
    """Return a function that gives a sample in a language, parsed once."""

    def page(name: str, language: str = "vi") -> BeautifulSoup:
        if (name, language) not in parsed:
            parsed[name, language] = BeautifulSoup(text_of(name, language), "lxml")
        return parsed[name, language]

    return page


@pytest.fixture
def shown(kept_window: Page, html):
    """Return a function that opens a sample in the browser; static files come from the finders."""
    page = kept_window

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        found = finders.find(path.removeprefix("/static/")) if path.startswith("/static/") else None
        if isinstance(found, str):
            kind = mimetypes.guess_type(found)[0] or "application/octet-stream"
            route.fulfill(body=Path(found).read_bytes(), content_type=kind)
        else:
            name = path.strip("/")
            headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html; charset=utf-8"}
            route.fulfill(body=html(*name.split("/")), headers=headers)

    def open_sample(name: str, language: str = "vi", screen: ViewportSize = PHONE, scheme: str = "light") -> Page:
        page.set_viewport_size(screen)
        page.emulate_media(color_scheme=scheme, media="screen", forced_colors="none")
        page.goto(f"{ORIGIN}/{name}/{language}")
        return page

    page.route("**/*", answer)
    with quiet(page):
        yield open_sample
    page.unroute_all(behavior="wait")

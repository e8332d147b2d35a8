"""Rendering of public pages from hand-made contexts: no view, no database."""

from collections.abc import Callable, Sequence
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.template.loader import get_template
from django.test import RequestFactory
from django.urls import reverse
from django.utils.translation import override

from cases import ports
from tests.portal.page_samples import SAMPLES

Render = Callable[..., BeautifulSoup]


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
    """Pages already rendered and parsed with the usual settings; tests only read them."""
    return {}


@pytest.fixture
def fresh_page(html: Callable[..., str]) -> Render:
    """Return a function that renders and parses anew, for tests that change settings or the query."""
    return lambda *asked: BeautifulSoup(html(*asked), "html.parser")


@pytest.fixture
def page_of(fresh_page: Render, parsed: dict[tuple[str, str], BeautifulSoup]) -> Render:
    """Return a function that gives a sample in a language, parsed once."""

    def page(name: str, language: str = "vi") -> BeautifulSoup:
        if (name, language) not in parsed:
            parsed[name, language] = fresh_page(name, language)
        return parsed[name, language]

    return page

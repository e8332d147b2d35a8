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


@pytest.fixture
def html(monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Return a function that renders a sample in a language, as text."""
    monkeypatch.setattr(ports.PORTS, "list_url", plain_list_url)

    def render(name: str, language: str = "vi", query: str = "") -> str:
        sample = SAMPLES[name]
        prefix = "" if language == "vi" else f"/{language}"
        with override(language):
            request = RequestFactory().get(f"{prefix}{sample.path}{query}")
            return get_template(sample.template).render(dict(sample.context), request)

    return render


@pytest.fixture
def page_of(html: Callable[..., str]) -> Render:
    """Return a function that renders a sample in a language, parsed."""
    return lambda name, language="vi", query="": BeautifulSoup(html(name, language, query), "html.parser")

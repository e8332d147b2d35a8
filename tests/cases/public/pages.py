"""Case pages as visitors get them: asked through the test client at an instant, parsed."""

import re
from datetime import datetime, timedelta

from bs4 import BeautifulSoup

from cases.models import CasePage
from cases.public.addresses import case_path, case_url
from cases.public.loading import public_cases
from tests.factories import DUE, START

DAY = timedelta(days=1)
CANARY = "chim hoàng yến"  # stands in texts that must never be public


def address(case, language="vi"):
    """The canonical address of a case."""
    return case_url(case_path(CasePage.objects.get(case=case).url_path), language)


def parsed(response) -> BeautifulSoup:
    """The page of a response that went well."""
    assert response.status_code == 200, response.status_code
    return BeautifulSoup(response.content.decode(), "lxml")


def gone(response) -> BeautifulSoup:
    """The page that stands where a case was withdrawn."""
    assert response.status_code == 410, response.status_code
    return BeautifulSoup(response.content.decode(), "lxml")


def words(element) -> str:
    """What a reader reads, with single spaces."""
    return re.sub(r" ([.,;:)])", r"\1", " ".join(element.get_text(" ").split())).replace("( ", "(")


def facts(page) -> dict[str, str]:
    """The facts at the head of a case."""
    return {words(row.dt): words(row.dd) for row in page.find("dl", class_="facts").find_all("div", recursive=False)}


def section(page, name):
    """One of report, answers, due, path; None where the page has none."""
    heading = page.find(id=f"h-{name}")
    return heading.find_parent("section") if heading else None


def told(case, at: datetime):
    """The PublicCase at an instant."""
    (found,) = public_cases([case.pk], at=at)
    return found


__all__ = ["CANARY", "DAY", "DUE", "START", "address", "facts", "gone", "parsed", "section", "told", "words"]

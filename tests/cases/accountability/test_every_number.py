"""Every number of the invented city that is a link is clicked, and behind it are as many cases."""

import re
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.http import QueryDict
from django.utils import timezone

from cases.accountability.frozen.freezing import freeze
from cases.models import Agency, Category, SnapshotAgency, Ward
from search.answers import Asking
from search.asking import read_question
from search.indexing import rebuild
from search.question import Facet

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo_city")]

NUMBER = re.compile(r"(?:Cả |All )?([\d.,]+)(?: phản ánh| cases?| reports?)?")
DAY_AND_NUMBER = re.compile(r"\d+ : ([\d.,]+)")  # in a calendar
#: What a number leads to that no other leads to: of a page's the first few are looked at, the rest are made alike.
OWN_PAGE = re.compile(r"only=\w+&agency=|/qua-han/[\d-]+/[a-z0-9-]+/\?verdict=")
FEW = 5
#: Pages that always show a number with its list; of the others some may have none today.
ALWAYS = ("", "don-vi", "qua-han", "so-lieu", "phuong-xa", "linh-vuc", "ton-dong", "phan-anh", "phan-anh/2026")


def said(words):
    return int(re.sub(r"\D", "", words))


def words_of(element):
    return " ".join(element.get_text(" ").split())


def numbers_with_links(page):
    """What a page says in links, where that is a number or a day of a calendar with one, and where they lead."""
    for link in page.main.select("a[href]"):
        told = NUMBER.fullmatch(words_of(link)) or DAY_AND_NUMBER.fullmatch(words_of(link))
        # A year's own page is called by its year, and a case by its number.
        if told and not re.search(r"/phan-anh/\d{4}/|/a/\d+$", link["href"]):
            yield said(told[1]), link["href"]


def choices_with_counts(page):
    """The choices of the list, of which each leads to itself, and its months."""
    for tick in page.select("form.facets label.tick:has(.c)"):
        box = tick.input
        yield said(words_of(tick.select_one(".c"))), f"/phan-anh/?{box['name']}={box['value']}"
    for row in page.select("table.when tbody tr"):
        yield said(words_of(row.td)), row.a["href"]


class Walk:
    """Asks pages of one instant, and what lies behind their numbers; each but once."""

    def __init__(self, client, at):
        self.client, self.at, self.pages = client, at, {}

    def page(self, address):
        if address not in self.pages:
            response = self.client.get(address)
            assert response.status_code == 200, address
            self.pages[address] = BeautifulSoup(response.content, "lxml")
        return self.pages[address]

    def behind(self, found):
        """What each address holds, of those that (page, number, address) name."""
        lists = sorted({href for __, __, href in found if urlsplit(href).path.endswith("/phan-anh/")})
        asked = [read_question(QueryDict(urlsplit(href).query)) for href in lists]
        held = dict(zip(lists, Asking(self.at).totals(asked), strict=True))
        return {
            (page, href): held[href] if href in held else self.on_page(page, href) for page, __, href in found
        }, asked

    def on_page(self, page, href):
        """Of a number that leads to no list: how long what it leads to is."""
        address, _, part = href.partition("#")
        shown = self.page(address or page)
        if "only=" in address or "?verdict=" in address:
            return len(shown.select("section[aria-labelledby=h-cases] :is(.what, tbody tr)"))
        if part == "tinh-tu":  # what was closed: the first two rows of what a rate is made of
            return sum(said(words_of(row.td)) for row in shown.select("table.behind tbody tr")[:2])
        assert re.search(r"/qua-han/\d{4}-\d{2}-\d{2}/$", address), f"{page}: a number leads to {href}"
        return said(words_of(shown.select_one("dl.figs dd.n")))


@pytest.fixture
def walk(demo_city, client, monkeypatch):
    """Yesterday and the day before are frozen when all was known of them, which in an invented city is today."""
    cache.clear()
    later = max(timezone.now(), demo_city) + timedelta(hours=7)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    days = [demo_city.date() - timedelta(days=back) for back in (2, 1)]
    list(freeze(days))
    monkeypatch.setattr("django.utils.timezone.now", lambda: demo_city)
    assert sum(rebuild())
    return Walk(client, demo_city)


def pages_of_parts():
    """Of wards, categories, agencies and frozen days some each: those with most."""
    yield from (f"phuong-xa/{ward.slug}" for ward in Ward.objects.filter(cases__isnull=False).distinct()[:2])
    yield from (f"linh-vuc/{each.slug}" for each in Category.objects.filter(cases__isnull=False).distinct()[:2])
    yield from (f"don-vi/{each.slug}" for each in Agency.objects.filter(assignments__isnull=False).distinct()[:5])
    yield from ("phan-anh/2026/11", "da-go", "qua-han/ngay", "ton-dong/?only=unexplained")


def days_behind(walk):
    """The frozen days of which an agency's page names as many cases as its row counts."""
    rows = SnapshotAgency.objects.select_related("snapshot", "agency").order_by("-snapshot__date", "pk")
    newest, oldest = rows[0], rows[len(rows) - 1]
    for row in (newest, oldest):
        page = walk.page(f"/qua-han/{row.snapshot.date}/{row.agency.slug}/")
        named = len(page.select("section[aria-labelledby=h-cases] tbody tr"))
        assert named == row.overdue + row.promise_broken + row.extended > 0
    return {newest.snapshot.date, oldest.snapshot.date}


def test_every_number_that_is_a_link_leads_to_as_many(walk):
    """Under the same word, by the list's own count; a number that its list would not have is no link."""
    found, with_numbers = [], set()
    frozen = f"qua-han/{walk.at.date() - timedelta(days=1)}"
    for prefix, parts in (("", [*ALWAYS, *pages_of_parts(), frozen]), ("/en", ["", "qua-han"])):
        for part in parts:
            address = f"{prefix}/{part}/".replace("//", "/") if "?" not in part else f"/{part}"
            page = walk.page(address)
            numbers = [*numbers_with_links(page), *choices_with_counts(page)]
            own = [number for number in numbers if OWN_PAGE.search(number[1])]
            numbers = [number for number in numbers if number not in own[FEW:]]
            found += [(address, n, href) for n, href in numbers]
            with_numbers |= {part} if numbers else set()
    held, asked = walk.behind(found)
    wrong = [(page, n, href, held[page, href]) for page, n, href in found if n != held[page, href]]
    assert wrong == []
    assert with_numbers >= {*ALWAYS, "phan-anh/2026/11", "qua-han/ngay", frozen}
    assert {value for question in asked for value in question.chosen(Facet.VERDICT)} >= {"overdue", "extended"}
    assert len(found) > 300
    told = {name for page, __, href in found if page == "/so-lieu/" for name in QueryDict(urlsplit(href).query)}
    assert told >= {"from", "answered_from", "begun_from", "begun_to", "took", "source", "rating", "state", "verdict"}
    assert days_behind(walk) == {date(2026, 11, 23), date(2026, 11, 24)}

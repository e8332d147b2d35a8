"""The public pages of a whole city in a real browser: accessible, quiet, within the screen, the first screen complete.

The browser asks no server: what it asks for is answered by Django's test client, so that one city, built once and
rolled back, serves all tests.
"""

import mimetypes
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Page, Route, ViewportSize, expect

from cases.models import Case
from cases.public.addresses import case_url
from cases.public.loading import told
from search.indexing import rebuild
from tests.browser import quiet
from tests.demo_city import TODAY
from tests.keyboard import walk

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo_city_in_browser")]

ORIGIN = "http://localhost"
PHONE, DESK = ViewportSize(width=390, height=844), ViewportSize(width=1280, height=900)

CASES = {
    "in term": lambda case: (case.phase, case.verdict) == ("open", "in_term") and case.agencies,
    "past due": lambda case: (case.phase, case.verdict) == ("open", "overdue"),
    "extended": lambda case: (case.phase, case.verdict) == ("open", "extended"),
    "broken promise": lambda case: (case.phase, case.verdict) == ("open", "promise_broken"),
    "awaiting": lambda case: case.phase == "awaiting",
    "answered": lambda case: case.state == "answered" and case.round == 1 and not case.summary_only,
    "planned": lambda case: any(answer.planned_on for answer in case.answers),
    "reopened twice": lambda case: case.round == 3,
    "returned": lambda case: case.returns,
    "not assigned": lambda case: not case.agencies,
    "summary": lambda case: case.summary_only,
}
PATHS = {
    "front": "/",
    "list": "/phan-anh/",
    "past due now": "/qua-han/",
    "agencies": "/don-vi/",
    "agency": "/don-vi/cong-ty-cap-nuoc/",
    "wards": "/phuong-xa/",
    "ward": "/phuong-xa/kim-long/",
    "categories": "/linh-vuc/",
    "category": "/linh-vuc/rac-thai/",
    "year": "/phan-anh/2026/",
    "month": "/phan-anh/2026/11/",
    "backlog": "/ton-dong/",
    "figures": "/so-lieu/",
    "nothing": "/phan-anh/khong-co/",
}


@pytest.fixture(scope="module")
def listed(demo_city, django_db_blocker):
    """The city, also in the search's list."""
    with django_db_blocker.unblock():
        for _ in rebuild():
            pass
        yield told(Case.objects.public().order_by("pk"), at=demo_city)


@pytest.fixture
def shown(kept_window: Page, listed, now_is):
    """A function that opens one of the city's pages, by its name or its path, in a language."""
    now_is(TODAY)
    page = kept_window
    client = Client(HTTP_HOST="localhost")

    def answer(route: Route) -> None:
        asked = urlsplit(route.request.url)
        found = finders.find(asked.path.removeprefix("/static/")) if asked.path.startswith("/static/") else None
        if isinstance(found, str):
            kind = mimetypes.guess_type(found)[0] or "application/octet-stream"
            route.fulfill(body=Path(found).read_bytes(), content_type=kind)
            return
        response = client.get(f"{asked.path}?{asked.query}")
        route.fulfill(status=response.status_code, body=response.content, headers=dict(response.headers))

    page.route("**/*", answer)

    def show(name: str, language: str = "vi", screen: ViewportSize = PHONE) -> Page:
        page.set_viewport_size(screen)
        page.emulate_media(color_scheme="light", media="screen", forced_colors="none")
        page.goto(ORIGIN + path_of(name, listed, language))
        return page

    with quiet(page):
        yield show
    page.unroute_all(behavior="wait")


def path_of(name: str, listed, language: str) -> str:
    """The address of a page of the city."""
    prefix = "" if language == "vi" else f"/{language}"
    if name == "withdrawn":
        return f"{prefix}/a/{Case.objects.filter(state='withdrawn').first().number}"
    if name in PATHS:
        return prefix + PATHS[name]
    if name in CASES:
        return case_url(next(case for case in listed if CASES[name](case)).path, language)
    return name


#: The parts of a case that answer a citizen's first questions.
FIRST = ("h1", ".where", ".stand .big", ".stand .say", ".facts div:nth-child(2) dd", ".facts div:nth-child(3) dd")


def lowest(page: Page, selector: str) -> float:
    """How far down the first such element reaches, in pixels of the screen."""
    box = page.locator(selector).first.bounding_box()
    assert box is not None, selector
    return box["y"] + box["height"]


EVERY_PAGE = [*CASES, *PATHS, "withdrawn"]
IN_ENGLISH = [
    "broken promise",
    "front",
    "list",
    "past due now",
]  # cases differ in what is shown, not in whose words frame it


@pytest.mark.parametrize(
    ("name", "language"), [*((name, "vi") for name in EVERY_PAGE), *((name, "en") for name in IN_ENGLISH)]
)
def test_pages_are_accessible_quiet_and_fit_the_screen(shown, axe, name, language):
    """And the first screen of a case says what, where, how it stands, until when, and whose it is."""
    page = shown(name, language)
    assert page.locator("html").get_attribute("lang") == language
    assert page.evaluate("performance.getEntriesByType('resource').every(r => r.name.startsWith(location.origin))")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if name in CASES:
        too_far = {selector: end for selector in FIRST if (end := lowest(page, selector)) > PHONE["height"]}
        assert not too_far
    axe(page)
    page.set_viewport_size(DESK)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if language == "vi":  # the same page with other words
        page.emulate_media(color_scheme="dark")
        axe(page)


def test_the_first_screen_holds_the_longest_names_too(shown, listed):
    longest = sorted(listed, key=lambda c: len(c.title) + len(c.place) + sum(len(a.name) for a in c.agencies))[-3:]
    for case in longest:
        assert lowest(shown(case_url(case.path, "vi")), ".facts") <= PHONE["height"], case.title


@pytest.mark.parametrize("name", ["front", "in term", "list"])
def test_the_first_key_leads_past_the_head(shown, name):
    page = shown(name, screen=DESK)
    page.keyboard.press("Tab")
    skip = page.locator("a.skip").first
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{page.url.partition('#')[0]}#noi-dung")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_every_link_of_a_case_is_reached_by_keys_and_seen_when_it_is(shown):
    met = walk(shown("broken promise", screen=DESK))
    assert [each["place"] for each in met] == list(range(len(met))), "each once, as the document has them"
    assert [each["what"] for each in met if not (each["seen"] and each["marked"])] == []


def test_from_the_front_to_a_case_and_to_its_agency(shown):
    page = shown("front", screen=DESK)
    page.locator("main .rows a").first.click()
    expect(page.locator("article.case h1")).to_be_visible()
    page.locator(".facts a").first.click()
    expect(page.locator("h1")).to_be_visible()
    assert "/don-vi/" in page.url


def test_the_language_changes_in_place(shown):
    page = shown("answered", screen=DESK)
    before = urlsplit(page.url).path
    page.locator("a.lang").click()
    assert urlsplit(page.url).path == f"/en{before}"
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_a_folded_reason_opens_without_a_script(shown):
    page = shown("returned")
    reasons = page.locator("details.fold li").first
    expect(reasons).to_be_hidden()
    page.locator("details.fold summary").first.click()
    expect(reasons).to_be_visible()


def test_from_a_case_to_its_neighbours_its_ward_and_what_can_be_done(shown):
    near = "section[aria-labelledby=h-near] .rows a"
    page = next(page for page in map(shown, CASES) if page.locator(near).count())  # not every case has neighbours
    first = page.url
    page.locator(near).first.click()
    expect(page.locator("article.case h1")).to_be_visible()
    assert page.url != first
    page.locator(".cite").get_by_role("link", name="Mọi phản ánh ở").click()
    expect(page.locator(".chip")).to_have_count(1)
    page = shown("past due")
    page.get_by_role("link", name="Các bước tiếp theo").click()
    expect(page).to_have_url(f"{ORIGIN}/tro-giup/#h-still")
    expect(page.locator("#h-still")).to_be_in_viewport()

"""Measurements: every public address has a row, every script a line in their README."""

from django.urls import Resolver404, resolve

from bench._pages import FILES, PAGES, PICTURE, ROWS
from cases.accountability import urls as accountability_urls
from cases.public import urls as public_urls
from cases.public.pictures.card import NAME
from home import urls as home_urls
from portal import urls as portal_urls
from portal.api import urls as api_urls
from search import urls as search_urls
from tests.shared_data import ROOT

CITY = {
    "case": "/phan-anh/2015/02/den-hong-a1/",
    "number": "1",
    "agency": "chieu-sang",
    "category": "khac",
    "year": "2015",
    "month": "02",
    "day": "2015-02-28",
    "year_of_day": "2015",
    "today": "2026-11-29",
}
ELSEWHERE = {  # they only lead to a case, or are a form of one
    "A/<int:number>",
    "A/<int:number>/",
    "a/<int:number>",
    "a/<int:number>/",
    "a/<int:number>/chua-xong/",
    "a/<int:number>/chua-xong/da-gui/",
    "so-lieu/bao-sai/gui/",
    "so-lieu/bao-sai/da-gui/",
}
OF_THE_PORTAL = {"healthz", "readyz", "robots", "sitemap", "sitemap_part"}


def resolved(row):
    """Where a row leads, whatever it asks there."""
    return resolve(row.format(**CITY).partition("?")[0])


def routes_of(rows):
    """The routes that answer these rows, without the language's prefix."""
    found = [resolved(row).route for row in rows]
    return {route.removeprefix("en/") for route in found}


def test_every_public_address_is_measured():
    parts = (public_urls, accountability_urls, search_urls, home_urls)
    routes = {str(url.pattern) for part in parts for url in part.urlpatterns}
    routes |= {f"api/v1/{url.pattern}" for url in api_urls.urlpatterns if url.name}
    assert routes - routes_of(ROWS) - ELSEWHERE == set()


def test_so_are_the_files_of_the_portal():
    names = {resolved(row).url_name for row in FILES}
    assert names >= OF_THE_PORTAL
    assert {getattr(url, "name", None) for url in portal_urls.urlpatterns} >= OF_THE_PORTAL


def test_every_row_leads_somewhere():
    for row in ROWS:
        try:
            resolved(row)
        except Resolver404:
            raise AssertionError(row) from None
    assert len(set(ROWS)) == len(ROWS)


def test_every_page_has_a_row_for_its_picture():
    assert PICTURE == NAME
    assert {f"{page}{NAME}" for page in PAGES} <= set(ROWS)


def test_every_script_is_in_the_readme():
    told = (ROOT / "bench" / "README.md").read_text(encoding="utf-8")
    scripts = {path.name for path in (ROOT / "bench").glob("[!_]*.py")}
    assert scripts
    assert not {name for name in scripts if f"`{name}`" not in told}

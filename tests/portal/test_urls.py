"""Addresses that belong to no single part: the CMS, both languages, pages for what went wrong."""

import pytest
from django.conf import settings as django_settings
from django.http import Http404
from django.test import Client
from django.urls import path, resolve, reverse
from django.utils import translation


def test_the_cms_is_at_cms_and_asks_who_you_are(client, db):
    response = client.get("/cms/")
    assert response.status_code == 302
    assert response["Location"].startswith("/cms/login/")
    assert reverse("wagtailadmin_home") == "/cms/"


def test_djangos_own_admin_is_nowhere(client, db):
    assert client.get("/admin/").status_code == 404
    assert client.get("/django-admin/").status_code == 404


def test_vietnamese_has_no_prefix_and_english_has_one():
    assert django_settings.LANGUAGE_CODE == "vi"
    with translation.override("vi"):
        assert reverse("wagtail_serve", args=["gioi-thieu/"]) == "/gioi-thieu/"
    with translation.override("en"):
        assert reverse("wagtail_serve", args=["gioi-thieu/"]) == "/en/gioi-thieu/"


@pytest.mark.parametrize("address", ["/healthz", "/readyz", "/robots.txt", "/sitemap.xml", "/cms/"])
def test_what_is_no_page_has_one_language(address):
    with translation.override("en"):
        assert resolve(address)
        assert reverse(resolve(address).view_name) == address


def test_wagtails_page_tree_comes_last():
    """Whatever another part answers must not be looked for in the page tree first."""
    assert resolve("/phan-anh/").view_name == "case_list"
    assert resolve("/qua-han/").view_name == "overdue"
    assert resolve("/don-vi/").view_name == "agencies"
    assert resolve("/phuong-xa/").view_name == "wards"
    assert resolve("/linh-vuc/").view_name == "categories"
    assert resolve("/ton-dong/").view_name == "backlog"
    assert resolve("/so-lieu/").view_name == "statistics"
    assert resolve("/phan-anh/2026/").view_name == "year"
    assert resolve("/lien-he/").view_name == "wagtail_serve"


def missing(request):
    raise Http404


def broken(request):
    raise RuntimeError("geheim")


urlpatterns = [path("missing/", missing), path("broken/", broken)]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(("address", "status"), [("/missing/", 404), ("/broken/", 500)])
def test_errors_have_pages_of_their_own_that_tell_nothing(db, address, status):
    response = Client(raise_request_exception=False).get(address)
    assert response.status_code == status
    assert "text/html" in response["Content-Type"]
    assert "geheim" not in response.content.decode()
    assert "<h1" in response.content.decode()

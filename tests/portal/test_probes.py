"""Health probes: one touches nothing, the other says why not."""

import re

import pytest
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from portal import probes


def test_healthz_answers_without_the_database(client):
    """No `db` fixture here: pytest-django fails the test at the first query."""
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")
    assert response["Content-Type"] == "text/plain"
    assert "no-store" in response["Cache-Control"]


def test_readyz_when_all_is_well(client, db):
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (200, {"database": "ok"})
    assert "no-store" in response["Cache-Control"]


def test_readyz_with_pending_migrations(client, db, monkeypatch):
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda self, targets: [("cases.0099_new", False)])
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (503, {"database": "pending migrations"})


def test_readyz_really_looks_for_pending_migrations(client, db):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'wagtailcore'")
    assert client.get("/readyz").json() == {"database": "pending migrations"}


def test_readyz_without_a_database(client, monkeypatch):
    def refuse(connection):
        raise OperationalError("password=geheim: connection refused")

    monkeypatch.setattr(probes, "MigrationExecutor", refuse)
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (503, {"database": "unreachable"})
    assert b"geheim" not in response.content


@pytest.mark.parametrize("address", ["/healthz", "/readyz", "/robots.txt"])
def test_probes_only_read(client, address):
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_probes_are_not_redirected_to_https(client, db, settings, address):
    settings.SECURE_SSL_REDIRECT, settings.SECURE_REDIRECT_EXEMPT = True, [r"^healthz$", r"^readyz$"]
    assert client.get(address).status_code == 200
    assert client.get("/robots.txt").status_code == 301


def test_robots_keeps_crawlers_out_of_the_cms_and_names_the_sitemap(client, settings):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert "Disallow: /cms/" in lines
    assert f"Sitemap: {settings.PUBLIC_URL}/sitemap.xml" in lines


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize(
    ("address", "open_to_them"),
    [
        ("/phan-anh/", True),
        ("/phan-anh/?ward=kim-long", True),
        ("/phan-anh/?agency=a", True),
        ("/phan-anh/?category=c", True),
        ("/phan-anh/2026/11/den-a1/", True),
        ("/phan-anh/feed.atom", True),
        ("/qua-han/?thu=ten", True),
        ("/phan-anh/?ward=kim-long&agency=a", False),
        ("/phan-anh/?q=den", False),
        ("/phan-anh/?verdict=overdue", False),
        ("/phan-anh/?after=5_5_5", False),
        ("/phan-anh/?near=1,2", False),
        ("/phan-anh/feed.json?q=a&ward=b", False),
        ("/phan-anh/cases.csv", False),
        ("/phan-anh/suggest.json?q=a", False),
    ],
)
def test_robots_keeps_crawlers_out_of_lists_without_end(client, prefix, address, open_to_them):
    lines = client.get("/robots.txt").content.decode().splitlines()
    closed = [line.removeprefix("Disallow: ") for line in lines if line.startswith("Disallow: ")]
    # RFC 9309: a path begins so, and * stands for anything.
    met = [path for path in closed if re.match(".*".join(map(re.escape, path.split("*"))), prefix + address)]
    assert (met == []) is open_to_them

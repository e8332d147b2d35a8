"""What holds for every test: which marks it gets, what may not be skipped, language, database."""

import gc
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management.commands import flush
from django.db import connections
from django.test import TestCase, TransactionTestCase
from django.utils import translation

from cases.accountability.present import end_request
from cases.editorial.desk import books
from cases.models import triggers
from home import menus
from search.engines.embedded.words import dialect
from tests import migrated, put_back
from tests.databases import BOTH_DATABASES, ONE_DATABASE

gc.disable()  # until all tests are collected: a third of that went into looking through them for garbage
#: Objects made before garbage is looked for. A page of the CMS makes thousands that stay until it is answered: with
#: Python's 700, looking through them took 2 to 9 of 100 seconds; so many are a few megabytes.
YOUNG = 30_000

pytest_plugins = [
    "tests.remembered",
    "tests.browser",
    "tests.cities",
    "tests.dealing",
    "tests.demo_city",
    "tests.elastic",
    "tests.reporting",
    "tests.untimed",
]

CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "admin_user", "admin_client", "live_server"}
MARKED_BY_FIXTURE = {
    "browser": {"browser", "context", "new_context", "page", "playwright"},
    "elastic": {"elasticsearch_url", "index_prefix"},
}
OUTSIDE = frozenset(MARKED_BY_FIXTURE)


# --- marks -----------------------------------------------------------------------------------------------------------


def uses_database(item: pytest.Item) -> bool:
    """Say whether a test reaches the database, so that it has to run on both kinds."""
    of_django = isinstance(getattr(item, "cls", None), type) and issubclass(item.cls, TransactionTestCase)
    return of_django or item.get_closest_marker("django_db") is not None or bool(DATABASE_FIXTURES & fixtures(item))


def empties_database(item: pytest.Item) -> bool:
    """Say whether a test commits, so that the database is emptied after it."""
    mark = item.get_closest_marker("django_db")
    return bool({"transactional_db", "live_server"} & fixtures(item)) or bool(mark and mark.kwargs.get("transaction"))


def fixtures(item: pytest.Item) -> set[str]:
    """Names of the fixtures a test asks for, directly or through others."""
    return set(getattr(item, "fixturenames", ()))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by what they use, before `-m` chooses among them, so that no mark can be forgotten."""
    for item in items:
        for mark, names in MARKED_BY_FIXTURE.items():
            if names & fixtures(item):
                item.add_marker(mark)
        if empties_database(item):
            # Groups run first, and tests that only roll back must not come after one that leaves nothing behind.
            assert item.get_closest_marker("xdist_group") is None, f"{item.nodeid} empties the database: no group"
            # All or none: rows from migrations come back for the next test only if every such test asks for it.
            item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True), append=False)
        if not uses_database(item):
            item.add_marker("pure")
        elif item.nodeid.startswith(ONE_DATABASE) and not item.nodeid.startswith(BOTH_DATABASES):
            item.add_marker("one_database")
        if isinstance(getattr(item, "cls", None), type) and issubclass(item.cls, TransactionTestCase):
            restores = issubclass(item.cls, TestCase) or item.cls.serialized_rollback
            assert restores, f"{item.nodeid} would leave an empty database: set serialized_rollback"

    note_files(items)


def note_files(items: list[pytest.Item]) -> None:
    """Tell `tests.run` in which files the later steps of a run will find their tests; the first that reads all does."""
    target = os.environ.get("TEST_FILES")
    if not target or Path(target).exists() or os.environ.get("PYTEST_XDIST_WORKER", "gw0") != "gw0":
        return
    marks = {item: {mark.name for mark in item.iter_markers()} for item in items}
    outside = {item.nodeid.split("::")[0] for item in items if marks[item] & OUTSIDE}
    again = {item.nodeid.split("::")[0] for item in items if not marks[item] & (OUTSIDE | {"pure", "one_database"})}
    partial = Path(f"{target}.{os.getpid()}")
    partial.write_text(json.dumps({"outside": sorted(outside), "postgres": sorted(again)}))
    partial.replace(target)  # a step that waits for it finds it whole


@pytest.hookimpl(trylast=True)
def pytest_collection_finish(session: pytest.Session) -> None:
    """Groups reach the scheduler by the ends of names; where a new version loses them, cities are imported twice."""
    if os.environ.get("PYTEST_XDIST_WORKER") and session.config.getvalue("loadgroup"):
        lost = [
            item.nodeid for item in session.items if item.get_closest_marker("xdist_group") and "@" not in item.nodeid
        ]
        assert not lost, f"groups are not kept: {lost[:3]}"
    gc.enable()
    gc.collect()
    gc.freeze()  # thirteen thousand tests stay to the end: nobody need look through them again for what is garbage
    gc.set_threshold(YOUNG, 20, 20)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish() -> None:
    """Look for garbage once: pytest does so five times at its end, which takes a worker as many seconds."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter) -> None:
    """Note failures for the end of `tests.run`, where they are named once more; what workers know is told for them."""
    if (target := os.environ.get("TEST_FAILURES")) and "PYTEST_XDIST_WORKER" not in os.environ:
        failed = [report.nodeid for kind in ("failed", "error") for report in terminalreporter.stats.get(kind, ())]
        with Path(target).open("a", encoding="utf-8") as noted:
            noted.writelines(f"{name}\n" for name in dict.fromkeys(failed))


# --- skips -----------------------------------------------------------------------------------------------------------


def refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure under CI: there, everything is meant to run."""
    if CI and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        report.outcome = "failed"
        report.longrepr = f"Nothing may be skipped under CI. {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Iterator[None]:
    report = yield
    refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Iterator[None]:
    report = yield
    refuse_skip(report)
    return report


# --- language --------------------------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def _in_vietnamese() -> Iterator[None]:
    """Begin every test in the city's language: a request of the one before leaves its own behind."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def _no_menus_chosen() -> Iterator[None]:
    """Begin every test with menus read, and none chosen: a page asks as many queries whichever test comes first."""
    cache.set(menus.KEY, dict.fromkeys(menus.PARTS, ()), menus.KEPT)
    yield
    cache.delete(menus.KEY)


@pytest.fixture(autouse=True)
def _no_books_kept() -> Iterator[None]:
    """Begin every test with nothing kept of what desks look up again and again, and no request still being answered."""
    yield
    books.forget()
    end_request()  # a streamed answer that a test has not read to its end


# --- database --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> Iterator[None]:
    """Migrate once for many runs: see `tests.migrated` for SQLite; on PostgreSQL, `tests.run` has made a template."""
    connections["default"].settings_dict["TEST"]["TEMPLATE"] = os.environ.get("TEST_TEMPLATE") or None
    with migrated.instead_of_migrating(), put_back.instead_of_objects():
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """Let every connection find the rows of migrations: while a browser runs, Django opens connections of its own."""
    for connection in connections.all(initialized_only=True):
        if hasattr(connection, "_test_serialized_contents"):  # only where a selected test empties the database
            type(connection)._test_serialized_contents = connection._test_serialized_contents


@pytest.fixture(scope="session", autouse=True)
def _flush_past_the_ledger() -> Iterator[None]:
    """Keep the ledger's triggers out while a test's database is emptied, as they refuse to let it; then fill it."""
    original = flush.Command.handle

    def handle(self, **options):
        connection = connections[options["database"]]
        if connection.vendor == "postgresql":
            put_back.empty(connection)
        else:
            with triggers.lifted(connection):
                original(self, **options)
        with connection.cursor() as cursor:  # Django does not know these tables
            for clear in (*dialect(connection).CLEAR.split("; "), "DELETE FROM search_staff_words"):
                cursor.execute(clear)
        if kept := getattr(connection, "_test_serialized_contents", None):
            # At once, and not when the next test asks: browsers' tests are moved, so that any test may come after this.
            connection.creation.deserialize_db_from_string(kept)

    flush.Command.handle = handle
    yield
    flush.Command.handle = original

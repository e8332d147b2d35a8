"""Marks follow from what a test uses, and under CI nothing may be skipped."""

import json
import re
from types import SimpleNamespace

import pytest
from django.test import SimpleTestCase, TestCase, TransactionTestCase

from tests import conftest
from tests.shared_data import ROOT


class Item:
    """As much of a collected test as the hooks look at."""

    def __init__(self, *fixtures: str, marks=(), cls=None) -> None:
        self.nodeid, self.fixturenames, self.cls, self.marks = "x", list(fixtures), cls, list(marks)

    def get_closest_marker(self, name: str):
        return next((mark for mark in self.marks if mark.name == name), None)

    def add_marker(self, mark, append: bool = True) -> None:
        mark = getattr(pytest.mark, mark) if isinstance(mark, str) else mark
        self.marks.insert(len(self.marks) if append else 0, mark.mark)

    def iter_markers(self):
        return iter(self.marks)

    @property
    def names(self) -> set[str]:
        return {mark.name for mark in self.marks}


@pytest.fixture
def noted(tmp_path, monkeypatch):
    """What is told of the files of these tests."""

    def note(*items, worker="gw0"):
        monkeypatch.setenv("PYTEST_XDIST_WORKER", worker)
        monkeypatch.setenv("TEST_FILES", str(tmp_path / "files.json"))
        conftest.pytest_collection_modifyitems(list(items))
        target = tmp_path / "files.json"
        return json.loads(target.read_text()) if target.exists() else None

    return note


def of_file(path, *fixtures):
    item = Item(*fixtures)
    item.nodeid = f"{path}::test_x"
    return item


def test_later_steps_are_told_where_their_tests_are(noted):
    told = noted(
        of_file("tests/a.py", "tmp_path"),
        of_file("tests/b.py", "db"),
        of_file("tests/b.py", "live_server", "page"),
        of_file("tests/c.py", "elasticsearch_url"),
        of_file("tests/test_canary.py", "db"),
    )
    assert told == {"outside": ["tests/b.py", "tests/c.py"], "postgres": ["tests/b.py"]}
    assert noted(of_file("tests/d.py", "page")) == told, "the first that reads all tells, and nobody after it"


def test_one_worker_tells(noted):
    assert noted(of_file("tests/b.py", "db"), worker="gw1") is None


def test_failures_are_noted_for_the_end_of_the_run(tmp_path, monkeypatch):
    noted = tmp_path / "failures.txt"
    noted.write_text("before\n")
    monkeypatch.setenv("TEST_FAILURES", str(noted))
    monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)
    told = {kind: [SimpleNamespace(nodeid=f"tests/a.py::{kind}")] for kind in ("passed", "failed", "error")}
    conftest.pytest_terminal_summary(SimpleNamespace(stats=told))
    named = ["before", "tests/a.py::failed", "tests/a.py::error"]
    assert noted.read_text().splitlines() == named
    monkeypatch.setenv("PYTEST_XDIST_WORKER", "gw1")
    conftest.pytest_terminal_summary(SimpleNamespace(stats=told))
    assert noted.read_text().splitlines() == named, "a worker's are told by the process that dealt them out"


def marked(item: Item) -> Item:
    conftest.pytest_collection_modifyitems([item])
    return item


@pytest.mark.parametrize(
    ("fixtures", "names"),
    [
        ((), {"pure"}),
        (("tmp_path",), {"pure"}),
        (("client", "db"), set()),
        (("admin_client",), set()),
        (("page",), {"browser", "pure"}),
        (("elasticsearch_url",), {"elastic", "pure"}),
        (("index_prefix",), {"elastic", "pure"}),
        (("live_server", "page"), {"browser", "django_db"}),
        (("transactional_db", "db"), {"django_db"}),
    ],
)
def test_marks_by_fixture(fixtures, names):
    assert marked(Item(*fixtures)).names == names


@pytest.mark.parametrize(
    ("nodeid", "once"),
    [
        ("tests/test_canary.py::test_x", True),
        ("tests/cases/accountability/test_views.py::test_x", True),
        ("tests/cases/accountability/test_views.py::TestBusyCity::test_x[overdue]", False),
        ("tests/cases/accountability/test_tallies.py::test_x", False),
    ],
)
def test_screens_are_walked_on_one_kind_of_database_but_their_queries_asked_on_both(nodeid, once):
    item = Item("db")
    item.nodeid = nodeid
    assert ("one_database" in marked(item).names) is once


@pytest.mark.parametrize("prefix", [*conftest.ONE_DATABASE, *conftest.BOTH_DATABASES])
def test_whatever_is_chosen_by_name_is_there(prefix):
    path, *names = prefix.split("::")
    assert (ROOT / path).exists()
    for name in names:
        assert re.search(rf"^ *(def|class) {name}\b", (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("prefix", conftest.BOTH_DATABASES)
def test_what_runs_on_both_would_else_run_on_one(prefix):
    assert prefix.startswith(conftest.ONE_DATABASE)


@pytest.mark.parametrize(("cls", "pure"), [(SimpleTestCase, True), (TestCase, False)])
def test_marks_by_class(cls, pure):
    assert ("pure" in marked(Item(cls=cls)).names) is pure


def test_a_database_mark_is_no_pure_test():
    assert marked(Item(marks=[pytest.mark.django_db.mark])).names == {"django_db"}


@pytest.mark.parametrize(
    "item",
    [
        Item("live_server"),
        Item("transactional_db"),
        Item(marks=[pytest.mark.django_db(transaction=True).mark]),
    ],
)
def test_whoever_empties_the_database_puts_back_what_migrations_made(item):
    mark = marked(item).get_closest_marker("django_db")
    assert mark.kwargs == {"transaction": True, "serialized_rollback": True}


def test_whoever_empties_the_database_comes_last_and_so_is_in_no_group():
    with pytest.raises(AssertionError, match="no group"):
        marked(Item("live_server", marks=[pytest.mark.xdist_group("boston").mark]))
    assert "xdist_group" in marked(Item("db", marks=[pytest.mark.xdist_group("boston").mark])).names


def test_a_class_that_would_leave_an_empty_database_is_refused():
    class Leaves(TransactionTestCase):
        pass

    with pytest.raises(AssertionError, match="serialized_rollback"):
        marked(Item(cls=Leaves))
    Leaves.serialized_rollback = True
    marked(Item(cls=Leaves))


# --- skips -----------------------------------------------------------------------------------------------------------


def report(outcome: str = "skipped", **more):
    return SimpleNamespace(outcome=outcome, skipped=outcome == "skipped", longrepr=("f", 1, "no Chromium"), **more)


def test_under_ci_a_skip_is_a_failure_that_gives_the_reason(monkeypatch):
    monkeypatch.setattr(conftest, "CI", True)
    skipped = report()
    conftest.refuse_skip(skipped)
    assert skipped.outcome == "failed"
    assert "no Chromium" in skipped.longrepr


def test_elsewhere_a_skip_stays_one(monkeypatch):
    monkeypatch.setattr(conftest, "CI", False)
    skipped = report()
    conftest.refuse_skip(skipped)
    assert skipped.outcome == "skipped"


@pytest.mark.parametrize("other", [report("passed"), report("failed"), report(wasxfail="known")])
def test_nothing_else_is_touched(monkeypatch, other):
    monkeypatch.setattr(conftest, "CI", True)
    before = other.outcome
    conftest.refuse_skip(other)
    assert other.outcome == before

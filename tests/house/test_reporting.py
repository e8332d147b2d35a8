"""`tests.reporting`: of what went well nothing is lost that anybody reads, and of the rest nothing at all."""

from types import SimpleNamespace

import pytest

from tests.reporting import Reporting, asked_for_more, pytest_configure, send_needed

OPTIONS = {"durations": None, "reportchars": "fE"}


def config(worker=True, **options):
    found = SimpleNamespace(option=SimpleNamespace(**(OPTIONS | options)), registered=[])
    found.pluginmanager = SimpleNamespace(register=found.registered.append)
    if worker:
        found.workerinput = {"workerid": "gw0"}
    return found


def report(outcome="passed", when="call", **more):
    found = pytest.TestReport(
        "tests/test_a.py::test_a",
        ("tests/test_a.py", 4, "test_a"),
        {"django_db": 1},
        outcome,
        None,
        when,
        sections=[("Captured stdout call", "said")],
        start=1.0,
        stop=3.0,
        duration=2.0,
    )
    vars(found).update(more)
    return found


@pytest.fixture
def sent():
    """What a worker has sent, and how it sends; a message without an end is nothing."""
    messages = []

    def send(name, **told):
        send_needed(lambda name, **told: messages.append((name, told)), name, **told)

    return SimpleNamespace(messages=messages, send=send)


@pytest.mark.parametrize("name", ["logstart", "logfinish"])
def test_nobody_is_told_that_a_test_begins_or_ends(sent, name):
    sent.send(name, nodeid="tests/test_a.py::test_a", location=("tests/test_a.py", 4, "test_a"))
    assert sent.messages == []


@pytest.mark.parametrize("when", ["setup", "teardown"])
def test_nor_that_what_is_around_it_went_well(sent, when):
    sent.send("testreport", data={"outcome": "passed", "when": when})
    assert sent.messages == []


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("testreport", {"data": {"outcome": "passed", "when": "call"}}),
        ("testreport", {"data": {"outcome": "failed", "when": "setup"}}),
        ("testreport", {"data": {"outcome": "failed", "when": "teardown"}}),
        ("testreport", {"data": {"outcome": "skipped", "when": "setup"}}),
        ("runtest_protocol_complete", {"item_index": 4, "duration": 0.1}),
        ("warning_recorded", {"when": "runtest", "nodeid": ""}),
        ("workerfinished", {"workeroutput": {}}),
    ],
)
def test_all_else_is_told_whole(sent, name, told):
    sent.send(name, **told)
    assert sent.messages == [(name, told)]


def test_a_test_that_passed_has_neither_keywords_nor_what_it_printed():
    told = Reporting(config()).pytest_report_to_serializable(report())
    again = pytest.TestReport._from_json(told)
    assert (again.nodeid, again.outcome, again.when) == ("tests/test_a.py::test_a", "passed", "call")
    assert (again.location, again.duration, again.stop - again.start) == (("tests/test_a.py", 4, "test_a"), 2.0, 2.0)
    assert (again.keywords, again.sections) == ({}, [])
    assert told["$report_type"] == "TestReport"


def test_it_is_read_back_as_pytest_itself_reads_it(pytestconfig):
    told = Reporting(config()).pytest_report_to_serializable(report())
    again = pytestconfig.hook.pytest_report_from_serializable(config=pytestconfig, data=told)
    assert pytestconfig.hook.pytest_report_teststatus(report=again, config=pytestconfig)[0] == "passed"


@pytest.mark.parametrize(
    "whole", [report("failed"), report("skipped"), report(wasxfail="known"), report("skipped", wasxfail="known")]
)
def test_what_did_not_simply_pass_is_left_to_pytest(whole):
    assert Reporting(config()).pytest_report_to_serializable(whole) is None


def test_what_was_collected_is_left_to_pytest():
    collected = pytest.CollectReport("tests/test_a.py", "passed", None, [])
    assert Reporting(config()).pytest_report_to_serializable(collected) is None


@pytest.mark.parametrize(
    "options", [{"durations": 0}, {"durations": 20}, {"reportchars": "P"}, {"reportchars": "fp"}, {"reportchars": "A"}]
)
def test_who_asks_for_more_is_told_all(options):
    asking = config(**options)
    assert asked_for_more(asking)
    pytest_configure(asking)
    assert asking.registered == []


def test_only_workers_leave_anything_out():
    alone, worker = config(worker=False), config()
    for each in (alone, worker):
        pytest_configure(each)
    assert alone.registered == []
    assert [type(plugin) for plugin in worker.registered] == [Reporting]


def test_it_stands_between_a_worker_and_its_messages():
    messages = []
    worker = SimpleNamespace(sendevent=lambda name, **told: messages.append(name))
    plugins = SimpleNamespace(get_plugins=lambda: [object(), worker])
    Reporting(SimpleNamespace(pluginmanager=plugins)).pytest_sessionstart()
    for name in ("logstart", "workerfinished"):
        worker.sendevent(name)
    assert messages == ["workerfinished"]

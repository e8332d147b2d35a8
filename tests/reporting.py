"""Lets workers report no more of a test that has passed than that it has.

For each test xdist's workers send six messages, whole reports with all keywords among them, and who deals out the
tests looks at every one: with twenty thousand tests, half a minute of processor time that workers need. Three of the
six are about beginnings, set-ups and ends that went well, of which nothing is said anywhere. Whatever did not go well
is told as ever; so is everything to whoever asks for durations or for what passed tests have printed.
"""

from functools import partial
from typing import Any, Protocol

import pytest

PASSED = {"$report_type": "TestReport", "keywords": {}, "longrepr": None, "outcome": "passed", "sections": []}


class Send(Protocol):
    """How a worker sends a message."""

    def __call__(self, name: str, **told: Any) -> None: ...


def asked_for_more(config: pytest.Config) -> bool:
    """Say whether somebody wants to know how long everything took, or what went on in tests that passed."""
    return config.option.durations is not None or not {*"pPA"}.isdisjoint(config.option.reportchars)


class Reporting:
    """What a worker leaves out."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config

    @pytest.hookimpl(tryfirst=True)
    def pytest_report_to_serializable(self, report: Any) -> dict[str, Any] | None:
        """Leave out what is the same for all that passed; None for others, which are told whole."""
        if not isinstance(report, pytest.TestReport) or not report.passed or hasattr(report, "wasxfail"):
            return None
        own = {name: getattr(report, name) for name in ("nodeid", "location", "when", "duration", "start", "stop")}
        return {**PASSED, **own, "user_properties": report.user_properties}

    @pytest.hookimpl
    def pytest_sessionstart(self) -> None:
        """Stand between the worker and its messages."""
        for worker in self.config.pluginmanager.get_plugins():
            if hasattr(worker, "sendevent"):  # xdist's class is not to be named here: it is sent, and defined anew
                worker.sendevent = partial(send_needed, worker.sendevent)


def send_needed(send: Send, name: str, **told: Any) -> None:
    """Send a message, unless it says that a test begins, or that what comes before or after one went well."""
    report = told.get("data", {})
    aside = name == "testreport" and report["outcome"] == "passed" and report["when"] != "call"
    if not aside and name not in {"logstart", "logfinish"}:
        send(name, **told)


def pytest_configure(config: pytest.Config) -> None:
    """Leave it out in workers."""
    if hasattr(config, "workerinput") and not asked_for_more(config):
        config.pluginmanager.register(Reporting(config))

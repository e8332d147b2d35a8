"""Keeps what the workers of a run have covered, by Slipcover's plug-in for them, in the file that COVERED names."""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from slipcover.slipcover import Slipcover

FIRST = 10.0  # seconds of work until lines that were reached are first no longer watched; then twice as many, and so on


def seldom(let_go: Callable[[Any], None]) -> Callable[[Any], None]:
    """Let go of lines that were reached a few times in a run, each time after twice as long.

    Slipcover does so whenever any line has been met fifty times, and looks through every function there is for it:
    hundreds of times, a sixteenth of the run. What was reached is known either way.
    """
    pause, due = FIRST, FIRST

    def now_and_then(watching: Any) -> None:
        nonlocal pause, due
        if time.process_time() < due:
            return
        let_go(watching)
        pause *= 2
        due = time.process_time() + pause

    return now_and_then


if hasattr(Slipcover, "deinstrument_seen"):  # up to Python 3.11: later ones are told by the interpreter
    Slipcover.deinstrument_seen = seldom(Slipcover.deinstrument_seen)


@pytest.hookimpl(trylast=True)  # when Slipcover has put together what the workers wrote
def pytest_sessionfinish() -> None:
    """Move it out of the folder that is named to the workers; the folder goes."""
    target, folder = os.environ.get("COVERED"), os.environ.get("SLIPCOVER_COVERAGE_DIR")
    if not target or not folder or os.environ.get("PYTEST_XDIST_WORKER"):
        return
    merged = Path(folder, "merged.json")
    if merged.exists():
        shutil.move(merged, target)
    shutil.rmtree(folder, ignore_errors=True)

"""Keeps what the workers of a run have covered, by Slipcover's plug-in for them, in the file that COVERED names."""

import os
import shutil
from pathlib import Path

import pytest


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

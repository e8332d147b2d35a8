"""Finds the data sets that several checkouts share, so that tests can read them without copying."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def shared_root() -> Path:
    """Return the folder of the shared data: SHARED_DATA, else ../shared/data beside this checkout."""
    return Path(os.environ.get("SHARED_DATA") or ROOT.parent / "shared" / "data")


def shared(name: str) -> Path:
    """Return the path of one shared file; where it is missing the test is skipped, which CI counts as a failure."""
    path = shared_root() / name
    if not path.exists():
        pytest.skip(f"shared data {name} is not in {shared_root()}; set SHARED_DATA to its folder")
    return path

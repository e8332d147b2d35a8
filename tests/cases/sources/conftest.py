"""Fixtures for readers: small files, read at once."""

import pytest

from tests.cases.sources.files import boston_2015, boston_2025, hue, put, read


@pytest.fixture
def old(tmp_path):
    """Return a function that reads rows of 2015, each a set of changes to a plain row."""
    return lambda *changes: read("boston", put(tmp_path, boston_2015(*changes)))


@pytest.fixture
def new(tmp_path):
    """Return the same for 2025."""
    return lambda *changes: read("boston", put(tmp_path, boston_2025(*changes)))


@pytest.fixture
def pages(tmp_path):
    """Return the same for Huế."""
    return lambda *changes: read("hue", put(tmp_path, hue(*changes), "reports.jsonl"))

"""Fixtures of the search's tests."""

import pytest
from django.core.cache import cache

from search.engines import engines


@pytest.fixture(autouse=True)
def _nothing_remembered():
    """No answer of one test is remembered in another: generations begin anew with every rolled back database."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def engine(db):
    """The site's engine on the test's database, empty."""
    return engines["default"]

"""Fixtures of the search's tests."""

import pytest
from django.core.cache import cache

from search.engines import engines
from search.lexicon import NOTHING, keep


@pytest.fixture(autouse=True)
def _nothing_remembered():
    """No answer of one test is remembered in another: generations begin anew with every rolled back database."""
    cache.clear()
    keep(NOTHING)  # nor are words that mean the same, which a page has read
    yield
    cache.clear()
    keep(NOTHING)


@pytest.fixture
def engine(db):
    """The site's engine on the test's database, empty."""
    return engines["default"]

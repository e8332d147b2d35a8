"""Fixtures of the search's tests."""

import pytest
from django.core.cache import caches

from search.engines import engines
from search.lexicon import NOTHING, keep


@pytest.fixture(autouse=True)
def _nothing_remembered():
    """No answer of one test is remembered in another: generations begin anew with every rolled back database."""
    forget()
    keep(NOTHING)  # nor are words that mean the same, which a page has read
    yield
    forget()
    keep(NOTHING)


def forget():
    for name in ("default", "answers", "since"):
        caches[name].clear()


@pytest.fixture
def engine(db):
    """The site's engine on the test's database, empty."""
    return engines["default"]

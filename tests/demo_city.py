"""Cities that are built once for a group of tests and are gone after it: fixtures `demo_city` and `busy_city`.

Mark the modules of tests that use one with the group of its name: then one worker builds it, once for all of them, and
it is rolled back when the last of them has ended.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from cases.demo.city import SEED, build
from tests.cases.accountability.busy import END, a_busy_city
from tests.remembered import journal

TODAY = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)  # Wednesday 10:00 in Huế
CASES = 40


@contextmanager
def built(at: datetime = TODAY, *, count: int = CASES, seed: int = SEED) -> Iterator[datetime]:
    """Within this block the city is in the database as it stands on the day of `at`; afterwards it is not."""
    with transaction.atomic():
        for _ in build(at, count=count, seed=seed):
            pass
        yield at
        transaction.set_rollback(True)


@contextmanager
def busy() -> Iterator[datetime]:
    """Within this block there is the city of few cases with much going on."""
    with transaction.atomic():
        a_busy_city()
        yield END
        transaction.set_rollback(True)


class Shared:
    """The city of one group of tests: built for the first of their modules, kept for the others, then taken back."""

    def __init__(self, make: Callable[[], AbstractContextManager[datetime]]) -> None:
        self._make = make
        self._open = ExitStack()
        self._blocker: DjangoDbBlocker | None = None
        self.at: datetime | None = None

    def build(self, blocker: DjangoDbBlocker) -> datetime:
        """Build it where it is not there yet; the instant it is looked at."""
        if self.at is None:
            self._blocker = blocker
            with blocker.unblock():
                self._open.enter_context(journal.taken_back())
                self.at = self._open.enter_context(self._make())
        return self.at

    def leave(self) -> None:
        """Take it back, if it is there."""
        if self._blocker is not None:
            with self._blocker.unblock():
                self._open.close()
        self.at = self._blocker = None


shared, shared_busy = Shared(built), Shared(busy)


@pytest.fixture(scope="module")
def demo_city(django_db_setup, django_db_blocker) -> datetime:
    """The instant the city is looked at; a module that follows another of its group finds it built."""
    return shared.build(django_db_blocker)


@pytest.fixture(scope="module")
def busy_city(django_db_setup, django_db_blocker) -> datetime:
    """The instant that city is looked at; its cases are what `a_busy_city` says."""
    cache.clear()
    return shared_busy.build(django_db_blocker)


def group_of(item: pytest.Item | None) -> str | None:
    """The group a test is in, so that one worker runs it beside the others of it."""
    mark = item.get_closest_marker("xdist_group") if item else None
    return mark.args[0] if mark else None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """Take the city back after the last test of its group, when all that stood on it is gone."""
    yield
    if nextitem is None or group_of(nextitem) != group_of(item):
        shared.leave()
        shared_busy.leave()

"""The invented city, built once for a module of tests and gone after it: fixture `demo_city`.

Like the real ones of `tests.cities` it is rolled back when the module ends. Import the fixture into a conftest beside
the tests that use it, and mark their module with the group `demo_city`: then one worker builds it, once.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from django.db import transaction

from cases.demo.city import SEED, build

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


@pytest.fixture(scope="module")
def demo_city(django_db_setup, django_db_blocker) -> Iterator[datetime]:
    """The city, and the instant it is looked at."""
    with django_db_blocker.unblock(), built() as at:
        yield at

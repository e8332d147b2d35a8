"""Cities that many tests look at, made once and gone after them: `built`, and the real `boston`, `boston_2025`, `hue`.

A whole city takes a while, so tests of it stand together in one module, marked with the group of that name: then one
worker imports it, once. The import is rolled back when the module ends, so no other test sees it.

    city = built(a_city)  # in a conftest: a fixture for a class of tests that look at what a_city() makes

    @pytest.mark.django_db
    @pytest.mark.xdist_group("city_pages")
    @pytest.mark.usefixtures("city")
    class TestPages: ...

Walking a few cases by the verbs takes longer than to look at a page of them. What a test of such a class writes itself
is rolled back after it, as ever.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Literal

import pytest
from django.core.cache import cache, caches
from django.db import connection, transaction

from cases.actions.import_cases import Importer
from cases.actions.incoming import IncomingCase
from cases.sources import reader_for
from home import menus
from tests.remembered import journal
from tests.shared_data import shared


@contextmanager
def _kept_for_a_while() -> Iterator[None]:
    """Undo at the end what was written within this block; figures in the cache are of the one city or the other."""
    with journal.taken_back(), transaction.atomic():
        cache.clear()
        yield
        cache.clear()
        transaction.set_rollback(True)


def forget():
    """Forget what was remembered of another city; the menus, which are read once a minute, count as read."""
    for name in ("default", "answers", "since"):
        caches[name].clear()
    cache.set(menus.KEY, dict.fromkeys(menus.PARTS, ()), menus.KEPT)


def built(
    build: Callable[[], object], scope: Literal["class", "module", "package"] = "class"
) -> Callable[..., Iterator[object]]:
    """Return a fixture that builds once for a class of tests, a module or a package; it is what `build` returns.

    In a module, every test then has it: one that asks for nothing comes after one that has built.
    """

    @pytest.fixture(scope=scope)
    def city(django_db_setup, django_db_blocker):
        with django_db_blocker.unblock(), _kept_for_a_while():
            yield build()

    return city


@contextmanager
def imported_city(source: str, name: str) -> Iterator[Importer]:
    """Within this block the city is in the database; afterwards it is not."""
    with journal.taken_back(), transaction.atomic():
        importer = Importer(source=source)
        records = (row for row in reader_for(source).read(shared(name)) if isinstance(row, IncomingCase))
        for _ in importer.run(records):
            pass
        if connection.vendor == "postgresql":  # nobody else sees these rows, so nobody else tells the planner of them
            connection.cursor().execute("ANALYZE")
            connection.check_constraints()  # what is put off until the end would be looked at after every test anew
        yield importer
        transaction.set_rollback(True)


def _city(source, name):
    @pytest.fixture(scope="module")
    def city(django_db_setup, django_db_blocker):
        with django_db_blocker.unblock(), imported_city(source, name) as importer:
            yield importer

    return city


boston = _city("boston", "311/boston-2015-q1.csv.gz")
boston_2025 = _city("boston", "311/boston-2025.csv.gz")
hue = _city("hue", "hue/reports.jsonl")

"""Real cities, imported once for a module of tests and gone after it: `boston`, `boston_2025`, `hue`.

A whole city takes a while, so tests of it stand together in one module, marked with the group of that name: then one
worker imports it, once. The import is rolled back when the module ends, so no other test sees it.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from cases.actions.import_cases import Importer
from cases.actions.incoming import IncomingCase
from cases.sources import reader_for
from tests.shared_data import shared


@contextmanager
def imported_city(source: str, name: str) -> Iterator[Importer]:
    """Within this block the city is in the database; afterwards it is not."""
    with transaction.atomic():
        importer = Importer(source=source)
        records = (row for row in reader_for(source).read(shared(name)) if isinstance(row, IncomingCase))
        for _ in importer.run(records):
            pass
        if connection.vendor == "postgresql":  # nobody else sees these rows, so nobody else tells the planner of them
            connection.cursor().execute("ANALYZE")
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

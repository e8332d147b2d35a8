"""What tests of the verbs share: several writers at once."""

import sqlite3
from contextlib import closing

import pytest
from django.db import connection

from tests.cases.actions.writers import Writers
from tests.migrated import for_many


@pytest.fixture
def writers(tmp_path, monkeypatch):
    """On SQLite the database of the tests is copied from memory to a file first: only that has several writers."""

    def start():
        if connection.vendor == "sqlite":
            with closing(sqlite3.connect(tmp_path / "copy.sqlite3")) as copy:
                connection.connection.backup(copy)
                for_many(copy)
            monkeypatch.setitem(connection.settings_dict, "NAME", tmp_path / "copy.sqlite3")
        return Writers()

    return start

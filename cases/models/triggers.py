"""The database itself keeps the ledger append-only: triggers against update, delete and truncate of events.

SQLite silently drops triggers when a later migration rebuilds the table, so they are installed after every migrate.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "cases_event"
NAMES = ("cases_event_no_update", "cases_event_no_delete")
TRUNCATE = "cases_event_no_truncate"
REFUSAL = "the ledger is append-only"

SQLITE = (
    f"CREATE TRIGGER IF NOT EXISTS {NAMES[0]} BEFORE UPDATE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    f"CREATE TRIGGER IF NOT EXISTS {NAMES[1]} BEFORE DELETE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
)
POSTGRESQL = (
    f"CREATE OR REPLACE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    f"CREATE OR REPLACE TRIGGER {NAMES[0]} BEFORE UPDATE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {TABLE}_refuse()",
    f"CREATE OR REPLACE TRIGGER {NAMES[1]} BEFORE DELETE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {TABLE}_refuse()",
    f"CREATE OR REPLACE TRIGGER {TRUNCATE} BEFORE TRUNCATE ON {TABLE} EXECUTE FUNCTION {TABLE}_refuse()",
)


def wanted(vendor: str) -> tuple[str, ...]:
    """Names of the triggers this kind of database must have."""
    return NAMES if vendor == "sqlite" else (*NAMES, TRUNCATE)


def install(connection: BaseDatabaseWrapper) -> None:
    """Create what is missing; safe to run again."""
    with connection.cursor() as cursor:
        if TABLE not in connection.introspection.table_names(cursor):
            return
        for statement in SQLITE if connection.vendor == "sqlite" else POSTGRESQL:
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop them: for tests that must empty the tables, and for nobody else."""
    with connection.cursor() as cursor:
        for name in wanted(connection.vendor):
            on_table = "" if connection.vendor == "sqlite" else f" ON {TABLE}"
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of the triggers that ought to be there and are not."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [TABLE])
        else:
            cursor.execute(
                "SELECT tgname FROM pg_trigger WHERE tgrelid = to_regclass(%s) AND tgenabled <> 'D'", [TABLE]
            )
        present = {row[0] for row in cursor.fetchall()}
    return [name for name in wanted(connection.vendor) if name not in present]


@contextmanager
def lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """The triggers are away inside this block (tests that flush the database)."""
    remove(connection)
    try:
        yield
    finally:
        install(connection)


def install_after_migrate(sender: Any, using: str, **kwargs: Any) -> None:
    """Receiver of `post_migrate`."""
    install(connections[using])

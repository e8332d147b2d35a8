"""The database itself keeps ledger and frozen days as they are: triggers against update, delete and truncate.

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
FROZEN = ("cases_snapshot", "cases_snapshotagency", "cases_snapshotchange", "cases_snapshotcorrection")
FROZEN_REFUSAL = "frozen days are never changed"
#: What is only appended to, and the sentence that refuses anything else.
REFUSALS = {TABLE: REFUSAL, **dict.fromkeys(FROZEN, FROZEN_REFUSAL)}
VERBS = ("update", "delete")


def _sqlite(table: str, refusal: str) -> list[str]:
    return [
        f"CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
        for verb in VERBS
    ]


def _postgresql(table: str, refusal: str) -> list[str]:
    refuse = f"EXECUTE FUNCTION {table}_refuse()"
    return [
        f"CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{refusal}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        *(
            f"CREATE OR REPLACE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} FOR EACH ROW {refuse}"
            for verb in VERBS
        ),
        f"CREATE OR REPLACE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} {refuse}",
    ]


def _names(vendor: str, table: str) -> list[str]:
    verbs = VERBS if vendor == "sqlite" else (*VERBS, "truncate")
    return [f"{table}_no_{verb}" for verb in verbs]


def wanted(vendor: str) -> tuple[str, ...]:
    """Names of the triggers this kind of database must have."""
    return tuple(name for table in REFUSALS for name in _names(vendor, table))


def install(connection: BaseDatabaseWrapper) -> None:
    """Create what is missing; safe to run again."""
    statements = _sqlite if connection.vendor == "sqlite" else _postgresql
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        for table, refusal in REFUSALS.items():
            for statement in statements(table, refusal) if table in there else ():
                cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop them: for tests that must empty the tables, and for nobody else."""
    with connection.cursor() as cursor:
        for table in REFUSALS:
            on_table = "" if connection.vendor == "sqlite" else f" ON {table}"
            for name in _names(connection.vendor, table):
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of the triggers that ought to be there and are not; a table that is still to be made lacks none."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT tbl_name, CASE type WHEN 'trigger' THEN name END FROM sqlite_master "
                "WHERE type IN ('table', 'trigger')"
            )
        else:
            cursor.execute(
                "SELECT relname, tgname FROM pg_class LEFT JOIN pg_trigger ON tgrelid = pg_class.oid "
                "AND tgenabled <> 'D' WHERE relname = ANY(%s) AND relkind = 'r' AND pg_table_is_visible(pg_class.oid)",
                [list(REFUSALS)],
            )
        rows = cursor.fetchall()
    there, present = ({row[place] for row in rows} for place in (0, 1))
    ought = (name for table in REFUSALS if table in there for name in _names(connection.vendor, table))
    return [name for name in ought if name not in present]


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

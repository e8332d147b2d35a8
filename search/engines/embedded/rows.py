"""Rows of the search's tables, written many at once and in place of those of before.

Model instances and the ORM cost three times as much as the database itself takes for the rows.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection, models


def put_rows(model: type[models.Model], rows: Sequence[Sequence[Any]]) -> None:
    """Write rows, each with the values of all columns in the model's order, the primary key first."""
    if not rows:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_statement(model, connection.vendor), [list(column) for column in zip(*rows, strict=True)])
        else:
            cursor.executemany(_statement(model, connection.vendor), rows)


def put_links(model: type[models.Model], replaced: Collection[int], pairs: Sequence[tuple[int, int]]) -> None:
    """Write what documents fall under, pairs of a document and a name; those of replaced documents give way."""
    if replaced:
        model._default_manager.filter(document__in=replaced).order_by()._raw_delete(using="default")
    if not pairs:
        return
    __, document, name = model._meta.concrete_fields
    into = f'INSERT INTO "{model._meta.db_table}" ("{document.column}", "{name.column}")'
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            columns = [list(column) for column in zip(*pairs, strict=True)]
            cursor.execute(f"{into} SELECT * FROM unnest(%s::bigint[], %s::bigint[])", columns)  # noqa: S608 - names are ours
        else:
            cursor.executemany(f"{into} VALUES (%s, %s)", pairs)


@lru_cache
def _statement(model: type[models.Model], vendor: str) -> str:
    """One row in place of another; PostgreSQL takes whole columns as arrays."""
    columns = [(field.column, field.db_type(connection)) for field in model._meta.concrete_fields]
    names = ", ".join(f'"{name}"' for name, __ in columns)
    if vendor == "postgresql":
        given = f"SELECT * FROM unnest({', '.join(f'%s::{kind}[]' for __, kind in columns)})"  # noqa: S608 - names are ours
    else:
        given = f"VALUES ({', '.join(['%s'] * len(columns))})"
    key, *others = (f'"{name}"' for name, __ in columns)
    newer = ", ".join(f"{name} = excluded.{name}" for name in others)
    return f'INSERT INTO "{model._meta.db_table}" ({names}) {given} ON CONFLICT ({key}) DO UPDATE SET {newer}'

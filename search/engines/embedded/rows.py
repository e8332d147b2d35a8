"""Rows of the search's tables, written many at once and in place of those of before.

Model instances and the ORM cost three times as much as the database itself takes for the rows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection, models

from cases.models.many_ids import ManyIds

OF_JSON = "ARRAY(SELECT value::jsonb FROM json_array_elements(%s::json))"


def put_rows(model: type[models.Model], rows: Sequence[Sequence[Any]]) -> None:
    """Write rows, each with the values of all columns in the model's order, the primary key first."""
    if not rows:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            columns = zip(model._meta.concrete_fields, zip(*rows, strict=True), strict=True)
            given = [_written(column) if _is_json(field) else list(column) for field, column in columns]
            cursor.execute(_statement(model, connection.vendor), given)
        else:
            cursor.executemany(_statement(model, connection.vendor), rows)


def put_links(model: type[models.Model], replaced: Collection[int], pairs: Sequence[tuple[int, int]]) -> None:
    """Write what documents fall under, pairs of a document and a name; those of replaced documents give way."""
    if replaced:
        model._default_manager.filter(document__in=ManyIds(replaced)).order_by()._raw_delete(using="default")
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


def _is_json(field: models.Field[Any, Any]) -> bool:
    return isinstance(field, models.JSONField)


def _written(column: Iterable[str]) -> str:
    """A column of JSON as one JSON array: to quote each text in an array of texts took longer than to write them."""
    return f"[{','.join(column)}]"


@lru_cache
def _statement(model: type[models.Model], vendor: str) -> str:
    """One row in place of another; PostgreSQL takes whole columns as arrays."""
    fields = model._meta.concrete_fields
    columns = [f'"{field.column}"' for field in fields]
    names = ", ".join(columns)
    if vendor == "postgresql":
        arrays = (OF_JSON if _is_json(field) else f"%s::{field.db_type(connection)}[]" for field in fields)
        given = f"SELECT * FROM unnest({', '.join(arrays)})"  # noqa: S608 - names are ours
    else:
        given = f"VALUES ({', '.join(['%s'] * len(columns))})"
    key, *others = columns
    newer = ", ".join(f"{name} = excluded.{name}" for name in others)
    return f'INSERT INTO "{model._meta.db_table}" ({names}) {given} ON CONFLICT ({key}) DO UPDATE SET {newer}'

"""Rows of the search's tables, written many at once and in place of those of before; what is the same stays.

Model instances and the ORM cost three times as much as the database itself takes for the rows, and to write a row
again, with all its indexes, many times what it takes to compare it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection, models

from cases.models.many_ids import ManyIds

OF_JSON = "ARRAY(SELECT value::jsonb FROM json_array_elements(%s::json))"


def put_rows(
    model: type[models.Model], rows: Sequence[tuple[Any, ...]], *, known: Collection[int] | None = None
) -> None:
    """Write rows, each with the values of all columns in the model's order, the primary key first.

    `known`: keys of those that have been written before, where somebody knows.
    """
    if known and connection.vendor == "sqlite":
        rows = _unlike(model, rows, known)
    if not rows:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            columns = zip(model._meta.concrete_fields, zip(*rows, strict=True), strict=True)
            given = [_written(column) if _is_json(field) else _array(field, column) for field, column in columns]
            cursor.execute(_statement(model, connection.vendor), given)
        else:
            cursor.executemany(_statement(model, connection.vendor), rows)


def put_links(model: type[models.Model], replaced: Collection[int], pairs: Sequence[tuple[int, int]]) -> None:
    """Write what documents fall under, pairs of a document and a name; those of replaced documents give way."""
    if replaced:
        pairs = _new_pairs(model, replaced, pairs)
    add_rows(model, [str(field.column) for field in model._meta.concrete_fields[1:]], pairs)


def add_rows(
    model: type[models.Model], columns: Sequence[str], rows: Sequence[Sequence[int]], *, known_stay: bool = False
) -> None:
    """Add rows of whole numbers, whose keys the database gives.

    With `known_stay` those of a unique value that is there stay as they are; without, it raises IntegrityError.
    """
    if not rows:
        return
    names, n = ", ".join(f'"{column}"' for column in columns), len(columns)
    into = f'INSERT INTO "{model._meta.db_table}" ({names})'
    known = " ON CONFLICT DO NOTHING" if known_stay else ""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            given = [_numbers(column) for column in zip(*rows, strict=True)]
            cursor.execute(f"{into} SELECT * FROM unnest({', '.join(['%s::bigint[]'] * n)}){known}", given)  # noqa: S608 - names are ours
        else:
            cursor.executemany(f"{into} VALUES ({', '.join(['%s'] * n)}){known}", rows)


def _new_pairs(
    model: type[models.Model], replaced: Collection[int], pairs: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Those of the pairs that are not there yet, once those have gone that are not among them."""
    document, name = (field.attname for field in model._meta.concrete_fields[1:])
    before = model._default_manager.filter(document__in=ManyIds(replaced)).order_by()
    known = set(before.values_list(document, name))
    if gone := {document_id for document_id, __ in known.difference(pairs)}:
        model._default_manager.filter(document__in=ManyIds(gone)).order_by()._raw_delete(using="default")
        known = {pair for pair in known if pair[0] not in gone}
    return [pair for pair in pairs if pair not in known]


def _unlike(
    model: type[models.Model], rows: Sequence[tuple[Any, ...]], known: Collection[int]
) -> list[tuple[Any, ...]]:
    """Those of the rows that do not stand there as they are; SQLite compares one by one what is written again."""
    key = model._meta.concrete_fields[0].column
    columns = ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields)
    statement = f'SELECT {columns} FROM "{model._meta.db_table}" WHERE "{key}" IN (SELECT value FROM json_each(%s))'  # noqa: S608 - names are ours
    with connection.cursor() as cursor:
        cursor.execute(statement, [f"[{','.join(map(str, known))}]"])
        same = set(cursor.fetchall())
    return [row for row in rows if row not in same]


def _is_json(field: models.Field[Any, Any]) -> bool:
    return isinstance(field, models.JSONField)


def _written(column: Iterable[str]) -> str:
    """A column of JSON as one JSON array: to quote each text in an array of texts took longer than to write them."""
    return f"[{','.join(column)}]"


def _array(field: models.Field[Any, Any], column: Iterable[Any]) -> str:
    """A column as PostgreSQL writes arrays: to have each value adapted took half of the time that writing took."""
    if isinstance(field, models.CharField):
        return f"{{{','.join(['NULL' if told is None else _quoted(told) for told in column])}}}"
    return _numbers(column)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", r"\\").replace('"', r"\"")
    return f'"{escaped}"'


def _numbers(column: Iterable[float | None]) -> str:
    """The same of numbers, true and false."""
    return f"{{{','.join(['NULL' if number is None else str(number) for number in column])}}}"


@lru_cache
def _statement(model: type[models.Model], vendor: str) -> str:
    """One row in place of another that differs; PostgreSQL takes whole columns as arrays."""
    table, fields = model._meta.db_table, model._meta.concrete_fields
    columns = [f'"{field.column}"' for field in fields]
    names = ", ".join(columns)
    if vendor == "postgresql":
        arrays = (OF_JSON if _is_json(field) else f"%s::{field.db_type(connection)}[]" for field in fields)
        given = f"SELECT * FROM unnest({', '.join(arrays)})"  # noqa: S608 - names are ours
    else:
        given = f"VALUES ({', '.join(['%s'] * len(columns))})"
    key, *others = columns
    newer = ", ".join(f"{name} = excluded.{name}" for name in others)
    before, after = (", ".join(f"{of}.{name}" for name in others) for of in (f'"{table}"', "excluded"))
    unlike = "IS DISTINCT FROM" if vendor == "postgresql" else "IS NOT"
    differs = f"({before}) {unlike} ({after})"
    return f'INSERT INTO "{table}" ({names}) {given} ON CONFLICT ({key}) DO UPDATE SET {newer} WHERE {differs}'

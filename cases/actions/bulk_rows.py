"""Inserts many rows of a table at once: `executemany` on SQLite, `COPY` on PostgreSQL.

Building model instances and letting the ORM write them costs several times as much as the rows themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

import orjson
from django.db import connection, models
from wagtail.fields import StreamField

Adapter = Callable[[Any], Any]
# COPY's text format (PostgreSQL's manual, COPY, "File Formats") with signs between values and for no value that hardly
# any text holds: one look at a whole line tells that nothing in it must be escaped.
_BETWEEN, _NOTHING = "\x1f", "\x1e"
_FORMAT = r"(DELIMITER E'\x1f', NULL E'\x1e')"
_SPECIAL = re.compile(r"[\\\n\r]")
_ANY_SPECIAL = re.compile(r"[\\\n\r\x1e\x1f]")
_ESCAPED = {"\n": r"\n", "\r": r"\r"}  # of anything else, itself behind a backslash


@lru_cache(maxsize=4096)  # a case tells each of its instants some ten times
def _utc_text(value: datetime) -> str:
    return value.isoformat(" ")[:-6]  # without "+00:00"


def _sqlite_datetime(value: datetime | None) -> str | None:
    """What Django itself stores: UTC without its offset.

    Only UTC is remembered: in other zones Python calls both passes of a repeated hour equal.
    """
    if value is None:
        return None
    return _utc_text(value if value.tzinfo is UTC else value.astimezone(UTC))


def _utc_datetime(value: datetime | None) -> str | None:
    """The same for PostgreSQL, which is told that it is UTC."""
    return None if value is None else f"{_sqlite_datetime(value)}+00"


def _iso(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _hex(value: UUID | None) -> str | None:
    return None if value is None else value.hex


def _encode(value: Any) -> str:
    return orjson.dumps(value).decode()


def _adapter(field: models.Field[Any, Any]) -> Adapter | None:
    """How a value of this field is handed to the database; None where it goes as it is."""
    if isinstance(field, models.JSONField):
        return _encode
    if isinstance(field, StreamField):
        return lambda stream: _encode(field.get_prep_value(stream))
    if isinstance(field, models.DateTimeField):
        return _sqlite_datetime if connection.vendor == "sqlite" else _utc_datetime
    if isinstance(field, models.DateField):
        return _iso
    if isinstance(field, models.UUIDField):
        return _hex
    return None


def copied_line(values: Sequence[Any]) -> str:
    """Adapted values of one row as COPY reads them, without the end of the line."""
    texts = [_NOTHING if value is None else value if isinstance(value, str) else str(value) for value in values]
    line = _BETWEEN.join(texts)
    plain = line.count(_BETWEEN) == len(texts) - 1 and line.count(_NOTHING) == values.count(None)
    if plain and _SPECIAL.search(line) is None:
        return line
    return _BETWEEN.join(_NOTHING if value is None else _escaped(str(value)) for value in values)


def _escaped(text: str) -> str:
    return _ANY_SPECIAL.sub(lambda found: _ESCAPED.get(found[0], f"\\{found[0]}"), text)


class Rows:
    """Rows of one table, collected and then written at once.

    `names` are attribute names of the values in every row; the other columns get `defaults`, or else the model's own.
    """

    def __init__(self, model: type[models.Model], names: Sequence[str], **defaults: Any) -> None:
        fields = {field.attname: field for field in model._meta.local_concrete_fields}
        rest = {
            name: defaults.get(name, field.get_default())
            for name, field in fields.items()
            if name not in names and not field.primary_key
        }
        self.table = model._meta.db_table
        self.columns = [str(fields[name].column) for name in (*names, *rest)]
        adapters = [_adapter(fields[name]) for name in names]
        self._adapters = [(i, adapt) for i, adapt in enumerate(adapters) if adapt is not None]
        self._rest = tuple(
            value if (adapt := _adapter(fields[name])) is None else adapt(value) for name, value in rest.items()
        )
        self._as_lines = connection.vendor == "postgresql"
        self._end = f"{_BETWEEN}{copied_line(self._rest)}\n" if self._rest else "\n"
        self._rows: list[Any] = []

    def add(self, *values: Any) -> None:
        """Collect one row: values in the order of `names`."""
        row = list(values)
        for i, adapt in self._adapters:
            row[i] = adapt(row[i])
        self._rows.append(copied_line(row) + self._end if self._as_lines else (*row, *self._rest))

    def take(self) -> list[Any]:
        """What was collected, for `put` in another process; forget it."""
        rows, self._rows = self._rows, []
        return rows

    def put(self, rows: list[Any]) -> None:
        """Collect what another has taken."""
        self._rows += rows

    def write(self) -> int:
        """Insert what was collected and forget it; how many rows that were."""
        rows = self.take()
        if not rows:
            return 0
        columns = ", ".join(connection.ops.quote_name(column) for column in self.columns)
        table = connection.ops.quote_name(self.table)
        if connection.vendor == "postgresql":
            _copy(f"COPY {table} ({columns}) FROM STDIN {_FORMAT}", rows)
        else:
            marks = ", ".join(["%s"] * len(self.columns))
            with connection.cursor() as cursor:
                # Names come from the models and are quoted; values travel apart.
                cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)  # noqa: S608
        return len(rows)


def _copy(statement: str, lines: Sequence[str]) -> None:
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        copy.write("".join(lines))


def reserve_ids(model: type[models.Model], count: int) -> Sequence[int]:
    """Primary keys nobody else will get; call it inside the transaction that uses them.

    PostgreSQL hands them out from the table's sequence. SQLite has one writer at a time, so the next ones are free.
    """
    if count == 0:
        return ()
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
            )
            return [row[0] for row in cursor.fetchall()]
        # AUTOINCREMENT never gives an id again, so the sequence may be ahead of the highest id in use.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
    first = (row[0] if row else 0) + 1
    return range(first, first + count)

"""`filter(pk__in=ManyIds(ids))`: many values as one parameter, for Django takes long where each is one."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import orjson
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigIntegerField, TextField
from django.db.models.expressions import Expression
from django.db.models.sql.compiler import SQLCompiler


class ManyIds(Expression):
    """These ids, as a subquery."""

    output_field = BigIntegerField()

    def __init__(self, numbers: Collection[int]) -> None:
        super().__init__()
        self.written = ",".join(map(str, numbers))

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:  # type: ignore[override] # Django's stubs know no lists here
        """A list of JSON, which SQLite reads."""
        return "(SELECT value FROM json_each(%s))", [f"[{self.written}]"]

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        """An array."""
        return "(SELECT unnest(%s::bigint[]))", [f"{{{self.written}}}"]


class ManyTexts(Expression):
    """These texts, as a subquery."""

    output_field = TextField()

    def __init__(self, texts: Collection[str]) -> None:
        super().__init__()
        self.written = orjson.dumps([*texts]).decode()

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:  # type: ignore[override] # as above
        """A list of JSON, which SQLite reads."""
        return "(SELECT value FROM json_each(%s))", [self.written]

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        """The same, which PostgreSQL reads by another name."""
        return "(SELECT json_array_elements_text(%s::json))", [self.written]

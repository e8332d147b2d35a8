"""How much time lies between two instants, as SQL of both databases.

Django's own subtraction would call Python for every row of SQLite, and gives no number on PostgreSQL.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigIntegerField, Func
from django.db.models.sql.compiler import SQLCompiler

MICROSECONDS = 1_000_000
Compiled = tuple[str, Any]


class Elapsed(Func):
    """Microseconds from the first instant to the second: whole, so that a median needs no rounding."""

    arity = 2
    output_field = BigIntegerField()

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> Compiled:
        """Instants are text there: 19 characters down to the second, then perhaps a point and six digits."""
        (start, params), (stop, more) = (compiler.compile(each) for each in self.get_source_expressions())
        seconds = "CAST(strftime('%%s', substr({0}, 1, 19)) AS INTEGER)"
        rest = "CAST(substr({0}, 21) AS INTEGER)"
        ran = f"({seconds.format(stop)} - {seconds.format(start)}) * {MICROSECONDS}"
        return f"({ran} + {rest.format(stop)} - {rest.format(start)})", (*more, *params, *more, *params)

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> Compiled:
        """A difference of instants is an interval there."""
        (start, params), (stop, more) = (compiler.compile(each) for each in self.get_source_expressions())
        return f"CAST(EXTRACT(EPOCH FROM ({stop} - {start})) * {MICROSECONDS} AS bigint)", (*more, *params)

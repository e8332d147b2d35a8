"""The words of documents as a model field: `entry__matches=…` and `Score("words__entry", …)` of an expression."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from django.db import NotSupportedError, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Func
from django.db.models.lookups import Lookup
from django.db.models.sql.compiler import SQLCompiler

from search.engines.embedded import postgres, sqlite
from search.engines.embedded.expressions import Expression

DIALECTS: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgres}


def dialect(connection: BaseDatabaseWrapper) -> Any:
    """Return the module that knows how this database keeps words; NotSupportedError for other databases."""
    try:
        return DIALECTS[connection.vendor]
    except KeyError:
        raise NotSupportedError(f"the embedded search works in {' and '.join(DIALECTS)}") from None


class WordsField(models.Field):  # type: ignore[type-arg] # generic for the checker only
    """Folded and written words of a document; compared, never read."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        """The type's name, where the database has one."""
        return "tsvector"


@WordsField.register_lookup
class Matches(Lookup):
    """An expression holds (`search.engines.embedded.expressions`)."""

    lookup_name = "matches"
    prepare_rhs = False

    def as_sql(  # type: ignore[override] # Django 5.2 extends the list
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        """Compare in the database's own way."""
        how = dialect(connection)
        lhs, params = self.process_lhs(compiler, connection)
        return how.MATCHES.format(lhs=lhs), [*params, how.query(self.rhs)]


class Score(Func):
    """How well a matching document fits; more is better. Only beside `matches` with the same expression."""

    output_field = models.FloatField()

    def __init__(self, entry: str, asked: Expression) -> None:
        super().__init__(entry)
        self.asked = asked

    def as_sql(  # type: ignore[override] # as above
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> tuple[str, list[Any]]:
        """Rank in the database's own way."""
        how = dialect(connection)
        lhs, params = compiler.compile(self.source_expressions[0])
        sql = how.SCORE.format(lhs=lhs, lhs_table=lhs.rpartition(".")[0])
        return sql, [*params, how.query(self.asked)] if how.SCORE_NEEDS_QUERY else list(params)

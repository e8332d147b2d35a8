"""Cells of the map, counted by the database in one query; the cases that are alone in theirs are read by a second."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigIntegerField, Count, F, Func, Max, Min, Q, Sum
from django.db.models.sql.compiler import SQLCompiler

from search.cells import EAST, LATE, NORTH, UNITS, Cell, Tally, cells_of, side
from search.document import Document
from search.engines.embedded.filters import matching
from search.engines.embedded.verdicts import with_timeliness
from search.models import SearchText
from search.question import Question

COUNTED = ("x", "y", "n", "late", "east_sum", "north_sum", "west", "south", "east", "north", "first")


class Units(Func):
    """`search.cells.units` of a column, divided into pieces of so many (`across`, 1 for the unit itself)."""

    output_field = BigIntegerField()
    #: A cast rounds towards zero, which is down here, where nothing is negative; PostgreSQL's rounds to the nearest.
    template = f"(CAST((%(expressions)s + %(shift)s) * {UNITS}.0 AS INTEGER) / %(across)s)"
    of_postgresql = f"(CAST(FLOOR((%(expressions)s + %(shift)s) * {UNITS}.0) AS BIGINT) / %(across)s)"

    def __init__(self, column: str, *, shift: int, across: int = 1) -> None:
        super().__init__(F(column), shift=shift, across=across)

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> Any:
        """The SQL that PostgreSQL understands alike."""
        return self.as_sql(compiler, connection, template=self.of_postgresql, **context)


def cells(question: Question, at: int, zoom: int) -> tuple[Cell, ...]:
    """The cells of a question at `at` (microseconds)."""
    across = side(zoom)
    late = Q(("timeliness__in", [kind.value for kind in LATE]))
    rows = (
        with_timeliness(matching(question, at), at)
        .filter(lat__isnull=False)
        .order_by()
        .values(x=Units("lon", shift=EAST, across=across), y=Units("lat", shift=NORTH, across=across))
        .annotate(
            n=Count("*"),
            late=Count("case_id", filter=late),
            east_sum=Sum(Units("lon", shift=EAST)),
            north_sum=Sum(Units("lat", shift=NORTH)),
            west=Min("lon"),
            south=Min("lat"),
            east=Max("lon"),
            north=Max("lat"),
            first=Min("case_id"),
        )
    )
    tallies = [_tally(row) for row in rows.values(*COUNTED)]
    alone = [tally.first for tally in tallies if tally.n == 1]
    texts = SearchText.objects.filter(pk__in=alone).values_list("pk", "data") if alone else ()
    return cells_of(tallies, {pk: Document.from_json(data) for pk, data in texts})


def _tally(row: dict[str, Any]) -> Tally:
    """PostgreSQL's sums are decimals."""
    return Tally(**row | {"east_sum": int(row["east_sum"]), "north_sum": int(row["north_sum"])})

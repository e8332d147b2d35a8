"""Counts of what words are found in: the words are looked for once, and every count is made of what they were found in.

Three counts that each look for the words read every row of them three times; and where the choices look rarer to the
database than the words are, it walks through all documents of a ward to read the words of each.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from search.engines.embedded.filters import matching
from search.engines.embedded.verdicts import with_timeliness
from search.models import FoundDocument
from search.question import Facet, Question

COLUMNS = tuple(field.attname for field in FoundDocument._meta.concrete_fields)
#: SQLite keeps what is named more than once by itself, and before 3.35 does not know the word.
ONCE = {"postgresql": "MATERIALIZED "}


def rows(question: Question, at: int, counts: QuerySet[Any, Any]) -> list[tuple[Any, ...]]:
    """The rows of counts `among_found` of a question with words; its days and choices are for the counts to heed."""
    documents = matching(question.any_day(), at, ignoring=tuple(Facet), ranked=True)
    found, given = _sql(with_timeliness(documents, at).order_by().values_list(*COLUMNS))
    counted, more = _sql(counts)
    once = ONCE.get(connection.vendor, "")
    name = connection.ops.quote_name(FoundDocument._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {name} AS {once}({found}) {counted}", [*given, *more])
        return list(cursor.fetchall())


def _sql(query: QuerySet[Any, Any]) -> tuple[str, Sequence[Any]]:
    sql, parameters = query.query.get_compiler(connection=connection).as_sql()
    return sql, parameters

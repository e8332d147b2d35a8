"""Conditions that tell databases where to begin."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigAutoField, Q, QuerySet
from django.db.models.lookups import In


def one_of_few(*rows: QuerySet[Any]) -> Q:
    """That a row is among these, which are few and found by an index of their own; among any of them, where several.

    Without it databases begin elsewhere where a table is empty or nobody has analysed it: SQLite then takes it for a
    large one, and walks through every case of the city for the three that wait (measured: 800 ms at 100,000 cases).
    """
    first, *others = (some.order_by().values("pk") for some in rows)
    return Q(pk__in=first.union(*others) if others else first)


@BigAutoField.register_lookup
class OneOf(In):
    """`filter(pk__one_of=rows)`: like `in`, for a subquery of few rows that is to be answered first, once.

    PostgreSQL puts no more than eight tables in order at once (`join_collapse_limit`), and a subquery behind `in` is
    one of them: where as many are joined, it joins all of them and looks at what was wanted in the end. So it took a
    second at 100,000 cases for eight rows. An array is no table.
    """

    lookup_name = "one_of"

    def get_rhs_op(self, connection: BaseDatabaseWrapper, rhs: str) -> str:
        """An array on PostgreSQL; others begin with the subquery anyway."""
        if connection.vendor != "postgresql" or self.rhs_is_direct_value():
            return super().get_rhs_op(connection, rhs)
        return f"= ANY(ARRAY{rhs})"

"""A condition that tells databases where to begin."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet


def one_of_few(*rows: QuerySet[Any]) -> Q:
    """That a row is among these, which are few and found by an index of their own; among any of them, where several.

    Without it databases begin elsewhere where a table is empty or nobody has analysed it: SQLite then takes it for a
    large one, and walks through every case of the city for the three that wait (measured: 800 ms at 100,000 cases).
    """
    first, *others = (some.order_by().values("pk") for some in rows)
    return Q(pk__in=first.union(*others) if others else first)

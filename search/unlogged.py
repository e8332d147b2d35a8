"""Great changes without a log of queries: what development settings keep of each is all that it has written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections


@contextmanager
def unlogged() -> Iterator[None]:
    """Keep no log of queries meanwhile, unless somebody counts them.

    With DEBUG, Django writes each query out with its parameters, here the texts of 500 cases, and keeps the last 9,000.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.force_debug_cursor or "make_debug_cursor" in vars(connection):
        yield
        return
    vars(connection)["make_debug_cursor"] = connection.make_cursor
    try:
        yield
    finally:
        vars(connection).pop("make_debug_cursor", None)

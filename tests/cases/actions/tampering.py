"""What somebody with the database's password could do to the ledger."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection

from cases.models import triggers


@contextmanager
def tampering() -> Iterator[Callable[..., object]]:
    """Run raw SQL with the ledger's triggers lifted: `with tampering() as sql: sql("UPDATE …", [...])`."""
    if connection.vendor == "postgresql":  # it drops no trigger of a table whose deferred checks are still to come
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with triggers.lifted(connection), connection.cursor() as cursor:
        yield lambda statement, values=(): cursor.execute(statement, list(values))

"""Tells what a request changed: whatever it wrote is compared with how the world was, and then undone."""

import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connection, transaction

WRITES = re.compile(r'^\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+"(\w+)"', re.IGNORECASE)
#: Who looked at what and when, one's own settings, files on their way in: nothing that anybody's right is about.
IGNORED = {"portal_staffsession", "wagtailadmin_editingsession", "wagtailusers_userprofile", "wagtailadmin_formstate"}
IGNORED |= {"wagtailcore_referenceindex", "axes_accessattempt", "axes_accesslog", "wagtailimages_rendition"}


@dataclass
class Watch:
    """How each table was, looked at once a table."""

    before: dict[str, str] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)

    @contextmanager
    def one_request(self) -> Iterator[None]:
        """Within this block a request is made; afterwards `changed` names the tables that it left different."""
        self.changed = set()
        with transaction.atomic():
            with noting_writes(self._remember) as written:
                yield
            self.changed = {table for table in written - IGNORED if digest(table) != self.before[table]}
            transaction.set_rollback(True)

    def _remember(self, table: str) -> None:
        if table not in self.before and table not in IGNORED:
            self.before[table] = digest(table)


@contextmanager
def noting_writes(before: Callable[[str], None] = lambda table: None) -> Iterator[set[str]]:
    """Within this block each table that is about to be written is told to `before`, and put into the set."""
    written: set[str] = set()

    def note(execute, sql, params, many, context):
        found = WRITES.match(sql)
        if found:
            before(found[1])
            written.add(found[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield written


def digest(table: str) -> str:
    """A digest over all rows of a table."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')
        return hashlib.sha256(repr(sorted(map(repr, cursor.fetchall()))).encode()).hexdigest()


def everything_stored() -> str:
    """All rows of all tables, in lower case."""
    told = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            told += map(repr, cursor.fetchall())
    return "\n".join(told).lower()

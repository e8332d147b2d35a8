"""What a query asks of either database, as one reads it; neither is connected to."""

import re

from django.core.exceptions import FullResultSet
from django.db.utils import ConnectionHandler

SQLITE, POSTGRESQL = "sqlite", "postgresql"
#: Nothing of them is opened: a query is only written out in their language.
DATABASES = {
    "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"},
    "server": {"ENGINE": "django.db.backends.postgresql", "NAME": "nowhere", "USER": "nobody", "HOST": "127.0.0.1"},
}
OWN = '"search_searchdocument".'


def connection_of(vendor):
    """The connection of a kind of database, which is not there."""
    return ConnectionHandler(DATABASES)["default" if vendor == SQLITE else "server"]


class Noting:
    """A cursor that notes what it is told to do, and finds what it was given."""

    def __init__(self, told, found):
        self.told, self.found = told, found

    def __enter__(self):
        return self

    def __exit__(self, *__):
        return None

    def execute(self, sql, parameters=()):
        self.told.append((sql, list(parameters)))

    def executemany(self, sql, rows):
        self.told.append((sql, [tuple(row) for row in rows]))

    def fetchall(self):
        return list(self.found)


def noting(vendor, found=()):
    """A connection whose cursors note in `told` what they are told to do."""
    connection = connection_of(vendor)
    connection.told = []
    connection.cursor = lambda: Noting(connection.told, found)
    return connection


def written(sql, parameters):
    """With the values in their places, without quotes, and columns of documents by their bare names."""
    return sql.replace(OWN, "").replace('"', "") % tuple(map(str, parameters))


def conditions(rows, vendor):
    """The conditions that rows have to meet, in order."""
    compiler = rows.query.get_compiler(connection=connection_of(vendor))
    compiler.pre_sql_setup()
    try:
        return parts_of(written(*compiler.compile(rows.query.where)))
    except FullResultSet:
        return []


def whole(rows, vendor):
    """The whole statement."""
    return written(*rows.query.get_compiler(connection=connection_of(vendor)).as_sql())


def parts_of(condition):
    """What is joined by AND, outside of all brackets but those around everything."""
    inner = condition[1:-1] if closes_at(condition, 0) == len(condition) - 1 else condition
    found, start = [], 0
    for at in (place.start() for place in re.finditer(" AND ", inner)):
        is_range = re.search(r" BETWEEN \S+$", inner[start:at])
        if inner[start:at].count("(") == inner[start:at].count(")") and not is_range:
            found.append(inner[start:at])
            start = at + len(" AND ")
    return [*found, inner[start:]]


def closes_at(text, start):
    """Where the bracket that opens here is closed; None where none does."""
    depth = 0
    for at in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        if depth == 0:
            return at if at > start else None
    return None

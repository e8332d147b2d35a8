"""Words in SQLite: an FTS5 table with the texts folded, and once more as written.

The texts come as words separated by spaces, so the `ascii` tokenizer only splits them: folding is ours alone. Plain
storage, because contentless tables cannot delete before SQLite 3.43.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import closing

from django.db.backends.base.base import BaseDatabaseWrapper

from search.folding import both
from search.grammar import other_readings
from search.wording import Term

FIELDS = ("title", "place", "names", "text", "answer")
BORDER = " ¦ "  # stands between the texts in the last column, so that no phrase crosses

RANK = "INSERT INTO search_words(search_words, rank) VALUES ('rank', 'bm25(8.0, 4.0, 3.0, 2.0, 1.0, 2.0)')"
TABLE = "search_words"


def create(table: str) -> str:
    """The statement that makes a table of words; its hidden column bears its name."""
    return f"CREATE VIRTUAL TABLE {table} USING fts5({', '.join(FIELDS)}, written, tokenize = 'ascii')"


CREATE = (  # in bm25, a title's word weighs eight times an answer's; the last column decides, and tells readings apart
    create(TABLE),
    RANK,
)
WEIGH = (RANK,)  # for a table that was made with other weights
DROP = ("DROP TABLE search_words",)
CLEAR = "DELETE FROM search_words"
MATCHES = "{lhs} MATCH %s"
SCORE = "-{lhs_table}.rank"
SCORE_NEEDS_QUERY = False


def lacks() -> str:
    """What SQLite was built without, "" where nothing is missing."""
    with closing(sqlite3.connect(":memory:")) as database:
        try:
            database.execute("CREATE VIRTUAL TABLE words USING fts5(word)")
        except sqlite3.OperationalError:
            return "FTS5"
    return ""


def query(terms: Sequence[Term]) -> str:
    """Return the FTS5 expression that all terms must fulfil. What is exact is looked up folded too: that ranks it.

    Where a word may be one of grammar, its other readings are looked up beside it: they rank it, and exclude nothing.
    """
    columns = "{" + " ".join(FIELDS) + "}"
    parts = [_folded(columns, term) for term in terms]
    parts += [f'written : "{" ".join(term.words)}"' for term in terms if term.exact]
    return " AND ".join(parts)


def _folded(columns: str, term: Term) -> str:
    found = f'{columns} : "{" ".join(term.folded)}"'
    if not term.may_be_grammar:
        return found
    others = " OR ".join(f'"{form}"' for form in other_readings(term.folded[0]))
    return f"({found} OR written : ({others}))"


def write(
    connection: BaseDatabaseWrapper, rows: Iterable[tuple[int, Mapping[str, str]]], *, table: str = TABLE
) -> None:
    """Put the texts of cases, in place of what was there."""
    columns = ", ".join(("rowid", *FIELDS, "written"))
    marks = ", ".join(["%s"] * (len(FIELDS) + 2))
    values: list[tuple[int | str, ...]] = []
    for case_id, texts in rows:
        forms = [both(texts[name]) for name in FIELDS]
        values.append((case_id, *(folded for folded, __ in forms), BORDER.join(marked for __, marked in forms)))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT OR REPLACE INTO {table}({columns}) VALUES ({marks})", values)  # noqa: S608 - names are ours


def delete(connection: BaseDatabaseWrapper, case_ids: Collection[int], *, table: str = TABLE) -> None:
    """Forget the texts of these cases."""
    with connection.cursor() as cursor:
        statement = f"DELETE FROM {table} WHERE rowid = %s"  # noqa: S608 - names are ours
        cursor.executemany(statement, [(case_id,) for case_id in case_ids])


def settle(connection: BaseDatabaseWrapper) -> None:
    """Merge the index into one piece, and let the planner know the tables."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_words(search_words) VALUES ('optimize')")
        cursor.execute("ANALYZE")

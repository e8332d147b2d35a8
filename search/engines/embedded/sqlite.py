"""Words in SQLite: an FTS5 table with the texts folded, and once more as written.

The texts come as words separated by spaces, so the `ascii` tokenizer only splits them: folding is ours alone. Plain
storage, because contentless tables cannot delete before SQLite 3.43.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping
from contextlib import closing

from django.db.backends.base.base import BaseDatabaseWrapper

from search.engines.embedded.expressions import Expression
from search.folding import both
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
VOCABULARY = ("CREATE VIRTUAL TABLE search_vocabulary USING fts5vocab(search_words, 'row')",)
WEIGH = (RANK,)  # for a table that was made with other weights
DROP = ("DROP TABLE search_words",)
CLEAR = "DELETE FROM search_words"
#: Entries of cases as they are kept, from the table below that of FTS5, which would read them one by one.
SAME = "SELECT * FROM search_words_content WHERE id IN (SELECT value FROM json_each(%s))"
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


def query(asked: Expression) -> str:
    """Return the FTS5 expression of this. What is exact is looked up folded too: that ranks it."""
    if isinstance(asked, Term):
        return _term(asked)
    joined = f" {asked.by} ".join(query(part) for part in asked.parts)
    return f"({joined})" if len(asked.parts) > 1 else joined


def _term(term: Term) -> str:
    """No column needs naming: what has marks stands in the last one only, and what stands there bare stands in all."""
    plain = f'"{" ".join(term.folded)}"'
    if not term.exact:
        return plain
    written = f'"{" ".join(term.words)}"'
    return f"({plain} AND {f'({written} OR written : {plain})' if term.bare else written})"


def entry(texts: Mapping[str, str]) -> tuple[str, ...]:
    """Return texts by field as the table keeps them: each folded, and all as written."""
    forms = [both(texts[name]) for name in FIELDS]
    return (*(folded for folded, __ in forms), BORDER.join(marked for __, marked in forms))


def write(
    connection: BaseDatabaseWrapper,
    rows: Iterable[tuple[int, tuple[str, ...]]],
    *,
    table: str = TABLE,
    known: Collection[int] | None = None,
) -> None:
    """Put the entries of cases, in place of what was there; most changes of a case leave its texts as they were.

    `known`: which of them have been written before, where somebody knows.
    """
    columns = ", ".join(("rowid", *FIELDS, "written"))
    marks = ", ".join(["%s"] * (len(FIELDS) + 2))
    values: list[tuple[int | str, ...]] = [(case_id, *told) for case_id, told in rows]
    with connection.cursor() as cursor:
        if known:
            cursor.execute(SAME, [f"[{','.join(map(str, known))}]"])
            same = set(cursor.fetchall())
            values = [row for row in values if row not in same]
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


def analyse(connection: BaseDatabaseWrapper, tables: Iterable[str]) -> None:
    """Let the planner know tables."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ANALYZE {table}")

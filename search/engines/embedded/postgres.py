"""Words in PostgreSQL: a tsvector with each word twice in the same place, folded and as written, under a GIN index.

The vector is written out here instead of by `to_tsvector`: PostgreSQL's own parser splits numbers, addresses and
foreign letters by rules of its own, and both engines have to find the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db.backends.base.base import BaseDatabaseWrapper

from search.folding import Token, tokens
from search.grammar import GRAMMAR
from search.wording import Term

FIELDS = {"title": "A", "place": "B", "names": "B", "text": "C", "answer": "D"}  # with their weights
LEAST = "D"  # the weight of words of grammar in any text: others that are the same without marks come before them
GAP = 8  # free places between two texts, so that no phrase crosses
MOST_PLACES = 16_383  # of a tsvector
UNMARKED = "="  # before a word written without marks, to tell it from a folded one

TABLE = "search_words"


def create(table: str) -> str:
    """The statement that makes a table of words, its column named like it."""
    return f"CREATE TABLE {table} (rowid bigint PRIMARY KEY, {table} tsvector NOT NULL)"


CREATE = (
    create(TABLE),
    "CREATE INDEX search_words_gin ON search_words USING gin (search_words) WITH (fastupdate = off)",
)
DROP = ("DROP TABLE search_words",)
CLEAR = "DELETE FROM search_words"
MATCHES = "{lhs} @@ %s::tsquery"
WEIGH = ()  # weights are written with each document: `rebuild_search` brings new ones
SCORE = "ts_rank({lhs}, %s::tsquery)::float8"
SCORE_NEEDS_QUERY = True


def lacks() -> str:
    """What PostgreSQL was built without: text search is always there."""
    return ""


def query(terms: Sequence[Term]) -> str:
    """Return the tsquery that all terms must fulfil."""
    return " & ".join(_phrase(term) for term in terms)


def _phrase(term: Term) -> str:
    words = term.words
    if term.exact:
        words = tuple(_written(w, f) for w, f in zip(term.words, term.folded, strict=True))
    return "(" + " <-> ".join(f"'{word}'" for word in words) + ")"


def _written(marked: str, folded: str) -> str:
    return marked if marked != folded else UNMARKED + folded


def vector(texts: Mapping[str, str]) -> str:
    """Return the texts as a tsvector, written out."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    place = 1
    for name, weight in FIELDS.items():
        for token in tokens(texts[name]):
            for word in _entries(token):
                places[word].append(f"{min(place, MOST_PLACES)}{LEAST if token.marked in GRAMMAR else weight}")
            place += 1
        place += GAP
    return " ".join(f"'{word}':{','.join(found)}" for word, found in places.items())


def _entries(token: Token) -> tuple[str, str]:
    return token.folded, _written(token.marked, token.folded)


def write(
    connection: BaseDatabaseWrapper, rows: Iterable[tuple[int, Mapping[str, str]]], *, table: str = TABLE
) -> None:
    """Put the texts of cases, in place of what was there."""
    values = [(case_id, vector(texts)) for case_id, texts in rows]
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} (rowid, {table}) VALUES (%s, %s::tsvector)"  # noqa: S608 - names are ours
            f" ON CONFLICT (rowid) DO UPDATE SET {table} = excluded.{table}",
            values,
        )


def delete(connection: BaseDatabaseWrapper, case_ids: Collection[int], *, table: str = TABLE) -> None:
    """Forget the texts of these cases."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE rowid = ANY(%s)", [list(case_ids)])  # noqa: S608 - names are ours


def settle(connection: BaseDatabaseWrapper) -> None:
    """Let the planner know the tables, and let counts be read from indexes alone."""
    vacuum = "" if connection.in_atomic_block else "VACUUM "
    with connection.cursor() as cursor:
        for table in ("search_searchdocument", "search_searchdocumentagency", "search_searchtext", "search_words"):
            cursor.execute(f"{vacuum}ANALYZE {table}")

"""Words in PostgreSQL: a tsvector with each word twice in the same place, folded and as written, under a GIN index.

The vector is written out here instead of by `to_tsvector`: PostgreSQL's own parser splits numbers, addresses and
foreign letters by rules of its own, and both engines have to find the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

import orjson
from django.db.backends.base.base import BaseDatabaseWrapper

from search.engines.embedded.expressions import Expression
from search.folding import forms
from search.grammar import GRAMMAR
from search.wording import Term

FIELDS = {"title": "A", "place": "B", "names": "B", "text": "C", "answer": "D"}  # with their weights
LEAST = "D"  # the weight of words of grammar in any text: others that are the same without marks come before them
GAP = 8  # free places between two texts, so that no phrase crosses
MOST_PLACES = 16_383  # of a tsvector
SIGNS = {"AND": "&", "OR": "|"}
UNMARKED = "="  # before a word written without marks, to tell it from a folded one

TABLE = "search_words"
#: What a rebuild writes; `search_words` and its vocabulary are no models' own.
SETTLED = (
    "search_searchdocument",
    "search_searchdocumentagency",
    "search_searchdocumentstreet",
    "search_searchdetail",
    "search_searchtext",
    "search_label",
    "search_words",
    "search_vocabulary",
)


def create(table: str) -> str:
    """The statement that makes a table of words, its column named like it."""
    return f"CREATE TABLE {table} (rowid bigint PRIMARY KEY, {table} tsvector NOT NULL)"


CREATE = (
    create(TABLE),
    "CREATE INDEX search_words_gin ON search_words USING gin (search_words) WITH (fastupdate = off)",
)
VOCABULARY = (
    'CREATE TABLE search_vocabulary (term text COLLATE "C" PRIMARY KEY, doc integer NOT NULL)',
    "INSERT INTO search_vocabulary SELECT word, ndoc FROM ts_stat('SELECT search_words FROM search_words')",
)
#: How many of some documents hold each word, to be taken from what is known and added to it.
HELD = (
    "SELECT term, count(*)::integer AS n FROM search_words, unnest(tsvector_to_array(search_words)) AS term"
    " WHERE rowid = ANY(%s) GROUP BY term ORDER BY term"
)
FORGET_HELD = f"UPDATE search_vocabulary v SET doc = v.doc - held.n FROM ({HELD}) held WHERE v.term = held.term"  # noqa: S608 - names are ours
COUNT_HELD = (
    f"INSERT INTO search_vocabulary AS v (term, doc) {HELD} ON CONFLICT (term) DO UPDATE SET doc = v.doc + excluded.doc"
)
#: Vectors by case as one JSON object: quoting the texts of an array one by one took as long as writing them.
GIVEN = "(SELECT key::bigint AS case_id, value AS vector FROM json_each_text(%s::json)) new"
SAME = f"SELECT rowid FROM search_words JOIN {GIVEN} ON rowid = case_id WHERE search_words = vector::tsvector"  # noqa: S608 - names are ours
DROP = ("DROP TABLE search_words",)
CLEAR = "DELETE FROM search_words; DELETE FROM search_vocabulary"
MATCHES = "{lhs} @@ %s::tsquery"
WEIGH = ()  # weights are written with each document: `rebuild_search` brings new ones
SCORE = "ts_rank({lhs}, %s::tsquery)::float8"
SCORE_NEEDS_QUERY = True


def lacks() -> str:
    """What PostgreSQL was built without: text search is always there."""
    return ""


def query(asked: Expression) -> str:
    """Return the tsquery of this."""
    if isinstance(asked, Term):
        return _term(asked)
    joined = f" {SIGNS[asked.by]} ".join(query(part) for part in asked.parts)
    return f"({joined})" if len(asked.parts) > 1 else joined


def _term(term: Term) -> str:
    if not term.exact:
        return _phrase(term.words)
    found = _phrase([_written(w, f) for w, f in zip(term.words, term.folded, strict=True)])
    return f"({found} | {_phrase([UNMARKED + word for word in term.folded])})" if term.bare else found


def _phrase(words: Iterable[str]) -> str:
    return "(" + " <-> ".join(f"'{word}'" for word in words) + ")"


def _written(marked: str, folded: str) -> str:
    return marked if marked != folded else UNMARKED + folded


def entry(texts: Mapping[str, str]) -> str:
    """Return texts by field as the table keeps them: a tsvector, written out."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    place = 1
    for name, weight in FIELDS.items():
        for folded, marked in forms(texts[name]):
            found = f"{min(place, MOST_PLACES)}{LEAST if marked in GRAMMAR else weight}"
            places[folded].append(found)
            places[_written(marked, folded)].append(found)
            place += 1
        place += GAP
    return " ".join([f"'{word}':{','.join(found)}" for word, found in places.items()])


def write(
    connection: BaseDatabaseWrapper,
    rows: Iterable[tuple[int, str]],
    *,
    table: str = TABLE,
    known: Collection[int] | None = None,
) -> None:
    """Put the entries of cases, in place of what was there; most changes of a case leave its texts as they were.

    `known`: which of them have been written before, where somebody knows.
    """
    values = dict(rows)
    with connection.cursor() as cursor:
        if table == TABLE and (known is None or known):
            cursor.execute(SAME, [_given(values)])
            for (case_id,) in cursor.fetchall():
                del values[case_id]
            if not values:
                return
            cursor.execute(FORGET_HELD, [list(values)])
        cursor.execute(
            f"INSERT INTO {table} (rowid, {table})"  # noqa: S608 - names are ours
            f" SELECT case_id, vector::tsvector FROM {GIVEN}"
            f" ON CONFLICT (rowid) DO UPDATE SET {table} = excluded.{table}",
            [_given(values)],
        )
        if table == TABLE:
            cursor.execute(COUNT_HELD, [list(values)])


def _given(values: Mapping[int, str]) -> str:
    return orjson.dumps({str(case_id): vector for case_id, vector in values.items()}).decode()


def delete(connection: BaseDatabaseWrapper, case_ids: Collection[int], *, table: str = TABLE) -> None:
    """Forget the texts of these cases."""
    with connection.cursor() as cursor:
        if table == TABLE:
            cursor.execute(FORGET_HELD, [list(case_ids)])
        cursor.execute(f"DELETE FROM {table} WHERE rowid = ANY(%s)", [list(case_ids)])  # noqa: S608 - names are ours


def settle(connection: BaseDatabaseWrapper) -> None:
    """Let the planner know the tables, and let counts be read from indexes alone."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_vocabulary WHERE doc <= 0")
    analyse(connection, SETTLED)


def analyse(connection: BaseDatabaseWrapper, tables: Iterable[str]) -> None:
    """Let the planner know tables, and let counts be read from their indexes alone."""
    vacuum = "" if connection.in_atomic_block else "VACUUM "
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"{vacuum}ANALYZE {table}")

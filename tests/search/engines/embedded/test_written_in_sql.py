"""What is written into the search's tables in either database, and what its planner is told, without either."""

import json

import pytest

from search.engines.embedded import postgres, rows, sqlite
from search.models import AnswerKey, SearchDetail, SearchDocumentAgency, SearchDocumentStreet, SearchText
from tests.search.engines.embedded.as_sql import POSTGRESQL, SQLITE, noting

BOTH = pytest.mark.parametrize("vendor", [SQLITE, POSTGRESQL])


def done(connection):
    """Which statements were run, in order, by the module's own names of them."""
    names = {postgres.SAME: "same", postgres.FORGET_HELD: "forget", postgres.COUNT_HELD: "count"}
    return [names.get(sql, sql.split("(")[0].strip()) for sql, __ in connection.told]


# --- words in PostgreSQL --------------------------------------------------------------------------------------------

ROWS = [(7, "'xe':1A"), (9, "'tai':1A")]


@pytest.mark.parametrize(
    ("known", "statements"),
    [
        (None, ["same", "forget", "INSERT INTO search_words", "count"]),  # nobody knows: they may have been there
        ({7}, ["same", "forget", "INSERT INTO search_words", "count"]),
        (set(), ["INSERT INTO search_words", "count"]),  # all are new, so nothing is compared or taken off
    ],
    ids=["nobody knows", "one was there", "all are new"],
)
def test_counts_of_words_are_taken_off_before_and_added_after(known, statements):
    connection = noting(POSTGRESQL)
    postgres.write(connection, ROWS, known=known)
    assert done(connection) == statements
    *__, (insert, (given,)), (__, (counted,)) = connection.told
    assert json.loads(given) == {"7": "'xe':1A", "9": "'tai':1A"}
    assert counted == [7, 9]
    assert "ON CONFLICT (rowid) DO UPDATE SET search_words = excluded.search_words" in insert


def test_texts_that_stay_as_they_were_are_neither_written_nor_counted_again():
    connection = noting(POSTGRESQL, found=[(9,)])
    postgres.write(connection, ROWS, known={7, 9})
    (__, (compared,)), (__, (forgotten,)), (__, (given,)), (__, (counted,)) = connection.told
    assert set(json.loads(compared)) == {"7", "9"}
    assert (forgotten, json.loads(given), counted) == ([7], {"7": "'xe':1A"}, [7])


def test_of_one_case_the_last_entry_is_written():
    connection = noting(POSTGRESQL)
    postgres.write(connection, [(7, "'xe':1A"), (7, "'tai':1A")], known=())
    assert json.loads(connection.told[0][1][0]) == {"7": "'tai':1A"}


@pytest.mark.parametrize("known", [None, {7}, set()])
def test_another_table_of_words_has_no_counts(known):
    connection = noting(POSTGRESQL)
    postgres.write(connection, ROWS, table="boilerplate", known=known)
    assert done(connection) == ["INSERT INTO boilerplate"]
    assert "SET boilerplate = excluded.boilerplate" in connection.told[0][0]
    postgres.delete(connection, [7], table="boilerplate")
    assert connection.told[1] == ("DELETE FROM boilerplate WHERE rowid = ANY(%s)", [[7]])


def test_who_forgets_a_case_takes_its_words_off_the_counts_first():
    connection = noting(POSTGRESQL)
    postgres.delete(connection, {7})
    assert connection.told == [
        (postgres.FORGET_HELD, [[7]]),
        ("DELETE FROM search_words WHERE rowid = ANY(%s)", [[7]]),
    ]


@pytest.mark.parametrize(("in_transaction", "how"), [(False, "VACUUM ANALYZE"), (True, "ANALYZE")])
def test_nothing_is_tidied_within_a_transaction_where_it_cannot_be(in_transaction, how):
    connection = noting(POSTGRESQL)
    connection.in_atomic_block = in_transaction
    postgres.analyse(connection, ["a", "b"])
    assert connection.told == [(f"{how} a", []), (f"{how} b", [])]


def test_after_a_great_change_words_that_stand_nowhere_go_and_every_table_is_looked_at():
    connection = noting(POSTGRESQL)
    postgres.settle(connection)
    (first, __), *others = connection.told
    assert first == "DELETE FROM search_vocabulary WHERE doc <= 0"
    assert [sql for sql, __ in others] == [f"VACUUM ANALYZE {table}" for table in postgres.SETTLED]
    assert {model._meta.db_table for model in (SearchDetail, SearchText, SearchDocumentStreet)} <= {*postgres.SETTLED}


# --- words in SQLite ------------------------------------------------------------------------------------------------


def test_sqlite_takes_the_same_rows_column_by_column():
    connection = noting(SQLITE)
    sqlite.write(connection, [(7, ("a", "b", "c", "d", "e", "f"))], known=set())
    sqlite.write(connection, [], table="boilerplate")
    sqlite.delete(connection, [7, 9])
    assert connection.told == [
        (
            "INSERT OR REPLACE INTO search_words(rowid, title, place, names, text, answer, written)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s)",
            [(7, "a", "b", "c", "d", "e", "f")],
        ),
        (
            "INSERT OR REPLACE INTO boilerplate(rowid, title, place, names, text, answer, written)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s)",
            [],
        ),
        ("DELETE FROM search_words WHERE rowid = %s", [(7,), (9,)]),
    ]


@pytest.mark.parametrize(("answer", "written"), [("e", []), ("o", [(7, "a", "b", "c", "d", "e", "f")])])
def test_sqlite_writes_texts_that_differ_from_those_kept(answer, written):
    connection = noting(SQLITE, found=[(7, "a", "b", "c", "d", answer, "f")])
    sqlite.write(connection, [(7, ("a", "b", "c", "d", "e", "f"))], known={7})
    (compared, ids), (__, given) = connection.told
    assert (compared, ids, given) == (sqlite.SAME, ["[7]"], written)


def test_sqlite_merges_its_index_and_looks_at_its_tables():
    connection = noting(SQLITE)
    sqlite.settle(connection)
    sqlite.analyse(connection, ["a", "b"])
    assert [sql for sql, __ in connection.told] == [
        "INSERT INTO search_words(search_words) VALUES ('optimize')",
        "ANALYZE",
        "ANALYZE a",
        "ANALYZE b",
    ]


def test_a_build_without_full_text_search_says_what_it_lacks(monkeypatch):
    assert sqlite.lacks() == ""

    class Bare:
        def execute(self, sql):
            assert "USING fts5" in sql
            raise sqlite.sqlite3.OperationalError("no such module: fts5")

        def close(self):
            closed.append(self)

    closed = []
    monkeypatch.setattr(sqlite.sqlite3, "connect", lambda name: Bare())
    assert sqlite.lacks() == "FTS5"
    assert len(closed) == 1


# --- rows -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def connected(monkeypatch):
    """Let rows be written to a database of this kind."""

    def connected(vendor):
        connection = noting(vendor)
        monkeypatch.setattr(rows, "connection", connection)
        rows._statement.cache_clear()
        return connection

    yield connected
    rows._statement.cache_clear()


@BOTH
def test_of_nothing_nothing_is_written(connected, vendor):
    connection = connected(vendor)
    rows.put_rows(SearchText, [])
    rows.put_links(SearchDocumentAgency, [], [])
    assert connection.told == []


def test_sqlite_gets_row_by_row(connected):
    connection = connected(SQLITE)
    rows.put_rows(SearchText, [(7, '{"a": 1}'), (9, "{}")])
    assert connection.told == [
        (
            'INSERT INTO "search_searchtext" ("document_id", "data") VALUES (%s, %s)'
            ' ON CONFLICT ("document_id") DO UPDATE SET "data" = excluded."data"'
            ' WHERE ("search_searchtext"."data") IS NOT (excluded."data")',
            [(7, '{"a": 1}'), (9, "{}")],
        )
    ]


def test_postgresql_gets_whole_columns_and_json_as_one_array(connected):
    connection = connected(POSTGRESQL)
    rows.put_rows(SearchText, [(7, '{"a": 1}'), (9, "{}")])
    assert connection.told == [
        (
            'INSERT INTO "search_searchtext" ("document_id", "data")'
            f" SELECT * FROM unnest(%s::bigint[], {rows.OF_JSON})"
            ' ON CONFLICT ("document_id") DO UPDATE SET "data" = excluded."data"'
            ' WHERE ("search_searchtext"."data") IS DISTINCT FROM (excluded."data")',
            ["{7,9}", '[{"a": 1},{}]'],
        )
    ]
    assert json.loads(connection.told[0][1][1]) == [{"a": 1}, {}]


@BOTH
def test_every_column_but_the_key_gives_way_to_what_is_newer(connected, vendor):
    connected(vendor)
    statement = rows._statement(SearchDetail, vendor)
    newer, __, differs = statement.partition(" DO UPDATE SET ")[2].partition(" WHERE ")
    columns = [field.column for field in SearchDetail._meta.concrete_fields]
    others = [name for name in columns if name != "document_id"]
    assert newer.split(", ") == [f'"{name}" = excluded."{name}"' for name in others]
    assert all(differs.count(f'excluded."{name}"') == 1 for name in others), "what is the same is not written again"
    assert statement.count("%s") == len(columns)


@pytest.mark.parametrize(
    ("vendor", "values", "given"),
    [
        (SQLITE, "VALUES (%s, %s)", [(7, 1), (7, 2), (9, 1)]),
        (POSTGRESQL, "SELECT * FROM unnest(%s::bigint[], %s::bigint[])", ["{7,7,9}", "{1,2,1}"]),
    ],
)
def test_links_are_written_as_pairs(connected, vendor, values, given):
    connection = connected(vendor)
    rows.put_links(SearchDocumentStreet, [], [(7, 1), (7, 2), (9, 1)])
    into = 'INSERT INTO "search_searchdocumentstreet" ("document_id", "street_id")'
    assert connection.told == [(f"{into} {values}", given)]


@BOTH
def test_what_is_known_stays_where_that_is_asked_for_alone(connected, vendor):
    connection = connected(vendor)
    for known_stay in (False, True):
        rows.add_rows(AnswerKey, ("key", "version"), [(7, 1)], known_stay=known_stay)
    (plain, given), (staying, given_again) = connection.told
    assert (staying, given_again) == (f"{plain} ON CONFLICT DO NOTHING", given)

"""What pages of figures cost, as a table in Markdown."""

import json

from bench._figures_table import table_of


def noted(database, cases, row, ms, queries):
    told = {"database": database, "cases": cases, "row": row, "ms": ms, "queries": queries}
    return json.dumps(told) + "\n"


def test_a_row_is_a_page_and_a_column_a_city_by_database_and_size():
    notes = noted("postgresql", 1000, "/", 3.4, 10) + noted("sqlite", 100_000, "/", 12.6, 11)
    notes += noted("sqlite", 1000, "/", 2.5, 9) + noted("sqlite", 1000, "/qua-han/", 40.0, 4)
    assert table_of(notes).splitlines() == [
        "| page | SQLite 1,000 | SQLite 100,000 | PostgreSQL 1,000 |",
        "| --- | ---: | ---: | ---: |",
        "| `/` | 2 (9) | 13 (11) | 3 (10) |",
        "| `/qua-han/` | 40 (4) | — | — |",
    ]


def test_of_what_was_measured_twice_the_newer_is_told():
    assert "| `/` | 20 (5) |" in table_of(noted("sqlite", 1000, "/", 10.0, 4) + noted("sqlite", 1000, "/", 20.0, 5))


def test_what_costs_next_to_nothing_is_not_nought():
    told = table_of(noted("sqlite", 1000, "/a", 0.96, 1) + noted("sqlite", 1000, "/b", 1.0, 1))
    assert "| `/a` | <1 (1) |" in told
    assert "| `/b` | 1 (1) |" in told

"""What figures.py noted, as a table in Markdown: a row a page, a column a database and size."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

NAMES: Mapping[str, str] = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
Column = tuple[str, int]


def table_of(notes: str) -> str:
    """The table of some notes (lines of JSON): of what was measured twice the newer; — where nothing was."""
    found: dict[str, dict[Column, str]] = {}
    for line in notes.splitlines():
        told = json.loads(line)
        ms = f"{told['ms']:.0f}" if told["ms"] >= 1 else "<1"
        found.setdefault(told["row"], {})[told["database"], told["cases"]] = f"{ms} ({told['queries']})"
    columns = sorted({each for own in found.values() for each in own}, key=lambda each: (each[0] != "sqlite", each[1]))
    return "".join(f"| {' | '.join(cells)} |\n" for cells in _lines(found, columns))


def _lines(found: Mapping[str, Mapping[Column, str]], columns: list[Column]) -> Iterator[list[str]]:
    yield ["page", *(f"{NAMES[database]} {cases:,}" for database, cases in columns)]
    yield ["---", *("---:" for _ in columns)]
    for row, own in found.items():
        yield [f"`{row}`", *(own.get(each, "—") for each in columns)]

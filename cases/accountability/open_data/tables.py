"""Every table of the open data; in a demo each has a last column that says so."""

from __future__ import annotations

from dataclasses import replace

from cases.accountability.open_data.shape import Table, text
from cases.accountability.open_data.tables_of_cases import OF_CASES
from cases.accountability.open_data.tables_of_lists import OF_LISTS

NOTICE = text("notice", "Bản mẫu: dữ liệu do máy tạo.", "A sample: made-up data.", always=True)
TABLES = {table.name: table for table in (*OF_CASES, *OF_LISTS)}


def tables(*, sample: bool) -> dict[str, Table]:
    """The tables by name, as the files have them."""
    if not sample:
        return TABLES
    return {name: replace(table, columns=(*table.columns, NOTICE)) for name, table in TABLES.items()}

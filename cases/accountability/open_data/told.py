"""What the page about open data says: one dump by table, with the years of each, and how old it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings

from cases.accountability.open_data.folder import Dump, days
from cases.accountability.open_data.shape import Table
from cases.accountability.open_data.tables import tables
from cases.templatetags.numbers import NO_BREAK, decimal_text

OLD = timedelta(hours=36)  # a dump older than that was missed at least once
UNITS = ("B", "kB", "MB", "GB")


def size_text(length: int) -> str:
    """A length in bytes as people read it: 1,2 MB."""
    amount = float(length)
    for unit in UNITS:
        digits = 0 if amount >= 10 else 1
        if round(amount, digits) < 1000 or unit == UNITS[-1]:
            return f"{decimal_text(amount, digits)}{NO_BREAK}{unit}"
        amount /= 1000
    raise AssertionError


@dataclass(frozen=True, kw_only=True)
class FileTold:
    """One file, as the page links to it; `year` is None where there is one for all."""

    name: str
    year: int | None
    size: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class TableTold:
    """One table with its files, those of the newest year first."""

    table: Table
    rows: int
    csv: Sequence[FileTold]
    jsonl: Sequence[FileTold]


@dataclass(frozen=True, kw_only=True)
class DumpTold:
    """One day's dump. `resting`: years whose files wait until something has been taken out of them."""

    day: date
    at: datetime
    tables: Sequence[TableTold]
    rows: int
    files: int
    size: str
    method: str
    ledger: str
    removed: int
    resting: Sequence[int]
    is_old: bool


def told_dump(dump: Dump, *, now: datetime, resting: set[int]) -> DumpTold:
    """A dump as the page tells it; `is_old` where the next one is late, which an earlier day never is."""
    whole = list(_tables(dump))
    held = {each["year"] for each in dump.resources}
    return DumpTold(
        day=dump.day,
        at=dump.at,
        tables=whole,
        rows=next((each.rows for each in whole if each.table.name == "cases"), 0),
        files=len(dump.resources),
        size=size_text(sum(each["bytes"] for each in dump.resources)),
        method=dump.package["method"],
        ledger=dump.package["ledger_sha256"],
        removed=dump.package["removed"],
        resting=sorted(resting & held, reverse=True),
        is_old=now - dump.at > OLD,
    )


def _tables(dump: Dump) -> Iterator[TableTold]:
    for name, table in tables(sample=settings.DEMO).items():
        files = [each for each in dump.resources if each["table"] == name]
        files.sort(key=lambda each: -(each["year"] or 0))
        told = {
            kind: [
                FileTold(
                    name=each["path"],
                    year=each["year"],
                    size=size_text(each["bytes"]),
                    sha256=each["hash"].removeprefix("sha256:"),
                )
                for each in files
                if each["format"] == kind
            ]
            for kind in ("csv", "jsonl")
        }
        rows = sum(each["rows"] for each in files if each["format"] == "csv")
        yield TableTold(table=table, rows=rows, csv=told["csv"], jsonl=told["jsonl"])


def earlier(than: date | None) -> list[date]:
    """Other days of which there is a dump, newest first."""
    return [day for day in days() if day != than]

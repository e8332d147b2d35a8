"""Writes a table as CSV and as JSON Lines side by side, packed where it is by year, counted and hashed on the way.

The same rows give the same bytes: nothing in a file tells when it was packed.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from io import RawIOBase
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

import orjson

from cases.accountability.open_data.shape import Table
from cases.public.spreadsheet import FORMULA, Echo

PACKED = 2  # of gzip's nine levels: 5 makes files a sixth smaller, and the whole dump take a seventh longer
AT_ONCE = 400  # rows handed to the file in one piece
FORMATS = ("csv", "jsonl")
BOOLEANS = {True: "true", False: "false"}


class Sink(Protocol):
    """What takes bytes."""

    def write(self, data: bytes, /) -> Any:
        """Take them."""


class Counted(RawIOBase):
    """A file that knows its length and SHA-256 when it is written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.file = path.open("wb")
        self.length = 0
        self.digest = hashlib.sha256()

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, data: Any) -> int:
        """Write, count, hash."""
        self.file.write(data)
        self.digest.update(data)
        self.length += len(data)
        return len(data)

    def close(self) -> None:
        """Close the file beneath, too."""
        self.file.close()
        super().close()


@dataclass(frozen=True, kw_only=True)
class Written:
    """A file that is there: its name, the table and year (None: all years) it holds, rows, bytes, SHA-256."""

    name: str
    table: str
    year: int | None
    format: str
    rows: int
    bytes: int
    sha256: str


class Packing:
    """One file, packed where its name says so; `written` once it is closed."""

    def __init__(self, path: Path) -> None:
        self.counted = Counted(path)
        self.packed = path.suffix == ".gz"
        self.sink: Sink = self.counted
        if self.packed:
            self.sink = gzip.GzipFile("", "wb", PACKED, self.counted, mtime=0)

    def write(self, data: bytes) -> None:
        """Write to it."""
        self.sink.write(data)

    def close(self) -> None:
        """No more of it."""
        if isinstance(self.sink, gzip.GzipFile):
            self.sink.close()
        self.counted.close()


class TableFiles:
    """The two files of a table, or of one year of it; rows are values in the order of its columns."""

    def __init__(self, folder: Path, table: Table, year: int | None, notice: str = "") -> None:
        self.table, self.year, self.rows = table, year, 0
        self.ending: tuple[str, ...] = (notice,) if notice else ()
        ending = ".gz" if table.by_year else ""
        stem = table.name if year is None else f"{table.name}-{year:04}"
        self.files = {kind: Packing(folder / f"{stem}.{kind}{ending}") for kind in FORMATS}
        self.names = table.names
        self.line = csv.writer(Echo()).writerow
        self.waiting: tuple[list[str], list[bytes]] = ([self.line(self.names)], [])

    def add(self, row: Sequence[Any]) -> None:
        """One row more; `None` is an empty cell, and null."""
        whole = (*row, *self.ending)
        self.waiting[0].append(self.line([cell(value) for value in whole]))
        self.waiting[1].append(orjson.dumps(dict(zip(self.names, whole, strict=True))))
        self.rows += 1
        if len(self.waiting[1]) >= AT_ONCE:
            self._hand_on()

    def _hand_on(self) -> None:
        lines, objects = self.waiting
        self.files["csv"].write("".join(lines).encode())
        if objects:
            self.files["jsonl"].write(b"\n".join(objects) + b"\n")
        lines.clear()
        objects.clear()

    def close(self) -> list[Written]:
        """Both files, finished."""
        self._hand_on()
        return [finished(file, self.table.name, self.year, kind, self.rows) for kind, file in self.files.items()]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for file in self.files.values():
            file.close()


def finished(file: Packing, table: str, year: int | None, kind: str, rows: int) -> Written:
    """Close a file; what there is to tell of it."""
    file.close()
    return Written(
        name=file.counted.path.name,
        table=table,
        year=year,
        format=kind,
        rows=rows,
        bytes=file.counted.length,
        sha256=file.counted.digest.hexdigest(),
    )


def cell(value: Any) -> Any:
    """A cell of CSV: no text begins like a formula, as in the other files; numbers stay numbers, below zero too."""
    kind = type(value)
    if kind is str:
        return f"'{value}" if value.startswith(FORMULA) else value
    return BOOLEANS[value] if kind is bool else value

"""Makes a dump: everything public at one instant, streamed into files beside the others, and only then put in place."""

from __future__ import annotations

import gc
import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone, translation

from cases.accountability.definitions import METHOD_VERSION
from cases.accountability.frozen.files import NOTICE
from cases.accountability.frozen.ledger import head_lines
from cases.accountability.open_data import of_lists
from cases.accountability.open_data.cleaning import waiting
from cases.accountability.open_data.folder import CLEANED, MAKING, alone, days, forget_before, put
from cases.accountability.open_data.of_cases import Row, rows_of, year_of
from cases.accountability.open_data.package import Freshness, package_of, write_package
from cases.accountability.open_data.shape import Table
from cases.accountability.open_data.tables import tables
from cases.accountability.open_data.tables_of_cases import OF_CASES
from cases.accountability.open_data.writing import TableFiles, Written
from cases.public.loading import all_public

OBJECTS = 200_000  # made and kept before garbage is looked for; Python's own number is 700


@dataclass(kw_only=True)
class Made:
    """What became of a run: the day of its dump (None: another process is at it), rows by table, days deleted."""

    day: date | None = None
    rows: dict[str, int] = field(default_factory=lambda: {"cases": 0})
    bytes: int = 0
    forgotten: list[date] = field(default_factory=list)


def is_due(now: datetime) -> bool:
    """Whether dumps are made at all, and today's is not there."""
    return bool(settings.OPEN_DATA_ROOT) and timezone.localdate(now) not in days()


def make_dump() -> Made:
    """Make today's dump, in place of one that is there; older than OPEN_DATA_DAYS days ones go.

    What is withdrawn meanwhile waits in the outbox until this has ended, and is then taken out of this dump, too: that
    is why nobody cleans dumps while one is made.
    """
    made = Made()
    with alone() as above, translation.override(settings.LANGUAGE_CODE), _seldom_tidied():
        if above is None:
            return made
        with _one_moment():
            at = timezone.now()
            made.day = timezone.localdate(at)
            making = above / f"{MAKING}{made.day.isoformat()}"
            making.mkdir()
            try:
                _fill(making, at, made)
            except BaseException:
                shutil.rmtree(making, ignore_errors=True)
                raise
        put(making, above / made.day.isoformat())
        made.forgotten = forget_before(above, made.day - timedelta(days=settings.OPEN_DATA_DAYS - 1))
    return made


def _fill(folder: Path, at: datetime, made: Made) -> None:
    told = tables(sample=settings.DEMO)
    heeded = sorted(waiting())  # asked first: what was taken away before anything is read is not in here
    files = list(_written(folder, at, told))
    for file in files:
        if file.format == "csv":
            made.rows[file.table] = made.rows.get(file.table, 0) + file.rows
        made.bytes += file.bytes
    fresh = Freshness(at=at, method=METHOD_VERSION, ledger=_digest())
    (folder / CLEANED).write_text(json.dumps(heeded), encoding="utf-8")
    write_package(folder, package_of(files, told, fresh), told)


def _written(folder: Path, at: datetime, told: dict[str, Table]) -> Iterator[Written]:
    notice = NOTICE if settings.DEMO else ""
    yield from _by_year(folder, told, _of_cases(at), notice, [table.name for table in OF_CASES])
    for name, rows in of_lists.WHOLE.items():
        with TableFiles(folder, told[name], None, notice) as files:
            for row in rows():
                files.add(row)
            yield from files.close()
    frozen = ((year, "snapshot_agencies", row) for year, row in of_lists.snapshot_agencies())
    yield from _by_year(folder, told, frozen, notice, ["snapshot_agencies"])


def _of_cases(at: datetime) -> Iterator[tuple[int, str, Row]]:
    for case in all_public(at=at):
        year = year_of(case)
        for name, row in rows_of(case):
            yield year, name, row


def _by_year(
    folder: Path, told: dict[str, Table], rows: Iterator[tuple[int, str, Row]], notice: str, names: list[str]
) -> Iterator[Written]:
    """Rows in any order of years: the files of all years are open at once. A year has all of `names`, or none."""
    open_: dict[int, dict[str, TableFiles]] = {}
    with ExitStack() as stack:
        for year, name, row in rows:
            files = open_.get(year)
            if files is None:
                files = {each: stack.enter_context(TableFiles(folder, told[each], year, notice)) for each in names}
                open_[year] = files
            files[name].add(row)
        for name in names:
            for year in sorted(open_):
                yield from open_[year][name].close()


def _digest() -> str:
    """SHA-256 over the heads of all chains: what `verify_ledger` prints at this moment."""
    found = hashlib.sha256()
    for line in head_lines():
        found.update(line)
    return found.hexdigest()


@contextmanager
def _one_moment() -> Iterator[None]:
    """All that is read within is of one moment, whatever is written meanwhile; nobody waits for it.

    PostgreSQL by its isolation level; SQLite by a transaction that reads: `atomic` would hold up every writer. Within
    somebody else's transaction, that decides.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    else:
        connection.cursor().execute("BEGIN")
        try:
            yield
        finally:
            connection.cursor().execute("ROLLBACK")


@contextmanager
def _seldom_tidied() -> Iterator[None]:
    """Look for garbage that holds itself less often: among many cases in hand a fifth of the time goes into that."""
    before = gc.get_threshold()
    gc.set_threshold(OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)

"""Takes out of every kept dump what is not public any more: whole reports, from the files of their year.

A change that takes something away leaves a row in the outbox (`Consumer.OPEN_DATA`). Files of that year rest until
they are clean (`resting`), and the row goes when all dumps are.
"""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterator, Mapping
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from django.utils import timezone

from cases.accountability.open_data.folder import CLEANED, Dump, alone, days, dump_of, root
from cases.accountability.open_data.of_cases import told_instant
from cases.accountability.open_data.package import write_package
from cases.accountability.open_data.tables import tables
from cases.accountability.open_data.tables_of_cases import OF_CASES
from cases.accountability.open_data.writing import Packing, finished
from cases.models import Consumer, Delivery
from cases.public.addresses import case_path
from cases.public.spreadsheet import Echo

HOLDING = frozenset(table.name for table in OF_CASES)
Erased = Mapping[int, tuple[str, int | None]]  # a row of the outbox → the number of its case, and the year of its files


def waiting() -> Erased:
    """What has been taken away and may still be in dumps (one query)."""
    rows = Delivery.objects.filter(consumer=Consumer.OPEN_DATA).order_by("pk")
    found = rows.values_list("pk", "case__number", "case__page__url_path")
    return {pk: (str(number), _year(path)) for pk, number, path in found}


def _year(url_path: str | None) -> int | None:
    return int(case_path(url_path).partition("/")[0]) if url_path else None


def cleaned_of(dump: Dump) -> set[int]:
    """The rows of the outbox that a dump has heeded."""
    try:
        return set(json.loads((dump.path / CLEANED).read_bytes()))
    except FileNotFoundError:
        return set()


def resting(dump: Dump, erased: Erased) -> set[int]:
    """The years whose files of a dump may still hold what has been taken away."""
    if not erased:
        return set()
    heeded = cleaned_of(dump)
    return {year for pk, (_number, year) in erased.items() if pk not in heeded and year is not None}


def clean_next() -> bool:
    """Clean one dump, the newest that needs it; whether there was anything to do."""
    erased = waiting()
    if not erased:
        return False
    with alone() as above:
        if above is None and root() is not None:
            return False  # another process makes one, which may hold it, or cleans
        for day in days():
            dump = dump_of(day)
            todo = set(erased) - cleaned_of(dump) if dump else set()
            if dump and todo:
                _clean(dump, {pk: erased[pk] for pk in todo})
                return True
        Delivery.objects.filter(pk__in=erased).delete()
    return False


def clean() -> int:
    """Clean all dumps; how many needed it."""
    done = 0
    while clean_next():
        done += 1
    return done


def _clean(dump: Dump, erased: Erased) -> None:
    """Rewrite the files that may hold these cases, then what tells of them; killed in between, it is done again."""
    numbers = {number for number, _year in erased.values()}
    years = {year for _number, year in erased.values()}
    gone: set[str] = set()
    for resource in dump.resources:
        if resource["table"] in HOLDING and resource["year"] in years:
            gone |= _rewrite(dump.path, resource, numbers)
    package = dump.package
    if gone:
        package["removed"] += len(gone)
        package["removed_at"] = told_instant(timezone.now())
    write_package(dump.path, package, tables(sample="notice" in package))
    heeded = sorted(cleaned_of(dump) | set(erased))
    (dump.path / CLEANED).write_text(json.dumps(heeded), encoding="utf-8")


def _rewrite(folder: Path, resource: dict[str, Any], numbers: set[str]) -> set[str]:
    """Write a file anew without the rows of these cases, and say so in `resource`; which of them it held."""
    path = folder / resource["path"]
    beside = folder / f".{path.name}"
    packing = Packing(beside)
    pieces = _csv_without if resource["format"] == "csv" else _jsonl_without
    gone: set[str] = set()
    rows = 0
    for number, piece in pieces(path):
        if number in numbers:
            gone.add(number)
            continue
        rows += number is not None
        packing.write(piece)
    written = finished(packing, resource["table"], resource["year"], resource["format"], rows)
    beside.replace(path)
    resource.update(rows=written.rows, bytes=written.bytes, hash=f"sha256:{written.sha256}")
    return gone


def _csv_without(path: Path) -> Iterator[tuple[str | None, bytes]]:
    """Each row with the number of its case; the heading with None."""
    line = csv.writer(Echo()).writerow
    with gzip.open(path, "rb") as packed:
        rows = csv.reader(TextIOWrapper(packed, encoding="utf-8", newline=""))
        yield None, line(next(rows)).encode()
        for row in rows:
            yield row[0], line(row).encode()


def _jsonl_without(path: Path) -> Iterator[tuple[str | None, bytes]]:
    with gzip.open(path, "rb") as lines:
        for line in lines:
            yield line.split(b'"', 4)[3].decode(), line  # {"service_request_id":"48213",…

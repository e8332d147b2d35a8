"""All figures by agency, category, ward, month or source as files: the numbers that the command prints."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import datetime

from cases.accountability import kept_cuts
from cases.accountability.cuts import AGENCY
from cases.accountability.definitions import METHOD_VERSION
from cases.accountability.figure_parts import parts_by
from cases.accountability.figure_rows import COLUMNS, HEAD, Row, named_rows
from cases.accountability.present import present
from cases.public.sample import sample_notice
from cases.public.spreadsheet import Echo, harmless, marked

#: What an address calls a cut.
CUTS = {
    "don-vi": "agency",
    "linh-vuc": "category",
    "phuong-xa": "ward",
    "thang": "month",
    "nguon": "source",
    "thanh-pho": "city",
}


def figures_now(name: str) -> tuple[datetime, list[Row]]:
    """The rows of the cut that an address names, and the instant they hold for; KeyError where there is none."""
    moment = present()
    if CUTS[name] in kept_cuts.KEPT:
        cut, found = kept_cuts.parts_now(moment, CUTS[name])
        return found.at, named_rows(cut, found.parts)
    parts = moment.remembered_part(f"parts.{AGENCY.name}", lambda at: parts_by(AGENCY, at))
    return moment.at, named_rows(AGENCY, parts)


def csv_lines(at: datetime, rows: list[Row], *, mark: bool = False) -> Iterator[str]:
    """A heading, then a line a part; each says when it was counted and by which version of the method."""
    return marked(_lines(at, rows, sample_notice()), mark=mark)


def _lines(at: datetime, rows: list[Row], notice: str) -> Iterator[str]:
    writer = csv.writer(Echo())
    columns = ("at", "method", *COLUMNS, *(["notice"] if notice else []))
    yield writer.writerow(columns)
    for row in rows:
        told = {"at": at.isoformat(), "method": METHOD_VERSION, **row, "notice": notice}
        yield writer.writerow([harmless(told[name]) if name in HEAD else told[name] for name in columns])


def as_json(at: datetime, rows: list[Row]) -> str:
    """The instant, the method's version and the rows; in a demo first the notice that it is made up."""
    notice = sample_notice()
    head = {"notice": notice} if notice else {}
    return json.dumps({**head, "at": at.isoformat(), "method": METHOD_VERSION, "parts": rows}, ensure_ascii=False)

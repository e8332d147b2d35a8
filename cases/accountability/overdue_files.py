"""The list of agencies past due as files: CSV line by line, and JSON."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from cases.accountability.overdue_list import OverdueList, OverdueRow
from cases.public.addresses import case_url
from cases.public.sample import sample_notice
from cases.public.spreadsheet import Echo, harmless, marked

COLUMNS = (
    "at",
    "agency",
    "slug",
    "overdue",
    "promise_broken",
    "extended",
    "open_clocks",
    "share",
    "median_days_late",
    "oldest_days_late",
    "oldest_number",
    "oldest_url",
)


#: Columns of texts; in the others are numbers and instants, which begin like no formula.
WORDS = ("agency", "slug", "notice")


def csv_lines(found: OverdueList, *, mark: bool = False) -> Iterator[str]:
    """A heading, then one line an agency. In a demo each line ends with the notice that it is made up.

    `mark`: begin with the byte order mark by which Excel knows UTF-8.
    """
    # Notice and addresses are asked for now, in the language of the request: lines are made when it is over.
    lines = _lines([as_dict(row) for row in found.rows], found.at.isoformat(), sample_notice())
    return marked(lines, mark=mark)


def _lines(rows: list[dict[str, Any]], at: str, notice: str) -> Iterator[str]:
    writer = csv.writer(Echo())
    columns = (*COLUMNS, "notice") if notice else COLUMNS
    yield writer.writerow(columns)
    for row in rows:
        told = {"at": at, **row, "notice": notice}
        yield writer.writerow([harmless(told[name]) if name in WORDS else told[name] for name in columns])


def as_json(found: OverdueList) -> str:
    """The same as text."""
    return json.dumps(as_told(found), ensure_ascii=False)


def as_told(found: OverdueList) -> dict[str, Any]:
    """The instant, the agencies, and all of them together; in a demo first the notice that it is made up.

    Agencies have clocks, a case of two of them twice; cases that no agency has are counted as such.
    """
    notice = sample_notice()
    return {
        **({"notice": notice} if notice else {}),
        "at": found.at.isoformat(),
        "agencies": [as_dict(row) for row in found.rows],
        "total": as_dict(found.total),
        "agencies_past_due": found.agencies_past_due,
        "agencies_with_cases": found.agencies_all,
        "unassigned": {"open_cases": found.unassigned, "past_due": found.unassigned_past_due},
    }


def _plain(days: float) -> float | int:
    """12, not 12.0, beside other whole days; 18.5 stays."""
    return int(days) if days == int(days) else round(days, 2)


def as_dict(row: OverdueRow) -> dict[str, Any]:
    """One row under the names of the columns; the three kinds are each alone, days those of the first two.

    The address of the oldest case is that of its page in the reader's language.
    """
    language = get_language() or settings.LANGUAGE_CODE
    return {
        "agency": row.agency.name if row.agency else None,
        "slug": row.agency.slug if row.agency else None,
        "overdue": row.overdue,
        "promise_broken": row.promise_broken,
        "extended": row.extended,
        "open_clocks": row.open,
        "share": None if row.share is None else round(row.share, 4),
        "median_days_late": row.median_days and _plain(row.median_days),
        "oldest_days_late": row.oldest_days,
        "oldest_number": row.oldest.number if row.oldest else None,
        "oldest_url": settings.PUBLIC_URL + case_url(row.oldest.path, language) if row.oldest else None,
    }

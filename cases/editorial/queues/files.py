"""A list as a file: CSV, line by line, as spreadsheets open it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from django.http import StreamingHttpResponse
from django.utils import timezone

from cases.public.spreadsheet import MARK, Echo, harmless

AT_ONCE = 1_000  # rows


def csv_file(
    name: str, heads: Sequence[object], rows: Iterable[Sequence[object]], *, now: datetime
) -> StreamingHttpResponse:
    """A heading, then one line a row; the file's name says when it was made."""
    return StreamingHttpResponse(
        csv_lines([str(head) for head in heads], rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}-{timezone.localtime(now):%Y%m%d-%H%M}.csv"'},
    )


def csv_lines(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The lines of such a file."""
    writer = csv.writer(Echo())
    yield MARK + writer.writerow(heads)
    for row in rows:
        yield writer.writerow(map(written, row))


def written(value: object) -> str:
    """A cell: a moment in the city's time, a day, or words that are no formula."""
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="minutes")
    return value.isoformat() if isinstance(value, date) else harmless(value)

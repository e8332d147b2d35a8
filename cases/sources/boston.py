"""Reads Boston's 311 service requests, in the layout of 2015 and in that of 2025, into the record all sources yield.

How its columns are understood:

- Acceptance is the opening; the source does not know when a request was sent.
- `CASE_STATUS`: "Closed" is closed, every other known word is open. Where the status says open and a closing date is
  there, the status holds: cases are reopened, and the date may be that of the first closing. It is flagged, and the
  date kept in `extra["closed_at"]`. Closed without a date is closed at an unknown time. Where the status is missing or
  unknown, the closing date decides.
- A blank target is no due date. The agency is the department, as it is spelt; a blank one is the agency "".
- There is no report text in either layout; in 2025 there is no title, so the service's name is the title.
- The city's own verdict is kept in `extra["source_verdict"]`, to compare with ours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from cases.actions.incoming import Flag, IncomingAgency, IncomingCase, Progress, Rejected
from cases.sources.assembly import Facts, FieldRefused, assemble, sift
from cases.sources.boston_layouts import layout_of
from cases.sources.coordinates import Extent, point
from cases.sources.instants import NoInstant, parse_instant
from cases.sources.lines import open_lines
from cases.sources.rows import Rows
from cases.sources.texts import clean

ZONE = ZoneInfo("America/New_York")

#: The city with a margin, and City Hall, where its older system puts every case it cannot place.
EXTENT = Extent(south=42.2, north=42.45, west=-71.25, east=-70.85, default=(42.3594, -71.0587))

#: Whether a status says that the case is closed; any other word is unknown.
STATUSES = {
    "closed": True,
    "open": False,
    "in progress": False,
    "submit": False,
    "create": False,
    "error": False,
    "needs reallocation": False,
}


class BostonReader:
    """Reads files of Boston's 311 data, whichever layout they have."""

    source = "boston"

    def __init__(self) -> None:
        self.progress = Progress()

    def read(self, path: Path) -> Iterator[IncomingCase | Rejected]:
        """Yield every row of the file; `SourceUnreadable` where it has neither layout."""
        with open_lines(path, self.progress) as lines:
            rows = Rows(lines)
            layout = layout_of(rows.header, path)
            pick = layout.picker(rows.header)

            def convert(line: int, row: list[str]) -> IncomingCase:
                row.append("")
                return assemble(_facts(line, pick(row)))

            yield from sift(rows, convert, columns=layout.columns, raw=rows.raw)


def _facts(line: int, fields: Sequence[str]) -> Facts:
    """What a row says; `fields` are those of `boston_layouts.WANTED`, in that order."""
    (
        reference,
        opened,
        due,
        closed,
        status,
        agency,
        category,
        topic,
        title,
        answer,
        comments,
        verdict,
        place,
        neighbourhood,
        ward,
        zip_code,
        latitude,
        longitude,
        channel,
        photo_before,
        photo_after,
    ) = _cleaned(fields)
    flags: set[Flag] = set()
    extra = {
        "source_status": status,
        "source_verdict": verdict,
        "photo_before": photo_before,
        "photo_after": photo_after,
    }
    if zip_code.endswith(".0"):
        flags.add(Flag.ZIP_AS_NUMBER)
        extra["zip"] = zip_code
    where = point(latitude, longitude, EXTENT)
    if where.lat is None:
        extra["latitude"], extra["longitude"] = latitude, longitude
    return Facts(
        line=line,
        source=BostonReader.source,
        reference=reference,
        title=title or category or topic or place or reference,
        place=place,
        category=category or topic,
        agencies=_agencies(agency),
        accepted=_instant("opened", opened),
        due=_instant("due", due),
        closed=_instant("closed", closed),
        says_closed=STATUSES.get(status.lower()),
        answer=f"{answer}\n{comments}" if answer and comments else answer or comments,
        ward_name=ward,
        neighbourhood=neighbourhood,
        point=where,
        channel=channel,
        photo_before=bool(photo_before),
        photo_after=bool(photo_after),
        flags=flags,
        extra={name: value for name, value in extra.items() if value},
    )


def _cleaned(fields: Sequence[str]) -> Iterator[str]:
    """The fields without outer blanks, in NFC; nearly every row is plain ASCII and needs no more than a look."""
    return map(str.strip, fields if "".join(fields).isascii() else map(clean, fields))


def _instant(field: str, text: str) -> datetime | None:
    if not text:
        return None
    try:
        return parse_instant(text, ZONE)
    except NoInstant as error:
        raise FieldRefused(field, str(error)) from error


@lru_cache(maxsize=1024)
def _agencies(name: str) -> tuple[IncomingAgency, ...]:
    return (IncomingAgency(name=name),) if name else ()

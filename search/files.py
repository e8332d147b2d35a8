"""A question's cases as files: comma-separated values, and GeoJSON; written row by row as they are read.

Both hold what the pages of the cases hold: the same texts, the same verdicts at one instant. Names of columns are the
same in both languages; docs/files.md says what they mean.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from io import StringIO
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

import orjson
from django.conf import settings

from cases.public.addresses import case_url
from cases.public.spreadsheet import FORMULA, MARK, harmless
from cases.rules.timeliness import Timeliness
from cases.templatetags.redaction import redacted_plain
from search.document import Document
from search.folding import nfc

AT_ONCE = 200  # rows handed to the network in one piece
COLUMNS = (
    "number",
    "reference",
    "url",
    "title",
    "text",
    "place",
    "lat",
    "lon",
    "ward",
    "ward_name",
    "category",
    "category_name",
    "agencies",
    "agency_names",
    "source",
    "state",
    "round",
    "timeliness",
    "days_late",
    "sent_at",
    "accepted_at",
    "due_at",
    "promised_on",
    "answered_at",
    "outcomes",
    "answer",
    "rating",
    "returned",
    "photos",
    "unverified",
)
SEPARATOR = "; "
_LISTS = [COLUMNS.index(name) for name in ("agencies", "agency_names", "outcomes")]
_BOOLEANS = [COLUMNS.index(name) for name in ("returned", "photos", "unverified")]
#: Columns whose values are no words of ours: numbers, instants, addresses and words of the code cannot begin a formula.
_OURS = {"number", "url", "lat", "lon", "state", "round", "timeliness", "days_late", "promised_on", "rating"}
_FREE = [i for i, name in enumerate(COLUMNS) if name not in _OURS and not name.endswith("_at") and i not in _BOOLEANS]
BOOLEANS = {True: "true", False: "false"}
LATE = {Timeliness.OVERDUE, Timeliness.PROMISE_BROKEN, Timeliness.ANSWERED_LATE}


@dataclass(frozen=True, kw_only=True)
class Telling:
    """What rows need beside the document: instant, language, the demo's notice ("" where there is none)."""

    at: datetime
    language: str
    notice: str

    @cached_property
    def zone(self) -> ZoneInfo:
        """The city's."""
        return ZoneInfo(settings.TIME_ZONE)

    @cached_property
    def root(self) -> str:
        """What the address of every case begins with."""
        return f"{settings.PUBLIC_URL}{case_url('', self.language)}"

    def row(self, document: Document) -> dict[str, Any]:
        """A case under the names of the columns; instants are the city's, with their offset."""
        return dict(zip(COLUMNS, self.values(document), strict=True))

    def values(self, document: Document) -> list[Any]:
        """The same without the names."""
        zone, ward, agencies = self.zone, document.ward, document.agencies
        timeliness = document.timeliness(self.at)
        return [
            document.number,
            document.reference,
            self.root + document.path,
            _plain(document.title),
            _plain(document.text),
            _plain(document.place),
            document.lat,
            document.lon,
            ward.slug if ward else None,
            ward.name if ward else None,
            document.category.slug,
            document.category.name,
            [agency.slug for agency in agencies],
            [agency.name for agency in agencies],
            document.source,
            document.seen_state,
            document.round,
            timeliness.value if timeliness else None,
            document.days_late(self.at) if timeliness in LATE else None,
            _instant(document.sent_at, zone),
            _instant(document.accepted_at, zone),
            _instant(document.due_at, zone),
            document.promised_on.isoformat() if document.promised_on else None,
            _instant(document.answered_at, zone),
            list(document.outcomes),
            _plain(document.answer),
            document.rating or None,
            document.returned,
            document.photos,
            document.search_hidden,
        ]


def csv_pieces(documents: Iterable[Document], telling: Telling, *, mark: bool = False) -> Iterator[str]:
    """A heading, then one line a case, some at a time. In a demo each line ends with the notice that it is made up.

    `mark`: begin with the mark by which Excel knows that the file is UTF-8. No cell begins like a formula.
    """
    notice = [telling.notice] if telling.notice else []
    buffer = StringIO()
    writer = csv.writer(buffer)
    buffer.write(MARK if mark else "")
    writer.writerow([*COLUMNS, *(["notice"] if notice else [])])
    waiting = iter(documents)
    while some := list(islice(waiting, AT_ONCE)):
        writer.writerows(_cells(telling.values(document)) + notice for document in some)
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _cells(values: list[Any]) -> list[Any]:
    """Numbers stay numbers, below zero too; nothing else may begin like a formula.

    Written for speed: of a million rows, every call is a million.
    """
    for i in _LISTS:
        values[i] = SEPARATOR.join(values[i])
    for i in _FREE:
        value = values[i]
        if value and value[0] in FORMULA:
            values[i] = harmless(value)
    for i in _BOOLEANS:
        values[i] = BOOLEANS[values[i]]
    return values


def _plain(text: str) -> str:
    """As `redacted_plain`, at once where nothing is covered."""
    return redacted_plain(text) if "[" in text else nfc(text)


def geojson_pieces(documents: Iterable[Document], telling: Telling, *, query: str) -> Iterator[bytes]:
    """One FeatureCollection (RFC 7946); a case without a place has a null geometry and is there all the same."""
    head: dict[str, Any] = {"type": "FeatureCollection", "at": telling.at.isoformat(), "query": query}
    if telling.notice:
        head["notice"] = telling.notice
    yield orjson.dumps(head)[:-1] + b',"features":['
    features: list[bytes] = []
    comma = b""
    for document in documents:
        features.append(orjson.dumps(_feature(telling.row(document))))
        if len(features) >= AT_ONCE:
            yield comma + b",\n".join(features)
            comma = b",\n"
            features.clear()
    yield (comma if features else b"") + b",\n".join(features) + b"]}"


def _feature(row: dict[str, Any]) -> dict[str, Any]:
    lat, lon = row.pop("lat"), row.pop("lon")
    where = None if lat is None or lon is None else {"type": "Point", "coordinates": [lon, lat]}
    return {"type": "Feature", "id": row["number"], "geometry": where, "properties": row}


def _instant(value: datetime | None, zone: ZoneInfo) -> str | None:
    return None if value is None else value.astimezone(zone).isoformat(timespec="seconds")

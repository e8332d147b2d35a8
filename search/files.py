"""A question's cases as files: comma-separated values, and GeoJSON; written row by row as they are read.

Both hold what the pages of the cases hold: the same texts, the same verdicts at one instant. Names of columns are the
same in both languages; docs/files.md says what they mean.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import orjson
from django.conf import settings

from cases.public.addresses import case_url
from cases.public.spreadsheet import MARK, Echo, harmless
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
BOOLEANS = {True: "true", False: "false"}
LATE = {Timeliness.OVERDUE, Timeliness.PROMISE_BROKEN, Timeliness.ANSWERED_LATE}


@dataclass(frozen=True, kw_only=True)
class Telling:
    """What rows need beside the document: instant, language, the demo's notice ("" where there is none)."""

    at: datetime
    language: str
    notice: str

    def row(self, document: Document) -> dict[str, Any]:
        """A case under the names of the columns; instants are the city's, with their offset."""
        zone = ZoneInfo(settings.TIME_ZONE)
        timeliness = document.timeliness(self.at)
        ward = document.ward
        return {
            "number": document.number,
            "reference": document.reference,
            "url": settings.PUBLIC_URL + case_url(document.path, self.language),
            "title": _plain(document.title),
            "text": _plain(document.text),
            "place": _plain(document.place),
            "lat": document.lat,
            "lon": document.lon,
            "ward": ward.slug if ward else None,
            "ward_name": ward.name if ward else None,
            "category": document.category.slug,
            "category_name": document.category.name,
            "agencies": [agency.slug for agency in document.agencies],
            "agency_names": [agency.name for agency in document.agencies],
            "source": document.source,
            "state": document.state,
            "round": document.round,
            "timeliness": timeliness.value if timeliness else None,
            "days_late": document.days_late(self.at) if timeliness in LATE else None,
            "sent_at": _instant(document.sent_at, zone),
            "accepted_at": _instant(document.accepted_at, zone),
            "due_at": _instant(document.due_at, zone),
            "promised_on": document.promised_on.isoformat() if document.promised_on else None,
            "answered_at": _instant(document.answered_at, zone),
            "outcomes": list(document.outcomes),
            "answer": _plain(document.answer),
            "rating": document.rating or None,
            "returned": document.returned,
            "photos": document.photos,
            "unverified": document.search_hidden,
        }


def csv_pieces(documents: Iterable[Document], telling: Telling, *, mark: bool = False) -> Iterator[str]:
    """A heading, then one line a case, some at a time. In a demo each line ends with the notice that it is made up.

    `mark`: begin with the mark by which Excel knows that the file is UTF-8. No cell begins like a formula.
    """
    writer = csv.writer(Echo())
    ending = ("notice",) if telling.notice else ()
    lines = [(MARK if mark else "") + writer.writerow((*COLUMNS, *ending))]
    notice = (telling.notice,) if telling.notice else ()
    for document in documents:
        row = telling.row(document)
        lines.append(writer.writerow((*map(_cell, row.values()), *notice)))
        if len(lines) >= AT_ONCE:
            yield "".join(lines)
            lines.clear()
    yield "".join(lines)


def _cell(value: Any) -> Any:
    """Numbers stay numbers, below zero too; nothing else may begin like a formula."""
    kind = type(value)
    if kind is str:
        return harmless(value)
    if kind is list:
        return harmless(SEPARATOR.join(value))
    return BOOLEANS[value] if kind is bool else value


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

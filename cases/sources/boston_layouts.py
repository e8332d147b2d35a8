"""The two layouts of Boston's 311 data: which column says what."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path

from cases.actions.incoming import SourceUnreadable

#: What a row is read for, in the order in which `Layout.picker` hands it out.
WANTED = (
    "reference",
    "opened",
    "due",
    "closed",
    "status",
    "agencies",
    "category",
    "topic",
    "title",
    "answer",
    "comments",
    "verdict",
    "place",
    "neighbourhood",
    "ward",
    "zip",
    "latitude",
    "longitude",
    "channel",
    "photo_before",
    "photo_after",
)
#: Without these a file cannot be read; the others only make it poorer.
REQUIRED = ("reference", "opened", "due", "closed", "status", "agencies", "category", "answer")


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Names of the columns; what is not named does not exist in this layout."""

    name: str
    columns: Mapping[str, str]

    def missing(self, header: Sequence[str]) -> list[str]:
        """Required columns that a header lacks."""
        return [self.columns[wanted] for wanted in REQUIRED if self.columns[wanted] not in header]

    def picker(self, header: Sequence[str]) -> Callable[[Sequence[str]], tuple[str, ...]]:
        """A function that takes what is `WANTED` out of a row that has one more, empty, field at its end."""
        index = {name: number for number, name in enumerate(header)}
        pick: Callable[[Sequence[str]], tuple[str, ...]] = itemgetter(
            *(index.get(self.columns.get(wanted, ""), len(header)) for wanted in WANTED)
        )
        return pick


LAYOUT_2015 = Layout(
    name="2015",
    columns={
        "reference": "CASE_ENQUIRY_ID",
        "opened": "OPEN_DT",
        "due": "TARGET_DT",
        "closed": "CLOSED_DT",
        "status": "CASE_STATUS",
        "agencies": "Department",
        "category": "TYPE",
        "topic": "REASON",
        "title": "CASE_TITLE",
        "answer": "CLOSURE_REASON",
        "verdict": "OnTime_Status",
        "place": "Location",
        "neighbourhood": "neighborhood",
        "ward": "ward",
        "zip": "LOCATION_ZIPCODE",
        "latitude": "LATITUDE",
        "longitude": "LONGITUDE",
        "channel": "Source",
        "photo_before": "SubmittedPhoto",
        "photo_after": "ClosedPhoto",
    },
)
LAYOUT_2025 = Layout(
    name="2025",
    columns={
        "reference": "case_id",
        "opened": "open_date",
        "due": "target_close_date",
        "closed": "close_date",
        "status": "case_status",
        "agencies": "assigned_department",
        "category": "service_name",
        "topic": "case_topic",
        "answer": "closure_reason",
        "comments": "closure_comments",
        "verdict": "on_time",
        "place": "full_address",
        "neighbourhood": "neighborhood",
        "ward": "ward",
        "zip": "zip_code",
        "latitude": "latitude",
        "longitude": "longitude",
        "channel": "report_source",
    },
)
LAYOUTS = (LAYOUT_2015, LAYOUT_2025)


def layout_of(header: Sequence[str], path: Path) -> Layout:
    """The layout that a header follows; `SourceUnreadable` names the columns that the nearest one misses."""
    nearest = min(LAYOUTS, key=lambda layout: len(layout.missing(header)))
    missing = nearest.missing(header)
    if missing:
        reason = f"columns missing of layout {nearest.name}: {', '.join(missing)}"
        raise SourceUnreadable(file=path, line=1, field=missing[0], reason=reason)
    return nearest

"""The record that every source yields: one case as another system tells it, checked, flagged and never mended.

Readers (`cases.sources`) make these values; the importing action writes them. Standard library only.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

#: Longest values that fit the tables; a longer one is a damaged row, and rejected.
REFERENCE_LIMIT = 80
CATEGORY_LIMIT = 160
NAME_LIMIT = 255
TEXT_LIMIT = 131_072

#: First part of every digest: change it when the same record must be written again.
DIGEST_VERSION = "incoming/1"

#: A date this old stands for "none" in some systems; it is kept, but says nothing about when a case began.
PLACEHOLDER_YEAR = 1900

#: PostgreSQL's and SQLite's largest integer: a larger reference is no public number.
LARGEST_NUMBER = 2**63 - 1


class Ended(StrEnum):
    """How the source says a case stands."""

    OPEN = "open"
    CLOSED = "closed"
    CLOSED_UNKNOWN = "closed_unknown"


class Flag(StrEnum):
    """What is odd about a record. The value is kept as it came; the flag is stored, shown and counted."""

    ACCEPTANCE_UNKNOWN = "acceptance_unknown"
    ANSWER_WHILE_OPEN = "answer_while_open"
    BROKEN_CHARACTERS = "broken_characters"
    CLOSED_BEFORE_OPENED = "closed_before_opened"
    CLOSED_IN_1900 = "closed_in_1900"
    CLOSED_WITHOUT_TIME = "closed_without_time"
    DEFAULT_COORDINATES = "default_coordinates"
    DISSOLVED_AGENCY = "dissolved_agency"
    DUE_BEFORE_OPENED = "due_before_opened"
    IMPOSSIBLE_COORDINATES = "impossible_coordinates"
    IN_THE_FUTURE = "in_the_future"  # added when it is written: a reader knows no clock
    NO_AGENCY = "no_agency"
    NO_ANSWER_TEXT = "no_answer_text"
    NO_CATEGORY = "no_category"
    NO_DATES = "no_dates"
    NO_TEXT = "no_text"
    OUTSIDE_CITY = "outside_city"
    PERSONAL_DATA = "personal_data"
    SEVERAL_AGENCIES = "several_agencies"
    STATUS_CONTRADICTS_DATES = "status_contradicts_dates"
    STATUS_UNKNOWN = "status_unknown"
    TITLE_CUT = "title_cut"
    TRUNCATED = "truncated"
    ZIP_AS_NUMBER = "zip_as_number"


@dataclass(frozen=True, kw_only=True, slots=True)
class IncomingAgency:
    """An agency as the source names it; `dissolved` where the source marks it as no longer existing."""

    name: str
    dissolved: bool = False


#: A case that names no agency is charged to the agency named "".
NO_AGENCY = (IncomingAgency(name=""),)


@dataclass(frozen=True, kw_only=True, slots=True)
class IncomingCase:
    """One case of a source. Instants are aware and in UTC, texts are NFC, "" means the source says nothing.

    - `closed_at` is set exactly when `ended` is CLOSED; a closing date that the status denies is in `extra`.
    - `answer_text` is never set while `ended` is OPEN; a text given before the end is in `extra`.
    - `started_at` is what the clock starts from: acceptance, else sending, else the earliest known date, else None.
    - `month_of` decides the page's month: acceptance, else the earliest known date, else None (the import's time).
    - `extra` holds raw values that were not used, under the names in this package's readers.
    - `line` is where the row begins in its file; it is no part of the digest.
    """

    line: int
    source: str
    reference: str
    number: int | None
    title: str
    text: str
    place: str
    category: str
    category_slug: str
    agencies: tuple[IncomingAgency, ...]
    sent_at: datetime | None
    accepted_at: datetime | None
    started_at: datetime | None
    due_at: datetime | None
    closed_at: datetime | None
    ended: Ended
    answer_text: str | None
    month_of: datetime | None
    outcome: str = "unknown"
    ward_name: str = ""
    neighbourhood: str = ""
    lat: float | None = None
    lon: float | None = None
    source_channel: str = ""
    photo_before: bool = False
    photo_after: bool = False
    flags: tuple[Flag, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)

    def flags_at(self, at: datetime) -> tuple[Flag, ...]:
        """Its flags when it is written at `at`: one more where what is said to have happened lies in the future.

        No part of the digest: the same row is the same row tomorrow.
        """
        happened = (self.sent_at, self.accepted_at, self.closed_at)
        if any(instant is not None and instant > at for instant in happened):
            return tuple(sorted((*self.flags, Flag.IN_THE_FUTURE)))
        return self.flags

    @property
    def digest(self) -> str:
        """SHA-256 (hex) over every field but `line`: the same row gives the same digest, in any process.

        Parts are joined by NUL, which no text of a record holds, so no two records give the same bytes.
        """
        parts = [
            DIGEST_VERSION,
            self.source,
            self.reference,
            str(self.number),
            self.title,
            self.text,
            self.place,
            self.category,
            self.category_slug,
            _stamp(self.sent_at),
            _stamp(self.accepted_at),
            _stamp(self.started_at),
            _stamp(self.due_at),
            _stamp(self.closed_at),
            _stamp(self.month_of),
            self.ended,
            "" if self.answer_text is None else f"={self.answer_text}",
            self.outcome,
            self.ward_name,
            self.neighbourhood,
            f"{self.lat} {self.lon} {self.photo_before} {self.photo_after}",
            self.source_channel,
            str(len(self.agencies)),
            *[f"{agency.dissolved} {agency.name}" for agency in self.agencies],
            str(len(self.flags)),
            *self.flags,
        ]
        for name in sorted(self.extra):
            parts += name, self.extra[name]
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _stamp(instant: datetime | None) -> str:
    """Seconds since 1970: the same in every zone, exact to the microsecond until 2242, a third of isoformat's time."""
    return "" if instant is None else str(instant.timestamp())


@dataclass(frozen=True, kw_only=True, slots=True)
class Rejected:
    """A row that could not be read: its line (from 1), the column at fault ("" for none), why, and how it looked."""

    line: int
    field: str
    reason: str
    raw: str = ""


class SourceUnreadable(Exception):  # noqa: N818 - says what the file is, as MoveRefused says what the move is
    """The file as a whole is not what the source sends: nothing of it can be read."""

    def __init__(self, *, file: Path, line: int, field: str, reason: str) -> None:
        super().__init__(file, line, field, reason)
        self.file = file
        self.line = line
        self.field = field
        self.reason = reason

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}"
        return f"{place}: {self.field}: {self.reason}" if self.field else f"{place}: {self.reason}"


@dataclass(kw_only=True, slots=True)
class Progress:
    """How far a reader is, roughly, in bytes of the file as it lies on disk (compressed, where it is)."""

    bytes_total: int = 0
    bytes_read: int = 0


class Reader(Protocol):
    """Reads one file of one source, streaming: memory does not grow with the file (but by 48 bytes a reference)."""

    source: str
    progress: Progress

    def read(self, path: Path) -> Iterator[IncomingCase | Rejected]:
        """Yield every row, good or rejected, in file order; `SourceUnreadable` on the first `next` or later."""


def public_number(reference: str) -> int | None:
    """The reference as a number, where it is a positive integer written plainly ("007" is none)."""
    if not (reference.isascii() and reference.isdigit()) or reference[0] == "0" or len(reference) > 19:
        return None
    number = int(reference)
    return number if number <= LARGEST_NUMBER else None


def begin(
    *, accepted: datetime | None, sent: datetime | None, due: datetime | None, closed: datetime | None
) -> tuple[datetime | None, datetime | None]:
    """What the clock starts from, and what decides the page's month (see `IncomingCase`)."""
    if accepted is not None:
        return accepted, accepted
    known = [day for day in (sent, due, closed) if day is not None and day.year > PLACEHOLDER_YEAR]
    earliest = min(known, default=None)
    return sent or earliest, earliest

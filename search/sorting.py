"""The orders of a list, and the cursors that say where in an order a page begins."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import StrEnum

from search.document import Document
from search.instants import micros

HIGHEST = 2**63 - 1  # what a database's big integer holds
UNDATED, CLOSED = 2**60, 2**61  # above every instant, so that one number orders what has a due date and what has not
NEVER_LATE = -(2**62)
LATEST = 2**53  # an instant of the year 2255: what is added to it or taken away still fits
_CURSOR = re.compile(r"(-?\d{1,19}(?:\.\d{1,40})?(?:e[-+]?\d{1,3})?)_(\d{1,19})_(\d{1,19})(?:_(\d{1,19}))?", re.ASCII)


class Sort(StrEnum):
    """The order of a list; rows that are equal in it follow by case, the newer (OLDEST, DUE: the older) first."""

    RELEVANCE = "relevance"  # what fits the words best
    NEWEST = "newest"  # by acceptance
    OLDEST = "oldest"
    DUE = "due"  # open clocks by due date, then those without one, then closed clocks
    LATE = "late"  # by how long past its due date a case was answered, or still is not

    @property
    def descending(self) -> bool:
        """True where larger keys come first."""
        return self not in (Sort.OLDEST, Sort.DUE)


@dataclass(frozen=True, kw_only=True)
class Cursor:
    """One row's place in an order: its key, its case, and the instant (in microseconds) the order was asked at.

    `row` is its number when it was read, from 1, where the reading began at the front: so a page can say which rows
    it shows without counting those before it.
    """

    key: float | int
    case_id: int
    at: int
    row: int | None = None

    def __str__(self) -> str:
        number = "" if self.row is None else f"_{self.row}"
        return f"{self.key!r}_{self.case_id}_{self.at}{number}"

    @classmethod
    def read(cls, text: str) -> Cursor | None:
        """Return the cursor that `str()` wrote, or None when `text` is not one."""
        match = _CURSOR.fullmatch(text)
        if match is None:
            return None
        key, case_id, at, row = match.groups()
        number = int(key) if key.lstrip("-").isdigit() else float(key)
        if not math.isfinite(number) or max(abs(number), int(case_id)) > HIGHEST or int(at) > LATEST:
            return None
        if row is not None and not 0 < int(row) <= HIGHEST:
            return None
        return cls(key=number, case_id=int(case_id), at=int(at), row=None if row is None else int(row))


def rows_before(*, page: int, size: int, after: Cursor | None, before: Cursor | None) -> int | None:
    """How many rows stand before a page; None where its cursor does not know its own number."""
    if after is not None:
        return after.row
    if before is not None:
        return None if before.row is None else max(0, before.row - 1 - size)
    return (page - 1) * size


def due_order(document: Document) -> int:
    """What DUE compares: open clocks by due date, then open ones without, then closed ones by due date."""
    if document.due_at is None:
        return UNDATED if document.is_open else HIGHEST
    return micros(document.due_at) + (0 if document.is_open else CLOSED)


def lateness(document: Document, at: int) -> int:
    """What LATE compares: microseconds from the due date to the answer, or to `at` while there is none."""
    if document.late_from is None:
        return NEVER_LATE
    return (at if document.stopped_at is None else micros(document.stopped_at)) - micros(document.late_from)

"""The bytes of a frozen day: its CSV and JSON, whose SHA-256 the day keeps. The same for every language.

They follow from the day's rows alone. What is changed here changes the bytes of days long frozen, and their checksums
no longer fit: write another version of the method instead (METHOD), and keep this one for the days that name it.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any

import orjson
from django.utils import timezone

from cases.models import Snapshot, SnapshotAgency, SnapshotChange, SnapshotCorrection
from cases.models.snapshot import Counted
from cases.public.spreadsheet import harmless
from cases.rules.verdicts import VerdictKind

#: How a day is counted and written down. 2: why a case left the list is told by the round that stood on it
#: (`leaving`); of days by 1 by the agency's newest closing (`first_reasons`). 3: the CSV says whether the day was
#: reconstructed, and by which method it was frozen. It numbers freezing alone; the definitions of figures of now have
#: versions of their own (`cases.accountability.definitions`).
METHOD = 3
METHODS = (1, 2, METHOD)
SAYS_HOW = 3  # methods from this on
COLUMNS = (
    "date",
    "ended_at",
    "agency",
    "slug",
    "overdue",
    "promise_broken",
    "extended",
    "open",
    "share",
    "median_days_late",
    "oldest_days_late",
    "oldest_number",
)
CASE_COLUMNS = ("number", "reference", "verdict", "days_late")
#: Of a demo; fixed, because it is part of the bytes.
NOTICE = "BẢN MẪU. Mọi phản ánh, đơn vị và số liệu đều do máy tạo, không phải của thành phố Huế. Xin đừng trích dẫn."


@dataclass(frozen=True, kw_only=True)
class Frozen:
    """One frozen day with its rows, stored or about to be; corrections are none of its bytes."""

    snapshot: Snapshot
    agencies: Sequence[SnapshotAgency]
    changes: Sequence[SnapshotChange]


def sha256(content: bytes) -> str:
    """The checksum (hex) of a file."""
    return hashlib.sha256(content).hexdigest()


def as_csv(frozen: Frozen, corrections: Sequence[SnapshotCorrection] = ()) -> bytes:
    """A heading and one line an agency; with corrections a column more, which tells them on each line."""
    out = StringIO()
    writer = csv.writer(out)
    snapshot = frozen.snapshot
    beside = {"notice": NOTICE} if snapshot.sample else {}
    if corrections:
        beside["corrections"] = " | ".join(f"{_written(each.made_at)}: {each.reason}" for each in corrections)
    how = {"reconstructed": str(snapshot.reconstructed).lower(), "method": snapshot.method}
    how = how if snapshot.method >= SAYS_HOW else {}
    writer.writerow((*COLUMNS, *how, *beside))
    for row in frozen.agencies:
        cells = {**_day(snapshot), **_names(row), **_counts(row), **how}
        writer.writerow([*(cells[name] for name in (*COLUMNS, *how)), *map(harmless, beside.values())])
    return out.getvalue().encode()


def as_json(frozen: Frozen, corrections: Sequence[SnapshotCorrection] = ()) -> bytes:
    """Everything the day holds; corrections come last, as a key that is not there without any."""
    snapshot = frozen.snapshot
    told = {
        **({"notice": NOTICE} if snapshot.sample else {}),
        **_day(snapshot),
        "frozen_at": _written(snapshot.frozen_at),
        "reconstructed": snapshot.reconstructed,
        "method": snapshot.method,
        "ledger_sha256": snapshot.ledger_digest,
        "caveats": snapshot.caveats,
        "total": _counts(snapshot),
        "agencies_past_due": snapshot.agencies_past_due,
        "unassigned": {"open": snapshot.unassigned, "past_due": snapshot.unassigned_past_due},
        "case_columns": CASE_COLUMNS,
        "agencies": [
            {"agency": row.name, "slug": row.slug, **_counts(row), "cases": orjson.Fragment(row.cases)}
            for row in frozen.agencies
        ],
        "compared_with": snapshot.compared_with,
        "changes": [_change(change) for change in frozen.changes],
    }
    if corrections:
        told["corrections"] = [{"at": _written(each.made_at), "reason": each.reason} for each in corrections]
    return orjson.dumps(told)


def cases_text(rows: Sequence[tuple[int, str, str, int]]) -> str:
    """The cases of an agency as its row keeps them, and as they stand in the JSON."""
    return orjson.dumps(rows).decode()


def _day(snapshot: Snapshot) -> dict[str, Any]:
    return {"date": snapshot.date.isoformat(), "ended_at": _written(snapshot.ended_at)}


def _written(instant: Any) -> str:
    return timezone.localtime(instant).isoformat()


def _names(row: SnapshotAgency) -> dict[str, str]:
    return {"agency": harmless(row.name), "slug": harmless(row.slug)}


def _counts(row: Counted) -> dict[str, Any]:
    return {
        "overdue": row.overdue,
        "promise_broken": row.promise_broken,
        "extended": row.extended,
        "open": row.open,
        "share": None if row.share is None else round(row.share, 4),
        "median_days_late": _plain(row.median_days),
        "oldest_days_late": row.oldest_days,
        "oldest_number": row.oldest_number,
    }


def _plain(days: float | None) -> float | int | None:
    """12, not 12.0, beside other whole days; 18.5 stays."""
    return None if days is None else int(days) if days == int(days) else days


def _change(change: SnapshotChange) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "slug": change.slug,
        "number": change.number,
        "reference": change.reference,
        "verdict": change.verdict,
        "days_late": change.days,
        "reason": change.reason or None,
    }


def parsed(text: str) -> Iterator[tuple[int, str, str, int]]:
    """The rows that `cases_text` wrote."""
    yield from map(tuple, orjson.loads(text))


def pieces(text: str) -> list[str]:
    """The same rows, each still as JSON: as objects, those of a great city cost four times as much to read.

    No line ends within JSON. Where what parts two rows stands in a reference, too, they are written anew.
    """
    found = text[1:-1].replace("],[", "]\n[").split("\n")
    if len(found) == sum(text.count(as_verdict(kind)) for kind in VerdictKind):
        return found
    return [orjson.dumps(row).decode() for row in parsed(text)]


def as_verdict(kind: str) -> str:
    """How a row's verdict stands in JSON, and nothing else does: within a text there is a stroke before every quote."""
    return f'","{kind}",'

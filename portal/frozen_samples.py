"""Examples of frozen days for the styleguide: rows that were never stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from cases.accountability.frozen.entries import Entries, EntryRow
from cases.accountability.frozen.reading import AgencyRow, ChangeRow, Changes, month_of
from cases.accountability.frozen.today import Today
from cases.accountability.overdue_list import TurnRow
from cases.models import Snapshot, SnapshotAgency
from cases.public.case import Named, PublicCase

DAY = date(2026, 11, 24)
ENDED = datetime(2026, 11, 24, 17, tzinfo=UTC)
DIGEST = "9f2c41d07b6e5a8813e0c94477f1ab52d6083c1e77ba90e4512fd8c63a0be719"


def _snapshot(overdue: int, day: date = DAY) -> Snapshot:
    counts = {"open": 2 * overdue, "overdue": overdue, "promise_broken": 0, "extended": 1}
    times = {"ended_at": ENDED, "frozen_at": ENDED + timedelta(minutes=5)}
    digests = {"csv_sha256": DIGEST, "json_sha256": DIGEST, "ledger_digest": DIGEST}
    return Snapshot(date=day, median_days=18.5, oldest_days=41, method=1, **counts, **times, **digests)


def _late() -> Snapshot:
    """A day that was frozen when it was long over."""
    found = _snapshot(10)
    found.frozen_at = ENDED + timedelta(days=400)
    return found


def frozen_samples(name: str, cases: Sequence[PublicCase]) -> dict[str, list[Mapping[str, Any]]]:
    """Component → what it takes; `name` is of a long agency."""
    agency = Named(slug="x", name=name)
    before, after = _snapshot(10_000, DAY - timedelta(days=7)), _snapshot(9_998)
    rows = [
        AgencyRow(
            row=SnapshotAgency(
                name=name, slug="x", open=20, overdue=n, promise_broken=1, extended=0, median_days=1.0, oldest_days=3
            ),
            before=was,
            oldest_linked=False,
        )
        for n, was in ((9_999, 10_000), (1, 0), (0, 1), (5, None))
    ]
    kinds = [
        ChangeRow(number=n, agency=agency, verdict="overdue", days=1, reason="", linked=n > 1) for n in (1, 10_000)
    ]
    entries = [
        EntryRow(number=n, reference=str(n), verdict=verdict, days=n, agency=agency, linked=n > 1)
        for n, verdict in ((10_000, "promise_broken"), (1, "extended"))
    ]
    many = Entries(snapshot=after, row=after, kinds=(), entries=entries, n=9_999)
    some = Entries(snapshot=after, row=after, kinds=(), entries=entries, n=9_997)
    none = Entries(snapshot=after, row=after, kinds=("overdue",), entries=(), n=0)
    left = ChangeRow(number=7, agency=agency, verdict="overdue", days=9, reason="đã trả lời", linked=True)
    turns = [TurnRow(case=case, agency=agency, verdict="promise_broken", label=label) for case, label in _told(cases)]
    today = {"today": Today(yesterday=after, week=before), "change_in_a_week": -2, "total": {"change": 3}}
    return {
        "reconstructed": [{"snapshot": _late()}],
        "frozen_table": [{"rows": rows, "total": after, "change": -2, "snapshot": after}],
        "frozen_changes": [
            {"changes": Changes(n=12_345, codes=(), shown=kinds)},
            {"changes": Changes(n=1, codes=(("answered", 1),), shown=[left])},
            {"changes": Changes(n=0, codes=(), shown=())},
        ],
        "frozen_entries": [
            {"found": many, "snapshot": after, "agencies": True},
            {"found": many, "snapshot": after},
            {"found": none, "snapshot": after},
        ],
        "frozen_told": [
            {"found": some, "headline": 9_999, "extended": 81, "unknown": ["sớm"]},
            {"found": none, "headline": 0, "extended": 0},
        ],
        "frozen_month": [{"month": month_of(DAY.replace(day=1), [after])}],
        "frozen_cite": [{"snapshot": after, "now": ENDED, "found": {"corrections": ()}}],
        "since_then": [{"found": today, "today": today["today"]}],
        "turned": [{"turns": turns, "n": 99}, {"turns": (), "n": 0}],
    }


def _told(cases: Sequence[PublicCase]) -> list[tuple[PublicCase, str]]:
    return list(zip(cases, ("", "đã trả lời và được duyệt"), strict=False))

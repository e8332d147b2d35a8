"""Boston's files counted row by row, in the plainest way and with none of the project's code, to compare with."""

import csv
import gzip
import statistics
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import isclose, sqrt
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

DAY = 86_400


@dataclass(frozen=True)
class Row:
    """One request: instants in UTC, `closed` only where the city says that it is closed."""

    reference: str
    agency: str
    opened: datetime
    due: Any  # an instant or None
    closed: Any
    is_closed: bool
    on_time: str


def in_boston(text: str) -> Any:
    """An instant as the file of 2015 writes it: the time of Boston's clocks."""
    naive = datetime.strptime(text, "%m/%d/%Y %I:%M:%S %p") if text else None  # noqa: DTZ007 - the zone follows
    return naive and naive.replace(tzinfo=ZoneInfo("America/New_York")).astimezone(UTC)


def with_offset(text: str) -> Any:
    """An instant as the file of 2025 writes it."""
    return datetime.fromisoformat(text).astimezone(UTC) if text else None


def records(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def rows_of_2015(path: Path) -> Iterator[Row]:
    for record in records(path):
        is_closed = record["CASE_STATUS"] == "Closed"
        yield Row(
            reference=record["CASE_ENQUIRY_ID"],
            agency=record["Department"],
            opened=in_boston(record["OPEN_DT"]),
            due=in_boston(record["TARGET_DT"]),
            closed=in_boston(record["CLOSED_DT"]) if is_closed else None,
            is_closed=is_closed,
            on_time=record["OnTime_Status"],
        )


def rows_of_2025(path: Path) -> Iterator[Row]:
    for record in records(path):
        is_closed = record["case_status"] == "Closed"
        yield Row(
            reference=record["case_id"],
            agency=record["assigned_department"],
            opened=with_offset(record["open_date"]),
            due=with_offset(record["target_close_date"]),
            closed=with_offset(record["close_date"]) if is_closed else None,
            is_closed=is_closed,
            on_time=record["on_time"],
        )


def counted(rows: Iterable[Row], at: datetime) -> dict[str, dict[str, Any]]:
    """The figures of every agency at an instant, and of all under "_all"."""
    by_agency = defaultdict(list)
    for row in rows:
        if row.opened <= at:
            by_agency[row.agency].append(row)
            by_agency["_all"].append(row)
    return {agency: figures(own, at) for agency, own in by_agency.items()}


def figures(rows: Sequence[Row], at: datetime) -> dict[str, Any]:
    opened = [row for row in rows if not row.is_closed or (row.closed is not None and row.closed > at)]
    closed = [row for row in rows if row.closed is not None and row.closed <= at]
    overdue = [row for row in opened if row.due is not None and row.due < at]
    with_due = [row for row in closed if row.due is not None]
    in_term = [row for row in with_due if row.closed <= row.due]
    n = len(with_due) + len(overdue)
    days = [(row.closed - row.opened).total_seconds() / DAY for row in closed]
    days = [each for each in days if each >= -1]
    return {
        "open": len(opened),
        "overdue": len(overdue),
        "closed": len(closed),
        "closed_with_due": len(with_due),
        "closed_in_term": len(in_term),
        "n": n,
        "on_time_rate": len(in_term) / n if n else None,
        "kept_rate": len(in_term) / n if n else None,
        "firm_rate": len(in_term) / n if n else None,
        "wilson_low": wilson(len(in_term), n, -1),
        "wilson_high": wilson(len(in_term), n, +1),
        "median_days": statistics.median(days) if days else None,
        "p90_days": statistics.quantiles(days, n=10, method="inclusive")[8]
        if len(days) > 1
        else next(iter(days), None),
    }


def differences(found: Mapping[str, Any], expected: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Name → what was found and expected, where these are not the same but for the last digits."""
    return {
        name: (found[name], value)
        for name, value in expected.items()
        if (found[name] is None) != (value is None)
        or (value is not None and not isclose(found[name], value, rel_tol=1e-9, abs_tol=1e-9))
    }


def wilson(k: int, n: int, sign: int) -> float | None:
    if not n:
        return None
    z, share = statistics.NormalDist().inv_cdf(0.975), k / n
    return (share + z * z / (2 * n) + sign * z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))) / (1 + z * z / n)

"""Turns the stretches in a story into clocks as they stand at an instant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings

from cases.rules.standings import Phase, Standing, kind_at
from cases.rules.verdicts import VerdictKind, days_late

PHASES = {phase.value: phase for phase in Phase}  # a dictionary is asked five times as quickly as the class


def instant(value: str | None) -> datetime | None:
    """An instant of a story."""
    return None if value is None else datetime.fromisoformat(value)


def day(value: str | None) -> date | None:
    """A day of a story."""
    return None if value is None else date.fromisoformat(value)


def standing_of(row: Mapping[str, Any]) -> Standing:
    """The rule's value of one stretch."""
    return Standing(
        since=instant(row["since"]),
        until=instant(row["until"]),
        phase=PHASES[row["phase"]],
        stopped_at=instant(row["stopped_at"]),
        due_at=instant(row["due_at"]),
        term_end=instant(row["term_end"]),
        limit=instant(row["limit"]),
        broken_from=instant(row["broken_from"]),
    )


def standing_at(rows: Iterable[Standing], at: datetime) -> Standing | None:
    """The stretch that holds `at`, None before the clock began."""
    for row in rows:
        if (row.since is None or row.since <= at) and (row.until is None or at < row.until):
            return row
    return None


def days_between(first: datetime, last: datetime, zone: str | None = None) -> int:
    """Local calendar days from `first` to `last`; negative when `last` is earlier."""
    zone = zone or settings.TIME_ZONE
    if last >= first:
        return days_late(first, last, zone)
    return -days_late(last, first, zone)


def _days(kind: VerdictKind | None, standing: Standing, t: datetime, zone: str) -> int | None:
    if kind is None or standing.term_end is None:
        return None
    if kind is VerdictKind.IN_TERM:
        return days_between(t, standing.term_end, zone)
    return days_between(standing.term_end, t, zone)


def clock_fields(
    standing: Standing | None, *, at: datetime, started_at: datetime | None, promised_on: date | None, zone: str
) -> dict[str, Any]:
    """The fields of a PublicClock; only `at` where the clock had not begun."""
    if standing is None:
        return {"at": at, "started_at": started_at}
    kind = kind_at(standing, at)
    t = standing.stopped_at or at
    waited = (
        None if started_at is None or standing.phase is Phase.UNKNOWN else max(days_between(started_at, t, zone), 0)
    )
    extended = None
    if standing.limit and standing.term_end and standing.limit > standing.term_end:
        extended = days_between(standing.term_end, standing.limit, zone)
    return {
        "at": at,
        "phase": standing.phase.value,
        "verdict": kind.value if kind else None,
        "started_at": started_at,
        "t": None if standing.phase is Phase.UNKNOWN else t,
        "stopped_at": standing.stopped_at,
        "due_at": standing.due_at,
        "term_end": standing.term_end,
        "limit_at": standing.limit,
        "broken_from": standing.broken_from,
        "promised_on": promised_on,
        "days": _days(kind, standing, t, zone),
        "waited_days": waited,
        "extended_days": extended,
    }

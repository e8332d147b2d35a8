"""Instants as whole microseconds since 1970, UTC: integers compare alike in every database and keep indexes small."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def micros(instant: datetime) -> int:
    """Return the microseconds from 1970 to an aware `instant`, exactly."""
    return (instant - EPOCH) // _MICROSECOND


def micros_or_none(instant: datetime | None) -> int | None:
    """Return `micros(instant)`, and None for None."""
    return None if instant is None else micros(instant)


def instant_of(value: int) -> datetime:
    """Return the aware instant (UTC) that `micros` made `value` of."""
    return EPOCH + timedelta(microseconds=value)

"""Instants: aware datetimes, kept and compared in UTC, and wall times turned into them."""

from datetime import UTC, date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo


def utc(instant: datetime) -> datetime:
    """Return the same instant in UTC; ValueError for a naive one, which names no instant.

    Python compares two datetimes of the same zone by their wall time and so cannot tell the two passes of a repeated
    hour apart; in UTC it can. Hence every rule compares in UTC.
    """
    if instant.utcoffset() is None:
        raise ValueError(f"{instant.isoformat()} has no time zone, so it names no instant.")
    return instant.astimezone(UTC)


def keep_in_utc(value: object) -> None:
    """Turn every instant held by a frozen value into UTC (called while the value is being made)."""
    for name, held in vars(value).items():
        if isinstance(held, datetime):
            object.__setattr__(value, name, utc(held))


def written(instant: datetime) -> str:
    """Return the instant as ISO 8601 in UTC with microseconds, always in the same 32 characters."""
    return _written(instant if instant.tzinfo is UTC else utc(instant))


# A case tells each of its instants some ten times. Only UTC may be remembered: in another zone Python calls the two
# passes of a repeated hour equal.
@lru_cache(maxsize=4096)
def _written(instant: datetime) -> str:
    return instant.isoformat(timespec="microseconds")


def at_wall_time(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """Return the instant when the clocks of a zone show `clock` on `day`.

    In a repeated hour the first pass is meant. A time the clocks skip is moved on by the length of the gap
    (02:30 becomes 03:30), as it would be for somebody whose watch was not set.
    """
    return _settled(datetime.combine(day, clock.replace(fold=0), tzinfo=zone))


def last_of_day(day: date, zone: ZoneInfo) -> datetime:
    """Return the last microsecond of a day; where clocks repeat the hour before midnight, that of the second pass."""
    return _settled(datetime.combine(day, time.max.replace(fold=1), tzinfo=zone))


def _settled(local: datetime) -> datetime:
    """Return the instant as the clocks of its zone really show it, so that a skipped time does not survive."""
    return local.astimezone(UTC).astimezone(local.tzinfo)

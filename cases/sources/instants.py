"""Dates and times as sources write them, into aware instants in UTC. Nothing is guessed: what does not fit is refused.

Known forms: `01/31/2015 08:30:00 AM` and ISO 8601 (`2025-08-01 06:35:06.539+00`, `2019-05-31T10:32:00+07:00`).
A time without offset is local to the source's zone, in the repeated hour the first is meant; a date alone is the end
of that day.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

END_OF_DAY = time(23, 59, 59, 999999)
_TWO = {f"{number:02}": number for number in range(60)}
_HOURS = {
    (f"{hour:02}", half): hour % 12 + (12 if half == "PM" else 0) for hour in range(1, 13) for half in ("AM", "PM")
}
_US_LENGTH = len("01/31/2015 08:30:00 AM")
_DATE_LENGTH = len("2015-01-31")


class NoInstant(ValueError):  # noqa: N818 - says what the text is
    """The text is no date and time in a form we know."""

    def __init__(self, text: str) -> None:
        super().__init__(f"is no date: {text[:40]!r}")


def parse_instant(text: str, zone: ZoneInfo) -> datetime:
    """The instant that `text` names, in UTC; `NoInstant` when it names none."""
    try:
        if text[2:3] == "/":
            return _american(text, zone)
        if text[4:5] == "-" and text[7:8] == "-":
            return _iso(text, zone)
    except (ValueError, KeyError, OverflowError):
        pass
    raise NoInstant(text)


def _american(text: str, zone: ZoneInfo) -> datetime:
    if len(text) == _DATE_LENGTH:
        return end_of(_day(text, zone)[0], zone)
    if len(text) != _US_LENGTH or text[10:20:3] != " :: ":
        raise ValueError(text)
    day, offset = _day(text[:10], zone)
    hour, minute, second = _HOURS[text[11:13], text[20:]], _TWO[text[14:16]], _TWO[text[17:19]]
    if offset is None:
        return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=zone).astimezone(UTC)
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=UTC) - offset


@lru_cache(maxsize=4096)
def _day(text: str, zone: ZoneInfo) -> tuple[date, timedelta | None]:
    """A day written `01/31/2015`, and its offset from UTC; None on a day that changes its offset."""
    month, day, year = text.split("/")
    if not (len(month) == len(day) == 2 and len(year) == 4 and text.isascii() and (month + day + year).isdigit()):
        raise ValueError(text)
    found = date(int(year), int(month), int(day))
    begins = datetime.combine(found, time.min, zone).utcoffset()
    ends = datetime.combine(found, END_OF_DAY, zone).utcoffset()
    return found, begins if begins == ends else None


def _iso(text: str, zone: ZoneInfo) -> datetime:
    if len(text) == _DATE_LENGTH:
        return end_of(date.fromisoformat(text), zone)
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        found = found.replace(tzinfo=zone)
    return found.astimezone(UTC)


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """The last microsecond of a day in its zone, in UTC."""
    return datetime.combine(day, END_OF_DAY, zone).astimezone(UTC)

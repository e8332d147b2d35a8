"""Reads the instant somebody asks about: ISO 8601, as a command or an address writes it."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.core.management.base import CommandError
from django.utils import timezone

from cases.rules.instants import at_wall_time, last_of_day


def read_instant(text: str, zone: str) -> datetime:
    """Return the instant in UTC; ValueError with a sentence where the text names none.

    A date alone means the end of that day; what has no offset is the time of clocks in `zone`.
    """
    try:
        return _read(text.strip(), ZoneInfo(zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(
            f"{text!r} is no instant in ISO 8601, such as 2026-11-24, 2026-11-24T08:00 or 2026-11-24T08:00:00+07:00."
        ) from None


def _read(text: str, zone: ZoneInfo) -> datetime:
    try:
        return last_of_day(date.fromisoformat(text), zone)
    except ValueError:
        instant = datetime.fromisoformat(text)
    if instant.tzinfo is not None:
        return instant
    return at_wall_time(instant.date(), instant.time(), zone)


def add_at(parser: ArgumentParser) -> None:
    """Let a command be asked about an instant."""
    parser.add_argument(
        "--at",
        metavar="INSTANT",
        help="ISO 8601; a date alone means the end of that day; without offset in the city's zone (default: now)",
    )


def asked_at(options: Mapping[str, Any]) -> datetime:
    """The instant a command was asked about, or now; CommandError where it is none."""
    asked = options["at"]
    if asked is None:
        return timezone.now()
    if isinstance(asked, datetime):
        return asked
    try:
        return read_instant(asked, timezone.get_default_timezone_name())
    except ValueError as wrong:
        raise CommandError(str(wrong)) from wrong

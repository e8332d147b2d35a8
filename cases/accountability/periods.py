"""Months and days of the city's calendar, and which of them an instant in the database falls into."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Case, IntegerField, Value, When
from django.utils import timezone

from cases.rules.instants import at_wall_time

FEW = 8  # periods that are looked through one after the other


@dataclass(frozen=True, kw_only=True)
class Period:
    """Whole days of the city, both included."""

    first: date
    last: date

    @property
    def start(self) -> datetime:
        """Its first instant."""
        return midnight(self.first)

    @property
    def end(self) -> datetime:
        """The first instant after it."""
        return midnight(self.last + timedelta(days=1))


def midnight(day: date) -> datetime:
    """The first instant of a day in the city's zone."""
    return at_wall_time(day, time.min, timezone.get_default_timezone())


def month(year: int, number: int) -> Period:
    """One month."""
    first = date(year, number, 1)
    return Period(first=first, last=first.replace(day=monthrange(year, number)[1]))


def months_of(year: int) -> list[Period]:
    """The twelve months of a year."""
    return [month(year, number) for number in range(1, 13)]


def months_until(day: date, n: int) -> list[Period]:
    """The `n` months up to that of a day, the oldest first."""
    counted = [day.year * 12 + day.month - 1 - back for back in reversed(range(n))]
    return [month(each // 12, each % 12 + 1) for each in counted]


def days_of(period: Period) -> list[Period]:
    """Each day by itself."""
    n = (period.last - period.first).days + 1
    return [Period(first=day, last=day) for day in (period.first + timedelta(days=k) for k in range(n))]


def which(instant: str, periods: Sequence[Period]) -> Case:
    """SQL: the place in `periods`, which follow one another, of the period an instant falls into; null outside.

    Plain comparisons with the days' bounds: the database needs to know nothing of zones. Many periods are halved again
    and again, so that of the days of a year nine comparisons find one, not hundreds.
    """
    before = When(**{f"{instant}__lt": periods[0].start}, then=Value(None))
    return Case(before, default=_within(instant, list(enumerate(periods))), output_field=IntegerField())


def _within(instant: str, placed: Sequence[tuple[int, Period]]) -> Case:
    """The same of an instant that is in none of the periods before these."""
    if len(placed) <= FEW:
        ends = [When(**{f"{instant}__lt": each.end}, then=Value(place)) for place, each in placed]
        return Case(*ends, default=Value(None), output_field=IntegerField())
    half = len(placed) // 2
    first = When(**{f"{instant}__lt": placed[half][1].start}, then=_within(instant, placed[:half]))
    return Case(first, default=_within(instant, placed[half:]), output_field=IntegerField())

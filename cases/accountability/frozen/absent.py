"""A day of which there is no frozen list: why not, when there will be one, and which days are close to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Max, Min, Q

from cases.models import Snapshot


class Why(StrEnum):
    """Why a day is not frozen."""

    TODAY = "today"  # it is not over
    FUTURE = "future"  # it has not begun
    WAITS = "waits"  # it is over, and no day since is frozen either
    BEFORE = "before"  # the first frozen day is a later one
    LEFT_OUT = "left_out"  # days before and after it are frozen


@dataclass(frozen=True, kw_only=True)
class Absent:
    """A day without a list; `first`, `last`, `before` and `after` are frozen days, None where there is none."""

    day: date
    why: Why
    first: date | None
    last: date | None
    before: date | None
    after: date | None

    @property
    def ready_on(self) -> date:
        """The day in whose first hours it is frozen."""
        return self.day + timedelta(days=1)

    @property
    def near(self) -> list[date]:
        """The frozen days next to it, the newest left out: that has a link of its own."""
        return [each for each in (self.before, self.after) if each is not None and each != self.last]


def absent(day: date, today: date) -> Absent | None:
    """What can be said of a day that is not frozen (one query); None where it is."""
    found = Snapshot.objects.aggregate(
        first=Min("date"),
        last=Max("date"),
        before=Max("date", filter=Q(date__lt=day)),
        own=Max("date", filter=Q(date=day)),
        after=Min("date", filter=Q(date__gt=day)),
    )
    if found.pop("own") is not None:
        return None
    return Absent(day=day, why=_why(day, today, found["before"], found["after"]), **found)


def _why(day: date, today: date, before: date | None, after: date | None) -> Why:
    if day >= today:
        return Why.TODAY if day == today else Why.FUTURE
    if after is None:
        return Why.WAITS
    return Why.BEFORE if before is None else Why.LEFT_OUT

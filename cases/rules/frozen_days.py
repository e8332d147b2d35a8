"""Frozen days: what is known of a day when it is frozen, and on which days a clock stands on the list.

Source: design, section 3, "Instants": a frozen snapshot leaves out what was recorded after its day; a day frozen later
than it ended is bounded by that instant and marked as reconstructed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from cases.rules.verdicts import VerdictKind, kind_of

#: A day frozen within this time after its end counts as frozen when it ended: `nightly` runs after midnight, and has
#: until the morning.
GRACE = timedelta(hours=6)
MEDIAN_TENTHS = 5


class DayNotOver(ValueError):  # noqa: N818 - it is a refusal with a reason
    """Only what has ended can be frozen."""


@dataclass(frozen=True, kw_only=True)
class FrozenDay:
    """A day's last instant, when it was frozen, and whether that was later than it ended."""

    day: date
    ended_at: datetime
    frozen_at: datetime
    reconstructed: bool

    @property
    def bound(self) -> datetime:
        """What was recorded later is left out."""
        return self.frozen_at if self.reconstructed else self.ended_at


def frozen_day(day: date, *, ended_at: datetime, now: datetime, first_recorded: datetime | None) -> FrozenDay:
    """Return how a day is frozen now; DayNotOver where it has not ended.

    `first_recorded` is when the portal learned anything for the first time (None: never). A day before that could not
    be frozen in time, so it is reconstructed however soon that happens.
    """
    if now <= ended_at:
        raise DayNotOver(f"{day.isoformat()} has not ended yet.")
    began = first_recorded is not None and first_recorded <= ended_at
    in_time = began and now - ended_at <= GRACE
    return FrozenDay(day=day, ended_at=ended_at, frozen_at=now, reconstructed=not in_time)


@dataclass(frozen=True, slots=True)
class OpenStretch:
    """One stretch of an open clock: [since, until) by the clock, [recorded_at, replaced_at) by what was known."""

    since: datetime | None
    until: datetime | None
    recorded_at: datetime | None
    replaced_at: datetime | None
    stopped_at: datetime | None
    term_end: datetime | None
    limit: datetime | None
    broken_from: datetime | None


@dataclass(frozen=True, slots=True)
class Run:
    """Days, as places [first, last) in a list of them, on which a clock stands in one way."""

    first: int
    last: int
    kind: VerdictKind


def days_of(stretch: OpenStretch, ends: Sequence[datetime], bounds: Sequence[datetime]) -> tuple[int, int]:
    """Return the places [first, last) of the days at whose end the stretch held, as was known by each day's bound.

    Both lists ascend, bounds perhaps with equals. Where nothing holds first is not less than last.
    """
    first = 0 if stretch.since is None else bisect_left(ends, stretch.since)
    last = len(ends) if stretch.until is None else bisect_left(ends, stretch.until)
    if stretch.recorded_at is not None:
        first = max(first, bisect_left(bounds, stretch.recorded_at))
    if stretch.replaced_at is not None:
        last = min(last, bisect_left(bounds, stretch.replaced_at))
    return first, last


def runs(stretch: OpenStretch, ends: Sequence[datetime], bounds: Sequence[datetime]) -> Iterator[Run]:
    """Yield how the clock stands on the days of the stretch, day after day without a gap.

    Each run's verdict is that of its first day by `kind_of`: between two days at which a limit passes none changes.
    """
    first, last = days_of(stretch, ends, bounds)
    if first >= last:
        return
    stops = stretch.stopped_at
    passing = () if stops is not None else (stretch.term_end, stretch.limit, stretch.broken_from)
    turns = {bisect_right(ends, at) for at in passing if at is not None}
    points = [first, *sorted(turn for turn in turns if first < turn < last), last]
    for begin, end in pairwise(points):
        kind = kind_of(
            stops or ends[begin], term_end=stretch.term_end, limit=stretch.limit, broken_from=stretch.broken_from
        )
        yield Run(begin, end, kind)


def middle(descending: Sequence[int]) -> float | None:
    """Return the median of days ranked with the largest first, by linear interpolation; None of nothing."""
    if not descending:
        return None
    place, rest = divmod(MEDIAN_TENTHS * (len(descending) - 1), 10)
    value = float(descending[place])
    return value + (descending[place + 1] - value) * rest / 10 if rest else value

"""Calendars: which days are worked, where, and how far that is known."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo

from cases.rules.instants import last_of_day, utc

ONE_DAY = timedelta(days=1)


class OffReason(StrEnum):
    """Why a day is not worked."""

    WEEKEND = "weekend"
    HOLIDAY = "holiday"


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """A time zone with its days off (0 is Monday), its holidays and the days off that are worked to make up for some.

    `reaches` is the last day up to which the holidays are known; beyond it counting goes on with the weekly days off
    and whatever single days have been entered already. None: the calendar never ends.
    """

    zone: str
    days_off: frozenset[int] = frozenset({5, 6})
    holidays: Mapping[date, str] = field(default_factory=dict, hash=False)
    make_up: Mapping[date, str] = field(default_factory=dict, hash=False)
    reaches: date | None = None

    def __post_init__(self) -> None:
        if not self.days_off < frozenset(range(7)):
            raise ValueError("Days off are numbers from 0 (Monday) to 6 (Sunday), and one day of the week is worked.")
        self.zone_info()
        object.__setattr__(self, "holidays", MappingProxyType(dict(self.holidays)))
        object.__setattr__(self, "make_up", MappingProxyType(dict(self.make_up)))

    def zone_info(self) -> ZoneInfo:
        """Return the time zone; ValueError where there is none of that name."""
        try:
            return ZoneInfo(self.zone)
        except (KeyError, OSError, ValueError) as unknown:
            raise ValueError(f"There is no time zone {self.zone!r}.") from unknown

    def off_reason(self, day: date) -> OffReason | None:
        """Return why a day is not worked, None where it is; a make-up day is worked, whatever else it is."""
        if day in self.make_up:
            return None
        if day in self.holidays:
            return OffReason.HOLIDAY
        return OffReason.WEEKEND if day.weekday() in self.days_off else None

    def is_working(self, day: date) -> bool:
        """Tell whether a day is worked."""
        return self.off_reason(day) is None

    def name_of(self, day: date) -> str:
        """Return the name of a holiday or make-up day, "" for any other."""
        return self.make_up.get(day) or self.holidays.get(day, "")

    def next_working_day(self, day: date) -> date:
        """Return the first working day strictly after a day."""
        day += ONE_DAY
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def add_working_days(self, day: date, n: int) -> date:
        """Return the n-th working day strictly after a day, the day itself for 0."""
        if n < 0:
            raise ValueError("Working days are counted forwards only.")
        for _ in range(n):
            day = self.next_working_day(day)
        return day

    def day_of(self, instant: datetime) -> date:
        """Return the day an instant falls on in this calendar's zone."""
        return utc(instant).astimezone(self.zone_info()).date()

    def end_of(self, day: date) -> datetime:
        """Return the last instant of a day (23:59:59.999999) in this calendar's zone."""
        return last_of_day(day, self.zone_info())

    def covers(self, day: date) -> bool:
        """Tell whether the holidays of that day's time are known."""
        return self.reaches is None or day <= self.reaches

    def reaches_far_enough(self, today: date, days: int = 60) -> bool:
        """Tell whether the holidays of the coming days are known; where not, somebody has to be told."""
        return self.covers(today + timedelta(days=days))


PLAIN = Calendar(zone="UTC")

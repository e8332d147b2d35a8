"""What a list can be narrowed by beside its facets: without counts, each part under a name of its own in addresses.

outcome, source, rating     any of several values
sent, answered, due, begun  days in the city's zone, as `…_from` and `…_to`, both included; begun: when the present
                            round began, by acceptance or reopening
took                        so many whole days from then to the answer, as 2-3, or 31- for that many and more
late                        at least so many days late, as rows say it
returned, photos            yes or no
near                        within some metres of a point
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.conf import settings

if TYPE_CHECKING:
    from search.document import Document

METRES_A_DEGREE = 111_195.0  # of a great circle on a sphere of 6,371 km
DEFAULT_METRES = 500
YES, NO = "yes", "no"


class Pick(StrEnum):
    """What any of several values may be asked of; the value is the name in the address."""

    OUTCOME = "outcome"
    SOURCE = "source"
    RATING = "rating"


class Span(StrEnum):
    """What days may be asked of, beside the acceptance."""

    SENT = "sent"
    ANSWERED = "answered"
    DUE = "due"
    BEGUN = "begun"


class Flag(StrEnum):
    """What is so or not."""

    RETURNED = "returned"
    PHOTOS = "photos"


@dataclass(frozen=True, kw_only=True)
class Days:
    """Days in the city's zone from `since` to `until`, both included; None is no bound."""

    since: date | None = None
    until: date | None = None

    @property
    def first(self) -> datetime | None:
        """The first instant of `since`."""
        return None if self.since is None else midnight(self.since)

    @property
    def end(self) -> datetime | None:
        """The first instant after `until`."""
        return None if self.until is None else midnight(self.until + timedelta(days=1))

    def hold(self, instant: datetime | None) -> bool:
        """True when the instant lies within; False when there is none."""
        if instant is None:
            return False
        return (self.first is None or instant >= self.first) and (self.end is None or instant < self.end)


@dataclass(frozen=True, kw_only=True)
class Took:
    """So many whole days (of 86,400 seconds), both ends included; `most` None is no bound."""

    least: int
    most: int | None = None

    def __str__(self) -> str:
        return f"{self.least}-{'' if self.most is None else self.most}"

    def hold(self, days: int | None) -> bool:
        """True when so many days lie within; False where nobody knows."""
        return days is not None and days >= self.least and (self.most is None or days <= self.most)


@dataclass(frozen=True, kw_only=True)
class Near:
    """A point in degrees (WGS 84), and how far around it, in metres.

    Distances are those of a plane that touches the earth at the point: over a city they are true to a metre in a
    kilometre, and every engine can work them out alike.
    """

    lat: float
    lon: float
    metres: int = DEFAULT_METRES

    def __post_init__(self) -> None:
        """Keep about a metre: five decimals."""
        for name in ("lat", "lon"):
            object.__setattr__(self, name, round(getattr(self, name), 5) + 0.0)

    def __str__(self) -> str:
        point = ",".join(f"{degrees:.5f}".rstrip("0").rstrip(".") for degrees in (self.lat, self.lon))
        return point if self.metres == DEFAULT_METRES else f"{point},{self.metres}"

    @property
    def a_degree_east(self) -> float:
        """The metres of a degree of longitude here."""
        return METRES_A_DEGREE * math.cos(math.radians(self.lat))

    @property
    def span(self) -> tuple[float, float]:
        """The degrees of latitude and of longitude that the radius reaches; a little more, for a first look."""
        return self.metres / METRES_A_DEGREE + 1e-6, self.metres / max(self.a_degree_east, 1.0) + 1e-6

    def holds(self, lat: float | None, lon: float | None) -> bool:
        """True when the point lies within; False when there is none."""
        if lat is None or lon is None:
            return False
        north, east = (lat - self.lat) * METRES_A_DEGREE, (lon - self.lon) * self.a_degree_east
        return north * north + east * east <= self.metres * self.metres


@dataclass(frozen=True, kw_only=True)
class Narrowing:
    """Everything that is asked beside words, facets, acceptance and box, in one canonical form."""

    picks: Mapping[Pick, tuple[str, ...]] = field(default_factory=dict)
    spans: Mapping[Span, Days] = field(default_factory=dict)
    flags: Mapping[Flag, bool] = field(default_factory=dict)
    late: int | None = None
    took: Took | None = None
    near: Near | None = None

    def __post_init__(self) -> None:
        """Leave out what asks nothing."""
        chosen = {pick: tuple(sorted(set(self.picks.get(pick, ())))) for pick in Pick}
        object.__setattr__(self, "picks", {pick: values for pick, values in chosen.items() if values})
        spans = {span: self.spans[span] for span in Span if self.spans.get(span, Days()) != Days()}
        object.__setattr__(self, "spans", spans)
        object.__setattr__(self, "flags", {flag: self.flags[flag] for flag in Flag if flag in self.flags})
        object.__setattr__(self, "late", self.late or None)

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Names and values of an address, in their fixed order."""
        for pick, values in self.picks.items():
            yield from ((pick.value, value) for value in values)
        for span, days in self.spans.items():
            for name, day in (("from", days.since), ("to", days.until)):
                if day is not None:
                    yield f"{span.value}_{name}", day.isoformat()
        if self.late is not None:
            yield "late", str(self.late)
        if self.took is not None:
            yield "took", str(self.took)
        yield from ((flag.value, YES if wanted else NO) for flag, wanted in self.flags.items())
        if self.near is not None:
            yield "near", str(self.near)

    def without(self, name: str, value: str = "") -> Narrowing:
        """The same without the part of this name; of several values, without this one."""
        picks = {k: tuple(v for v in vs if k != name or v != value) for k, vs in self.picks.items()}
        spans = {
            span: Days(
                since=None if name == f"{span.value}_from" else days.since,
                until=None if name == f"{span.value}_to" else days.until,
            )
            for span, days in self.spans.items()
        }
        return Narrowing(
            picks=picks,
            spans=spans,
            flags={flag: wanted for flag, wanted in self.flags.items() if flag != name},
            late=None if name == "late" else self.late,
            took=None if name == "took" else self.took,
            near=None if name == "near" else self.near,
        )

    def fits(self, document: Document, at: datetime) -> bool:
        """True when a document is what is asked for at `at`: what every engine has to find."""
        asked: dict[Any, Any] = {
            Pick.OUTCOME: document.outcomes,
            Pick.SOURCE: (document.source,),
            Pick.RATING: (document.rating,),
            Span.SENT: document.sent_at,
            Span.ANSWERED: document.answered_at,
            Span.DUE: document.due_at,
            Span.BEGUN: document.begun_at,
            Flag.RETURNED: document.returned,
            Flag.PHOTOS: document.photos,
        }
        return (
            all(set(values) & set(asked[pick]) for pick, values in self.picks.items())
            and all(days.hold(asked[span]) for span, days in self.spans.items())
            and all(asked[flag] is wanted for flag, wanted in self.flags.items())
            and (self.late is None or (document.days_late(at) or 0) >= self.late)
            and (self.took is None or self.took.hold(document.took_days))
            and (self.near is None or self.near.holds(document.lat, document.lon))
        )


NOTHING = Narrowing()


def midnight(day: date) -> datetime:
    """The first instant of a day in the city's zone."""
    return datetime.combine(day, time.min, tzinfo=ZoneInfo(settings.TIME_ZONE))


def month_of(instant: datetime) -> date:
    """The first day of the month that an instant lies in, in the city's zone."""
    return instant.astimezone(ZoneInfo(settings.TIME_ZONE)).date().replace(day=1)


def month_number(month: date) -> int:
    """Count a month from the year 0: engines count by numbers."""
    return month.year * 12 + month.month - 1


def month_numbered(number: int) -> date:
    """The first day of the month with this number."""
    return date(number // 12, number % 12 + 1, 1)


def late_before(at: datetime, days: int) -> datetime:
    """The first instant whose due date is not yet so many days late at `at`: those before it are."""
    today = at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    return midnight(today - timedelta(days=days - 1))

"""The list of each of some days: per agency what is open and past due, and which cases, the longest late first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from operator import attrgetter
from zoneinfo import ZoneInfo

from django.utils import timezone

from cases.accountability.frozen.stretches import Held, held, waiting
from cases.rules.frozen_days import FrozenDay, Run, days_of, middle, runs
from cases.rules.verdicts import VerdictKind

#: What an agency has of one case: its id, and the case's number.
Key = tuple[int, int]
#: One case on an agency's list, as `SnapshotAgency.cases` keeps it: number, reference, verdict, days. A plain tuple:
#: a large city has millions of them in a year.
Entry = tuple[int, str, str, int]
LATE = (VerdictKind.OVERDUE, VerdictKind.PROMISE_BROKEN)


@dataclass(slots=True)
class Figures:
    """What is counted of an agency, or of all of them."""

    open: int = 0
    kinds: dict[VerdictKind, int] = field(default_factory=dict)
    median_days: float | None = None
    oldest_days: int | None = None
    oldest_number: int | None = None

    @property
    def past_due(self) -> int:
        """All three kinds."""
        return sum(self.kinds.values())

    @property
    def headline(self) -> int:
        """Overdue and broken promises."""
        return sum(self.kinds.get(kind, 0) for kind in LATE)


@dataclass(slots=True)
class AgencyList(Figures):
    """One agency's figures, and its cases that are not told in figures only."""

    agency: int = 0
    entries: list[Entry] = field(default_factory=list)


@dataclass(slots=True)
class DayList:
    """All of one day; `is_open` tells until the next day is asked for what an agency still had open at its end."""

    day: FrozenDay
    agencies: list[AgencyList]
    total: Figures
    unassigned: int
    unassigned_past_due: int
    by_key: dict[Key, Entry]
    is_open: Callable[[Key], bool]


@dataclass(slots=True)
class _Late:
    """A clock past due: the stretch it follows from, and its verdict for now. Days are local, as ordinals."""

    held: Held
    key: Key | None
    kind: VerdictKind
    term_end: datetime
    term_day: int
    stop_day: int | None

    @property
    def place(self) -> tuple[datetime, int]:
        """The one whose term ended first is the latest, as long as nobody has answered."""
        return self.term_end, self.held.case

    def order(self, end: datetime) -> tuple[float, int]:
        """The longest from the end of the term to t comes first."""
        t: datetime = self.held.stretch.stopped_at or end
        return (self.term_end - t).total_seconds(), self.held.case


class _Standing:
    """Who is past due while the days pass by: running clocks in order, those that wait for a decision apart."""

    def __init__(self) -> None:
        self.running: list[_Late] = []
        self.stopped: list[_Late] = []

    def take(self, came: Iterable[_Late], went: Iterable[_Late]) -> None:
        """What comes and goes on one day."""
        gone = {id(one) for one in went}
        if gone:
            self.running = [one for one in self.running if id(one) not in gone]
            self.stopped = [one for one in self.stopped if id(one) not in gone]
        for one in came:
            (self.running if one.stop_day is None else self.stopped).append(one)
        self.running.sort(key=attrgetter("place"))  # but for the new ones it is in order

    def ranked(self, end: datetime) -> Iterable[_Late]:
        """All of them, the longest late first."""
        if not self.stopped:
            return self.running
        return sorted((*self.running, *self.stopped), key=lambda one: one.order(end))


def day_lists(days: Sequence[FrozenDay]) -> Iterator[DayList]:
    """The lists of days that follow one another (four queries); none of no days.

    The bounds of the days ascend. One walk: clocks come in and go out on the days where that happens, and what is done
    for every clock on every day is little more than writing it down.
    """
    if not days:
        return
    ends, bounds = [day.ended_at for day in days], [day.bound for day in days]
    clocks = list(held(days))
    opened, closes = _counts(clocks, ends, bounds)
    comes, goes = _turns(clocks, ends, bounds)
    unassigned = _unassigned(days, clocks, ends, bounds)
    standing = _Standing()
    open_keys: Counter[Key] = Counter()
    by_agency: Counter[int] = Counter()
    for place, day in enumerate(days):
        for sign, turning in ((-1, closes), (1, opened)):
            for own in turning.pop(place, ()):
                by_agency[own.agency] += sign
                open_keys[own.agency, own.number or 0] += sign
        standing.take(comes.pop(place, ()), goes.pop(place, ()))
        agencies, total, by_key = _written(standing.ranked(day.ended_at), day, by_agency)
        yield DayList(day, agencies, total, *unassigned[place], by_key, lambda key: open_keys[key] > 0)


def _counts(
    clocks: Iterable[Held], ends: Sequence[datetime], bounds: Sequence[datetime]
) -> tuple[dict[int, list[Held]], dict[int, list[Held]]]:
    """Which clocks are open from which day on, and from which on no more."""
    opened: dict[int, list[Held]] = defaultdict(list)
    closes: dict[int, list[Held]] = defaultdict(list)
    for own in clocks:
        first, last = days_of(own.stretch, ends, bounds)
        if first < last:
            opened[first].append(own)
            closes[last].append(own)
    return opened, closes


def _turns(
    clocks: Iterable[Held], ends: Sequence[datetime], bounds: Sequence[datetime]
) -> tuple[dict[int, list[_Late]], dict[int, list[_Late]]]:
    """Which clocks begin to be past due in some way on which day, and which no longer are so."""
    zone = ZoneInfo(timezone.get_default_timezone_name())
    comes: dict[int, list[_Late]] = defaultdict(list)
    goes: dict[int, list[_Late]] = defaultdict(list)
    for own in clocks:
        term_end = own.stretch.term_end
        if term_end is None or term_end >= ends[-1]:
            continue
        for run in runs(own.stretch, ends, bounds):
            if run.kind is not VerdictKind.IN_TERM:
                one = _late(own, run, term_end, zone)
                comes[run.first].append(one)
                goes[run.last].append(one)
    return comes, goes


def _late(own: Held, run: Run, term_end: datetime, zone: ZoneInfo) -> _Late:
    stopped = own.stretch.stopped_at
    return _Late(
        held=own,
        key=None if own.number is None else (own.agency, own.number),
        kind=run.kind,
        term_end=term_end,
        term_day=_local(term_end, zone),
        stop_day=None if stopped is None else _local(stopped, zone),
    )


def _local(instant: datetime, zone: ZoneInfo) -> int:
    return instant.astimezone(zone).toordinal()


def _written(
    ranked: Iterable[_Late], day: FrozenDay, by_agency: Counter[int]
) -> tuple[list[AgencyList], Figures, dict[Key, Entry]]:
    """The lists of agencies with anything past due, the sum of all, and what stands on them."""
    today = day.day.toordinal()
    found: dict[int, AgencyList] = {}
    headline: dict[int | None, list[int]] = defaultdict(list)
    total = Figures(open=sum(by_agency.values()))
    by_key: dict[Key, Entry] = {}
    for one in ranked:
        own_clock, kind = one.held, one.kind
        agency, number = own_clock.agency, own_clock.number
        own = found.get(agency)
        if own is None:
            own = found[agency] = AgencyList(agency=agency, open=by_agency[agency])
        days = max((one.stop_day or today) - one.term_day, 0)
        own.kinds[kind] = own.kinds.get(kind, 0) + 1
        if kind is not VerdictKind.EXTENDED:
            for key, figures in ((agency, own), (None, total)):
                if figures.oldest_days is None:
                    figures.oldest_days, figures.oldest_number = days, number
                headline[key].append(days)
        if number is not None and one.key is not None:
            entry = number, own_clock.reference, kind.value, days
            own.entries.append(entry)
            by_key[one.key] = entry
    for agency, own in found.items():
        own.median_days = middle(headline[agency])
    total.median_days = middle(headline[None])
    total.kinds = {kind: sum(own.kinds.get(kind, 0) for own in found.values()) for kind in VerdictKind}
    return sorted(found.values(), key=lambda own: (-own.headline, -(own.oldest_days or 0), own.agency)), total, by_key


def _unassigned(
    days: Sequence[FrozenDay], clocks: Iterable[Held], ends: Sequence[datetime], bounds: Sequence[datetime]
) -> list[tuple[int, int]]:
    """Of each day how many cases are open that no agency has, and how many of them past due."""
    charged: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for own in clocks:
        charged[own.case].append(days_of(own.stretch, ends, bounds))
    counts = [[0, 0] for _ in days]
    for case, stretch in waiting(days):
        taken = charged.get(case, [])
        if days_of(stretch, ends, bounds) in taken:
            continue  # nearly all
        for run in runs(stretch, ends, bounds):
            for place in range(run.first, run.last):
                if not any(first <= place < last for first, last in taken):
                    counts[place][0] += 1
                    counts[place][1] += run.kind is not VerdictKind.IN_TERM
    return [(waits, late) for waits, late in counts]


def windows(days: Iterable[FrozenDay], *, at_most: int) -> Iterator[list[FrozenDay]]:
    """Days in order, cut where a bound is earlier than the one before, a day lies between, or there are too many."""
    window: list[FrozenDay] = []
    for day in sorted(days, key=attrgetter("day")):
        last = window[-1] if window else None
        if last is not None and (day.bound < last.bound or _apart(last.day, day.day) or len(window) == at_most):
            yield window
            window = []
        window.append(day)
    if window:
        yield window


def _apart(first: date, second: date) -> bool:
    return (second - first).days != 1

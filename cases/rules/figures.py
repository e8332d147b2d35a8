"""Figures: what counts as what, the rates made of it, and when a difference may be called one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from math import floor, sqrt

from cases.rules.instants import utc
from cases.rules.stops import Phase
from cases.rules.verdicts import VerdictKind

LEAST_FOR_RANK = 30
LEAST_RATERS = 5
FIRM_DAYS = 60  # an answer is firm when the case was not reopened within so many days of it
SECONDS_A_DAY = 86_400
Z95 = 1.959963984540054  # the 97.5th percentile of the normal distribution


class CountsAs(StrEnum):
    """What a clock counts as at an instant."""

    CLOSED_IN_TERM = "closed_in_term"
    CLOSED_PAST_DUE = "closed_past_due"
    OPEN_IN_TERM = "open_in_term"
    OPEN_PAST_DUE = "open_past_due"
    PASSED_ON = "passed_on"
    NOTHING = "nothing"


def counts_as(phase: Phase, kind: VerdictKind | None) -> CountsAs:
    """Return what a clock counts as; transferring or cancelling erases no lateness."""
    if phase is Phase.UNKNOWN or kind is None:
        return CountsAs.NOTHING
    in_term = kind is VerdictKind.IN_TERM
    if phase in {Phase.OPEN, Phase.AWAITING}:
        return CountsAs.OPEN_IN_TERM if in_term else CountsAs.OPEN_PAST_DUE
    if not in_term:
        return CountsAs.CLOSED_PAST_DUE
    return CountsAs.CLOSED_IN_TERM if phase is Phase.ANSWERED else CountsAs.PASSED_ON


@dataclass(frozen=True, kw_only=True)
class Counted:
    """One clock at an instant. `reopened_soon`: its case was reopened within 60 days of the answer."""

    phase: Phase
    kind: VerdictKind | None
    has_due: bool
    stopped_at: datetime | None = None
    reopened_soon: bool = False


@dataclass(frozen=True, kw_only=True)
class Tally:
    """Counts of many clocks.

    `overdue` is all that is open and past due, `extended` and `promise_broken` the parts of it that are so called;
    `closed` includes what was transferred or cancelled past due. `closed_in_term`, `closed_extended` (answered late,
    but as promised) and `firm` count clocks with a due date only: they are numerators of rates. `passed_on` and
    `unknown` are in no rate.
    """

    open: int = 0
    awaiting: int = 0
    overdue: int = 0
    extended: int = 0
    promise_broken: int = 0
    closed: int = 0
    closed_with_due: int = 0
    closed_in_term: int = 0
    closed_extended: int = 0
    open_past_due_with_due: int = 0
    open_extended_with_due: int = 0
    firm: int = 0
    passed_on: int = 0
    unknown: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(**{each.name: getattr(self, each.name) + getattr(other, each.name) for each in fields(Tally)})

    @property
    def headline(self) -> int:
        """Open and overdue or with a broken promise: the number on top; `extended` stands beside it."""
        return self.overdue - self.extended


def tally(clocks: Iterable[Counted], *, since: datetime | None = None) -> Tally:
    """Count clocks; with `since`, closed and passed on are only those that stopped in the period from then on."""
    found: dict[str, int] = {}
    for clock in clocks:
        for name in _names(clock, None if since is None else utc(since)):
            found[name] = found.get(name, 0) + 1
    return Tally(**found)


def _names(clock: Counted, since: datetime | None) -> Iterable[str]:
    counted = counts_as(clock.phase, clock.kind)
    if counted is CountsAs.NOTHING:
        return ["unknown"]
    if counted in {CountsAs.OPEN_IN_TERM, CountsAs.OPEN_PAST_DUE}:
        return _open_names(clock, past_due=counted is CountsAs.OPEN_PAST_DUE)
    if since is not None and (clock.stopped_at is None or clock.stopped_at < since):
        return []
    if counted is CountsAs.PASSED_ON:
        return ["passed_on"]
    return _closed_names(clock, in_term=counted is CountsAs.CLOSED_IN_TERM)


def _open_names(clock: Counted, *, past_due: bool) -> Iterable[str]:
    yield "open"
    if clock.phase is Phase.AWAITING:
        yield "awaiting"
    if not past_due:
        return
    yield "overdue"
    if clock.kind in {VerdictKind.EXTENDED, VerdictKind.PROMISE_BROKEN}:
        yield str(clock.kind)
    if clock.has_due:
        yield "open_past_due_with_due"
        if clock.kind is VerdictKind.EXTENDED:
            yield "open_extended_with_due"


def _closed_names(clock: Counted, *, in_term: bool) -> Iterable[str]:
    yield "closed"
    if not clock.has_due:
        return
    yield "closed_with_due"
    if in_term:
        yield "closed_in_term"
        if not clock.reopened_soon:
            yield "firm"
    elif clock.phase is Phase.ANSWERED and clock.kind is VerdictKind.EXTENDED:
        yield "closed_extended"


def reopened_soon(answered_at: datetime, reopened_at: datetime | None) -> bool:
    """Tell whether a case was reopened within 60 days (of 24 hours) of its answer."""
    return reopened_at is not None and (utc(reopened_at) - utc(answered_at)).days < FIRM_DAYS


@dataclass(frozen=True, kw_only=True)
class Rate:
    """A share with its Wilson 95 % interval; all three None where n is 0."""

    numerator: int
    n: int
    value: float | None
    low: float | None
    high: float | None


def wilson(k: int, n: int) -> tuple[float, float]:
    """Return the Wilson 95 % interval of k in n; ValueError unless 0 ≤ k ≤ n and n > 0.

    Source: E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209–212.
    """
    if n <= 0 or not 0 <= k <= n:
        raise ValueError(f"{k} in {n} is no share.")
    share, z2 = k / n, Z95 * Z95
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = Z95 * sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return (0.0 if k == 0 else middle - half, 1.0 if k == n else middle + half)


def rate(numerator: int, n: int) -> Rate:
    """Return a share with its interval."""
    if n == 0 == numerator:
        return Rate(numerator=0, n=0, value=None, low=None, high=None)
    low, high = wilson(numerator, n)
    return Rate(numerator=numerator, n=n, value=numerator / n, low=low, high=high)


def on_time_rate(tally: Tally) -> Rate:
    """Return closed in term ÷ (closed with due + open past due with due): ignoring an old case makes it worse."""
    return rate(tally.closed_in_term, tally.closed_with_due + tally.open_past_due_with_due)


def kept_rate(tally: Tally) -> Rate:
    """Return the on-time rate with extensions honoured: those kept above, the open ones not yet due left out below."""
    below = tally.closed_with_due + tally.open_past_due_with_due - tally.open_extended_with_due
    return rate(tally.closed_in_term + tally.closed_extended, below)


def firm_rate(tally: Tally) -> Rate:
    """Return the on-time rate counting only answers after which the case was not reopened within 60 days."""
    return rate(tally.firm, tally.closed_with_due + tally.open_past_due_with_due)


def comparable(a: Rate, b: Rate, *, least: int = LEAST_FOR_RANK) -> bool:
    """Tell whether one may be called better: both rest on enough cases, and their intervals do not touch."""
    if min(a.n, b.n) < least or a.low is None or a.high is None or b.low is None or b.high is None:
        return False
    return a.high < b.low or b.high < a.low


def ranks(rates: Sequence[Rate], *, least: int = LEAST_FOR_RANK) -> list[int | None]:
    """Return each one's rank, 1 for the highest rate; None below `least` or where its interval meets another's."""
    return [
        _rank(own, [other for place, other in enumerate(rates) if place != own_place and other.n >= least], least)
        for own_place, own in enumerate(rates)
    ]


def _rank(own: Rate, others: Sequence[Rate], least: int) -> int | None:
    if own.value is None or own.n < least or not all(comparable(own, other, least=least) for other in others):
        return None
    return 1 + sum(other.value is not None and other.value > own.value for other in others)


def duration_days(started: datetime, stopped: datetime) -> float | None:
    """Return the days a clock ran, in days of 86,400 s; None, to be flagged, where it is below −1 day."""
    days = (utc(stopped) - utc(started)).total_seconds() / SECONDS_A_DAY
    return None if days < -1 else days


def percentile(sorted_values: Sequence[float], q: float) -> float | None:
    """Return the value below which a share q (0 to 1) lies, by linear interpolation; None of nothing."""
    if not 0 <= q <= 1:
        raise ValueError("A percentile is asked for by a share from 0 to 1.")
    if not sorted_values:
        return None
    place = q * (len(sorted_values) - 1)
    below = floor(place)
    above = min(below + 1, len(sorted_values) - 1)
    return sorted_values[below] + (sorted_values[above] - sorted_values[below]) * (place - below)


@dataclass(frozen=True, kw_only=True)
class Durations:
    """Median and 90th percentile of the durations that count, how many they are, and how many were left out."""

    median: float | None
    p90: float | None
    n: int
    left_out: int


def durations(days: Iterable[float | None]) -> Durations:
    """Sum up what `duration_days` gave."""
    given = list(days)
    kept = sorted(each for each in given if each is not None)
    return Durations(
        median=percentile(kept, 0.5), p90=percentile(kept, 0.9), n=len(kept), left_out=len(given) - len(kept)
    )


@dataclass(frozen=True, kw_only=True)
class Satisfaction:
    """Three counts that are never summed into one, and the share of those asked who answered."""

    satisfied: int
    acceptable: int
    not_satisfied: int
    response: Rate


def satisfaction(
    *, satisfied: int, acceptable: int, not_satisfied: int, asked: int, least: int = LEAST_RATERS
) -> Satisfaction | None:
    """Return what citizens said; None, to be hidden, below 5 raters."""
    raters = satisfied + acceptable + not_satisfied
    if raters < least:
        return None
    return Satisfaction(
        satisfied=satisfied, acceptable=acceptable, not_satisfied=not_satisfied, response=rate(raters, asked)
    )


def shares(counts: Mapping[str, int], n: int) -> dict[str, Rate]:
    """Return each count's share of n, such as declined reports by reason."""
    return {name: rate(count, n) for name, count in counts.items()}

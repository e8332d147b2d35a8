"""How long agencies took: median and 90th percentile over the clocks that count as closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Q

from cases.accountability.clocks import AGENCY, counted
from cases.accountability.elapsed import MICROSECONDS, Elapsed
from cases.accountability.ranking import MEDIAN, P90, Ranking, Row, rank
from cases.models.standing import StandingQuerySet
from cases.rules.figures import SECONDS_A_DAY
from cases.rules.standings import Phase
from cases.rules.verdicts import VerdictKind

#: What `cases.rules.figures.counts_as` calls closed: transferring or cancelling erases no lateness.
PASSED_ON = [Phase.TRANSFERRED.value, Phase.CANCELLED.value]
CLOSED = Q(phase=Phase.ANSWERED.value) | (Q(phase__in=PASSED_ON) & ~Q(verdict=VerdictKind.IN_TERM.value))
LEAST = -SECONDS_A_DAY * MICROSECONDS  # below −1 day a duration is left out (`cases.rules.figures.duration_days`)


@dataclass(frozen=True, kw_only=True)
class Took:
    """Days of 86,400 seconds from the start of a clock until it stopped; None where none is closed."""

    median: float | None
    p90: float | None


NOTHING_CLOSED = Took(median=None, p90=None)


def took(at: datetime) -> dict[int, Took]:
    """By agency id (one query); agencies that closed nothing are absent."""
    return {agency: _took(ranking) for agency, ranking in _ranked(counted(at), within=AGENCY).items()}


def city_took(at: datetime) -> Took:
    """All agencies together (one query)."""
    return _took(_ranked(counted(at), within=None).get(None))


def agency_took(at: datetime, agency_id: int) -> Took:
    """One agency alone (one query)."""
    return _took(_ranked(counted(at).filter(assignment__agency=agency_id), within=None).get(None))


def closed_clocks(clocks: StandingQuerySet) -> StandingQuerySet:
    """Those that count as closed, each with the microseconds it `ran`; what ran less than −1 day is left out."""
    kept = Q(stopped_at__gte=F("started_at")) | Q(ran__gte=LEAST)  # the first half spares counting for nearly all
    return clocks.filter(CLOSED).annotate(ran=Elapsed(F("started_at"), F("stopped_at"))).filter(kept)


def _ranked(clocks: StandingQuerySet, *, within: str | None) -> dict[Any, Ranking]:
    return rank(closed_clocks(clocks), by=F("ran").asc(), values=["ran"], tenths=(MEDIAN, P90), within=within)


def _took(ranking: Ranking | None) -> Took:
    if ranking is None:
        return NOTHING_CLOSED
    return Took(median=ranking.at_share(MEDIAN, _days), p90=ranking.at_share(P90, _days))


def _days(row: Row) -> float:
    return float(row["ran"]) / MICROSECONDS / SECONDS_A_DAY

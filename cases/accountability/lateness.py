"""Who is past due, by how much: the headline is overdue + promise broken, what was extended stands beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import DateTimeField, F, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from cases.accountability.clocks import AGENCY, counted
from cases.accountability.elapsed import Elapsed
from cases.accountability.ranking import MEDIAN, Ranking, Row, rank
from cases.rules.verdicts import VerdictKind, days_late

HEADLINE = [VerdictKind.OVERDUE.value, VerdictKind.PROMISE_BROKEN.value]


@dataclass(frozen=True, kw_only=True)
class Lateness:
    """How late the open clocks of the headline are: local calendar days from the end of the term to t.

    Which is the latest, and which lies in the middle, is decided by the exact time.
    """

    median_days: float
    oldest_days: int
    oldest_case: int


def lateness(at: datetime) -> dict[int, Lateness]:
    """By agency id (one query); agencies with nothing overdue are absent."""
    return {agency: _lateness(ranking) for agency, ranking in _ranked(at, within=AGENCY).items()}


def city_lateness(at: datetime) -> Lateness | None:
    """All agencies together (one query); None where nothing is overdue."""
    ranking = _ranked(at, within=None).get(None)
    return None if ranking is None else _lateness(ranking)


def _ranked(at: datetime, *, within: str | None) -> dict[Any, Ranking]:
    late = (
        counted(at)
        .open()
        .filter(Q(verdict__in=HEADLINE))
        .annotate(t=Coalesce(F("stopped_at"), Value(at, output_field=DateTimeField())))
        .annotate(late=Elapsed(F("term_end"), F("t")))
    )
    return rank(late, by=F("late").desc(), values=["term_end", "t", "case_id"], tenths=[MEDIAN], within=within)


def _lateness(ranking: Ranking) -> Lateness:
    return Lateness(
        median_days=ranking.at_share(MEDIAN, _days),
        oldest_days=_days(ranking.first),
        oldest_case=ranking.first["case_id"],
    )


def _days(row: Row) -> int:
    return days_late(row["term_end"], row["t"], timezone.get_default_timezone_name())

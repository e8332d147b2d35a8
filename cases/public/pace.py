"""How fast the Center decides on answers, and since when the oldest waits: its own figures, as public as all others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db.models import F, Q

from cases.models import Calendar, Case, Submission
from cases.rules.figures import SECONDS_A_DAY, percentile
from cases.rules.review_clock import late_before
from cases.rules.states import AnswerState
from cases.rules.verdicts import Decision

LATELY = timedelta(days=30)
MEDIAN = 0.5
_DECIDED = (Decision.APPROVED.value, Decision.RETURNED.value, Decision.REFUSED.value)


class Reviewed(NamedTuple):
    """A version that waits (`decided_at` None) or was decided on lately, and whose it is."""

    submitted_at: datetime | None
    decided_at: datetime | None
    name: str
    slug: str


@dataclass(frozen=True, kw_only=True)
class Pace:
    """What waits, and the days (of 86,400 seconds) from submission to decision of what was decided lately."""

    waiting: int
    oldest_at: datetime | None
    decided: int
    median_days: float | None


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What waits since before `late_before` is past the Center's term; since before `alarm_before` it is alarming."""

    late_before: datetime
    alarm_before: datetime


def limits(at: datetime) -> Limits:
    """By the settings, in the city's calendar (two queries)."""
    calendar = Calendar.objects.get(slug=settings.REVIEW_CALENDAR).as_rule()
    return Limits(
        late_before=late_before(at, calendar, settings.REVIEW_WORKING_DAYS),
        alarm_before=late_before(at, calendar, settings.REVIEW_ALARM_DAYS),
    )


def reviewed(at: datetime) -> list[Reviewed]:
    """Versions of public cases that wait at `at`, and those decided on in the thirty days before (one query).

    Sources that give one instant for answer and decision tell nothing of the Center, and are left out.
    """
    waits = Q(decision="", answer__state=AnswerState.SUBMITTED.value)
    lately = Q(decision__in=_DECIDED, decided_at__gt=at - LATELY, decided_at__lte=at, submitted_at__lt=F("decided_at"))
    found = Submission.objects.filter(waits | lately, answer__assignment__case__in=Case.objects.public().values("pk"))
    agency = "answer__assignment__agency__"
    rows = found.order_by().values_list("submitted_at", "decided_at", f"{agency}name", f"{agency}slug")
    return [Reviewed(*row) for row in rows]


def pace_of(rows: Iterable[Reviewed]) -> Pace:
    """The Center's own clock over these versions."""
    rows = list(rows)
    waiting = [row.submitted_at for row in rows if row.decided_at is None]
    days = sorted(
        (row.decided_at - row.submitted_at).total_seconds() / SECONDS_A_DAY
        for row in rows
        if row.decided_at is not None and row.submitted_at is not None
    )
    return Pace(
        waiting=len(waiting),
        oldest_at=min((each for each in waiting if each is not None), default=None),
        decided=len(days),
        median_days=percentile(days, MEDIAN),
    )

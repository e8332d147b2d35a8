"""The Center's own clocks: what it did and how long that took, and what waits for it.

Four of them: sending to acceptance, acceptance to the first agency, an answer handed in to the decision on it, an
agency's wish for a higher opinion to its settling.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from cases.accountability.cuts import KEY, Cut, Paths
from cases.accountability.kept_values import keepable
from cases.accountability.removals import in_force
from cases.accountability.spread import NO_SPREAD, Spread, spread_by
from cases.models import Assignment, AssignmentKind, Case, Ruling, RulingCause, Submission

CASES = Paths(agency="", case="", instant="sent_at")
ACCEPTED = Paths(agency="", case="", instant="accepted_at")
CHARGES = Paths(agency="agency_id", case="case__", instant="case__accepted_at")
_OWNER = "answer__assignment__"
VERSIONS = Paths(agency=f"{_OWNER}agency_id", case=f"{_OWNER}case__", instant="submitted_at")
WISHES = Paths(agency="assignment__agency_id", case="assignment__case__", instant="asked_at")


class CenterClock(StrEnum):
    """What the Center has to do."""

    ACCEPTANCE = "acceptance"
    ASSIGNMENT = "assignment"
    DECISION = "decision"
    ESCALATION = "escalation"


@keepable
@dataclass(frozen=True, kw_only=True)
class CenterTook:
    """One of the clocks: how long it ran where it has stopped, how many run still, and since when the oldest does."""

    took: Spread = NO_SPREAD
    waiting: int = 0
    oldest_start: datetime | None = None


def center_by(clock: CenterClock, cut: Cut, at: datetime) -> dict[Any, CenterTook]:
    """By the parts of a cut (two queries); the first two clocks know no agency, so they have no cut by one."""
    done, waiting = _ASKED[clock](at)
    took = spread_by(done.rows, cut, done.paths, start=done.start, stop=done.stop)
    runs = cut.keyed(waiting.rows, waiting.paths).order_by()
    still = {row[KEY]: row for row in runs.values(KEY).annotate(n=Count("pk"), oldest=Min(waiting.start))}
    return {
        key: CenterTook(
            took=took.get(key, NO_SPREAD),
            waiting=still[key]["n"] if key in still else 0,
            oldest_start=still[key]["oldest"] if key in still else None,
        )
        for key in took.keys() | still
    }


@dataclass(frozen=True, kw_only=True)
class _Rows:
    rows: QuerySet[Any]
    paths: Paths
    start: str
    stop: str = ""


def _acceptance(at: datetime) -> tuple[_Rows, _Rows]:
    sent = Case.objects.filter(sent_at__lte=at)
    waits = sent.filter(Q(accepted_at=None) | Q(accepted_at__gt=at)).exclude(_gone(at))
    return (
        _Rows(rows=sent.filter(accepted_at__lte=at), paths=CASES, start="sent_at", stop="accepted_at"),
        _Rows(rows=waits, paths=CASES, start="sent_at"),
    )


def _assignment(at: datetime) -> tuple[_Rows, _Rows]:
    charges = Assignment.objects.filter(kind=AssignmentKind.HANDLING, assigned_at__lte=at)
    firsts = charges.order_by().values("case").annotate(first=Min("pk")).values("first")
    known = Assignment.objects.filter(pk__in=firsts, case__accepted_at__isnull=False)
    nobody = Case.objects.filter(accepted_at__lte=at).exclude(Exists(charges.filter(case=OuterRef("pk"))))
    unknown = Assignment.objects.filter(case=OuterRef("pk"), assigned_at=None)
    waits = nobody.exclude(_gone(at)).exclude(Exists(unknown))
    return (
        _Rows(rows=known, paths=CHARGES, start="case__accepted_at", stop="assigned_at"),
        _Rows(rows=waits, paths=ACCEPTED, start="accepted_at"),
    )


def _decision(at: datetime) -> tuple[_Rows, _Rows]:
    handed_in = Submission.objects.filter(submitted_at__lte=at)
    judged = handed_in.annotate(first_at=Coalesce("appeal__against_at", "decided_at"))
    decided = judged.filter(Q(decision__in=["approved", "returned", "refused"]), first_at__lte=at)
    waits = judged.filter(Q(first_at=None) | Q(first_at__gt=at))
    return (
        _Rows(rows=decided, paths=VERSIONS, start="submitted_at", stop="first_at"),
        _Rows(rows=waits, paths=VERSIONS, start="submitted_at"),
    )


def _escalation(at: datetime) -> tuple[_Rows, _Rows]:
    asked = Ruling.objects.filter(cause=RulingCause.ASK_HIGHER, asked_at__lte=at)
    open_then = Q(assignment__ended_at=None, assignment__ended_unknown=False) | Q(assignment__ended_at__gt=at)
    return (
        _Rows(rows=asked.filter(ruled_at__lte=at), paths=WISHES, start="asked_at", stop="ruled_at"),
        _Rows(
            rows=asked.filter(Q(ruled_at=None) | Q(ruled_at__gt=at)).filter(open_then), paths=WISHES, start="asked_at"
        ),
    )


def _gone(at: datetime) -> Exists:
    return Exists(in_force(at).filter(case=OuterRef("pk")))


_ASKED = {
    CenterClock.ACCEPTANCE: _acceptance,
    CenterClock.ASSIGNMENT: _assignment,
    CenterClock.DECISION: _decision,
    CenterClock.ESCALATION: _escalation,
}

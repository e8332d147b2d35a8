"""Public cases counted by the citizen's clock, so that each number is the length of the list behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from django.db.models import Case as When_
from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable

from cases.accountability.cuts import AGENCY, KEY, Cut, Paths
from cases.accountability.once import once
from cases.accountability.shown import Counts
from cases.models import Assignment, AssignmentKind, Case, verdict_at
from cases.rules.states import AssignmentState, CaseState
from cases.rules.verdicts import VerdictKind

#: A charge in one of these states handles the case no longer: somebody else does, or nobody.
PASSED_ON = [AssignmentState.TRANSFERRED.value, AssignmentState.CANCELLED.value]
PAST_DUE = frozenset({VerdictKind.OVERDUE, VerdictKind.PROMISE_BROKEN, VerdictKind.EXTENDED})
#: Cases go by the agencies that have them now, and belong to the month in which they were accepted.
CASES = Paths(agency="charge__agency_id", case="", instant="accepted_at")
IN_PROGRESS, ANSWERED = CaseState.IN_PROGRESS.value, CaseState.ANSWERED.value


@dataclass(frozen=True, kw_only=True)
class CaseCounts(Counts):
    """Cases open and answered; of the answered, those that were answered in term, and those past due (of any kind)."""

    open: int = 0
    overdue: int = 0
    promise_broken: int = 0
    extended: int = 0
    answered: int = 0
    answered_in_term: int = 0
    answered_late: int = 0

    @property
    def cases(self) -> int:
        """All of them."""
        return self.open + self.answered

    def __add__(self, other: CaseCounts) -> CaseCounts:
        names = [each.name for each in fields(CaseCounts)]
        return CaseCounts(**{name: getattr(self, name) + getattr(other, name) for name in names})


NOTHING = CaseCounts()


def together(counts: Iterable[CaseCounts]) -> CaseCounts:
    """The sum."""
    return sum(counts, start=NOTHING)


def with_clock(cases: QuerySet[Case], at: datetime) -> QuerySet[Any]:
    """Join the citizen's clock of the present round as `clock`, and annotate its `verdict`, "" without a clock."""
    begun = Q(standings__since=None) | Q(standings__since__lte=at)
    lasts = Q(standings__until=None) | Q(standings__until__gt=at)
    of_citizen = Q(standings__assignment=None, standings__round=F("round"))
    joined = cases.annotate(clock=FilteredRelation("standings", condition=of_citizen & begun & lasts))
    verdict = When_(When(clock__id=None, then=Value("")), default=verdict_at(at, through="clock__"))
    return joined.annotate(verdict=verdict)


def with_charge(cases: QuerySet[Case]) -> QuerySet[Any]:
    """Join as `charge` each charge that handles the case now, so that a case with two agencies comes twice."""
    handles = Q(assignments__kind=AssignmentKind.HANDLING, assignments__round=F("round"))
    handles &= ~Q(assignments__state__in=PASSED_ON)
    return cases.annotate(charge=FilteredRelation("assignments", condition=handles))


def handled_by(slug: str) -> Exists:
    """True of a case that `with_charge` joins with a charge of this agency."""
    own = Assignment.objects.filter(case=OuterRef("pk"), round=OuterRef("round"), agency__slug=slug)
    return Exists(own.filter(kind=AssignmentKind.HANDLING).exclude(state__in=PASSED_ON))


def counts_by(cases: QuerySet[Case], at: datetime, key: str | Combinable) -> dict[Any, CaseCounts]:
    """These cases by the value of a field or an expression (one query); a value without cases is absent.

    Only those in progress or answered count: give public cases, so that lists say the same.
    """
    return summed(alike(cases, at, key))


@once
def cases_by(cut: Cut, at: datetime) -> dict[Any, CaseCounts]:
    """Public cases by the parts of a cut (one query): what the list of each holds; no agency's is no part."""
    if cut is not AGENCY:
        return counts_by(cut.keyed(Case.objects.public(), CASES), at, KEY)
    held = with_charge(Case.objects.public()).filter(charge__agency__isnull=False)
    return counts_by(cut.keyed(held, CASES), at, KEY)


def counts_of_both(cases: QuerySet[Case], at: datetime, key: str, other: str) -> dict[tuple[Any, Any], CaseCounts]:
    """These cases by the values of two fields (one query)."""
    return summed({**row, "key": (row["key"], row[other])} for row in alike(cases, at, key, other))


def alike(cases: QuerySet[Case], at: datetime, key: str | Combinable, *more: str) -> QuerySet[Any, Any]:
    """The query of `counts_by`: how many cases (`n`) are alike in `key`, `state`, `verdict` and some `more`."""
    grouped = with_clock(cases, at).annotate(key=F(key) if isinstance(key, str) else key)
    rows: QuerySet[Any, Any] = grouped.values("key", *more, "state", "verdict").annotate(n=Count("pk", distinct=True))
    return rows.order_by()


def summed(rows: Iterable[dict[str, Any]]) -> dict[Any, CaseCounts]:
    """Counts by key, from rows of `alike`."""
    found: dict[Any, CaseCounts] = {}
    for row in rows:
        found[row["key"]] = found.get(row["key"], NOTHING) + _alike(row["state"], row["verdict"], row["n"])
    return found


def _alike(state: str, verdict: str, n: int) -> CaseCounts:
    """The counts of cases that are alike."""
    if state == ANSWERED:
        in_term, past_due = verdict == VerdictKind.IN_TERM, verdict in PAST_DUE
        return CaseCounts(answered=n, answered_in_term=n * in_term, answered_late=n * past_due)
    if state != IN_PROGRESS:
        return NOTHING
    late = {verdict: n} if verdict in PAST_DUE else {}
    return CaseCounts(open=n, **late)


@once
def counts_by_ward(at: datetime) -> dict[int | None, CaseCounts]:
    """Public cases by ward id; those without a ward stand under None."""
    return counts_by(Case.objects.public(), at, "ward_id")


@once
def counts_by_category(at: datetime) -> dict[int | None, CaseCounts]:
    """Public cases by category id."""
    return counts_by(Case.objects.public(), at, "category_id")

"""The agencies' clocks at an instant: which rows of the temporal table are counted, each clock once."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q

from cases.accountability.cuts import Paths
from cases.models import Assignment, AssignmentKind, Round
from cases.models.standing import Standing, StandingQuerySet
from cases.rules.figures import FIRM_DAYS

AGENCY = "assignment__agency_id"
#: How a clock is cut: it belongs to the month in which it began.
CLOCKS = Paths(agency=AGENCY, case="case__", instant="started_at")


def handling(at: datetime, kind: AssignmentKind = AssignmentKind.HANDLING) -> StandingQuerySet:
    """How every handling assignment that existed at `at` stood then, with its `verdict`.

    Opinions and follow-ups are no handling: they never close a case, and have columns of their own.
    """
    return Standing.objects.of_agencies().filter(assignment__kind=kind).at(at).with_verdict(at)


def counted(at: datetime, kind: AssignmentKind = AssignmentKind.HANDLING) -> StandingQuerySet:
    """The same, each clock once: an agency that got a case back has its old clock back, not a second one."""
    return handling(at, kind).exclude(_continued(at))


def _continued(at: datetime) -> Q:
    """By `at` a later assignment had gone on with the same clock."""
    later = Assignment.objects.filter(clock_root__isnull=False, assigned_at__lte=at, id__gt=OuterRef("assignment_id"))
    of_root = Exists(later.filter(clock_root=OuterRef("assignment_id")))
    of_sibling = Exists(later.filter(clock_root=OuterRef("assignment__clock_root_id")))
    return Q(of_root | of_sibling)


def reopened_soon(at: datetime) -> Exists:
    """SQL twin of `cases.rules.figures.reopened_soon`, as far as it had happened by `at`."""
    return Exists(
        Round.objects.filter(case=OuterRef("case"), number__gt=OuterRef("round"), started_at__lte=at).filter(
            started_at__lt=OuterRef("stopped_at") + timedelta(days=FIRM_DAYS)
        )
    )

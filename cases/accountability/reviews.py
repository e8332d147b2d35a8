"""What the Center made of answers: approved at the first look, returned, refused, and appeals that were won.

Amendments are left out: they change an answer that counts already. A decision counts from when it was made until an
appeal overturned it, and as made for good: what was returned once was returned.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf

from cases.accountability.cuts import KEY, Cut, Paths, of_agency
from cases.accountability.kept_values import keepable
from cases.accountability.once import once
from cases.models import Appeal, AppealOutcome, AssignmentKind, Submission
from cases.rules.clock_facts import Decision
from cases.rules.fates import REVIEWED
from cases.rules.figures import Rate, rate

_CHARGE = "answer__assignment__"
VERSIONS = Paths(agency=f"{_CHARGE}agency_id", case=f"{_CHARGE}case__", instant="submitted_at")
APPEALS = Paths(agency=f"version__{_CHARGE}agency_id", case=f"version__{_CHARGE}case__", instant="appealed_at")
_REVIEWED = sorted(decision.value for decision in REVIEWED)


@keepable
@dataclass(frozen=True, kw_only=True)
class Reviews:
    """Counts of one part. `looked_at`: charges with an answer that the Center has looked at, `at_first`: and approved.

    `returned` and `refused` count decisions, also those an appeal overturned; `won` is of `appealed`.
    """

    handed_in: int = 0
    looked_at: int = 0
    at_first: int = 0
    returned: int = 0
    refused: int = 0
    appealed: int = 0
    won: int = 0

    @property
    def first_rate(self) -> Rate:
        """The share that was approved at the first look."""
        return rate(self.at_first, self.looked_at)


@once
def reviews_by(cut: Cut, at: datetime, agency_id: int | None = None) -> dict[Any, Reviews]:
    """By the parts of a cut, or of one agency's there (two queries).

    A part where nothing was handed in and nobody appealed is absent.
    """
    versions = cut.keyed(of_agency(looked_at(at), VERSIONS, agency_id), VERSIONS).order_by().values(KEY)
    judged = Q(first_at__lte=at)
    first = judged & Q(is_first=True)
    counted = versions.annotate(
        handed_in=Count("pk"),
        looked_at=Count("pk", filter=first),
        at_first=Count("pk", filter=first & Q(said=Decision.APPROVED.value)),
        returned=Count("pk", filter=judged & Q(said=Decision.RETURNED.value)),
        refused=Count("pk", filter=judged & Q(said=Decision.REFUSED.value)),
    )
    appeals = _appeals(cut, at, agency_id)
    found = {row.pop(KEY): row for row in counted if row["handed_in"]}  # a cut of one part has a row for nothing, too
    return {key: Reviews(**found.get(key, {}), **appeals.get(key, {})) for key in found.keys() | appeals.keys()}


def looked_at(at: datetime) -> QuerySet[Any]:
    """Versions of answers handed in by `at`: `said` is what the Center first said of one, and `first_at` when.

    `is_first`: nothing was said of an earlier version of the same charge, so that this was the first look.
    """
    own = Submission.objects.filter(
        submitted_at__lte=at, answer__amends=None, answer__assignment__kind=AssignmentKind.HANDLING
    )
    before = Submission.objects.filter(answer__assignment=OuterRef("answer__assignment"), pk__lt=OuterRef("pk"))
    heard = before.filter(Q(decision__in=_REVIEWED), answer__amends=None)
    return own.annotate(
        said=Coalesce("appeal__against", NullIf("decision", Value(""))),
        first_at=Coalesce("appeal__against_at", "decided_at"),
        is_first=Q(said__in=_REVIEWED) & ~Exists(heard),
    )


def _appeals(cut: Cut, at: datetime, agency_id: int | None) -> dict[Any, dict[str, int]]:
    of_answers = {"version__answer__amends": None, "version__answer__assignment__kind": AssignmentKind.HANDLING}
    own = of_agency(Appeal.objects.filter(appealed_at__lte=at, **of_answers), APPEALS, agency_id)
    made = cut.keyed(own, APPEALS).order_by()
    won = Q(outcome=AppealOutcome.GRANTED, decided_at__lte=at)
    rows = made.values(KEY).annotate(appealed=Count("pk"), won=Count("pk", filter=won))
    return {row[KEY]: {"appealed": row["appealed"], "won": row["won"]} for row in rows if row["appealed"]}

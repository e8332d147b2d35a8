"""What waits: answered reports that somebody finds not done, the one that waits longest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min, Q, QuerySet

from cases.models import Agency, Assignment, Case, ReasonCode, ReasonKind, ReopenRequest, RequestState
from cases.public.case import PublicCase
from cases.public.loading import told
from cases.rules.states import AnswerState, AssignmentState, CaseState

SHOWN = 20  # cases a page


@dataclass(frozen=True, kw_only=True)
class Row:
    """One report with what was said of it, and the agencies that answered it."""

    pk: int
    case: PublicCase
    requests: Sequence[ReopenRequest]
    agencies: Sequence[Agency]
    awaiting: bool

    @property
    def since(self) -> datetime:
        """Since when the first of them waits."""
        return self.requests[0].sent_at


@dataclass(frozen=True, kw_only=True)
class Queue:
    """A page of the queue, and the codes for both decisions."""

    rows: Sequence[Row]
    count: int
    page: int
    to_reopen: Sequence[ReasonCode]
    to_keep: Sequence[ReasonCode]

    @property
    def pages(self) -> int:
        """How many pages there are, one at least."""
        return max(-(-self.count // SHOWN), 1)


def waiting() -> QuerySet[Case]:
    """Answered cases with a request that waits; a withdrawn or merged one waits until it comes back."""
    asked = Q(reopen_requests__state=RequestState.WAITING)
    cases = Case.objects.filter(asked, state=CaseState.ANSWERED.value)
    return cases.annotate(asked_at=Min("reopen_requests__sent_at", filter=asked)).order_by("asked_at", "pk")


def load(page: int, *, now: datetime) -> Queue:
    """A page of the queue in a constant number of queries."""
    codes = list(ReasonCode.objects.all())
    chosen = list(waiting().values_list("pk", flat=True)[(page - 1) * SHOWN : page * SHOWN])
    cases = {case.id: case for case in told(Case.objects.filter(pk__in=chosen), at=now, reasons=codes)}
    requests: dict[int, list[ReopenRequest]] = {pk: [] for pk in chosen}
    for request in ReopenRequest.objects.waiting().filter(case__in=chosen):
        requests[request.case_id].append(request)
    charges = list(Assignment.objects.handling().filter(case__in=chosen).select_related("agency", "case"))
    undecided = set(
        Assignment.objects.filter(case__in=chosen, answers__state=AnswerState.SUBMITTED.value).values_list(
            "case", flat=True
        )
    )
    rows = [
        Row(
            pk=pk,
            case=cases[pk],
            requests=requests[pk],
            agencies=[charge.agency for charge in charges if charge.case_id == pk and _answered(charge)],
            awaiting=pk in undecided,
        )
        for pk in chosen
        if pk in cases
    ]
    return Queue(
        rows=rows,
        count=waiting().count(),
        page=page,
        to_reopen=[code for code in codes if code.active and code.kind == ReasonKind.REOPEN],
        to_keep=[code for code in codes if code.active and code.kind == ReasonKind.KEEP],
    )


def _answered(charge: Assignment) -> bool:
    return charge.round == charge.case.round and charge.state == AssignmentState.ANSWERED.value

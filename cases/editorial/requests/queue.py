"""What waits: answered reports that somebody finds not done, the one that waits longest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min, Q, QuerySet

from cases.models import Agency, Assignment, Case, ReasonCode, ReasonKind, ReopenRequest, RequestState
from cases.ports import words_match
from cases.public.case import PublicAnswer, PublicCase
from cases.public.loading import told
from cases.rules.states import AnswerState, AssignmentState, CaseState

SHOWN = 20  # cases a page


@dataclass(frozen=True, kw_only=True)
class Sent:
    """What somebody chose for a report, and why it was not taken."""

    pk: int
    reopens: bool
    reason: str
    agencies: Sequence[int]
    problem: str = ""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One report with what was said of it, and the agencies that answered it; `sent`: what was chosen and not taken."""

    pk: int
    case: PublicCase
    requests: Sequence[ReopenRequest]
    agencies: Sequence[Agency]
    awaiting: bool
    sent: Sent | None = None

    @property
    def answers(self) -> Sequence[PublicAnswer]:
        """What was answered in the present round: what people complain of."""
        began = self.case.round_started_at
        return [a for a in self.case.answers if began is None or a.submitted_at is None or a.submitted_at >= began]

    @property
    def ticked(self) -> frozenset[int]:
        """The agencies that stand chosen: all, until somebody has chosen."""
        if self.sent and self.sent.reopens:
            return frozenset(self.sent.agencies)
        return frozenset(agency.pk for agency in self.agencies)

    @property
    def to_reopen(self) -> str:
        """The reason that stands chosen for a reopening."""
        return self.sent.reason if self.sent and self.sent.reopens else ""

    @property
    def to_keep(self) -> str:
        """The reason that stands chosen for leaving it as it is."""
        return self.sent.reason if self.sent and not self.sent.reopens else ""

    @property
    def since(self) -> datetime:
        """Since when the first of them waits."""
        return self.requests[0].sent_at


@dataclass(frozen=True, kw_only=True)
class Queue:
    """A page of the queue, and the codes for both decisions; `q`: the words that it was searched by, "" for all."""

    q: str
    rows: Sequence[Row]
    count: int
    page: int
    to_reopen: Sequence[ReasonCode]
    to_keep: Sequence[ReasonCode]

    @property
    def pages(self) -> int:
        """How many pages there are, one at least."""
        return max(-(-self.count // SHOWN), 1)


def waiting(q: str = "") -> QuerySet[Case]:
    """Answered cases with a request that waits; a withdrawn or merged one waits until it comes back.

    `q` narrows them as it does the Center's lists: words with or without marks, or a number.
    """
    asked = Q(reopen_requests__state=RequestState.WAITING)
    cases = Case.objects.filter(asked, words_match(q) if q else Q(), state=CaseState.ANSWERED.value)
    return cases.annotate(asked_at=Min("reopen_requests__sent_at", filter=asked)).order_by("asked_at", "pk")


def load(page: int, *, now: datetime, q: str = "", sent: Sent | None = None) -> Queue:
    """A page of the queue in a constant number of queries; `sent` stands at its row."""
    codes = list(ReasonCode.objects.all())
    chosen = list(waiting(q).values_list("pk", flat=True)[(page - 1) * SHOWN : page * SHOWN])
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
            sent=sent if sent and sent.pk == pk else None,
        )
        for pk in chosen
        if pk in cases
    ]
    return Queue(
        q=q,
        rows=rows,
        count=waiting(q).count(),
        page=page,
        to_reopen=[code for code in codes if code.active and code.kind == ReasonKind.REOPEN],
        to_keep=[code for code in codes if code.active and code.kind == ReasonKind.KEEP],
    )


def _answered(charge: Assignment) -> bool:
    return charge.round == charge.case.round and charge.state == AssignmentState.ANSWERED.value

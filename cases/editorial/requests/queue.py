"""What waits: answered reports that somebody finds not done, the one that waits longest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from cases.editorial.center.asked import held_by
from cases.editorial.center.lists import agency_name
from cases.editorial.queues.asked import Asked
from cases.editorial.queues.kind import Column, Kind, case_columns
from cases.models import Agency, Assignment, Case, ReasonCode, ReasonKind, ReopenRequest
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
    """A page of the queue, and the codes for both decisions."""

    asked: Asked
    rows: Sequence[Row]
    count: int
    page: int
    to_reopen: Sequence[ReasonCode]
    to_keep: Sequence[ReasonCode]

    @property
    def pages(self) -> int:
        """How many pages there are, one at least."""
        return max(-(-self.count // SHOWN), 1)

    @property
    def previous(self) -> str:
        """The address of the page before."""
        return self.asked.url(trang=self.page - 1 if self.page > 2 else "") if self.page > 1 else ""

    @property
    def next(self) -> str:
        """The address of the page after."""
        return self.asked.url(trang=self.page + 1) if self.page < self.pages else ""


def waiting() -> QuerySet[Case]:
    """Answered cases with a request that waits; a withdrawn or merged one waits until it comes back."""
    asked = ReopenRequest.objects.waiting().order_by()
    own = asked.filter(case=OuterRef("pk"))
    return (
        Case.objects.filter(pk__in=asked.values("case"), state=CaseState.ANSWERED.value)
        .annotate(
            asked_at=Subquery(own.order_by("sent_at").values("sent_at")[:1]),
            asked_by=Subquery(own.values("case").annotate(n=Count("pk")).values("n")),
        )
        .order_by("asked_at", "pk")
    )


REQUESTS = Kind(
    page="reopen_requests",
    saved_as="bao-chua-xong",
    columns=(
        *case_columns(),
        Column(name="don-vi", head=_("Đơn vị"), key=agency_name()),
        Column(name="loi", head=_("Số lời báo"), key=F("asked_by")),
        Column(name="gui", head=_("Chờ từ"), key=F("asked_at")),
    ),
    since="asked_at",
    agency=lambda slug: Q(pk__in=held_by(slug)),
    words=words_match,
    order="gui",
)


def load(asked: Asked, *, now: datetime, sent: Sent | None = None) -> Queue:
    """A page of the queue in a constant number of queries, the last where there are fewer; `sent` stands at its row."""
    codes = list(ReasonCode.objects.all())
    found = asked.found(waiting())
    count = found.count()
    page = min(asked.page, max(-(-count // SHOWN), 1))
    chosen = list(found.values_list("pk", flat=True)[(page - 1) * SHOWN : page * SHOWN])
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
        asked=asked,
        rows=rows,
        count=count,
        page=page,
        to_reopen=[code for code in codes if code.active and code.kind == ReasonKind.REOPEN],
        to_keep=[code for code in codes if code.active and code.kind == ReasonKind.KEEP],
    )


def _answered(charge: Assignment) -> bool:
    return charge.round == charge.case.round and charge.state == AssignmentState.ANSWERED.value

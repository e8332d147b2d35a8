"""How a case stands, as far as its verbs need to know: what runs, what waits, and what may be chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.http import Http404
from django.utils import timezone

from cases.actions.receive import public_words
from cases.editorial.center.suggesting import Suggestion, suggestions
from cases.editorial.naming import by_name
from cases.models import (
    Agency,
    Assignment,
    AssignmentKind,
    Case,
    Category,
    ReasonCode,
    ReasonKind,
    Report,
    UrgentMark,
    Ward,
    Withdrawal,
)
from cases.models.location import point_of
from cases.ports import Around, Nearby, cases_near
from cases.rules.states import AssignmentState, CaseState


@dataclass(frozen=True, kw_only=True)
class Situation:
    """One case at `at`."""

    case: Case
    at: datetime
    report: Report | None
    assignments: Sequence[Assignment]
    reasons: Sequence[ReasonCode]
    withdrawal: Withdrawal | None
    mark: UrgentMark | None

    @property
    def state(self) -> CaseState:
        """The case's state."""
        return CaseState(self.case.state)

    @property
    def open(self) -> Sequence[Assignment]:
        """Charges that are open: nothing of them awaits review."""
        return [a for a in self.assignments if a.state == AssignmentState.OPEN.value]

    @property
    def handled(self) -> bool:
        """Whether an agency is at it."""
        running = (AssignmentState.OPEN.value, AssignmentState.AWAITING.value)
        return any(a.kind == AssignmentKind.HANDLING and a.state in running for a in self.assignments)

    @property
    def handlers(self) -> Sequence[Agency]:
        """Those that answered in the present round."""
        answered = AssignmentState.ANSWERED.value
        found = [a for a in self.assignments if a.round == self.case.round and a.state == answered]
        return [a.agency for a in found if a.kind == AssignmentKind.HANDLING]

    @cached_property
    def agencies(self) -> Sequence[Agency]:
        """Agencies that can be given something today."""
        today = timezone.localdate(self.at)
        return by_name(Agency.objects.exclude(name="").exclude(dissolved_on__lte=today))

    @cached_property
    def categories(self) -> Sequence[Category]:
        """All categories, by name."""
        return by_name(Category.objects.all())

    @cached_property
    def wards(self) -> Sequence[Ward]:
        """All wards, by name."""
        return by_name(Ward.objects.only("slug", "name"))

    @property
    def point(self) -> tuple[float, float] | None:
        """Where it stands on the map: latitude and longitude."""
        page = getattr(self.case, "page", None)
        own = None if self.case.lat is None or self.case.lon is None else (self.case.lat, self.case.lon)
        return (page and point_of(page.location)) or own

    @cached_property
    def suggestion(self) -> Suggestion | None:
        """Whom it is likely to belong to."""
        return suggestions([self.case], today=timezone.localdate(self.at)).get(self.case.pk)

    @cached_property
    def near(self) -> Sequence[Nearby]:
        """Public cases close to it, which it may repeat."""
        case = self.case
        around = Around(
            case_id=case.pk,
            category=case.category.slug,
            ward=case.ward.slug if case.ward else None,
            place=self.report.place if self.report else "",
            lat=case.lat,
            lon=case.lon,
        )
        return cases_near(around, at=self.at)

    @cached_property
    def words(self) -> tuple[str, str, str]:
        """Title, text and place as the public would read them where nobody wrote others."""
        return public_words(self.case) if self.report else (self.case.category.name, "", "")

    def codes(self, kind: ReasonKind) -> list[tuple[str, str]]:
        """The codes that a decision may quote, with their words."""
        return [(code.code, str(code)) for code in self.reasons if code.kind == kind and code.active]

    def needs_two(self, code: str) -> bool:
        """Whether a withdrawal for this reason needs two people."""
        return any(r.needs_two for r in self.reasons if r.kind == ReasonKind.WITHDRAW and r.code == code)


def situation_of(number: int, *, at: datetime) -> Situation:
    """How the case of this number stands: four queries; Http404 where there is none."""
    related = ("category", "ward", "report", "page", "merged_into", "urgent_mark")
    case = Case.objects.select_related(*related).filter(number=number).first()
    if case is None:
        raise Http404
    return Situation(
        case=case,
        at=at,
        report=getattr(case, "report", None),
        assignments=list(Assignment.objects.filter(case=case).select_related("agency").order_by("pk")),
        reasons=list(ReasonCode.objects.all()),
        withdrawal=Withdrawal.objects.waiting().filter(case=case).select_related("reason", "asked_by").first(),
        mark=getattr(case, "urgent_mark", None),
    )

"""What waits for the Center besides answers: appeals, and what it has to settle, with their own queues on the desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import DateTimeField, F, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.safestring import SafeString

from cases.actions.covering import covers_stamp
from cases.actions.rights import house
from cases.editorial.desk.covers import Covering, covering_of, with_covers
from cases.editorial.desk.queue import SHOWN, of_hand, of_own_agency
from cases.editorial.desk.reading import captioned
from cases.editorial.naming import by_name
from cases.editorial.queues.asked import Asked, Leaf
from cases.models import (
    Agency,
    Appeal,
    Case,
    Photo,
    ReasonCode,
    ReasonKind,
    Ruling,
    RulingCause,
    Submission,
    unconfirmed_duplicates,
)
from cases.public.case import PublicAssignment, PublicCase
from cases.public.loading import told
from cases.public.photos import with_photos
from cases.rules.rights import House, Staff


@dataclass(frozen=True, kw_only=True)
class Waits:
    """How many appeals this person may decide, since when; how much is to be settled, by when, how much is late.

    And how many merged reports wait for somebody to see that the answer answers them, since when.
    """

    appeals: int
    appeals_since: datetime | None
    rulings: int
    rulings_since: datetime | None
    rulings_due: datetime | None
    overdue: int
    duplicates: int = 0
    duplicates_since: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Matter:
    """One row of a queue; `due_at` None where the Center is held to no day."""

    pk: int
    title: str
    agency: str
    clock: PublicAssignment | None
    what: str
    since: datetime
    due_at: datetime | None = None
    overdue: bool = False


@dataclass(frozen=True, kw_only=True)
class AppealScreen:
    """An appeal on the desk: the text it is for, and the decision it is against."""

    appeal: Appeal
    version: Submission
    case: PublicCase
    clock: PublicAssignment | None
    covering: Covering
    #: Those of the text, with what stands under each: what was sent back may be what they show, or lack.
    photos: Sequence[tuple[Photo, str]]

    @property
    def with_covers(self) -> SafeString:
        """The text as it was handed in; what is covered of it is struck out and marked."""
        return with_covers(self.version)

    @property
    def covers(self) -> str:
        """The stamp of what is shown as covered, for the form that decides on it."""
        return covers_stamp(self.version, (photo for photo, _caption in self.photos))


@dataclass(frozen=True, kw_only=True)
class RulingScreen:
    """A matter to be settled: who asks for what, and what was settled in this case before."""

    ruling: Ruling
    case: PublicCase
    clock: PublicAssignment | None
    overdue: bool
    refused: Submission | None = None
    before: Sequence[Ruling] = ()
    reasons: Sequence[ReasonCode] = ()
    agencies: Sequence[Agency] = field(default_factory=list)


def decidable_appeals(staff: Staff, house: House, *, now: datetime) -> Q:
    """Appeals this person may decide: the SQL twin of `cases.rules.rights`, held equal by a test.

    Never of the own hand, nor of the own agency, nor against an own decision.
    """
    mine = Q(version__in=of_hand(staff.account)) | Q(appealed_by=staff.account)
    mine |= Q(version__decided_by=staff.account)
    return ~mine & ~of_own_agency(staff, house, "version__answer__assignment__agency", now=now)


def waits(staff: Staff, *, now: datetime) -> Waits:
    """The queues at a glance: their rows, which are few, in one query."""
    mine = Appeal.objects.waiting().filter(decidable_appeals(staff, house(), now=now)).order_by()
    no_day = Cast(Value(None), DateTimeField())
    appealed = mine.annotate(queue=Value("appeal"), since=F("appealed_at"), due=no_day)
    asked = Ruling.objects.waiting().order_by().annotate(queue=Value("ruling"), since=F("asked_at"), due=F("due_at"))
    joined = unconfirmed_duplicates().order_by().annotate(queue=Value("duplicate"), due=no_day)
    columns = ("queue", "since", "due")
    asked_too = (asked.values_list(*columns), joined.values_list(*columns))
    rows = list(appealed.values_list(*columns).union(*asked_too, all=True))
    appeals = [since for queue, since, _ in rows if queue == "appeal"]
    merged = [since for queue, since, _ in rows if queue == "duplicate"]
    rulings = [(since, due) for queue, since, due in rows if queue == "ruling"]
    dues = [due for _, due in rulings if due is not None]
    return Waits(
        appeals=len(appeals),
        appeals_since=min(appeals, default=None),
        rulings=len(rulings),
        rulings_since=min((since for since, _ in rulings), default=None),
        rulings_due=min(dues, default=None),
        overdue=sum(due < now for due in dues),
        duplicates=len(merged),
        duplicates_since=min((since for since in merged if since), default=None),
    )


def appeals(staff: Staff, *, now: datetime) -> QuerySet[Appeal]:
    """The appeals this person may decide, the oldest first."""
    related = ("version__answer__assignment__agency", "version__answer__assignment__case", "reason", "against_reason")
    found = Appeal.objects.waiting().filter(decidable_appeals(staff, house(), now=now))
    return found.select_related(*related).order_by("appealed_at", "pk")


def rulings() -> QuerySet[Ruling]:
    """What is to be settled: what has a day first, by that day; then what was asked first."""
    related = ("assignment__agency__parent", "assignment__case", "reason", "suggests")
    return (
        Ruling.objects.waiting().select_related(*related).order_by(F("due_at").asc(nulls_last=True), "asked_at", "pk")
    )


def clock_of(case: PublicCase | None, assignment_id: int) -> PublicAssignment | None:
    """The clock of this very charge: its agency may have another in the case, handled before or only asked about."""
    return next((charge for charge in case.assignments if charge.id == assignment_id), None) if case else None


def _cases(ids: set[int], *, now: datetime, reasons: Sequence[ReasonCode]) -> dict[int, PublicCase]:
    return {case.id: case for case in told(Case.objects.filter(pk__in=ids), at=now, reasons=reasons)}


def load_appeals(
    asked: Asked, staff: Staff, *, now: datetime, pk: int | None = None
) -> tuple[Leaf[Matter], AppealScreen | None]:
    """The queue, and the appeal asked for or the oldest; Appeal.DoesNotExist for one that is not this person's."""
    leaf = asked.leaf(appeals(staff, now=now), SHOWN)
    found: Sequence[Appeal] = leaf.rows
    chosen = next((a for a in found if a.pk == pk), None) if pk else next(iter(found), None)
    if pk and chosen is None:
        chosen = appeals(staff, now=now).get(pk=pk)
    shown = [*found, chosen] if chosen else found
    reasons = list(ReasonCode.objects.all())
    cases = _cases({a.version.answer.assignment.case_id for a in shown}, now=now, reasons=reasons)
    rows = leaf.of([_appeal_row(each, cases) for each in found])
    if chosen is None:
        return rows, None
    assignment = chosen.version.answer.assignment
    case = cases[assignment.case_id]
    photos = list(Photo.objects.filter(case=assignment.case_id).defer("file"))
    return rows, AppealScreen(
        appeal=chosen,
        version=chosen.version,
        case=with_photos(case, assignment.case, photos),
        clock=clock_of(case, assignment.pk),
        covering=covering_of(chosen.version, reasons),
        photos=captioned(photo for photo in photos if photo.answer_id == chosen.version.answer_id),
    )


def _appeal_row(appeal: Appeal, cases: dict[int, PublicCase]) -> Matter:
    assignment = appeal.version.answer.assignment
    case = cases.get(assignment.case_id)
    return Matter(
        pk=appeal.pk,
        title=case.title if case else str(assignment.case),
        agency=str(assignment.agency),
        clock=clock_of(case, assignment.pk),
        what=str(appeal.reason),
        since=appeal.appealed_at,
    )


def load_rulings(asked: Asked, *, now: datetime, pk: int | None = None) -> tuple[Leaf[Matter], RulingScreen | None]:
    """The queue, and the matter asked for or the first; Ruling.DoesNotExist for one that no longer waits."""
    leaf = asked.leaf(rulings(), SHOWN)
    found: Sequence[Ruling] = leaf.rows
    chosen = next((r for r in found if r.pk == pk), None) if pk else next(iter(found), None)
    if pk and chosen is None:
        chosen = rulings().get(pk=pk)
    shown = [*found, chosen] if chosen else found
    reasons = list(ReasonCode.objects.all())
    cases = _cases({r.assignment.case_id for r in shown}, now=now, reasons=reasons)
    rows = leaf.of([_ruling_row(each, cases, now) for each in found])
    if chosen is None:
        return rows, None
    case = cases[chosen.assignment.case_id]
    earlier = Ruling.objects.filter(assignment__case=chosen.assignment.case_id).exclude(outcome="")
    return rows, RulingScreen(
        ruling=chosen,
        case=with_photos(case, chosen.assignment.case),
        clock=clock_of(case, chosen.assignment_id),
        overdue=is_overdue(chosen, now),
        refused=_refused(chosen),
        before=list(earlier.select_related("assignment__agency", "ruling_reason", "to").order_by("-ruled_at", "-pk")),
        reasons=[each for each in reasons if each.active and each.kind == ReasonKind.RULE],
        agencies=choosable(chosen, now),
    )


def _refused(ruling: Ruling) -> Submission | None:
    """The text that was refused, where a refusal obliges the Center: whoever rules reads why it was one."""
    if ruling.cause != RulingCause.REFUSED:
        return None
    found = Submission.objects.filter(answer__assignment=ruling.assignment_id, decision="refused")
    return found.order_by("-decided_at", "-pk").first()


def choosable(ruling: Ruling, now: datetime) -> list[Agency]:
    """The agencies one can name: those with a name that are there, other than the one that asks."""
    there = Q(dissolved_on=None) | Q(dissolved_on__gt=timezone.localdate(now))
    return by_name(Agency.objects.filter(there).exclude(name="").exclude(pk=ruling.assignment.agency_id))


def is_overdue(ruling: Ruling, now: datetime) -> bool:
    """True once the day is over by which the Center had to settle it."""
    return ruling.due_at is not None and ruling.due_at < now


def _ruling_row(ruling: Ruling, cases: dict[int, PublicCase], now: datetime) -> Matter:
    case = cases.get(ruling.assignment.case_id)
    return Matter(
        pk=ruling.pk,
        title=case.title if case else str(ruling.assignment.case),
        agency=str(ruling.assignment.agency),
        clock=clock_of(case, ruling.assignment_id),
        what=ruling.get_cause_display(),
        since=ruling.asked_at,
        due_at=ruling.due_at,
        overdue=is_overdue(ruling, now),
    )

"""Everything the officer's desk shows, a list and one case with its answer, in constant numbers of queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property

from django.db.models import F, Q
from django.http import Http404
from django.utils import timezone

from cases.actions.answering import IN_HAND
from cases.actions.drafting import in_hand, published
from cases.actions.due import days_to_promise
from cases.actions.extend import promises_seen
from cases.actions.rights import house, matter_of
from cases.editorial.desk.covers import Cover, covers_of
from cases.editorial.office import queue
from cases.editorial.office.queue import SHOWN, Tab
from cases.models import (
    Agency,
    Answer,
    Assignment,
    AssignmentKind,
    Case,
    InternalNote,
    Photo,
    ReasonCode,
    ReasonKind,
    Ruling,
    StockSentence,
    Submission,
)
from cases.public.case import PublicAssignment, PublicCase, PublicEvent, PublicExtension
from cases.public.loading import told
from cases.public.photos import with_photos
from cases.rules.rights import Deed, Staff, may
from cases.rules.states import AnswerState, AssignmentState, CaseState

EARLIER = 10


@dataclass(frozen=True, kw_only=True)
class Row:
    """One charge of the list, with its own clock; `decision` is what the Center said of the newest version."""

    pk: int
    case: PublicCase
    agency: str
    clock: PublicAssignment | None
    decision: str


@dataclass(frozen=True, kw_only=True)
class Desk:
    """The list: one tab of one agency, or of all of today's."""

    tab: Tab
    counts: Mapping[Tab, int]
    rows: Sequence[Row]
    present: Sequence[Agency]
    former: Sequence[Agency]
    chosen: Agency | None
    page: int

    @property
    def pages(self) -> int:
        """How many pages the tab has."""
        return max(-(-self.counts[self.tab] // SHOWN), 1)


@dataclass(frozen=True, kw_only=True)
class Work:
    """One case at the desk, as this person may see it; `promises_seen` names the promises that are told."""

    assignment: Assignment
    case: PublicCase
    clock: PublicAssignment | None
    promises_seen: str
    at: datetime
    may: frozenset[Deed]
    is_past: bool
    answer: Answer | None
    published: Answer | None
    versions: Sequence[Submission]
    rulings: Sequence[Ruling]
    codes: Sequence[ReasonCode]
    notes: Sequence[InternalNote]
    photos: Sequence[Photo]
    reasons: Sequence[ReasonCode]
    stock: Sequence[StockSentence]

    @property
    def captioned(self) -> Sequence[tuple[Photo, str]]:
        """The photos with what stands under each."""
        return [(photo, photo.caption) for photo in self.photos]

    @property
    def partners(self) -> Sequence[PublicAssignment]:
        """The other charges of the same case in this round: who answers another part of it, or is asked about it."""
        mine, gone = self.assignment, (AssignmentState.TRANSFERRED.value, AssignmentState.CANCELLED.value)
        same = [each for each in self.case.assignments if each.round == mine.round and each.id != mine.pk]
        return [each for each in same if each.state not in gone]

    @property
    def awaiting(self) -> Submission | None:
        """The version that waits for the Center."""
        return next((version for version in self.versions if not version.decision), None)

    @property
    def is_opinion(self) -> bool:
        """Whether a higher agency is only asked what it thinks."""
        return bool(self.assignment.kind == AssignmentKind.OPINION)

    @property
    def before(self) -> Sequence[Submission]:
        """The versions that wait no more; the one that does stands by itself."""
        return [version for version in self.versions if version.decision]

    @property
    def sent_back(self) -> Submission | None:
        """The newest version where the Center has returned or refused it."""
        newest = next((version for version in self.versions if version.decision != "recalled"), None)
        return newest if newest is not None and newest.decision in ("returned", "refused") else None

    @property
    def retracted(self) -> PublicEvent | None:
        """The retraction that left this work to be done again, as everybody reads it; none once a new text was sent."""
        newest = next((version for version in self.versions if version.decision != "recalled"), None)
        at = newest.retracted_at if newest is not None else None
        told = (event for event in self.case.events if event.kind == "assignment.retract")
        return next((event for event in told if at is not None and event.at == at), None)

    @property
    def reopened(self) -> PublicEvent | None:
        """Why there is another round, while this work is of it and nothing was sent yet."""
        if self.versions or self.assignment.round < 2 or self.assignment.round != self.case.round:
            return None
        return next((event for event in reversed(self.case.events) if event.kind == "case.reopen"), None)

    @property
    def promises(self) -> Sequence[PublicExtension]:
        """What this agency promised in this charge, as everybody reads it: struck words are said to be."""
        clock, since = self.clock, self.assignment.assigned_at
        own = [each for each in self.case.extensions if clock and each.agency_name == clock.agency.name]
        return [each for each in own if since is None or each.published_at >= since]

    @property
    def is_open(self) -> bool:
        """Whether the case is on the portal and this agency is to answer it."""
        return self.case.state == CaseState.IN_PROGRESS.value and self.assignment.state == AssignmentState.OPEN.value

    @property
    def can_amend(self) -> bool:
        """Whether a published answer can be added to."""
        answered = self.case.state == CaseState.ANSWERED.value and self.assignment.state == _ANSWERED
        return answered and self.published is not None and self.awaiting is None and Deed.AMEND in self.may

    @property
    def can_write(self) -> bool:
        """Whether there is an answer to write: the one of an open assignment, or an amendment that was begun."""
        begun = self.can_amend and self.answer is not None
        return Deed.WRITE in self.may and self.awaiting is None and (self.is_open or begun)

    @property
    def can_extend(self) -> bool:
        """Whether more time can be asked for."""
        return self.is_open and Deed.EXTEND in self.may

    @property
    def covered(self) -> list[tuple[Cover, str]]:
        """What the Center has covered of the own texts, each with the reason."""
        labels = {code.code: str(code) for code in self.codes if code.kind == ReasonKind.STRIKE}
        return [(cover, labels.get(cover.reason, "")) for each in self.versions for cover in covers_of(each)]

    @property
    def is_being_decided(self) -> bool:
        """Whether the Center has decided on what waits, and may still undo that: what was decided is not told yet."""
        return self.awaiting is not None and hasattr(self.awaiting, "pending")

    @property
    def can_recall(self) -> bool:
        """Whether what was handed in can be taken back."""
        return self.awaiting is not None and not self.is_being_decided and Deed.RECALL in self.may

    @cached_property
    def days(self) -> Sequence[date]:
        """The days that an extension may promise now."""
        clock = self.clock
        bounds = [clock.limit_at and timezone.localdate(clock.limit_at), clock.promised_on] if clock else []
        after = max((day for day in bounds if day), default=None)
        return days_to_promise(self.assignment.case, self.at, after=after) if self.can_extend else ()


_ANSWERED = AssignmentState.ANSWERED.value
_DEEDS = (
    Deed.WRITE,
    Deed.SUBMIT,
    Deed.RECALL,
    Deed.AMEND,
    Deed.EXTEND,
    Deed.NOTE,
    Deed.NOT_OURS,
    Deed.ASK_HIGHER,
    Deed.APPEAL,
)


def clock_of(case: PublicCase, assignment: Assignment) -> PublicAssignment | None:
    """The clock of this very charge."""
    return next((charge for charge in case.assignments if charge.id == assignment.pk), None)


def load(staff: Staff, tab: Tab, slug: str, page: int, *, now: datetime) -> Desk:
    """A page of the list; Http404 for an agency that is not this person's."""
    agencies = list(Agency.objects.filter(pk__in={*staff.agencies, *staff.former}))
    chosen = next((agency for agency in agencies if agency.slug == slug), None)
    if slug and chosen is None:
        raise Http404
    mine = queue.readable(staff, chosen) if chosen else Q(agency__in=staff.agencies)
    first = (page - 1) * SHOWN
    assignments = list(queue.in_order(mine, tab, now=now)[first : first + SHOWN])
    rows = told(Case.objects.filter(pk__in={each.case_id for each in assignments}), at=now, reasons=())
    cases = {case.id: case for case in rows}
    return Desk(
        tab=tab,
        counts=queue.tally(mine, now=now),
        rows=[_row(each, cases[each.case_id]) for each in assignments if each.case_id in cases],
        present=[agency for agency in agencies if agency.pk in staff.agencies],
        former=[agency for agency in agencies if agency.pk not in staff.agencies],
        chosen=chosen,
        page=page,
    )


def _row(assignment: Assignment, case: PublicCase) -> Row:
    return Row(
        pk=assignment.pk,
        case=case,
        agency=str(assignment.agency),
        clock=clock_of(case, assignment),
        decision=getattr(assignment, "newest", None) or "",
    )


def assignment_of(staff: Staff, pk: int) -> Assignment:
    """The assignment of this number, where this person may read it; Http404 otherwise, as for one that is none."""
    found: Assignment | None = (
        Assignment.objects.filter(queue.readable(staff), pk=pk)
        .select_related("agency", "case__category", "case__page")
        .first()
    )
    if found is None:
        raise Http404
    return found


def to_preview(assignment: Assignment) -> Answer | None:
    """The answer that a preview shows: the one being written, else the one that waits for the Center."""
    waiting: Answer | None = assignment.answers.filter(state=AnswerState.SUBMITTED.value).first()
    return in_hand(assignment) or waiting


def photos_of(answer: Answer | None) -> list[Photo]:
    """What an answer shows, in its order."""
    return list(answer.photos.defer("file")) if answer else []


def work(staff: Staff, pk: int, *, now: datetime) -> Work:
    """The case of this assignment; Http404 where it is not this person's.

    Who has left the agency reads what was handed in and noted in the own time, and no draft: neither one that was
    recalled.
    """
    assignment = assignment_of(staff, pk)
    stamp = promises_seen(assignment)  # before what is told: a promise that comes between the two counts as unread
    reasons = list(ReasonCode.objects.all())
    case = next(iter(told(Case.objects.filter(pk=assignment.case_id), at=now, reasons=reasons)), None)
    if case is None:
        raise Http404
    matter, today = matter_of(assignment.agency_id), timezone.localdate(now)
    is_past = assignment.agency_id not in staff.agencies
    notes = InternalNote.objects.filter(case=assignment.case_id, agency=assignment.agency_id).select_related("author")
    versions = Submission.objects.filter(answer__assignment=assignment).select_related(
        "reason", "answer", "appeal", "pending"
    )
    if is_past:
        until = timezone.make_aware(datetime.combine(staff.former[assignment.agency_id], time.max))
        notes = notes.filter(written_at__lte=until)
        versions = versions.filter(submitted_at__lte=until).exclude(decision="recalled")
    shown = None if is_past else to_preview(assignment)
    allowed = frozenset(deed for deed in _DEEDS if may(staff, deed, matter, today=today, house=house()))
    return Work(
        assignment=assignment,
        case=with_photos(case, assignment.case),
        clock=clock_of(case, assignment),
        promises_seen=stamp,
        at=now,
        may=allowed,
        is_past=is_past,
        answer=shown if shown is not None and shown.state in IN_HAND else None,
        published=published(assignment),
        versions=list(versions.order_by(F("submitted_at").desc(nulls_last=True), "-pk")[:EARLIER]),
        rulings=list(Ruling.objects.filter(assignment=assignment).select_related("reason", "ruling_reason", "to")),
        codes=[each for each in reasons if each.active],
        notes=list(notes),
        photos=photos_of(shown),
        reasons=[each for each in reasons if each.active and each.kind == ReasonKind.EXTEND],
        stock=list(StockSentence.objects.of(assignment.agency_id)) if Deed.WRITE in allowed else (),
    )

"""Everything the desk shows of one answer, and of the queue beside it, in a constant number of queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from cases.actions.covering import covers_stamp
from cases.actions.rights import house
from cases.editorial.desk import books, queue
from cases.editorial.desk.covers import Covering, covering_of, with_covers
from cases.editorial.desk.explanations import counted
from cases.editorial.desk.matters import Waits, clock_of, waits
from cases.editorial.desk.queue import Lane, Tally
from cases.editorial.desk.reading import Reading, captioned, read
from cases.editorial.desk.related import Related, hints_of, related_to
from cases.editorial.queues.asked import Asked, Leaf
from cases.models import (
    AssignmentKind,
    Case,
    PendingDecision,
    Photo,
    ReasonCode,
    ReasonKind,
    Remark,
    RemarkKind,
    Submission,
)
from cases.public.case import PublicAssignment, PublicCase
from cases.public.loading import told
from cases.public.pace import Limits, Pace
from cases.public.photos import with_photos
from cases.rules.rights import Power, Staff


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One row of the queue: how the agency's clock stood when it submitted, and who reads it."""

    pk: int
    title: str
    agency: str
    clock: PublicAssignment | None
    submitted_at: datetime | None
    reader: str
    skipped: bool
    #: How the Center's own clock stands: "", "late" or "alarm".
    late: str
    #: What it is: an answer, an opinion, an amendment; and which version of it.
    what: str
    disputed: bool


@dataclass(frozen=True, kw_only=True)
class Screen:
    """The answer on the desk: `reading` has hints and the changes from `before` marked in its text.

    `hints` says how many marks of each kind are shown, in the text and under its photos.
    """

    version: Submission
    case: PublicCase
    clock: PublicAssignment | None
    reading: Reading
    hints: Mapping[str, int]
    covering: Covering
    before: Submission | None
    related: Related
    remarks: Sequence[Remark]
    #: With what stands under each, marks in it.
    photos: Sequence[tuple[Photo, str]]
    is_amendment: bool
    #: Whether reviewers advise different decisions, and how many reports were merged into this one.
    disputed: bool
    merged: int
    what: str
    #: Whether the reader wrote on it too, which only a small Center lets decide on it.
    own: bool = False
    #: Whether the reader may decide on it, or only read it.
    decidable: bool = True

    @property
    def covers(self) -> str:
        """The stamp of what is shown as covered, for the form that decides on it."""
        return covers_stamp(self.version, (photo for photo, _caption in self.photos))

    @property
    def with_covers(self) -> SafeString:
        """The text as it was handed in, for who only reads it: what is covered of it is struck out and marked."""
        return with_covers(self.version)

    @property
    def opinions(self) -> list[Remark]:
        """The last second opinion of each reviewer."""
        said = [remark for remark in self.remarks if remark.kind == RemarkKind.OPINION]
        return list({remark.account_id or -remark.pk: remark for remark in said}.values())

    @property
    def said(self) -> list[Remark]:
        """What else reviewers left: where they disagree, who said what stands above already."""
        above = {remark.pk for remark in self.opinions} if self.disputed else set()
        return [remark for remark in self.remarks if remark.pk not in above]


@dataclass(frozen=True, kw_only=True)
class Desk:
    """The whole page."""

    staff: Staff
    asked: Asked
    lane: Lane
    tally: Tally
    pace: Pace
    waits: Waits
    at: datetime
    leaf: Leaf[Waiting]
    screen: Screen | None = None
    pending: Sequence[PendingDecision] = ()
    reasons: Sequence[ReasonCode] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many wait in this lane."""
        return self.tally.counts[self.lane]

    @property
    def waiting(self) -> int:
        """How many wait in all lanes, which is what the age and the lateness beside it are of."""
        return self.tally.counts[Lane.ALL]

    @property
    def today(self) -> int:
        """How many this person has decided on today, those that do not count yet included."""
        return self.tally.made + len(self.pending)

    @property
    def to_undo(self) -> PendingDecision | None:
        """Another's decision on what is there to be read, while the head of the Center, who reads it, can undo it."""
        if self.screen is None or self.screen.decidable or Power.HEAD not in self.staff.powers:
            return None
        made: PendingDecision | None = getattr(self.screen.version, "pending", None)
        if made is None or made.decided_by_id == self.staff.account or made.effective_at <= self.at:
            return None
        return made


def load(
    staff: Staff,
    asked: Asked,
    *,
    now: datetime,
    pk: int | None = None,
    pending: Sequence[PendingDecision] | None = None,
    to_read: bool = False,
) -> Desk:
    """The desk with this version on it, or with the first that nobody else reads; `pending` where it is at hand.

    Submission.DoesNotExist for a version that no longer waits, or on which this person may not decide; where it is
    `to_read`, only for one that is not there, or whose case has left the portal.
    """
    mine, lane = queue.decidable(staff, house(), now=now), Lane(asked.lane)
    leaf = asked.leaf(queue.in_order(mine, lane, staff, now=now), queue.SHOWN)
    versions: Sequence[Submission] = leaf.rows
    chosen = pk or queue.next_of(versions, staff, now=now)
    version = next((each for each in versions if each.pk == chosen), None)
    may_decide = True
    if version is None and chosen is not None:
        version = queue.in_order(mine, Lane.ALL, staff, now=now).filter(pk=chosen).first()
        may_decide = version is not None
    if version is None and chosen is not None:
        version = (queue.readable(staff) if to_read else Submission.objects.none()).get(pk=chosen)
    shown = [*versions, version] if version else versions
    ids = {each.answer.assignment.case_id for each in shown}
    reasons, limits = books.reasons(), books.limits(now)
    rows = told(Case.objects.filter(pk__in=ids), at=now, reasons=reasons, agencies=books.agencies())
    cases = {case.id: case for case in rows}
    return Desk(
        staff=staff,
        asked=asked,
        lane=lane,
        tally=queue.tally(mine, staff, now=now, limits=limits),
        pace=books.pace(now),
        leaf=leaf.of(
            [_row(each, cases.get(each.answer.assignment.case_id), staff, limits, now=now) for each in versions]
        ),
        screen=(
            replace(
                _screen(version, cases[version.answer.assignment.case_id], reasons, staff, now=now),
                decidable=may_decide,
            )
            if version
            else None
        ),
        waits=waits(staff, now=now),
        at=now,
        pending=pending_of(staff, now=now) if pending is None else pending,
        reasons=decisive(reasons),
    )


def pending_of(staff: Staff, *, now: datetime) -> list[PendingDecision]:
    """What this person has decided and can still undo, the newest first."""
    mine = PendingDecision.objects.filter(decided_by=staff.account, effective_at__gt=now)
    return list(mine.select_related("version__answer__assignment__case__page").order_by("-effective_at", "-pk"))


def decisive(reasons: Sequence[ReasonCode]) -> list[ReasonCode]:
    """Those that a return or a refusal may quote."""
    return [each for each in reasons if each.active and each.kind in (ReasonKind.RETURN, ReasonKind.REFUSE)]


def _row(version: Submission, case: PublicCase | None, staff: Staff, limits: Limits, *, now: datetime) -> Waiting:
    assignment = version.answer.assignment
    claim = getattr(version, "claim", None)
    reader = claim.account if claim and claim.until > now and claim.account_id != staff.account else None
    return Waiting(
        pk=version.pk,
        title=case.title if case else str(assignment.case),
        agency=str(assignment.agency),
        clock=clock_of(case, assignment.pk),
        submitted_at=version.submitted_at,
        reader=(reader.get_full_name() or reader.get_username()) if reader else "",
        skipped=bool(getattr(version, "skipped", False)),
        late=_late(version, limits),
        what=what_it_is(version),
        disputed=getattr(version, "advised", 0) > 1,
    )


def what_it_is(version: Submission) -> str:
    """What kind of text it is, and which version of it where it is not the first."""
    kind = version.answer.assignment.kind
    if version.answer.amends_id is not None:
        name = gettext("Phần bổ sung")
    elif kind == AssignmentKind.HANDLING:
        name = gettext("Câu trả lời")
    else:
        name = str(AssignmentKind(kind).label)
    told = {"name": name, "n": version.number}
    return gettext("%(name)s, bản %(n)s") % told if version.number > 1 else name


def _late(version: Submission, limits: Limits) -> str:
    since = version.submitted_at
    if since is None or since >= limits.late_before:
        return ""
    return "alarm" if since < limits.alarm_before else "late"


def _screen(
    version: Submission, case: PublicCase, reasons: Sequence[ReasonCode], staff: Staff, *, now: datetime
) -> Screen:
    remarked = getattr(version, "remarked", True)  # few are: what is not there is not asked for
    assignment = version.answer.assignment
    photos = list(Photo.objects.filter(case=assignment.case_id).defer("file"))  # a row without sizes opens its file
    clock = clock_of(case, assignment.pk)
    related = related_to(version)
    before = next((each for each in related.earlier if each.answer_id == version.answer_id), None)
    found = hints_of(version, clock, related.alike, now)
    shown = [photo for photo in photos if photo.answer_id == version.answer_id]
    captions = {photo.pk: photo.caption for photo in shown}
    reading = read(before.text if before else None, version.text, found, captions)
    return Screen(
        version=version,
        case=with_photos(case, assignment.case, photos),
        clock=clock,
        reading=reading,
        hints=counted(found, reading.beside),
        covering=covering_of(version, reasons),
        before=before,
        related=related,
        remarks=list(Remark.objects.filter(version=version).select_related("account")) if remarked else (),
        photos=captioned(shown, reading),
        is_amendment=version.answer.amends_id is not None,
        disputed=getattr(version, "advised", 0) > 1,
        merged=getattr(version, "merged", 0),
        what=what_it_is(version),
        own=not house().four_eyes and version.hands.filter(pk=staff.account).exists(),
    )

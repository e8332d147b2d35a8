"""A newer file tells something else of a case: what changed is written, as events; editors' texts are kept."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from cases.actions.actor import IMPORT
from cases.actions.answering import answer_case, move_answer, move_assignment
from cases.actions.assign import begin, end
from cases.actions.changing import Change, changing, new_salt
from cases.actions.covered_before import covers_of, remember
from cases.actions.covering import hidden_in, tell_covers
from cases.actions.incoming import Ended, IncomingCase
from cases.actions.known import Known
from cases.actions.page_rows import LONGEST
from cases.actions.review import reopen_round
from cases.models import Agency, Answer, Assignment, Case, CasePage, DueDate, PublicationLevel, Submission
from cases.models.location import location_of
from cases.rules.events import text_digest
from cases.rules.redaction import covered
from cases.rules.states import ASSIGNMENT_MOVES, AnswerMove, AssignmentMove, AssignmentState, CaseState, check_move

FIRST = 1  # the round that a source tells of; only this portal begins others
TEXTS = ("title", "text", "place")
WRITTEN = "written"
LESS_AND_LESS = (PublicationLevel.FULL, PublicationLevel.SUMMARY, PublicationLevel.FIGURES)
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"  # stands for bytes that were no text


def update_imported(*, case_id: int, incoming: IncomingCase, known: Known, wards: Mapping[str, int]) -> None:
    """Write what a source now tells of a case it told before. Call it inside the batch's transaction.

    Standings are rewritten whole: the source corrects its own past. What this portal did after that is not the source's
    to tell: it says nothing of rounds that were begun here, nor of answers that were approved here. `wards`: ids by
    name.
    """
    at = timezone.now()
    with changing(case_id, by=IMPORT, at=at) as change:
        change.since = None
        case = change.case
        changed = [*_texts(change, incoming), *_facts(change, incoming, known, wards)]
        changed += _start(change, incoming)
        changed += _due(change, incoming)
        changed += _agencies(change, incoming, known)
        case.source_digest = incoming.digest
        change.record("case.update", fields=sorted(changed), digest=incoming.digest)
        _ending(change, incoming)


def _texts(change: Change, incoming: IncomingCase) -> list[str]:
    """Page texts the source changed and no editor has touched since it last wrote them.

    `source_texts` holds digests of what the source told, and under WRITTEN of what was written instead, with marks: so
    both are known again.
    """
    case = change.case
    page = CasePage.objects.get(case=case)
    changed = []
    for name in TEXTS:
        new, told = getattr(incoming, name), case.source_texts.get(name, "")
        if text_digest(case.salt, new) == told or _lost(new, getattr(page, name)):
            continue
        written = case.source_texts.get(WRITTEN, {}).get(name, told)
        case.source_texts[name] = text_digest(case.salt, new)
        changed.append(name)
        if text_digest(case.salt, getattr(page, name)) != written:
            continue
        shown = _shown(change, page, name, new)
        setattr(page, name, shown)
        if name == "title":
            page.draft_title = shown
    page.save()
    return changed


def _shown(change: Change, page: CasePage, name: str, new: str) -> str:
    """A new text with a mark for each word that was covered before; remembered, where it is not what the source told.

    Marks may be longer than what they cover: where they leave no room, the page says what it said.
    """
    case = change.case
    shown = covered(new, covers_of(case, new))
    if name != "text" and len(shown) > LONGEST:
        shown = getattr(page, name)
    others = {key: digest for key, digest in case.source_texts.get(WRITTEN, {}).items() if key != name}
    if shown != new:
        others[name] = text_digest(case.salt, shown)
    case.source_texts.update({WRITTEN: others} if others or WRITTEN in case.source_texts else {})
    return shown


def _lost(new: str, old: str) -> bool:
    """True where a damaged file would replace a whole text with one that lost characters on the way."""
    return REPLACEMENT in new and REPLACEMENT not in old


def _facts(change: Change, incoming: IncomingCase, known: Known, wards: Mapping[str, int]) -> list[str]:
    case = change.case
    category_id, level = known.category(incoming.category_slug, incoming.category)
    new = {
        "category_id": category_id,
        "ward_id": wards.get(incoming.ward_name, case.ward_id),
        "lat": incoming.lat,
        "lon": incoming.lon,
        "sent_at": incoming.sent_at,
        "accepted_at": incoming.accepted_at,
        "channel": incoming.source_channel,
        "extra": dict(incoming.extra),
        "flags": [str(flag) for flag in incoming.flags_at(change.recorded_at)],
    }
    kept = _set_by_editors(case)
    changed = [name for name, value in new.items() if getattr(case, name) != value and name not in kept]
    if "location" not in kept:
        _move_point(case, incoming)
    for name in changed:
        setattr(case, name, new[name])
    if "category_id" in changed:
        _show_less(change, level)
    return changed


def _set_by_editors(case: Case) -> set[str]:
    """What the Center has decided of the case's own facts, and of its page's point: no later file overwrites that.

    Where it said where the case is, the source's point is kept out too: a page without a point shows the case's.
    """
    kept: set[str] = set()
    for kind, data in case.events.filter(kind__in=("case.update", "case.place")).values_list("kind", "data"):
        if kind == "case.place":
            kept |= {"ward_id", "lat", "lon", "location"}
        if "category" in data:
            kept.add("category_id")
        if "location" in (data.get("fields") or ()):  # a file's updates name "lat" and "lon"
            kept.add("location")
    return kept


def _move_point(case: Case, incoming: IncomingCase) -> None:
    """The page's point follows the source's where no editor has moved it away from there."""
    own, told = location_of(case.lat, case.lon), location_of(incoming.lat, incoming.lon)
    if own != told:
        CasePage.objects.filter(case=case, location=own).update(location=told)


def _show_less(change: Change, level: str) -> None:
    """A category that tells less hides what comes into it; one that tells more shows nothing that nobody has looked at.

    A level that the Center gave the case, with its reason, stays.
    """
    case = change.case
    if not case.level_reason and LESS_AND_LESS.index(level) > LESS_AND_LESS.index(case.level):
        case.level = level
        change.record("case.update", level=level)


def _start(change: Change, incoming: IncomingCase) -> list[str]:
    """Another beginning: the first round and the clocks that began with it follow, and so do their due dates."""
    case, new = change.case, incoming.started_at
    first = case.rounds.filter(number=1).first()
    if first is None or first.started_at == new:
        return []
    old = first.started_at
    began_then = {"started_at__isnull": True} if old is None else {"started_at": old}
    case.assignments.filter(round=1, clock_root=None, **began_then).update(started_at=new, assigned_at=new)
    if old is not None and new is not None:
        case.due_dates.filter(since=old).update(since=new)
    first.started_at = new
    first.save(update_fields=["started_at"])
    return ["started_at"]


def _due(change: Change, incoming: IncomingCase) -> list[str]:
    """Another due date of the source is added to both clocks' lists: it is never overwritten."""
    case, due = change.case, incoming.due_at
    if case.round > FIRST:
        return []
    newest = DueDate.objects.filter(case=case, round=case.round).order_by("-since", "-id").first()
    if due is None or (newest is not None and newest.due_at == due):
        return []
    clocks = {assignment.clock_id for assignment in case.assignments.running()}
    fields = {"case": case, "due_at": due, "since": change.at, "cause": "source", "recorded_at": change.recorded_at}
    DueDate.objects.create(round=case.round, **fields)
    for clock_id in sorted(clocks):
        DueDate.objects.create(assignment_id=clock_id, **fields)
    change.record("case.due", round=case.round, due_at=due.isoformat(), source=incoming.source)
    return ["due_at"]


def _agencies(change: Change, incoming: IncomingCase, known: Known) -> list[str]:
    """Agencies the source no longer names lose the case to those it now names."""
    case = change.case
    if case.round > FIRST:
        return []
    named = [known.agency(agency, timezone.localdate(change.at)) for agency in incoming.agencies]
    held = list(case.assignments.handling().filter(round=case.round))
    holding = [a for a in held if a.state not in (AssignmentState.TRANSFERRED.value, AssignmentState.CANCELLED.value)]
    gone = [a for a in holding if a.agency_id not in named and a.state == AssignmentState.OPEN.value]
    new = [agency_id for agency_id in named if agency_id not in {a.agency_id for a in holding}]
    if not new or not gone:
        return []
    for agency_id in new:
        left = gone.pop(0) if gone else None
        if left is not None:
            end(left, AssignmentMove.TRANSFER, change.at)
        assignment = begin(change, Agency.objects.get(pk=agency_id), due=incoming.due_at)
        kind = assignment.kind
        if left is None:
            change.record("case.assign", assignment=assignment.pk, agency=agency_id, assignment_kind=kind)
            continue
        change.record(
            "case.transfer",
            assignment=left.pk,
            agency=left.agency_id,
            to_assignment=assignment.pk,
            to_agency=agency_id,
            assignment_kind=kind,
        )
    return ["agencies"]


def _ending(change: Change, incoming: IncomingCase) -> None:
    """Closed now, closed at another time or with other words, or open again."""
    case = change.case
    over = incoming.ended is not Ended.OPEN
    if case.round > FIRST:
        if over:
            _correct(change, incoming)
    elif over and case.state == CaseState.IN_PROGRESS.value:
        for position, assignment in enumerate(case.assignments.handling().filter(round=case.round).running()):
            _close(change, assignment, incoming, position)
        answer_case(change)
    elif over and case.state == CaseState.ANSWERED.value:
        _correct(change, incoming)
    elif not over and case.state == CaseState.ANSWERED.value:
        _open_again(change)


def _close(change: Change, assignment: Assignment, incoming: IncomingCase, position: int) -> None:
    text = (incoming.answer_text or "") if position == 0 else ""
    answer = Answer(assignment=assignment, text=text, outcome=incoming.outcome, live=False)
    for move in (AnswerMove.SUBMIT, AnswerMove.APPROVE):
        move_answer(answer, move)
    answer.save()
    version = Submission.objects.create(
        answer=answer,
        number=1,
        text=text,
        covers=covers_of(change.case, text),
        outcome=incoming.outcome,
        salt=new_salt(),
        submitted_at=incoming.closed_at,
        recorded_at=change.recorded_at,
        decision="approved",
        decided_at=incoming.closed_at,
        decision_recorded_at=change.recorded_at,
    )
    move_assignment(assignment, AssignmentMove.SUBMIT)
    assignment.state = check_move(ASSIGNMENT_MOVES, AssignmentState(assignment.state), AssignmentMove.APPROVE).value
    assignment.ended_at = incoming.closed_at
    assignment.ended_unknown = incoming.ended is Ended.CLOSED_UNKNOWN
    assignment.save()
    told = {"assignment": assignment.pk, "agency": assignment.agency_id, "answer": answer.pk, "version": 1}
    happened = incoming.closed_at
    change.record(
        "assignment.submit",
        happened_at=happened,
        outcome=version.outcome,
        text=text_digest(version.salt, text),
        **told,
    )
    change.record("assignment.approve", happened_at=happened, outcome=version.outcome, **told)
    tell_covers(change, version)


def _correct(change: Change, incoming: IncomingCase) -> None:
    """The source corrects when it was answered, or with what words; the event `case.update` tells that it did."""
    for position, version in enumerate(_told_by_it(change.case)):
        text = (incoming.answer_text or "") if position == 0 else ""
        if _lost(text, version.text):
            text = version.text
        if text != version.text:
            change.takes_away = True
            remember(change.case, hidden_in([version]))
            version.covers = covers_of(change.case, text)
        version.text, version.submitted_at, version.decided_at = text, incoming.closed_at, incoming.closed_at
        version.save()
        version.answer.text = text
        version.answer.save()
        assignment = version.answer.assignment
        assignment.ended_at = incoming.closed_at
        assignment.ended_unknown = incoming.ended is Ended.CLOSED_UNKNOWN
        assignment.save()


def _told_by_it(case: Case) -> list[Submission]:
    """The answers in force that the source has told; not those that were approved here."""
    approved = Submission.objects.filter(
        answer__assignment__case=case,
        answer__assignment__round=FIRST,
        decision="approved",
        retracted_at=None,
        answer__amends=None,
    ).select_related("answer__assignment")
    decided = case.events.filter(kind="assignment.approve").exclude(role=IMPORT.role)
    here = {(data["answer"], data["version"]) for data in decided.values_list("data", flat=True)}
    found = approved.order_by("answer__assignment_id")
    return [version for version in found if (version.answer_id, version.number) not in here]


def _open_again(change: Change) -> None:
    """The source says it is not closed after all: as if it had never been answered there."""
    for version in _told_by_it(change.case):
        assignment, answer = version.answer.assignment, version.answer
        move_assignment(assignment, AssignmentMove.RETRACT)
        assignment.ended_at, assignment.ended_unknown = None, False
        assignment.save()
        move_answer(answer, AnswerMove.VOID)
        answer.save()
        version.retracted_at = change.at
        version.save()
        change.record(
            "assignment.retract",
            assignment=assignment.pk,
            agency=assignment.agency_id,
            answer=answer.pk,
            version=version.number,
        )
        reopen_round(change, assignment)

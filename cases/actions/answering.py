"""Draft, revise, submit, recall, amend: what an agency's officer does with an answer."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from cases.actions.actor import OFFICER, Actor
from cases.actions.causes import Cause
from cases.actions.changing import (
    ActionRefused,
    Change,
    changing,
    locked_answer,
    locked_assignment,
    locked_case,
    new_salt,
    refuse_before,
    refuse_removed,
)
from cases.actions.due import end_of_day
from cases.actions.hinting import remember
from cases.actions.rights import refuse_without_right
from cases.models import (
    Answer,
    Appeal,
    AppealOutcome,
    Assignment,
    Case,
    HintPhrase,
    Outcome,
    PendingDecision,
    Photo,
    PhotoKind,
    Submission,
)
from cases.rules.events import text_digest
from cases.rules.evidence import lacks_after_photo
from cases.rules.kept_words import keeps_words
from cases.rules.plain_words import LONGEST, plain
from cases.rules.rights import Deed
from cases.rules.states import (
    ANSWER_MOVES,
    ASSIGNMENT_MOVES,
    AnswerMove,
    AnswerState,
    AssignmentMove,
    AssignmentState,
    CaseMove,
    CaseState,
    check_move,
    is_answered,
)

FIELDS = ("text", "outcome", "planned_on", "legal_reason")
IN_HAND = (AnswerState.DRAFT.value, AnswerState.RETURNED.value)


def refuse_contradiction(*, outcome: str, planned_on: date | None, legal_reason: str) -> None:
    """What not even a draft can be: a plan without its day, an impossibility without its law."""
    if outcome and outcome not in Outcome.values:
        raise ActionRefused(f"{outcome!r} is no outcome.", Cause.NO_SUCH_OUTCOME)
    if outcome == Outcome.PLANNED and planned_on is None:
        raise ActionRefused("A planned answer names the day it plans for.", Cause.NO_DAY)
    if outcome == Outcome.NOT_POSSIBLE and not plain_or_refused(legal_reason):
        raise ActionRefused("“Not possible” names its legal reason.", Cause.NO_LAW)


def plain_or_refused(text: str) -> str:
    """What an officer wrote as plain text: paragraphs, lists, links. ActionRefused for what nobody would read."""
    if len(text) > LONGEST:
        raise ActionRefused(f"A text has at most {LONGEST} characters.", Cause.TOO_LONG)
    return plain(text)


def draft(
    *,
    assignment: Assignment,
    text: str,
    outcome: str,
    planned_on: date | None = None,
    legal_reason: str = "",
    amends: Answer | None = None,
    by: Actor = OFFICER,
) -> Answer:
    """Write a new draft. Drafts are nobody else's business: no event, nothing public."""
    refuse_without_right(by, Deed.WRITE, assignment.agency_id, now=timezone.now())
    refuse_contradiction(outcome=outcome, planned_on=planned_on, legal_reason=legal_reason)
    answer: Answer = Answer.objects.create(
        assignment=assignment,
        text=plain_or_refused(text),
        outcome=outcome,
        planned_on=planned_on,
        legal_reason=plain_or_refused(legal_reason),
        amends=amends,
        writer_id=by.user_id,
        live=False,
    )
    add_hand(answer, by)
    return answer


def add_hand(text: Answer | Submission, by: Actor) -> None:
    """Whoever changed a text is of its authors from then on, whatever others make of it. A command has no hand."""
    if by.user_id is not None:
        text.hands.add(by.user_id)


def keep_hands(answer: Answer, case_id: int) -> None:
    """Whose words of another answer of the case stand in this one is of its authors, though a colleague copied them.

    A refused text is offered to nobody again, but who reads it may write it down anew.
    """
    others = Submission.objects.filter(answer__assignment__case=case_id, hands__isnull=False).exclude(answer=answer.pk)
    earlier: dict[str, set[int]] = {}
    for text, hand in others.order_by("pk").values_list("text", "hands"):
        earlier.setdefault(text, set()).add(hand)
    if earlier:
        book = HintPhrase.objects.book()
        answer.hands.add(*(h for text, hands in earlier.items() if keeps_words(answer.text, text, book) for h in hands))


@transaction.atomic
def revise(
    *,
    answer: Answer,
    text: str,
    outcome: str,
    planned_on: date | None = None,
    legal_reason: str = "",
    by: Actor = OFFICER,
) -> Answer:
    """Write a draft or a returned answer anew. What is submitted or decided never changes: ActionRefused."""
    locked_case(answer.assignment.case_id)
    held = locked_answer(answer)
    refuse_without_right(by, Deed.WRITE, held.assignment.agency_id, now=timezone.now())
    if held.state not in IN_HAND:
        raise ActionRefused(f"An answer that is {held.state} is not written any more.", Cause.NOT_IN_HAND)
    refuse_contradiction(outcome=outcome, planned_on=planned_on, legal_reason=legal_reason)
    before = [getattr(held, name) for name in FIELDS]
    held.text, held.legal_reason = plain_or_refused(text), plain_or_refused(legal_reason)
    held.outcome, held.planned_on = outcome, planned_on
    if before != [getattr(held, name) for name in FIELDS]:  # who only hands in a colleague's words has not written them
        held.writer_id = by.user_id
        add_hand(held, by)
    held.edition += 1
    held.save()
    return held


def refuse_incomplete(answer: Answer, case: Case, at: datetime) -> None:
    """An answer must say what was done; a plan names a coming day, an impossibility its law."""
    if not answer.text.strip():
        raise ActionRefused("An answer needs a text.", Cause.NO_TEXT)
    if answer.outcome not in Outcome.values or answer.outcome == Outcome.UNKNOWN:
        raise ActionRefused("An answer needs an outcome.", Cause.NO_OUTCOME)
    refuse_unseen(answer, case)
    if answer.outcome != Outcome.PLANNED:
        return
    if answer.amends_id is not None:
        raise ActionRefused("An amendment tells what was done: it cannot be a plan.", Cause.AMENDMENT_PLANS)
    if answer.planned_on is None or end_of_day(case, answer.planned_on, at) <= at:
        raise ActionRefused("A planned answer names a coming day.", Cause.DAY_PASSED)


def refuse_unseen(answer: Answer, case: Case) -> None:
    """ActionRefused for work that the category wants seen, where no photo shows it."""
    if lacks_after_photo(
        required=case.category.needs_after_photo,
        kind=answer.assignment.kind,
        outcome=answer.outcome,
        amends=answer.amends_id is not None,
        after_photos=answer.photos.filter(kind=PhotoKind.AFTER).count() if case.category.needs_after_photo else 0,
    ):
        raise ActionRefused("This category wants a photo after the work.", Cause.NO_AFTER_PHOTO)


def refuse_second(answer: Answer, at: datetime) -> None:
    """One answer of an assignment awaits review at a time, amendments among them."""
    versions = Submission.objects.filter(answer__assignment=answer.assignment_id)
    if versions.filter(decision="").exists():
        raise ActionRefused("An answer of this assignment awaits review already.", Cause.AWAITS_ALREADY)
    refuse_before(at, answer.assignment.assigned_at, f"{answer.assignment.agency} got this case")
    refuse_before(at, versions.aggregate(last=Max("decided_at"))["last"], "The answer before was decided")


def move_answer(answer: Answer, move: AnswerMove) -> None:
    """Move an answer along its table of states; it is live exactly while approved."""
    answer.state = check_move(ANSWER_MOVES, AnswerState(answer.state), move).value
    answer.live = answer.state == AnswerState.APPROVED.value


def move_assignment(assignment: Assignment, move: AssignmentMove) -> None:
    """Move an assignment that stays or becomes running."""
    assignment.state = check_move(ASSIGNMENT_MOVES, AssignmentState(assignment.state), move).value


def freeze(answer: Answer, change: Change) -> Submission:
    """The submitted version: words that nobody changes any more, and those who wrote them."""
    version: Submission = Submission.objects.create(
        answer=answer,
        number=answer.submissions.count() + 1,
        salt=new_salt(),
        author_id=change.by.user_id,
        submitted_at=change.at,
        recorded_at=change.recorded_at,
        **{name: getattr(answer, name) for name in FIELDS},
    )
    keep_hands(answer, change.case.pk)
    version.hands.set(answer.hands.all())
    add_hand(version, change.by)
    remember(version, change.case.pk)
    return version


def submit(*, answer: Answer, by: Actor, at: datetime) -> Submission:
    """Hand an answer in for review. The clock stops here if this version is approved.

    An amendment of a published answer is reviewed too, but moves neither assignment nor clock.
    """
    with changing(
        answer.assignment.case_id, by=by, at=at, deed=Deed.SUBMIT, agency=answer.assignment.agency_id
    ) as change:
        held = locked_answer(answer)
        move_answer(held, AnswerMove.SUBMIT)
        assignment = locked_assignment(held.assignment_id)
        if held.amends_id is None:
            move_assignment(assignment, AssignmentMove.SUBMIT)
            assignment.save()
        refuse_removed(change.case)
        refuse_incomplete(held, change.case, at)
        refuse_second(held, at)
        held.save()
        drop_appeals(change, assignment)
        version = freeze(held, change)
        change.record(
            "assignment.submit" if held.amends_id is None else "answer.submit",
            assignment=assignment.pk,
            agency=assignment.agency_id,
            answer=held.pk,
            version=version.number,
            outcome=version.outcome,
            text=text_digest(version.salt, version.text),
            photos=list(Photo.objects.filter(answer=held).values_list("pk", flat=True)) or None,
        )
    return version


def drop_appeals(change: Change, assignment: Assignment) -> None:
    """End the appeals of an assignment that wait: what came instead of them says so by its own event."""
    waiting = Appeal.objects.filter(version__answer__assignment=assignment, outcome="")
    waiting.update(outcome=AppealOutcome.DROPPED.value, decided_at=change.at, decision_recorded_at=change.recorded_at)


def awaiting_version(answer: Answer) -> Submission:
    """The version under review; ActionRefused when none is."""
    version = answer.submissions.filter(decision="").order_by("-number").first()
    if version is None:
        raise ActionRefused("No version of this answer awaits review.", Cause.AWAITS_NOT)
    found: Submission = version
    return found


def decided(version: Submission, decision: str, change: Change, **fields: Any) -> None:
    """Write the Center's decision on a version; ActionRefused for one before it was submitted."""
    refuse_before(change.at, version.submitted_at, "This answer was submitted")
    version.decision = decision
    version.decided_at = change.at
    version.decision_recorded_at = change.recorded_at
    version.decided_by_id = change.by.user_id
    PendingDecision.objects.filter(version=version).delete()  # whatever waited has been overtaken
    for name, value in fields.items():
        setattr(version, name, value)
    version.save()


def recall(*, answer: Answer, by: Actor, at: datetime) -> Answer:
    """Take a submitted version back before it is decided: it counts as if it had never been."""
    with changing(
        answer.assignment.case_id, by=by, at=at, deed=Deed.RECALL, agency=answer.assignment.agency_id
    ) as change:
        held = locked_answer(answer)
        version = awaiting_version(held)
        if PendingDecision.objects.filter(version=version).exists():
            raise ActionRefused("The Center has decided on this answer: it is not recalled any more.", Cause.DECIDED)
        move_answer(held, AnswerMove.RECALL)
        held.save()
        assignment = locked_assignment(held.assignment_id)
        if held.amends_id is None:
            move_assignment(assignment, AssignmentMove.RECALL)
            assignment.save()
        decided(version, "recalled", change)
        change.record(
            "assignment.recall" if held.amends_id is None else "answer.recall",
            assignment=assignment.pk,
            agency=assignment.agency_id,
            answer=held.pk,
            version=version.number,
        )
    return held


def answer_case(change: Change) -> None:
    """The case is answered when no handling of this round runs any more and one of them was answered."""
    case = change.case
    handling = case.assignments.handling().filter(round=case.round)
    states = [AssignmentState(state) for state in handling.values_list("state", flat=True)]
    if case.state == CaseState.IN_PROGRESS.value and is_answered(states):
        change.move(CaseMove.ANSWER)
        change.record("case.answer", round=case.round)


def void(change: Change, answer: Answer) -> None:
    """End an answer that has lost its ground; a version that awaited review is decided as void with it."""
    for version in answer.submissions.filter(decision=""):
        decided(version, "void", change)
    move_answer(answer, AnswerMove.VOID)
    answer.save()
    assignment = answer.assignment
    change.record("answer.void", assignment=assignment.pk, agency=assignment.agency_id, answer=answer.pk)


def amend(*, answer: Answer, text: str, outcome: str, by: Actor, at: datetime, legal_reason: str = "") -> Answer:
    """Begin an amendment of a published answer: a new text that stands beside the old one once approved.

    Whoever amends an amendment amends what it amended.
    """
    with changing(
        answer.assignment.case_id, by=by, at=at, deed=Deed.AMEND, agency=answer.assignment.agency_id
    ) as change:
        change.move(CaseMove.AMEND)
        held = locked_answer(answer)
        check_move(ANSWER_MOVES, AnswerState(held.state), AnswerMove.AMEND)
        amended = held.amends or held
        amendment = draft(
            assignment=held.assignment, text=text, outcome=outcome, legal_reason=legal_reason, amends=amended, by=by
        )
        change.record(
            "case.amend",
            assignment=held.assignment_id,
            agency=held.assignment.agency_id,
            answer=amendment.pk,
            amends=amended.pk,
        )
    return amendment

"""The public page of a case with an answer that nobody has approved yet, for those who write it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.urls import reverse

from cases.actions import dossier
from cases.actions.clocks import clock_rows
from cases.actions.dossier import AssignmentFact, Dossier, ExtensionFact
from cases.actions.due import end_of_day, latest_promise
from cases.actions.pictures import fitted
from cases.actions.story import story_of
from cases.actions.versions import SubmissionFact
from cases.models import Answer, AssignmentKind, Case, Outcome, Photo, PhotoKind
from cases.public.case import PublicCase, PublicPhoto
from cases.public.loading import RELATED, words_for
from cases.public.telling import Telling, tell
from cases.rules.states import AssignmentState, CaseState
from cases.rules.verdicts import Decision


def with_unapproved(case_id: int, answer: Answer, *, at: datetime) -> PublicCase:
    """The case as it would be told were this answer approved at `at`, which it is marked not to be.

    What waits counts from when it was submitted, a draft as if it were submitted now; clocks and state stand as they
    would then.
    """
    case = Case.objects.select_related(*RELATED).get(pk=case_id)
    facts = _approved(case, dossier.load(case), answer, at)
    case.state = _state(case, facts)  # of this copy: nothing is saved
    story = story_of(facts, list(clock_rows(facts)))
    told = tell(Telling(case=case, page=case.page, story=story, words=words_for([case]), at=at))
    taken = [] if told.summary_only else list(answer.photos.filter(withheld=False))
    after = tuple(_for_staff(photo) for photo in taken if photo.kind == PhotoKind.AFTER)
    before = tuple(_for_staff(photo) for photo in taken if photo.kind == PhotoKind.BEFORE)
    marked = (
        replace(each, unapproved=True, photos=after, photos_before=before) if each.id == answer.pk else each
        for each in told.answers
    )
    return replace(told, answers=tuple(marked))


def _approved(case: Case, facts: Dossier, answer: Answer, at: datetime) -> Dossier:
    charge = next(fact for fact in facts.assignments if fact.id == answer.assignment_id)
    waiting = next((s for s in charge.submissions if s.answer_id == answer.pk and not s.decision), None)
    version = SubmissionFact(
        answer_id=answer.pk,
        amends_id=answer.amends_id,
        number=waiting.number if waiting else len(charge.submissions) + 1,
        text=waiting.text if waiting else answer.text,  # with what the Center has covered
        outcome=answer.outcome or Outcome.UNKNOWN.value,
        planned_on=answer.planned_on,
        legal_reason=answer.legal_reason,
        submitted_at=waiting.submitted_at if waiting else at,
        recorded_at=waiting.recorded_at if waiting else at,
        decision=Decision.APPROVED.value,
        decided_at=at,
        decision_recorded_at=at,
        retracted_at=None,
        reason_id=None,
        sentence="",
    )
    others = tuple(each for each in charge.submissions if each is not waiting)
    judged = replace(charge, submissions=(*others, version))
    if answer.amends_id is None:
        judged = _promising(judged, version, case, at) if version.outcome == Outcome.PLANNED else _closed(judged)
    return replace(facts, assignments=tuple(judged if fact is charge else fact for fact in facts.assignments))


def _closed(charge: AssignmentFact) -> AssignmentFact:
    submitted_at = charge.submissions[-1].submitted_at
    return replace(charge, state=AssignmentState.ANSWERED.value, ended_at=submitted_at)


def _promising(charge: AssignmentFact, version: SubmissionFact, case: Case, at: datetime) -> AssignmentFact:
    """A plan is a promise from when it was submitted on; its assignment stays open."""
    if version.planned_on is None:
        return charge
    submitted_at = version.submitted_at or at
    promised = ExtensionFact(
        published_at=submitted_at,
        recorded_at=at,
        promised_on=version.planned_on,
        promised_until=end_of_day(case, version.planned_on, submitted_at),
        not_after=latest_promise(case, submitted_at),
        reason_id=None,
        sentence="",
    )
    return replace(charge, state=AssignmentState.OPEN.value, extensions=(*charge.extensions, promised))


def _state(case: Case, facts: Dossier) -> str:
    """Where the case stands once no charge of its round runs any more."""
    charges = [fact for fact in facts.assignments if fact.round == facts.round and fact.kind == AssignmentKind.HANDLING]
    runs = any(fact.state in (AssignmentState.OPEN.value, AssignmentState.AWAITING.value) for fact in charges)
    is_answered = any(fact.state == AssignmentState.ANSWERED.value for fact in charges)
    over = case.state == CaseState.IN_PROGRESS.value and is_answered and not runs
    return CaseState.ANSWERED.value if over else str(case.state)


def _for_staff(photo: Photo) -> PublicPhoto:
    """A photo that has no public file yet: the address is one of the CMS, which asks who looks."""
    width, height = fitted(photo.width, photo.height)
    return PublicPhoto(
        url=reverse("staff_picture", args=[photo.pk]),
        width=width,
        height=height,
        caption=photo.caption,
        taken_on=photo.taken_on,
        covered=bool(photo.covers),
        by_agency=True,
    )

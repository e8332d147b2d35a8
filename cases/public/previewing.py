"""The public page of a case with an answer that nobody has approved yet, for those who write it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.urls import reverse

from cases.actions.pictures import fitted
from cases.models import Answer, Case, Outcome, Photo, PhotoKind
from cases.public.case import PublicCase, PublicPhoto
from cases.public.loading import RELATED, words_for
from cases.public.telling import Telling, tell


def with_unapproved(case_id: int, answer: Answer, *, at: datetime) -> PublicCase:
    """The case as it would be told were this answer submitted and approved at `at`, which it is marked not to be.

    Clocks and state stay what they are: an answer that is not approved stops none.
    """
    case = Case.objects.select_related(*RELATED).get(pk=case_id)
    story = case.story.data
    row = {
        "id": answer.pk,
        "assignment": answer.assignment_id,
        "amends": answer.amends_id,
        "text": answer.text,
        "outcome": answer.outcome or Outcome.UNKNOWN.value,
        "planned_on": answer.planned_on.isoformat() if answer.planned_on else None,
        "legal_reason": answer.legal_reason,
        "submitted_at": at.isoformat(),
        "decided_at": None,
        "returned": 0,
        "refused": 0,
    }
    story = {**story, "answers": [*story["answers"], row]}
    told = tell(Telling(case=case, page=case.page, story=story, words=words_for([case]), at=at))
    taken = [] if told.summary_only else list(answer.photos.filter(withheld=False))
    after = tuple(_for_staff(photo) for photo in taken if photo.kind == PhotoKind.AFTER)
    before = tuple(_for_staff(photo) for photo in taken if photo.kind == PhotoKind.BEFORE)
    marked = (
        replace(each, unapproved=True, photos=after, photos_before=before) if each.id == answer.pk else each
        for each in told.answers
    )
    return replace(told, answers=tuple(marked))


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

"""The public page of a case with an answer that nobody has approved yet, for those who write it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from cases.models import Answer, Case, Outcome
from cases.public.case import PublicCase
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
    marked = (replace(each, unapproved=True) if each.id == answer.pk else each for each in told.answers)
    return replace(told, answers=tuple(marked))

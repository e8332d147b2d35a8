"""Write a note: what the staff of one agency tell one another about a case."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cases.actions.actor import Actor
from cases.actions.causes import Cause
from cases.actions.changing import ActionRefused, locked_case
from cases.actions.reasons import noted
from cases.actions.rights import refuse_without_right
from cases.models import Assignment, InternalNote
from cases.rules.rights import Deed


@transaction.atomic
def write_note(*, assignment: Assignment, text: str, by: Actor, at: datetime) -> InternalNote:
    """Leave a note for the agency of this assignment. It is no event: no other agency, nor the ledger, learns of it.

    ActionRefused for a note without words.
    """
    locked_case(assignment.case_id)
    refuse_without_right(by, Deed.NOTE, assignment.agency_id, now=timezone.now())
    words = noted(text)
    if not words:
        raise ActionRefused("A note needs words.", Cause.NO_WORDS)
    written: InternalNote = InternalNote.objects.create(
        case_id=assignment.case_id,
        agency_id=assignment.agency_id,
        author_id=by.user_id,
        text=words,
        written_at=at,
    )
    return written

"""Hints on what an officer writes: under the saved draft, and once before it is handed in. They block nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from cases.actions.hinting import hints_on
from cases.editorial.desk import books
from cases.editorial.desk.reading import NO_HINTS, Reading, read
from cases.editorial.naming import text_name
from cases.editorial.office.screen import Work
from cases.models import Assignment, Photo
from cases.rules.hints.marks import EVASIVE, HintKind
from cases.rules.hints.reading import Hints, caption_marks

#: What a reviewer would most likely return: whoever hands it in without having seen it is told first, once a text.
TOLD_FIRST = frozenset({EVASIVE, HintKind.PERSONAL.value, HintKind.LATE_PROMISE.value})


def hints_for(assignment: Assignment, text: str, *, now: datetime) -> Hints:
    """The hints on a text as its agency may see them."""
    return hints_on(assignment, text, at=now, for_agency=True, book=books.phrases(), names=books.names())


def reading_of(work: Work) -> Reading | None:
    """The saved draft with its hints, the captions of its photos too; None where there are none, or no draft."""
    if work.answer is None:
        return None
    text = work.answer.text
    found = hints_for(work.assignment, text, now=work.at) if text.strip() else NO_HINTS
    reading = read(None, text, found, {photo.pk: photo.caption for photo in work.photos})
    return reading if reading.notes else None


def name_of(text: str, photos: Iterable[Photo] = ()) -> str:
    """What tells one text with its captions from another, for the form to say which one's hints were seen."""
    return text_name(text, *(photo.caption for photo in photos if photo.caption))


def is_told_first(work: Work, text: str, photos: Sequence[Photo], *, seen: str) -> bool:
    """Whether to show hints before this is handed in: `seen` names the text whose hints stood on the page."""
    if seen == name_of(text, photos):
        return False
    flags = {*hints_for(work.assignment, text, now=work.at).flags}
    flags |= {mark.kind.value for photo in photos for mark in caption_marks(photo.caption)}
    return not TOLD_FIRST.isdisjoint(flags)

"""Hints on what an officer writes: under the saved draft, and once before it is handed in. They block nothing."""

from __future__ import annotations

from datetime import datetime
from hashlib import blake2b

from cases.actions.hinting import hints_on
from cases.editorial.desk import books
from cases.editorial.desk.reading import Reading, read
from cases.editorial.office.screen import Work
from cases.models import Assignment
from cases.rules.hints.marks import EVASIVE, HintKind
from cases.rules.hints.reading import Hints

#: What a reviewer would most likely return: whoever hands it in without having seen it is told first, once a text.
TOLD_FIRST = frozenset({EVASIVE, HintKind.PERSONAL.value, HintKind.LATE_PROMISE.value})


def hints_for(assignment: Assignment, text: str, *, now: datetime) -> Hints:
    """The hints on a text as its agency may see them."""
    return hints_on(assignment, text, at=now, for_agency=True, book=books.phrases(), names=books.names())


def reading_of(work: Work) -> Reading | None:
    """The saved draft with its hints; None where there are none, or no draft."""
    if work.answer is None or not work.answer.text.strip():
        return None
    reading = read(None, work.answer.text, hints_for(work.assignment, work.answer.text, now=work.at))
    return reading if reading.notes else None


def name_of(text: str) -> str:
    """What tells one text from another, for the form to say which one's hints were seen."""
    return blake2b(" ".join(text.split()).encode(), digest_size=8).hexdigest()


def is_told_first(work: Work, text: str, *, seen: str) -> bool:
    """Whether to show hints before this text is handed in: `seen` names the text whose hints stood on the page."""
    flags = hints_for(work.assignment, text, now=work.at).flags if seen != name_of(text) else ()
    return not TOLD_FIRST.isdisjoint(flags)

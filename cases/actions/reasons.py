"""Looks up the codes that decisions must quote."""

from __future__ import annotations

from cases.actions.causes import Cause
from cases.actions.changing import ActionRefused
from cases.models import ReasonCode, ReasonKind
from cases.rules.hints.text import visible
from cases.rules.plain_words import LONGEST, LONGEST_SENTENCE, one_line


def reason_for(kind: ReasonKind, code: str, sentence: str | None = None) -> ReasonCode:
    """The active code `code` of this kind; ActionRefused when there is none or the sentence is missing."""
    found = ReasonCode.objects.filter(kind=kind, code=code, active=True).first()
    if found is None:
        raise ActionRefused(f"There is no active {kind.value} reason with the code {code!r}.", Cause.NO_SUCH_REASON)
    if sentence is not None:
        said(sentence)
    return found


def said(sentence: str) -> str:
    """A sentence that says why, as it is kept: one line, nothing invisible, so that it reads as it was judged.

    ActionRefused for one that is empty then, or that nobody would read.
    """
    if len(sentence) > LONGEST_SENTENCE:
        raise ActionRefused(f"A sentence has at most {LONGEST_SENTENCE} characters.", Cause.SENTENCE_TOO_LONG)
    words = one_line(sentence)
    if not words:
        raise ActionRefused("This needs a sentence that says why.", Cause.NO_SENTENCE)
    return words


def noted(text: str) -> str:
    """What staff write for each other, as it is kept: nothing invisible in it; ActionRefused for what nobody reads."""
    if len(text) > LONGEST:
        raise ActionRefused(f"A text has at most {LONGEST} characters.", Cause.TOO_LONG)
    return visible(text)

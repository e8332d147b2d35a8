"""Looks up the codes that decisions must quote."""

from __future__ import annotations

from cases.actions.causes import Cause
from cases.actions.changing import ActionRefused
from cases.models import ReasonCode, ReasonKind


def reason_for(kind: ReasonKind, code: str, sentence: str | None = None) -> ReasonCode:
    """The active code `code` of this kind; ActionRefused when there is none or the sentence is missing."""
    found = ReasonCode.objects.filter(kind=kind, code=code, active=True).first()
    if found is None:
        raise ActionRefused(f"There is no active {kind.value} reason with the code {code!r}.", Cause.NO_SUCH_REASON)
    if sentence is not None and not sentence.strip():
        raise ActionRefused(f"A {kind.value} needs a sentence that says why.", Cause.NO_SENTENCE)
    return found

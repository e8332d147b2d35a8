"""Sentences that anybody reads as soon as they are said: nobody reviews them, so they name nobody."""

from __future__ import annotations

from collections.abc import Sequence

from cases.actions.causes import Cause
from cases.actions.changing import ActionRefused
from cases.actions.reasons import said
from cases.rules.hints.personal import named_in


class PersonalData(ActionRefused):
    """A sentence that is public at once names somebody; `found` are the words to leave out."""

    def __init__(self, found: Sequence[str]) -> None:
        super().__init__(f"A public sentence holds no personal data: {', '.join(found)}.", Cause.PERSONAL_DATA)
        self.found = found


def said_publicly(sentence: str) -> str:
    """The sentence as it is kept, see `said`; PersonalData for one that names somebody."""
    found = named_in(sentence)
    if found:
        raise PersonalData(found)
    return said(sentence)

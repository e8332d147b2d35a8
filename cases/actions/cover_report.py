"""Cover words of a published report: they leave its page, its address and its drafts; a mark says what they were.

The report as it was sent keeps them, for the Center alone. The ledger tells the code and digests, and no words.
"""

from __future__ import annotations

from datetime import datetime

from cases.actions.actor import Actor
from cases.actions.causes import CenterCause
from cases.actions.changing import ActionRefused, changing, refuse_removed
from cases.actions.covered_before import remember
from cases.actions.covering import LONGEST_KIND
from cases.actions.page_words import digests, rewrite
from cases.actions.reasons import reason_for
from cases.models import Case, CasePage, ReasonKind
from cases.rules.redaction import covered, stretches
from cases.rules.rights import Deed

FIELDS = ("title", "text", "place", "editors_note")


def cover_report(*, case: Case, words: str, kind: str, reason: str, by: Actor, at: datetime) -> Case:
    """Put a mark in place of these words wherever the case's page says them; `kind`: what they are, for the reader.

    There is no way back but to write the page anew: no newer file of a source shows them again, nor does an answer that
    it tells. ActionRefused where the page says them nowhere.
    """

    def mend(_name: str, said: str) -> str:
        return covered(said, [(start, end, kind) for start, end in stretches(said, words)])

    with changing(case, by=by, at=at, deed=Deed.COVER) as change:
        refuse_removed(change.case)
        page = CasePage.objects.get(case=change.case)
        changed = rewrite(change, page, FIELDS, mend, history=True) if 0 < len(kind) <= LONGEST_KIND else []
        if not changed:
            raise ActionRefused(f"The page of case {case.number} says no such words.", CenterCause.NOT_THERE)
        code = reason_for(ReasonKind.STRIKE, reason).code
        remember(change.case, [(words, kind, code)])
        change.record("case.cover", reason=code, fields=changed, texts=digests(change, page))
    return change.case

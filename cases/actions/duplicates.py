"""Say, one by one, whether the answer to a case answers each report that was merged into it; else it is split off."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F

from cases.actions.actor import Actor
from cases.actions.causes import Cause
from cases.actions.changing import ActionRefused, Change, changing
from cases.actions.remove import return_to_before
from cases.models import Case, ConfirmedDuplicate, unconfirmed_duplicates
from cases.rules.rights import Deed
from cases.rules.states import AssignmentMove, CaseMove


def _still_waiting(change: Change) -> tuple[Case, Case]:
    """The report under lock, and what it was merged into; ActionRefused where somebody was quicker."""
    held = unconfirmed_duplicates().filter(pk=change.case.pk).select_related("merged_into").first()
    if held is None or held.merged_into is None:
        raise ActionRefused("Nothing of this report waits to be confirmed.", Cause.NOTHING_TO_CONFIRM)
    return held, held.merged_into


def confirm(*, case: Case, by: Actor, at: datetime) -> ConfirmedDuplicate:
    """Say that the answer to what `case` was merged into answers it too; ActionRefused where that is not asked."""
    with changing(case, by=by, at=at, quiet=True, deed=Deed.CONFIRM_DUPLICATE) as change:
        held, into = _still_waiting(change)
        change.record("review.confirm_duplicate", into=into.pk, round=into.round)
        done: ConfirmedDuplicate = ConfirmedDuplicate.objects.create(
            case=held, into=into, round=into.round, confirmed_by_id=by.user_id, confirmed_at=at
        )
    return done


def split(*, case: Case, by: Actor, at: datetime) -> Case:
    """Say that the answer does not answer `case`, which is unmerged; ActionRefused where that is not asked.

    What is confirmed stands against an older window; `remove.unmerge` is for whoever has seen that it is confirmed.
    """
    with changing(case, by=by, at=at, deed=Deed.MERGE) as change:
        _still_waiting(change)
        return_to_before(change, CaseMove.UNMERGE, AssignmentMove.UNMERGE)
    return case


def confirmation_of(case: int) -> ConfirmedDuplicate | None:
    """Who has said that the answer answers this report, for the round that its case is in; None where nobody has."""
    standing = ConfirmedDuplicate.objects.filter(case_id=case, case__merged_into=F("into"), round=F("into__round"))
    return standing.select_related("confirmed_by").first()

"""Confirm, one by one, that the answer to a case answers each report that was merged into it; else it is unmerged."""

from __future__ import annotations

from datetime import datetime

from cases.actions.actor import Actor
from cases.actions.causes import Cause
from cases.actions.changing import ActionRefused, changing
from cases.models import Case, ConfirmedDuplicate, unconfirmed_duplicates
from cases.rules.rights import Deed


def confirm(*, case: Case, by: Actor, at: datetime) -> ConfirmedDuplicate:
    """Say that the answer to what `case` was merged into answers it too; ActionRefused where that is not asked."""
    with changing(case, by=by, at=at, quiet=True, deed=Deed.CONFIRM_DUPLICATE) as change:
        held = unconfirmed_duplicates().filter(pk=change.case.pk).select_related("merged_into").first()
        if held is None or held.merged_into is None:
            raise ActionRefused("Nothing of this report waits to be confirmed.", Cause.NOTHING_TO_CONFIRM)
        into = held.merged_into
        change.record("review.confirm_duplicate", into=into.pk, round=into.round)
        done: ConfirmedDuplicate = ConfirmedDuplicate.objects.create(
            case=held, into=into, round=into.round, confirmed_by_id=by.user_id, confirmed_at=at
        )
    return done

"""Say, one by one, whether the answer to a case answers each report that was merged into it; else it is split off."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F

from cases.actions.actor import Actor
from cases.actions.causes import Cause
from cases.actions.changing import ActionRefused, Change, changing
from cases.actions.remove import return_to_before
from cases.models import Case, ConfirmedDuplicate, Submission, unconfirmed_duplicates
from cases.rules.rights import Deed
from cases.rules.states import AssignmentMove, CaseMove


def answers_seen(into: Case) -> str:
    """The name of the answers of a case as they stand: another one in another round, or once others of them count."""
    approved = Submission.objects.filter(answer__assignment__case=into, decision="approved", retracted_at=None)
    return ".".join(map(str, (into.pk, into.round, *approved.order_by("pk").values_list("pk", flat=True))))


def _still_waiting(change: Change, seen: str | None) -> tuple[Case, Case]:
    """The report under lock, and what it was merged into; ActionRefused where somebody was quicker, or it was reopened.

    `seen` is what `answers_seen` said of what was read, None for who need not have read.
    """
    target = change.case.merged_into
    if seen is not None and target is not None and answers_seen(target) != seen:
        raise ActionRefused("The answer is another than the one that was read.", Cause.ANSWERED_ANEW)
    held = unconfirmed_duplicates().filter(pk=change.case.pk).select_related("merged_into").first()
    if held is None or held.merged_into is None:
        raise ActionRefused("Nothing of this report waits to be confirmed.", Cause.NOTHING_TO_CONFIRM)
    return held, held.merged_into


def confirm(*, case: Case, by: Actor, at: datetime, seen: str | None = None) -> ConfirmedDuplicate:
    """Say that the answer to what `case` was merged into answers it too.

    ActionRefused where that is not asked, or about another answer than `seen`, see `answers_seen`.
    """
    with changing(case, by=by, at=at, quiet=True, deed=Deed.CONFIRM_DUPLICATE) as change:
        held, into = _still_waiting(change, seen)
        change.record("review.confirm_duplicate", into=into.pk, round=into.round)
        done: ConfirmedDuplicate = ConfirmedDuplicate.objects.create(
            case=held, into=into, round=into.round, confirmed_by_id=by.user_id, confirmed_at=at
        )
    return done


def split(*, case: Case, by: Actor, at: datetime, seen: str | None = None) -> Case:
    """Say that the answer does not answer `case`, which is unmerged; ActionRefused as for `confirm`.

    What is confirmed stands against an older window; `remove.unmerge` is for whoever has seen that it is confirmed.
    """
    with changing(case, by=by, at=at, deed=Deed.MERGE) as change:
        _still_waiting(change, seen)
        return_to_before(change, CaseMove.UNMERGE, AssignmentMove.UNMERGE)
    return case


def confirmation_of(case: int) -> ConfirmedDuplicate | None:
    """Who has said that the answer answers this report, for the round that its case is in; None where nobody has."""
    standing = ConfirmedDuplicate.objects.filter(case_id=case, case__merged_into=F("into"), round=F("into__round"))
    return standing.select_related("confirmed_by").first()

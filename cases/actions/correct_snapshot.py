"""A correction of a frozen day: it stands beside the day, dated and with its reason; the day stays as it was."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cases.actions.actor import Actor
from cases.actions.changing import ActionRefused
from cases.actions.public_sentences import said_publicly
from cases.actions.rights import refuse_without_right
from cases.models import Snapshot, SnapshotCorrection
from cases.rules.rights import Deed


class SaidAlready(ActionRefused):
    """The day has this very correction."""


@transaction.atomic
def correct_snapshot(*, snapshot: Snapshot, reason: str, by: Actor, at: datetime) -> SnapshotCorrection:
    """Say what is wrong with a frozen day and why; RightRefused for who is not the head of the Center.

    ActionRefused without a sentence, PersonalData for one that names somebody: page, files and feed tell it at once.
    SaidAlready for one that the day has: of two who send the same, the second waits for the first.
    """
    refuse_without_right(by, Deed.CORRECT_SNAPSHOT, now=at)
    sentence = said_publicly(reason)
    held = Snapshot.objects.select_for_update().get(pk=snapshot.pk)
    if held.corrections.filter(reason=sentence).exists():
        raise SaidAlready(f"{held.date} is corrected by this sentence.")
    return SnapshotCorrection.objects.create(snapshot=held, made_at=at, reason=sentence, made_by=by.user_id)

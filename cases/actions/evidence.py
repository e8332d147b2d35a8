"""Evidence of an answer that is being written: photos added, told, put in order, taken away. Once handed in, frozen.

Like drafts they are nobody else's business: no event, nothing public. What is handed in names them, and the Center's
approval makes them public with the text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from cases.actions.actor import Actor
from cases.actions.answering import IN_HAND, add_hand
from cases.actions.causes import Cause
from cases.actions.changing import ActionRefused, locked_answer, locked_case, refuse_removed
from cases.actions.photos import put, storage, with_values
from cases.actions.pictures import clean
from cases.actions.rights import refuse_without_right
from cases.models import Answer, PendingDecision, Photo, PhotoKind
from cases.models.photo import original_name
from cases.rules.plain_words import one_line
from cases.rules.rights import Deed

MOST = 12  # photos of one answer
LONGEST_CAPTION = 255


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is said of one photo, and where it stands among the others."""

    kind: str
    caption: str
    position: int
    remove: bool = False


def caption_of(text: str) -> str:
    """Words under a photo: plain, one line, no longer than there is room."""
    return one_line(text[: LONGEST_CAPTION * 4])[:LONGEST_CAPTION]


def _locked(answer: Answer, by: Actor) -> Answer:
    case = locked_case(answer.assignment.case_id)
    held = locked_answer(answer)
    refuse_without_right(by, Deed.WRITE, held.assignment.agency_id, now=timezone.now())
    refuse_removed(case)
    if held.state not in IN_HAND:
        raise ActionRefused(f"An answer that is {held.state} is not written any more.", Cause.NOT_IN_HAND)
    return held


def _refuse_judged(answer: Answer) -> None:
    """ActionRefused while a decision on an appeal waits to take effect: it was made on the photos as they were.

    Whichever it is: nobody outside the Center learns of it before it counts.
    """
    if PendingDecision.objects.filter(version__answer=answer).exists():
        raise ActionRefused("An appeal of this answer is being decided.", Cause.APPEAL_BEING_DECIDED)


def refuse_full(answer: Answer) -> None:
    """ActionRefused where there is no room for another photo."""
    if answer.photos.count() >= MOST:
        raise ActionRefused(f"An answer has at most {MOST} photos.", Cause.TOO_MANY_PHOTOS)


def attach(*, answer: Answer, data: bytes, kind: str, by: Actor, caption: str = "") -> Photo:
    """Add a photo to an answer in hand, the last of its row; PictureRefused where the file is none we take."""
    if kind not in PhotoKind.values:
        raise ActionRefused(f"{kind!r} is neither before nor after.", Cause.NO_SUCH_PHOTO)
    refuse_full(answer)  # before the file is looked at: a hundred pictures too many would take minutes
    picture = clean(data)
    photo = Photo(case_id=answer.assignment.case_id, answer=answer, kind=kind, caption=caption_of(caption))
    name = put(original_name(photo, ""), picture)  # before the transaction: a file takes its time
    try:
        with transaction.atomic():
            held = _locked(answer, by)
            refuse_full(held)
            _refuse_judged(held)
            last = held.photos.aggregate(last=Max("position"))["last"] or 0
            row = {"width": picture.width, "height": picture.height, "file": name, "position": last + 1}
            add_hand(held, by)
            made: Photo = Photo.objects.bulk_create([with_values(photo, **row)])[0]  # `save` would open the file again
    except BaseException:
        storage().delete(name)
        raise
    return made


def _said(photo: Photo) -> tuple[str, str, int]:
    return photo.kind, photo.caption, photo.position


@transaction.atomic
def arrange(*, answer: Answer, told: Mapping[int, Told], by: Actor) -> None:
    """Say other things of photos, put them in another order, take some away: their files go after the commit."""
    held = _locked(answer, by)
    photos = list(held.photos.filter(pk__in=told))
    gone = [photo for photo in photos if told[photo.pk].remove]
    before = [_said(photo) for photo in photos]
    for photo in photos:
        said = told[photo.pk]
        if said.kind not in PhotoKind.values:
            raise ActionRefused(f"{said.kind!r} is neither before nor after.", Cause.NO_SUCH_PHOTO)
        photo.kind, photo.caption, photo.position = said.kind, caption_of(said.caption), said.position
    if gone or before != [_said(photo) for photo in photos]:  # every save sends them, also as they were
        _refuse_judged(held)
        add_hand(held, by)
    Photo.objects.bulk_update(
        [photo for photo in photos if photo not in gone], fields=["kind", "caption", "position"], batch_size=MOST
    )
    Photo.objects.filter(pk__in=[photo.pk for photo in gone]).delete()
    names = [str(photo.file.name) for photo in gone]

    def delete() -> None:
        for name in names:
            storage().delete(name)

    transaction.on_commit(delete)

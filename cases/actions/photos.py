"""Photos of a case: taken in, shown to the public, hidden again.

The picture that the public sees is a file of its own with a name of its own, and is gone when it may not be seen.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import Q

from cases.actions.actor import Actor
from cases.actions.awaiting_effect import refuse_to_show_more
from cases.actions.changing import ActionRefused, changing
from cases.actions.pictures import Picture, clean, smaller
from cases.actions.reasons import reason_for
from cases.models import PUBLISHED, Answer, Case, Photo, PhotoKind, PublicationLevel, ReasonKind
from cases.models.photo import SHOWN, original_name, shown_name
from cases.rules.covers import Box, boxes_of, hide_no_less
from cases.rules.rights import Deed
from cases.rules.states import AnswerState

logger = logging.getLogger(__name__)

PERSONAL = "thong-tin-ca-nhan"  # why faces and plates are covered

#: Of photos: those of a case that is told in full; of an answer, once that is approved.
APPROVED = Q(answer=None) | Q(answer__state=AnswerState.APPROVED.value)
FULL = Q(case__state__in=PUBLISHED, case__level=PublicationLevel.FULL) & APPROVED


def storage() -> Storage:
    """Where files of photos lie."""
    kept: Storage = Photo._meta.get_field("file").storage
    return kept


def add_photo(
    *,
    case: Case,
    data: bytes,
    by: Actor,
    at: datetime,
    kind: str = PhotoKind.BEFORE,
    answer: Answer | None = None,
    caption: str = "",
    taken_on: date | None = None,
) -> Photo:
    """Take a picture in. Nobody sees it until `show_photo`; PictureRefused where the file is none we take.

    WouldShowMore for one of an answer that has been approved without it.
    """
    picture = clean(data)
    photo = Photo(case=case, answer=answer, kind=kind, caption=caption, taken_on=taken_on)
    name = put(original_name(photo, ""), picture)  # before the transaction: a file takes its time
    try:
        with changing(case, by=by, at=at, deed=Deed.PICTURE) as change:
            if answer is not None and answer.assignment.case_id != change.case.pk:
                raise ActionRefused("The answer is another case's.")
            refuse_to_show_more(photo.answer_id)
            row = {"width": picture.width, "height": picture.height, "file": name}
            photo = Photo.objects.bulk_create([with_values(photo, **row)])[0]  # `save` would open the file again
            change.record("case.update", photo=photo.pk)
    except BaseException:
        storage().delete(name)
        raise
    return photo


def show_photo(*, photo: Photo, by: Actor, at: datetime) -> Photo:
    """Make a photo public; its file is made where the case is told in full. An answer's waits for the answer.

    WouldShowMore where the answer has been approved without it, and that waits to take effect.
    """
    with changing(photo.case_id, by=by, at=at, deed=Deed.PICTURE) as change:
        held = _held(photo)
        refuse_to_show_more(held.answer_id)
        if held.public or (_waits(held) and not held.withheld):
            raise ActionRefused("The photo is public." if held.public else "The photo waits for its answer.")
        held.public, held.withheld = not _waits(held), False
        held.save(update_fields=["public", "withheld"])
        change.record("case.update", photo=held.pk, public=True)
    follow(photo.case_id)
    return Photo.objects.get(pk=photo.pk)


def hide_photo(*, photo: Photo, by: Actor, at: datetime) -> Photo:
    """Let the public see a photo no longer; the file it saw is deleted once that is committed.

    Of an answer that waits, it is withheld: the answer will be published without it.
    """
    with changing(photo.case_id, by=by, at=at, deed=Deed.PICTURE) as change:
        held = _held(photo)
        if not held.public and (held.withheld or not _waits(held)):
            raise ActionRefused("The photo is not public.")
        held.withheld = held.answer_id is not None
        _drop([held], public=False)
        change.record("case.update", photo=held.pk, public=False)
    return held


class CoveredByAnother(ActionRefused):
    """Somebody has covered the photo anew since it was read."""


def cover_photo(
    *,
    photo: Photo,
    boxes: Sequence[Box],
    by: Actor,
    at: datetime,
    edition: int | None = None,
    reason: str = PERSONAL,
) -> Photo:
    """Cover these parts of a photo, and no others, in everything that is made of it.

    What the public saw before is deleted once that is committed, and made anew under another name; `reason` is the code
    that it reads. CoversRefused for too many boxes; ActionRefused where they are those that it has; CoveredByAnother
    where `edition` is given and no longer the one that was read; WouldShowMore where the answer has been approved with
    a part covered that no box covers whole any more.
    """
    drawn = boxes_of([box.row() for box in boxes])
    rows = [box.row() for box in drawn]
    with changing(photo.case_id, by=by, at=at, deed=Deed.PICTURE) as change:
        held = _held(photo)
        if edition is not None and held.edition != edition:
            raise CoveredByAnother(f"The photo's boxes are of edition {held.edition}.")
        if held.covers == rows:
            raise ActionRefused("The photo has these boxes.")
        if not hide_no_less(drawn, boxes_of(held.covers)):
            refuse_to_show_more(held.answer_id)
        held.covers, held.edition = rows, held.edition + 1
        held.covered_by_id, held.covered_at = by.user_id, at
        held.save(update_fields=["covers", "edition", "covered_by", "covered_at"])
        _drop([held], public=held.public)
        code = reason_for(ReasonKind.STRIKE, reason).code
        change.record("case.update", photo=held.pk, covers=len(rows), reason=code)
    follow(photo.case_id)
    return Photo.objects.get(pk=photo.pk)


def caption_photo(*, photo: Photo, caption: str, position: int, by: Actor, at: datetime) -> Photo:
    """Write other words under a photo of the report, or give it another place. An answer's are its agency's."""
    with changing(photo.case_id, by=by, at=at, deed=Deed.PICTURE) as change:
        held = _held(photo)
        if held.answer_id is not None:
            raise ActionRefused("The words under an answer's photo are its agency's.")
        held.caption, held.position = caption, position
        held.save(update_fields=["caption", "position"])
        change.record("case.update", photo=held.pk, position=position)
    return held


def publish_evidence(answer: Answer) -> None:
    """Make public what an answer shows; called in the transaction that approves it. The files follow the commit.

    While that approval waited nothing was added: see `cases.actions.awaiting_effect`.
    """
    Photo.objects.filter(answer=answer, withheld=False).update(public=True)


def _held(photo: Photo) -> Photo:
    """The photo as it is under its case's lock."""
    return Photo.objects.select_related("answer").get(pk=photo.pk)


def _waits(photo: Photo) -> bool:
    """Whether it belongs to an answer that is not published."""
    return photo.answer is not None and photo.answer.state != AnswerState.APPROVED.value


def follow(case_id: int) -> None:
    """Make and delete pictures so that those exist that the public may see; again: nothing changes.

    Called after a commit: while a file is made, nobody is kept waiting.
    """
    photos = Photo.objects.filter(case=case_id, public=True)
    shown = photos.filter(FULL)
    with transaction.atomic():
        gone = photos.exclude(shown="").exclude(pk__in=shown.values("pk"))
        _drop(list(gone.select_for_update(of=("self",))), public=True)
    for pk, original, covers, edition in shown.filter(shown="").values_list("pk", "file", "covers", "edition"):
        try:
            with storage().open(original) as file:
                picture = smaller(file.read(), boxes_of(covers))
        except FileNotFoundError:  # one that is lost keeps no other from being shown
            logger.warning("The original of photo %s is lost", pk)
            continue
        name = put(shown_name(), picture)
        # Where it was hidden or covered anew, or shown by somebody else, or its case has left in the meantime, this
        # one is not wanted.
        allowed = Photo.objects.filter(FULL, pk=pk, public=True, shown="", edition=edition)
        if not allowed.update(shown=name):
            storage().delete(name)


def _drop(photos: Collection[Photo], *, public: bool) -> None:
    """Forget what the public saw, and delete it after the commit; what a demo has drawn is shared and stays."""
    names = [photo.shown for photo in photos if photo.shown.startswith(f"{SHOWN}/")]
    for photo in photos:
        photo.public, photo.shown = public, ""
        photo.save(update_fields=["public", "shown", "withheld"])

    def delete() -> None:
        for name in names:
            storage().delete(name)

    transaction.on_commit(delete)


def put(name: str, picture: Picture) -> str:
    """Keep a picture under this name; the name it got."""
    return storage().save(name, ContentFile(picture.data))


def with_values(photo: Photo, **values: object) -> Photo:
    """The photo with other values in it, not saved."""
    for name, value in values.items():
        setattr(photo, name, value)
    return photo


def keep_pictures(sender: object, case_ids: Collection[int], **kwargs: object) -> None:
    """Receiver of `cases_changed`: a case that is withdrawn, or told in less, takes its pictures along, and back."""
    wrong = Photo.objects.filter((Q(public=True, shown="") & FULL) | (~Q(shown="") & ~FULL), case__in=case_ids)
    for case_id in wrong.order_by().values_list("case", flat=True).distinct():
        follow(case_id)

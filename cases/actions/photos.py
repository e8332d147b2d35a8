"""Photos of a case: taken in, shown to the public, hidden again.

The picture that the public sees is a file of its own with a name of its own, and is gone when it may not be seen.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import Q

from cases.actions.actor import Actor
from cases.actions.changing import ActionRefused, changing, shows_photos
from cases.actions.pictures import Picture, clean, smaller
from cases.models import PUBLISHED, Answer, Case, Photo, PhotoKind, PublicationLevel
from cases.models.photo import SHOWN, original_name, shown_name
from cases.rules.rights import Deed

#: Of photos: those of a case whose page may show some, as `shows_photos` says of one case.
FULL = Q(case__state__in=PUBLISHED, case__level=PublicationLevel.FULL)


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
    """Take a picture in. Nobody sees it until `show_photo`; PictureRefused where the file is none we take."""
    picture = clean(data)
    photo = Photo(case=case, answer=answer, kind=kind, caption=caption, taken_on=taken_on)
    name = _put(original_name(photo, ""), picture)  # before the transaction: a file takes its time
    try:
        with changing(case, by=by, at=at) as change:
            if answer is not None and answer.assignment.case_id != change.case.pk:
                raise ActionRefused("The answer is another case's.")
            row = {"width": picture.width, "height": picture.height, "file": name}
            photo = Photo.objects.bulk_create([_with(photo, **row)])[0]  # `save` would open the file again
            change.record("case.update", photo=photo.pk)
    except BaseException:
        storage().delete(name)
        raise
    return photo


def show_photo(*, photo: Photo, by: Actor, at: datetime) -> Photo:
    """Make a photo public, as whoever may change how much of a case is told; made where that is told in full."""
    with changing(photo.case_id, by=by, at=at, deed=Deed.LEVEL) as change:
        held = Photo.objects.get(pk=photo.pk)
        if held.public:
            raise ActionRefused("The photo is public.")
        held.public = True
        held.save(update_fields=["public"])
        change.record("case.update", photo=held.pk, public=True)
    follow(photo.case_id)
    return Photo.objects.get(pk=photo.pk)


def hide_photo(*, photo: Photo, by: Actor, at: datetime) -> Photo:
    """Let the public see a photo no longer; the file it saw is deleted once that is committed."""
    with changing(photo.case_id, by=by, at=at, deed=Deed.LEVEL) as change:
        held = Photo.objects.get(pk=photo.pk)
        if not held.public:
            raise ActionRefused("The photo is not public.")
        _drop([held], public=False)
        change.record("case.update", photo=held.pk, public=False)
    return held


def follow(case_id: int) -> None:
    """Make and delete pictures so that those exist that the public may see; again: nothing changes.

    Called after a commit: while a file is made, nobody is kept waiting.
    """
    case = Case.objects.get(pk=case_id)
    photos = Photo.objects.filter(case=case, public=True)
    if not shows_photos(case):
        with transaction.atomic():
            _drop(list(photos.exclude(shown="").select_for_update()), public=True)
        return
    for pk, original in photos.filter(shown="").values_list("pk", "file"):
        with storage().open(original) as file:
            name = _put(shown_name(), smaller(file.read()))
        # Where it was hidden, or shown by somebody else, or its case has left in the meantime, this one is not wanted.
        allowed = Photo.objects.filter(FULL, pk=pk, public=True, shown="")
        if not allowed.update(shown=name):
            storage().delete(name)


def _drop(photos: Collection[Photo], *, public: bool) -> None:
    """Forget what the public saw, and delete it after the commit; what a demo has drawn is shared and stays."""
    names = [photo.shown for photo in photos if photo.shown.startswith(f"{SHOWN}/")]
    for photo in photos:
        photo.public, photo.shown = public, ""
        photo.save(update_fields=["public", "shown"])

    def delete() -> None:
        for name in names:
            storage().delete(name)

    transaction.on_commit(delete)


def _put(name: str, picture: Picture) -> str:
    return storage().save(name, ContentFile(picture.data))


def _with(photo: Photo, **values: object) -> Photo:
    for name, value in values.items():
        setattr(photo, name, value)
    return photo


def keep_pictures(sender: object, case_ids: Collection[int], **kwargs: object) -> None:
    """Receiver of `cases_changed`: a case that is withdrawn, or told in less, takes its pictures along, and back."""
    wrong = Photo.objects.filter((Q(public=True, shown="") & FULL) | (~Q(shown="") & ~FULL), case__in=case_ids)
    for case_id in wrong.order_by().values_list("case", flat=True).distinct():
        follow(case_id)

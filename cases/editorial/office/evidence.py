"""The photos that come with an answer's form: kept whatever else is wrong with the form, refused one by one by name."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.request import QueryDict

from cases.actions import evidence
from cases.actions.actor import Actor
from cases.actions.causes import Cause
from cases.actions.changing import ActionRefused
from cases.actions.evidence import Told
from cases.actions.pictures import PictureRefused
from cases.editorial.office.sentences import CAUSES
from cases.editorial.pictures.uploads import take
from cases.editorial.whole_numbers import whole
from cases.models import Answer, Photo, PhotoKind

#: The form's fields for new photos, by which side of the pair they show.
NEW = {"anh_truoc": PhotoKind.BEFORE, "anh_sau": PhotoKind.AFTER}
LAST_POSITION = 999


def has_new(request: HttpRequest) -> bool:
    """Whether the form brings photos along."""
    return any(request.FILES.getlist(name) for name in NEW)


def speaks(request: HttpRequest) -> bool:
    """Whether the form says anything of photos."""
    return has_new(request) or any(name.startswith("anh-") for name in request.POST)


def keep(request: HttpRequest, answer: Answer, *, by: Actor) -> list[str]:
    """Do what the form says of the answer's photos, then take the new ones in; a sentence for each that is refused."""
    retell(request, answer, by=by, removes=True)
    refused: list[str] = []
    for name, kind in NEW.items():

        def attach(data: bytes, kind: str = kind) -> None:
            try:
                evidence.attach(answer=answer, data=data, kind=kind, by=by)
            except ActionRefused as full:
                if full.cause is not Cause.TOO_MANY_PHOTOS:
                    raise
                raise PictureRefused(CAUSES[full.cause].sentence) from full

        refused += take(request.FILES.getlist(name), attach)
    return refused


def retell(request: HttpRequest, answer: Answer, *, by: Actor, removes: bool) -> None:
    """Do what the form says of the photos that the answer has; what saves by itself takes none away."""
    told = told_of(request.POST, answer, removes=removes)
    if told:
        evidence.arrange(answer=answer, told=told, by=by)


def told_of(sent: QueryDict, answer: Answer, *, removes: bool) -> dict[int, Told]:
    """What the form says of each photo that the answer has; of one it does not speak of, nothing."""
    return {
        photo.pk: Told(
            kind=sent.get(f"anh-{photo.pk}-loai", photo.kind),
            caption=sent.get(f"anh-{photo.pk}-chu", photo.caption),
            position=_position(sent.get(f"anh-{photo.pk}-thu-tu", ""), photo),
            remove=removes and f"anh-{photo.pk}-bo" in sent,
        )
        for photo in answer.photos.all()
        if f"anh-{photo.pk}-loai" in sent
    }


def _position(said: str, photo: Photo) -> int:
    found = whole(said, most=LAST_POSITION)
    return photo.position if found is None else found

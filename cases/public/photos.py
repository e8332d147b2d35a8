"""Photos that the public may see: evidence, before and after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.core.files.storage import Storage
from django.db.models import Exists, OuterRef

from cases.actions.pictures import fitted
from cases.models import Case, Photo, PhotoKind
from cases.models.many_ids import ManyIds
from cases.public.case import PublicAnswer, PublicCase, PublicOutline, PublicPhoto

#: Annotation of a query of cases: whether any photo of a case may be public. It saves most pages a query.
HAS_PHOTOS = Exists(Photo.objects.filter(case=OuterRef("pk"), public=True).exclude(shown=""))


@dataclass(frozen=True, kw_only=True)
class _Row:
    """A photo without its file: a model that misses a size opens it, and fails where it is not there."""

    kind: str
    answer_id: int | None
    shown: str
    width: int
    height: int
    caption: str
    taken_on: date | None
    covers: list[list[int]]


COLUMNS = tuple(_Row.__dataclass_fields__)


def _public(row: _Row) -> PublicPhoto:
    storage: Storage = Photo._meta.get_field("file").storage
    width, height = fitted(row.width, row.height)
    return PublicPhoto(
        url=storage.url(row.shown),
        width=width,
        height=height,
        caption=row.caption,
        taken_on=row.taken_on,
        covered=bool(row.covers),
        by_agency=row.answer_id is not None or row.kind == PhotoKind.AFTER,
    )


def _with_photos_of(answer: PublicAnswer, found: Iterable[_Row], *, unclaimed: bool) -> PublicAnswer:
    mine = [row for row in found if row.answer_id == answer.id or (unclaimed and row.answer_id is None)]
    if not mine:
        return answer
    after, before = (
        tuple(_public(row) for row in mine if row.kind == kind) for kind in (PhotoKind.AFTER, PhotoKind.BEFORE)
    )
    return replace(answer, photos=after, photos_before=before)


def _read(case: Case) -> list[_Row]:
    rows = Photo.objects.filter(case=case, public=True).exclude(shown="").order_by("position", "pk")
    return [_Row(**row) for row in rows.values(*COLUMNS)]


def photographed(told: Iterable[PublicOutline]) -> set[int]:
    """The ids of those of these cases whose pages show a photo (one query)."""
    answers = {case.id: {None, *(answer.id for answer in case.answers)} for case in told if not case.summary_only}
    seen = Photo.objects.filter(case__in=ManyIds(answers), public=True).exclude(shown="").order_by()
    return {case for case, answer in seen.values_list("case_id", "answer_id") if answer in answers[case]}


def _row(photo: Photo) -> _Row:
    return _Row(**{name: getattr(photo, name) for name in COLUMNS})


def with_photos(told: PublicCase, case: Case, photos: Sequence[Photo] | None = None) -> PublicCase:
    """The same case with its photos: those an editor made public, in a case published in full, and no others.

    What is shown of one is its smaller copy, which is there only while it may be seen.

    An answer's photos stand in the answer, before and after, once that is published; one after the work that belongs
    to no answer stands in the newest that handled the case. One query; none where `case` was loaded with HAS_PHOTOS and
    has none, nor with `photos`, all of the case that the caller has read.
    """
    if told.summary_only or not getattr(case, "has_photos", True):
        return told
    found = _read(case) if photos is None else [_row(photo) for photo in photos if photo.public and photo.shown]
    reported = [row for row in found if row.kind == PhotoKind.BEFORE and row.answer_id is None]
    others = [row for row in found if row not in reported]
    newest = max((i for i, a in enumerate(told.answers) if a.kind == "handling"), default=None)
    return replace(
        told,
        photos=tuple(map(_public, reported)),
        answers=tuple(_with_photos_of(a, others, unclaimed=i == newest) for i, a in enumerate(told.answers)),
    )

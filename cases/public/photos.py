"""Photos that the public may see: evidence, before and after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.core.files.storage import Storage
from django.db.models import Exists, OuterRef

from cases.actions.pictures import fitted
from cases.models import Case, Photo, PhotoKind
from cases.public.case import PublicAnswer, PublicCase, PublicPhoto

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


COLUMNS = tuple(_Row.__dataclass_fields__)


def _public(row: _Row) -> PublicPhoto:
    storage: Storage = Photo._meta.get_field("file").storage
    width, height = fitted(row.width, row.height)
    return PublicPhoto(
        url=storage.url(row.shown), width=width, height=height, caption=row.caption, taken_on=row.taken_on
    )


def _after(answer: PublicAnswer, found: Iterable[_Row], *, unclaimed: bool) -> PublicAnswer:
    mine = [row for row in found if row.answer_id == answer.id or (unclaimed and row.answer_id is None)]
    return replace(answer, photos=tuple(map(_public, mine))) if mine else answer


def with_photos(told: PublicCase, case: Case) -> PublicCase:
    """The same case with its photos: those an editor made public, in a case published in full, and no others.

    What is shown of one is its smaller copy, which is there only while it may be seen.

    An answer's photos stand in the answer, once that is published; one of the agency that belongs to no answer stands
    in the newest that handled the case. One query, none where `case` was loaded with HAS_PHOTOS and has none.
    """
    if told.summary_only or not getattr(case, "has_photos", True):
        return told
    rows = Photo.objects.filter(case=case, public=True).exclude(shown="").order_by("pk")
    found = [_Row(**row) for row in rows.values(*COLUMNS)]
    after = [row for row in found if row.kind == PhotoKind.AFTER]
    newest = max((i for i, a in enumerate(told.answers) if a.kind == "handling"), default=None)
    return replace(
        told,
        photos=tuple(_public(row) for row in found if row.kind == PhotoKind.BEFORE),
        answers=tuple(_after(a, after, unclaimed=i == newest) for i, a in enumerate(told.answers)),
    )

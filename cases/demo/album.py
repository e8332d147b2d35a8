"""Photos of the invented city's cases: drawn scenes that fit what is reported, one before, perhaps one after."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from random import Random
from zlib import crc32

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db.models import F, OuterRef, Subquery
from django.utils import timezone

from cases.demo.drawing.develop import as_jpeg
from cases.demo.drawing.matter import Matter
from cases.demo.drawing.scenes import EACH, MATTERS, Scene, scenes
from cases.demo.drawing.sheet import HEIGHT, WIDTH
from cases.models import Answer, AssignmentKind, Case, CasePage, Outcome, Photo, PhotoKind
from cases.rules.calendars import ONE_DAY
from cases.rules.states import AnswerState, CaseState
from cases.rules.verdicts import Decision

FOLDER = "demo"  # in the storage of media
DRAWN = "Hình vẽ cho bản mẫu."  # every caption says it
TAKEN = 0.85  # of the reports that a scene fits, how many have a photo
SHOWN = 0.5  # of those done, how many have one after
DUSK = 18  # hours; who reports a dark lamp before it took the photo the evening before
RAIN = frozenset({9, 10, 11, 12, 1})  # months


@dataclass(frozen=True, kw_only=True)
class _Told:
    """What is looked at to choose a photo. `answer_id` is of the newest approved answer that says it is done."""

    id: int
    number: int
    title: str
    subject: str
    state: str
    sent_at: datetime
    answer_id: int | None
    answered_at: datetime | None


def file_name(scene: Scene, kind: str) -> str:
    """Where a scene's photo lies in the storage."""
    side = "truoc" if kind == PhotoKind.BEFORE else "sau"
    return f"{FOLDER}/{scene.matter.name}-{scene.number + 1}-{side}.jpg"


def fill_album() -> int:
    """Give every case of the city its photos, in one write, and say how many there are."""
    rows = [photo for told in _cases() for photo in _photos(told)]
    return len(Photo.objects.bulk_create(rows, batch_size=500))


def draw_missing() -> int:
    """Draw those photos of all scenes whose files are not there, and say how many were drawn."""
    storage: Storage = Photo._meta.get_field("file").storage
    there = set(storage.listdir(FOLDER)[1]) if storage.exists(FOLDER) else set()
    drawn = 0
    for scene in scenes():
        names = [file_name(scene, kind) for kind in (PhotoKind.BEFORE, PhotoKind.AFTER)]
        if there >= {name.removeprefix(f"{FOLDER}/") for name in names}:
            continue
        for name, photo in zip(names, scene.photos(), strict=True):
            storage.delete(name)
            storage.save(name, ContentFile(as_jpeg(photo)))
            drawn += 1
    return drawn


def scene_for(*, category: str, title: str, number: int, month: int) -> Scene | None:
    """The scene that fits such a report: of its matter, in its season, by the case's number; None where none fits."""
    for matter, categories, titles in _patterns():
        if categories.fullmatch(category) and titles.search(title):
            dry = [n for n in range(EACH) if (n % 2 == 1) == (month in RAIN)]
            return Scene(matter=matter, number=dry[number // 7 % len(dry)])
    return None


@cache
def _patterns() -> tuple[tuple[Matter, re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((matter, re.compile(matter.category), re.compile(matter.titles)) for matter in MATTERS)


def _cases() -> Iterator[_Told]:
    """Cases told in full, as their pages call them."""
    done = Answer.objects.filter(
        assignment__case=OuterRef("pk"),
        assignment__kind=AssignmentKind.HANDLING,
        state=AnswerState.APPROVED.value,
        outcome=Outcome.DONE,
        amends=None,
        submissions__decision=Decision.APPROVED,
    ).order_by("-pk")
    rows = (
        Case.objects.indexable()
        .filter(sent_at__isnull=False)
        .order_by("pk")
        .annotate(
            subject=F("category__slug"),
            title=Subquery(CasePage.objects.filter(case=OuterRef("pk")).values("title")[:1]),
            answer_id=Subquery(done.values("pk")[:1]),
            answered_at=Subquery(done.values("submissions__submitted_at")[:1]),
        )
        .values(*_Told.__dataclass_fields__)
    )
    for row in rows:
        yield _Told(**row)


def _photos(told: _Told) -> Iterable[Photo]:
    """None, one, or two: the same for the same case, whatever else there is."""
    sent = timezone.localdate(told.sent_at)
    scene = scene_for(category=told.subject, title=told.title, number=told.number, month=sent.month)
    rng = Random(crc32(f"{told.number} {told.title}".encode()))  # noqa: S311 - invented data, no secret
    taken, shown = rng.random() < TAKEN, rng.random() < SHOWN
    if scene is None or not taken:
        return
    morning = timezone.localtime(told.sent_at).hour < DUSK
    yield _photo(told, scene, PhotoKind.BEFORE, sent - ONE_DAY if scene.matter.night and morning else sent)
    if shown and told.answer_id and told.answered_at and told.state == CaseState.ANSWERED.value:
        yield _photo(told, scene, PhotoKind.AFTER, timezone.localdate(told.answered_at))


def _photo(told: _Told, scene: Scene, kind: PhotoKind, day: date) -> Photo:
    words = scene.matter.told_before if kind == PhotoKind.BEFORE else scene.matter.told_after
    return Photo(
        case_id=told.id,
        answer_id=told.answer_id if kind == PhotoKind.AFTER else None,
        kind=kind,
        file=file_name(scene, kind),
        shown=file_name(scene, kind),  # drawn to be seen: there is nothing to keep back
        width=WIDTH,
        height=HEIGHT,
        caption=f"{words} {DRAWN}",
        taken_on=day,
        public=True,
    )

"""Keeps the engines in step with the cases: what is public is findable, what is not any more is forgotten."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator

from django.conf import settings
from django.db import connection
from django.utils import timezone, translation

from cases.models import Case
from cases.public.loading import public_cases
from cases.public.photos import photographed
from search.document import Document
from search.engines import engines
from search.sorting import HIGHEST
from search.staff_words import keep_for_staff

AT_ONCE = 500  # cases
PAUSE = 0.03  # seconds
TRIES = 5  # readings of a case that goes on changing while it is read


class StillChangingError(Exception):
    """Cases changed on every reading; they are due again later."""


def index(case_ids: Collection[int]) -> None:
    """Make the engines say of these cases what is true now; StillChangingError where that cannot be had."""
    waiting = set(case_ids)
    for _try in range(TRIES):
        documents = _documents(waiting)
        for engine in engines.kept():
            engine.put(documents)
            engine.remove(waiting - {document.case_id for document in documents})
        keep_for_staff(waiting, public={document.case_id for document in documents})
        waiting = _changed_meanwhile(waiting, documents)
        if not waiting:
            return
    raise StillChangingError(f"{len(waiting)} cases changed on each of {TRIES} readings, {min(waiting)} among them")


def pause() -> None:
    """Let other writers come between two transactions of a great change; SQLite has only one at a time."""
    if connection.vendor == "sqlite":
        time.sleep(PAUSE)


def rebuild() -> Iterator[int]:
    """Put every public case into every engine and forget the rest, yielding how many cases were done each time.

    Nothing is cleared first, so the portal keeps answering meanwhile.
    """
    for first, last, public in _chunks():
        known = {case_id for engine in engines.kept() for case_id in engine.known(first, last)}
        for case_ids in (public, sorted(known.difference(public))):
            for start in range(0, len(case_ids), AT_ONCE):
                index(case_ids[start : start + AT_ONCE])
                pause()
        yield len(public)
    for engine in engines.kept():
        engine.settle()


def _documents(case_ids: Collection[int]) -> list[Document]:
    """Documents of the public ones among these cases, in the portal's first language."""
    with translation.override(settings.LANGUAGE_CODE):
        cases = public_cases(sorted(case_ids), at=timezone.now())
        seen = photographed(cases)
        return [Document.of(case, photos=case.id in seen) for case in cases]


def _changed_meanwhile(case_ids: Collection[int], documents: list[Document]) -> set[int]:
    """Cases that are not any more what was read of them: somebody else may have indexed them before us."""
    read = {document.case_id: document.version for document in documents}
    told = Case.objects.public().filter(pk__in=case_ids, page__isnull=False, story__isnull=False)
    now = dict(told.values_list("pk", "version"))
    return {case_id for case_id in case_ids if read.get(case_id) != now.get(case_id)}


def _chunks() -> Iterator[tuple[int, int, list[int]]]:
    """All public cases, some at a time, with the range of ids that each chunk accounts for; the last one is empty."""
    last = 0
    ordered = Case.objects.public().order_by("pk").values_list("pk", flat=True)
    while case_ids := list(ordered.filter(pk__gt=last)[:AT_ONCE]):
        yield last + 1, case_ids[-1], case_ids
        last = case_ids[-1]
    yield last + 1, HIGHEST, []

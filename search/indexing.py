"""Keeps the engines in step with the cases: what is public is findable, what is not any more is forgotten."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import ExitStack
from functools import partial
from typing import Any, NamedTuple

from django.conf import settings
from django.utils import timezone, translation

from cases.models import Case
from cases.models.many_ids import ManyIds
from cases.public.outlining import public_outlines
from cases.public.photos import photographed
from search.document import Document
from search.engines import engines
from search.engines.base import Ability, Engine
from search.gaps import Gap
from search.reading_ahead import read_ahead
from search.sorting import HIGHEST
from search.staff_words import keep_for_staff
from search.tidying import seldom_tidied
from search.unlogged import unlogged

AT_ONCE = 500  # cases
TRIES = 5  # readings of a case that goes on changing while it is read

Prepare = Callable[[Sequence[Document]], Sequence[Any]]
Unsure = deque[tuple[list[int], Mapping[int, int]]]  # cases, and the versions of them that are under way
Chunk = tuple[int, int, list[int]]  # first and last of the ids it accounts for, and the public cases among them


class StillChangingError(Exception):
    """Cases changed on every reading; they are due again later."""


class Reading(NamedTuple):
    """What was read of cases: the versions of those that are public, and what each engine takes of them."""

    versions: dict[int, int]
    prepared: tuple[Sequence[Any], ...]


def index(case_ids: Collection[int], into: Sequence[Engine] | None = None, *, read: Reading | None = None) -> None:
    """Make engines (all, unless told) say of these cases what is true now; StillChangingError if that cannot be had.

    `read`: what somebody has read of them a moment ago for these engines; what has changed since is read again. Only of
    that anything may be under way afterwards (`Engine.under_way`).
    """
    told = engines.kept() if into is None else into
    waiting = set(case_ids)
    for attempt in range(TRIES):
        reading = _reading(waiting, _preparing(told)) if read is None or attempt else read
        for engine, prepared in zip(told, reading.prepared, strict=True):
            engine.take(prepared)
            if gone := waiting.difference(reading.versions):
                engine.remove(gone)
            if reading is not read:
                engine.arrived()
        if in_database(told):
            keep_for_staff(waiting, public=reading.versions)
        waiting = _changed_meanwhile(waiting, reading.versions)
        if not waiting:
            return
    raise StillChangingError(f"{len(waiting)} cases changed on each of {TRIES} readings, {min(waiting)} among them")


def in_database(told: Sequence[Engine]) -> bool:
    """True where one of these engines is the portal's own database, which keeps the staff's words beside it."""
    return any(Ability.TRANSACTIONS in engine.abilities for engine in told)


def rebuild(chosen: Sequence[Engine] | None = None, *, pool: Executor | None = None) -> Iterator[int]:
    """Put every public case into engines (all, unless told) and forget the rest, yielding how many were done each time.

    Nothing is cleared first, so the portal keeps answering meanwhile: an engine is either filled where it is, or
    beside what answers, which it replaces at the end. `pool`: processes that read while this one writes.
    """
    asked = engines.kept() if chosen is None else chosen
    with ExitStack() as stack:
        stack.enter_context(seldom_tidied())
        stack.enter_context(unlogged())
        into = [stack.enter_context(engine.renewed()) for engine in asked]
        in_place = [engine for engine in into if engine in asked]
        gap, read = Gap(), partial(_reading_of, prepares=_preparing(asked))
        unsure: Unsure = deque()
        for chunk, reading in read_ahead(_chunks(), read, pool):
            first, last, public = chunk
            known = {case_id for engine in in_place for case_id in engine.known(first, last)}
            if public:
                gap.wait()
                index(public, into, read=reading)
                if any(engine.under_way for engine in into):
                    unsure.append((public, reading.versions))
                _look_again(unsure, into)
                gap.begin()
            stale = sorted(known.difference(public))
            for start in range(0, len(stale), AT_ONCE):
                gap.wait()
                index(stale[start : start + AT_ONCE], into)
                gap.begin()
            yield len(public)
        for engine in into:
            engine.arrived()
        _look_again(unsure, into)


def _look_again(unsure: Unsure, into: Sequence[Engine]) -> None:
    """Of cases that have arrived by now, index those that somebody else changed while they were under way.

    Who took one away meanwhile did not find it there, and it would have come back.
    """
    while len(unsure) > max(engine.under_way for engine in into):
        if changed := _changed_meanwhile(*unsure.popleft()):
            index(changed, into)


def _documents(case_ids: Collection[int]) -> list[Document]:
    """Documents of the public ones among these cases, in the portal's first language."""
    with unlogged(), translation.override(settings.LANGUAGE_CODE):
        cases = public_outlines(sorted(case_ids), at=timezone.now())
        seen = photographed(cases)
        return [Document.of(case, photos=case.id in seen) for case in cases]


def _preparing(told: Sequence[Engine]) -> list[Prepare]:
    return [engine.prepared for engine in told]


def _reading(case_ids: Collection[int], prepares: Sequence[Prepare]) -> Reading:
    documents = _documents(case_ids)
    versions = {document.case_id: document.version for document in documents}
    return Reading(versions, tuple([prepare(documents) for prepare in prepares]))


def _reading_of(chunk: Chunk, prepares: Sequence[Prepare]) -> Reading:
    """Whoever reads prepares, too: that is done beside the one that writes."""
    return _reading(chunk[2], prepares)


def _changed_meanwhile(case_ids: Collection[int], read: Mapping[int, int]) -> set[int]:
    """Cases that are not any more what was read of them: somebody else may have indexed them before us."""
    told = Case.objects.public().filter(pk__in=ManyIds(case_ids), page__isnull=False, story__isnull=False)
    now = dict(told.values_list("pk", "version"))
    return {case_id for case_id in case_ids if read.get(case_id) != now.get(case_id)}


def _chunks() -> Iterator[Chunk]:
    """All public cases, some at a time, with the range of ids that each chunk accounts for; the last one is empty."""
    last = 0
    ordered = Case.objects.public().order_by("pk").values_list("pk", flat=True)
    while case_ids := list(ordered.filter(pk__gt=last)[:AT_ONCE]):
        yield last + 1, case_ids[-1], case_ids
        last = case_ids[-1]
    yield last + 1, HIGHEST, []

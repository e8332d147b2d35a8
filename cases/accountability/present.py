"""The present instant of public figures: the same for all readers until something happens, for a minute at most.

Counting a large city takes a moment; counting it again for every reader would let anyone bring the portal to its knees.
Where a worker counts ahead (`keeping`), readers share its instant: while nothing has happened since, or for FIGURES_AGE
seconds whatever happens; in a city so large that the next figures take longer than that, until they are there, or for
ten minutes. Every change of a case is an event, so the newest event's hash tells whether anything has happened. A page
asks for it once: all its parts stand at one instant, even where something happens while it is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from asgiref.local import Local
from django.conf import settings
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db.models import Subquery
from django.db.models.fields.json import KeyTransform
from django.utils import timezone

from cases.accountability.kept_values import decoded
from cases.models import Event, KeptFigures

SECONDS = 60
#: Between two counts the worker does as long what else there is to do (`keeping`), and may come late by as much again.
COUNTS = 4
#: No count is expected to take longer: so no page has figures that are older than ten minutes, or than FIGURES_AGE.
LONGEST = timedelta(seconds=150)
T = TypeVar("T")


class Kept:
    """What was counted ahead for an instant; read when it is first asked for."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        self._data: dict[str, Any] | None = None

    def value(self, name: str) -> Any:
        """The value of that name; None where it was not kept, or others are kept by now (one query, once)."""
        if self._data is None:
            self._data = KeptFigures.objects.filter(at=self.at).values_list("data", flat=True).first() or {}
        return decoded(self._data.get(name))

    def part(self, name: str) -> Any:
        """The same of what one page alone asks for (one query), without reading all others."""
        found = KeptFigures.objects.filter(at=self.at).values_list(KeyTransform(name, "parts"), flat=True)
        return decoded(found.first())


@dataclass(frozen=True, kw_only=True)
class Present:
    """An instant, and the name under which what was counted for it is kept; "" keeps nothing."""

    at: datetime
    key: str
    kept: Kept | None = field(default=None, compare=False)

    def remembered(self, name: str, count: Callable[[datetime], T]) -> T:
        """What `count` gives for this instant, counted once."""
        return self._remembered(name, count, Kept.value)

    def remembered_part(self, name: str, count: Callable[[datetime], T]) -> T:
        """The same of what the page of one part of the city alone asks for: `agency.5`, `ward.12`."""
        return self._remembered(name, count, Kept.part)

    def _remembered(self, name: str, count: Callable[[datetime], T], read: Callable[[Kept, str], Any]) -> T:
        if not self.key:
            return count(self.at)
        counted: T | None = cache.get(f"{self.key}.{name}")
        if counted is None:
            counted = None if self.kept is None else read(self.kept, name)
            counted = count(self.at) if counted is None else counted
            cache.set(f"{self.key}.{name}", counted, SECONDS)
        return counted


def present() -> Present:
    """Now, or the instant less than a minute ago since when nothing has happened (one query, once a request)."""
    if not getattr(_request, "runs", False):
        return _present()
    if _request.present is None:
        _request.present = _present()
    found: Present = _request.present
    return found


def _present() -> Present:
    now = timezone.now()
    kept = {name: Subquery(KeptFigures.objects.values(name)[:1]) for name in ("at", "event_hash", "seconds")}
    events = Event.objects.order_by("-id").annotate(
        kept_at=kept["at"], kept_hash=kept["event_hash"], kept_seconds=kept["seconds"]
    )
    found = events.values_list("hash", "kept_at", "kept_hash", "kept_seconds").first()
    if found is None:
        return Present(at=now, key="")
    newest, kept_at, kept_hash, took = found
    if kept_at is not None and _holds(now - kept_at, took, untouched=newest == kept_hash):
        return Present(at=kept_at, key=f"present.kept.{kept_at.timestamp()}", kept=Kept(kept_at))
    at = cache.get_or_set(f"present.{newest}", now, SECONDS) or now
    return Present(at=at, key=f"present.{newest}.{at.timestamp()}")


def _holds(age: timedelta, took: float, *, untouched: bool) -> bool:
    """Tell whether figures so old may still be shown; none from the future, where a clock was put back.

    `took`: for how many seconds they were counted; where a worker counts, the next ones take as long.
    """
    asked = timedelta(seconds=settings.FIGURES_AGE)
    longest = max(asked, COUNTS * counted_within(took)) if asked else asked
    longest = max(timedelta(seconds=SECONDS), longest) if untouched else longest
    return timedelta(0) <= age < longest


def counted_within(took: float) -> timedelta:
    """How long the next count is expected to take where the last ones took so many seconds."""
    return min(timedelta(seconds=took), LONGEST)


# --- one instant a request -------------------------------------------------------------------------------------------

_request = Local()


def _begin(**_signal: object) -> None:
    _request.runs, _request.present = True, None


def end_request(**_signal: object) -> None:
    """Forget what the request of this thread was told; the next one asks."""
    _request.runs, _request.present = False, None


@contextmanager
def standing_at(moment: Present) -> Iterator[None]:
    """Within this block the present is that moment."""
    before = (getattr(_request, "runs", False), getattr(_request, "present", None))
    _request.runs, _request.present = True, moment
    try:
        yield
    finally:
        _request.runs, _request.present = before


def connect() -> None:
    """Hear of requests. Commands and workers live for hours, and no request is theirs: they ask each time."""
    request_started.connect(_begin, dispatch_uid="cases.present.begin")
    request_finished.connect(end_request, dispatch_uid="cases.present.end")

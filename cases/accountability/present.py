"""The present instant of public figures: the same for all readers until something happens, for a minute at most.

Counting a large city takes a moment; counting it again for every reader would let anyone bring the portal to its knees.
Every change of a case is an event, so the newest event's hash tells whether anything has happened. A page asks for it
once: all its parts stand at one instant, even where something happens while it is made.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from asgiref.local import Local
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.utils import timezone

from cases.models import Event

SECONDS = 60
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Present:
    """An instant, and the name under which what was counted for it is kept; "" keeps nothing."""

    at: datetime
    key: str

    def remembered(self, name: str, count: Callable[[datetime], T]) -> T:
        """What `count` gives for this instant, counted once."""
        if not self.key:
            return count(self.at)
        counted: T | None = cache.get(f"{self.key}.{name}")
        if counted is None:
            counted = count(self.at)
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
    newest = Event.objects.order_by("-id").values_list("hash", flat=True).first()
    if newest is None:
        return Present(at=now, key="")
    at = cache.get_or_set(f"present.{newest}", now, SECONDS) or now
    return Present(at=at, key=f"present.{newest}.{at.timestamp()}")


# --- one instant a request -------------------------------------------------------------------------------------------

_request = Local()


def _begin(**_signal: object) -> None:
    _request.runs, _request.present = True, None


def _end(**_signal: object) -> None:
    _request.runs, _request.present = False, None


def connect() -> None:
    """Hear of requests. Commands and workers live for hours, and no request is theirs: they ask each time."""
    request_started.connect(_begin, dispatch_uid="cases.present.begin")
    request_finished.connect(_end, dispatch_uid="cases.present.end")

"""What a desk looks up again and again and changes seldom, kept for a minute: phrases, names, codes, the pace.

The verbs themselves read the tables: a reason that was just retired is refused, whatever the desk still offers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar

from django.core.cache import cache

from cases.actions.hinting import names_known
from cases.models import Agency, HintPhrase, ReasonCode
from cases.public import pace as center
from cases.public.pace import Limits, Pace
from cases.rules.hints.names import NameBook
from cases.rules.hints.phrases import PhraseBook

SECONDS = 60
T = TypeVar("T")
KEYS = ("desk.phrases", "desk.names", "desk.reasons", "desk.limits", "desk.pace", "desk.agencies")


def _kept(key: str, load: Callable[[], T]) -> T:
    found: T | None = cache.get(key)
    if found is None:
        found = load()
        cache.set(key, found, SECONDS)
    return found


def phrases() -> PhraseBook:
    """The phrases in use."""
    return _kept(KEYS[0], HintPhrase.objects.book)


def names() -> NameBook:
    """Names of agencies with their days."""
    return _kept(KEYS[1], names_known)


def reasons() -> Sequence[ReasonCode]:
    """All reason codes, retired ones too: what was decided with them is still told."""
    return _kept(KEYS[2], lambda: list(ReasonCode.objects.all()))


def agencies() -> Sequence[Agency]:
    """All agencies, dissolved ones too."""
    return _kept(KEYS[5], lambda: list(Agency.objects.all()))


def limits(now: datetime) -> Limits:
    """Since when what waits is late or alarming; they move at midnight."""
    return _kept(KEYS[3], lambda: center.limits(now))


def pace(now: datetime) -> Pace:
    """The Center's own clock, as the public reads it."""
    return _kept(KEYS[4], lambda: center.pace_of(center.reviewed(now)))


def forget() -> None:
    """Read everything anew."""
    cache.delete_many(KEYS)

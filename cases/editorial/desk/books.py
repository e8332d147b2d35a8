"""What a desk looks up again and again and editors change seldom, kept for a minute: phrases, names, reason codes.

The verbs themselves read the tables: a reason that was just retired is refused, whatever the desk still offers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from django.core.cache import cache

from cases.actions.hinting import names_known
from cases.models import HintPhrase, ReasonCode
from cases.rules.hints.names import NameBook
from cases.rules.hints.phrases import PhraseBook

SECONDS = 60
T = TypeVar("T")
KEYS = ("desk.phrases", "desk.names", "desk.reasons")


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


def forget() -> None:
    """Read everything anew."""
    cache.delete_many(KEYS)

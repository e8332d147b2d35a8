"""Which engine answers: the site's, or while that cannot, the embedded one, which is fed always.

An engine that could not answer is left alone for a while, so that nobody waits for its time-out twice; then one
question tries it again while all others are still answered by the embedded one. Each process finds out by itself.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from threading import Lock

from django.utils import timezone

from cases.models import Consumer, Delivery
from search.engines import DEFAULT, EMBEDDED, engines
from search.engines.base import Ability, Away, Engine, EngineAwayError

FIRST_PAUSE, LAST_PAUSE = 5.0, 60.0  # seconds; each try in vain doubles them
LAG = timedelta(seconds=60)  # a change that waits longer than this is missed by somebody
logger = logging.getLogger(__name__)


class Breaker:
    """Knows whether an engine may be asked."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.reason: Away | None = None
        self._clock, self._lock = clock, Lock()
        self._pause = self._until = 0.0

    def lets_through(self) -> bool:
        """True while all is well, and for one question after each pause."""
        with self._lock:
            if self.reason is None:
                return True
            if self._clock() < self._until:
                return False
            self._until = self._clock() + self._pause
            return True

    def succeeded(self) -> None:
        """It answers."""
        with self._lock:
            self.reason = None

    def failed(self, reason: Away) -> None:
        """It does not, and is left alone."""
        with self._lock:
            self._pause = FIRST_PAUSE if self.reason is None else min(2 * self._pause, LAST_PAUSE)
            self._until = self._clock() + self._pause
            self.reason = reason


breakers: dict[str, Breaker] = {}


@dataclass(frozen=True, kw_only=True)
class Answering:
    """An engine with its generation; `away` is why it stands in for the site's, None where it is that."""

    engine: Engine
    generation: str
    away: Away | None = None


def answering(alias: str = DEFAULT) -> Answering:
    """Return the engine that answers now."""
    engine = engines[alias]
    if Ability.TRANSACTIONS in engine.abilities:  # the database itself: where that is away, there is no page at all
        return Answering(engine=engine, generation=engine.generation())
    breaker = breakers.setdefault(alias, Breaker())
    if not breaker.lets_through():
        return _standing_in(breaker.reason)
    try:
        generation = engine.generation()
    except EngineAwayError as error:
        return instead_of(engine, error)
    breaker.succeeded()
    return _standing_in(Away.LAGGING) if lags() else Answering(engine=engine, generation=generation)


def instead_of(engine: Engine, error: EngineAwayError) -> Answering:
    """Return the engine that stands in for one which has just failed."""
    logger.warning("The search engine %r does not answer (%s); the database does.", engine.alias, error)
    breakers.setdefault(engine.alias, Breaker()).failed(error.reason)
    return _standing_in(error.reason)


def _standing_in(away: Away | None) -> Answering:
    embedded = engines[EMBEDDED]
    return Answering(engine=embedded, generation=embedded.generation(), away=away)


def lags() -> bool:
    """True where changes have waited too long for the engine outside the database."""
    since = timezone.now() - LAG
    return Delivery.objects.filter(consumer=Consumer.ELASTIC, created_at__lte=since).exists()


def trouble() -> Away | None:
    """Why another engine answers than the one that should; None where all is well."""
    return answering().away

"""Takes what waits in the outbox for the search and hands it on: leased, retried, deleted when done.

The database's own engine is told at once, an engine outside it by the worker alone: for that one, a row of its own is
written as soon as a change is taken in hand, so neither waits for the other, and no save waits for a network.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from cases.models import Consumer, Delivery
from search.answering import Breaker
from search.engines import engines
from search.engines.base import Ability, Engine, EngineAwayError
from search.indexing import index

AT_ONCE = 500  # deliveries
LEASE = timedelta(minutes=5)  # longer than any batch takes; a killed worker's batch is taken again after it
FIRST_RETRY, LAST_RETRY = timedelta(seconds=5), timedelta(hours=1)
AWAY_RETRY = timedelta(seconds=10)  # of what an engine that is away has not taken; it is asked ever more seldom
LONGEST_ERROR = 255
logger = logging.getLogger(__name__)

Batch = Mapping[int, list[int]]  # case → its deliveries
breaker = Breaker()  # of writing to the engines outside; asking them has breakers of its own


def drain(case_ids: Collection[int] | None = None) -> int:
    """Deliver what is due (of these cases, or of all) until nothing is; return how many cases were handed on.

    To the engines in the database; for those outside it, it only notes what they will have to be told.
    """
    done = 0
    while batch := _lease(Consumer.SEARCH, case_ids):
        done += _hand_on(batch, inside())
    return done


def drain_outside() -> int:
    """Deliver what is due to the engines outside the database; return how many cases were handed on.

    An engine that is away is left alone for a while, and everything waits for it.
    """
    told, done = outside(), 0
    if not told:
        if Delivery.objects.filter(consumer=Consumer.ELASTIC).exists():  # there was one once
            Delivery.objects.filter(consumer=Consumer.ELASTIC).delete()
        return 0
    while breaker.lets_through() and (batch := _lease(Consumer.ELASTIC)):
        try:
            done += _hand_on(batch, told)
        except EngineAwayError as error:
            breaker.failed(error.reason)
            logger.warning("%d cases wait for the search engine outside: %s", len(batch), error)
        else:
            breaker.succeeded()
    return done


def inside() -> list[Engine]:
    """The engines that live in the portal's database."""
    return [engine for engine in engines.kept() if Ability.TRANSACTIONS in engine.abilities]


def outside() -> list[Engine]:
    """The engines that live elsewhere."""
    return [engine for engine in engines.kept() if Ability.TRANSACTIONS not in engine.abilities]


def due(consumer: Consumer = Consumer.SEARCH) -> QuerySet[Delivery]:
    """Deliveries that may be taken now: none of a case while earlier ones of it are leased or wait for another try."""
    ours, now = Delivery.objects.filter(consumer=consumer), timezone.now()
    held = ours.filter(locked_until__gt=now).values("case")
    return ours.filter(Q(locked_until=None) | Q(locked_until__lte=now)).exclude(case__in=held)


def _lease(consumer: Consumer, case_ids: Collection[int] | None = None) -> Batch:
    """Take the oldest deliveries; PostgreSQL's workers step round rows that another is taking at this very moment."""
    batch: defaultdict[int, list[int]] = defaultdict(list)
    with transaction.atomic():
        rows = due(consumer) if case_ids is None else due(consumer).filter(case__in=case_ids)
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True)
        for case_id, pk in rows.order_by("id").values_list("case_id", "pk")[:AT_ONCE]:
            batch[case_id].append(pk)
        taken = Delivery.objects.filter(pk__in=[pk for pks in batch.values() for pk in pks])
        if batch and consumer == Consumer.SEARCH and outside():
            _note_for_outside(taken.filter(attempts=0))
        taken.update(locked_until=timezone.now() + LEASE, attempts=F("attempts") + 1)
    return batch


def _note_for_outside(taken: QuerySet[Delivery]) -> None:
    """Write what engines outside have to be told, with the lease itself: once, and whatever becomes of ours."""
    newest: dict[int, tuple[int, datetime]] = {}
    for case_id, event_seq, created_at in taken.order_by("id").values_list("case_id", "event_seq", "created_at"):
        newest[case_id] = (event_seq, newest.get(case_id, (0, created_at))[1])
    Delivery.objects.bulk_create(
        Delivery(consumer=Consumer.ELASTIC, case_id=case_id, event_seq=event_seq, created_at=since)
        for case_id, (event_seq, since) in newest.items()
    )


def _hand_on(batch: Batch, told: Sequence[Engine]) -> int:
    """Index a batch at once, or where that fails case by case, so that one bad case holds up no other.

    EngineAwayError where an engine takes nothing at all: then everything waits.
    """
    try:
        index(batch, told)
    except EngineAwayError as error:
        waiting = Delivery.objects.filter(pk__in=[pk for pks in batch.values() for pk in pks])
        waiting.update(locked_until=timezone.now() + AWAY_RETRY, last_error=str(error)[:LONGEST_ERROR])
        raise
    except Exception as error:
        if len(batch) > 1:
            logger.exception("Indexing %d cases at once failed; trying them one by one.", len(batch))
            return sum(_hand_on({case_id: deliveries}, told) for case_id, deliveries in batch.items())
        ((case_id, deliveries),) = batch.items()
        logger.exception("Indexing case %d failed; it is tried again later.", case_id)
        _put_back(deliveries, error)
        return 0
    Delivery.objects.filter(pk__in=[pk for pks in batch.values() for pk in pks]).delete()
    return len(batch)


def _put_back(deliveries: list[int], error: Exception) -> None:
    """Let deliveries wait, each time twice as long."""
    for delivery in Delivery.objects.filter(pk__in=deliveries):
        wait = min(FIRST_RETRY * 2 ** min(delivery.attempts - 1, 20), LAST_RETRY)
        delivery.locked_until = timezone.now() + wait
        delivery.last_error = f"{type(error).__name__}: {error}"[:LONGEST_ERROR]
        delivery.save(update_fields=("locked_until", "last_error"))

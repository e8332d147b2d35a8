"""Takes what waits in the outbox for the search and hands it on: leased, retried, deleted when done."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from cases.models import Consumer, Delivery
from search.indexing import index

AT_ONCE = 500  # deliveries
LEASE = timedelta(minutes=5)  # longer than any batch takes; a killed worker's batch is taken again after it
FIRST_RETRY, LAST_RETRY = timedelta(seconds=5), timedelta(hours=1)
LONGEST_ERROR = 255
logger = logging.getLogger(__name__)

Batch = Mapping[int, list[int]]  # case → its deliveries


def drain(case_ids: Collection[int] | None = None) -> int:
    """Deliver what is due (of these cases, or of all) until nothing is; return how many cases were handed on."""
    done = 0
    while batch := _lease(case_ids):
        done += _hand_on(batch)
    return done


def due() -> QuerySet[Delivery]:
    """Deliveries that may be taken now: none of a case while earlier ones of it are leased or wait for another try."""
    ours, now = Delivery.objects.filter(consumer=Consumer.SEARCH), timezone.now()
    held = ours.filter(locked_until__gt=now).values("case")
    return ours.filter(Q(locked_until=None) | Q(locked_until__lte=now)).exclude(case__in=held)


def _lease(case_ids: Collection[int] | None) -> Batch:
    """Take the oldest deliveries; PostgreSQL's workers step round rows that another is taking at this very moment."""
    batch: defaultdict[int, list[int]] = defaultdict(list)
    with transaction.atomic():
        rows = due() if case_ids is None else due().filter(case__in=case_ids)
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True)
        for case_id, pk in rows.order_by("id").values_list("case_id", "pk")[:AT_ONCE]:
            batch[case_id].append(pk)
        taken = Delivery.objects.filter(pk__in=[pk for pks in batch.values() for pk in pks])
        taken.update(locked_until=timezone.now() + LEASE, attempts=F("attempts") + 1)
    return batch


def _hand_on(batch: Batch) -> int:
    """Index a batch at once, or where that fails case by case, so that one bad case holds up no other."""
    try:
        index(batch)
    except Exception as error:
        if len(batch) > 1:
            logger.exception("Indexing %d cases at once failed; trying them one by one.", len(batch))
            return sum(_hand_on({case_id: deliveries}) for case_id, deliveries in batch.items())
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

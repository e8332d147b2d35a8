"""Tell again: names that cases bear have changed, so whoever keeps copies of them must read those cases anew."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from cases.models import EVERYBODY, Case, Delivery
from cases.signals import cases_changed

AT_ONCE = 500  # deliveries written by one statement; as many cases are told of at once, the others wait for the worker


@transaction.atomic
def tell_again(cases: QuerySet[Case], *, at: datetime) -> int:
    """Fill the outbox with these cases; how many there are. Nothing of them changes, so no event is recorded."""
    rows = cases.order_by("pk").values_list("pk", "event_count")
    deliveries = (
        Delivery(consumer=consumer, case_id=case_id, event_seq=seq, created_at=at)
        for case_id, seq in rows.iterator(chunk_size=AT_ONCE)
        for consumer in EVERYBODY
    )
    Delivery.objects.bulk_create(deliveries, batch_size=AT_ONCE)
    first = list(rows.values_list("pk", flat=True)[:AT_ONCE])
    if first:
        transaction.on_commit(lambda: cases_changed.send_robust(sender=Case, case_ids=first), robust=True)
    return len(first) if len(first) < AT_ONCE else cases.count()

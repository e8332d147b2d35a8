"""What waits longer than it should: decisions that do not yet count, changes nobody has handed on, mails.

A portal where nothing of that moves still answers every page, so it is said and does not make the portal unready.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from cases.models import MAILS, Consumer, Delivery, Mail, PendingDecision

#: After the time at which it should have happened.
PATIENCE = timedelta(minutes=15)
#: A mail is late where the server has not taken it within this time.
SERVERS_PATIENCE = timedelta(hours=1)


def late(at: datetime) -> dict[str, datetime]:
    """What is late at `at`, and since when the oldest of it waits: `decisions`, `search`, `mails` (four queries)."""
    since = at - PATIENCE
    outbox = Delivery.objects.filter(created_at__lte=since)
    found = {
        "decisions": _oldest(PendingDecision.objects.filter(effective_at__lte=since), "effective_at"),
        "search": _oldest(outbox.filter(consumer__in=(Consumer.SEARCH, Consumer.ELASTIC)), "created_at"),
        "mails": _oldest(outbox.filter(consumer__in=MAILS), "created_at")
        or _oldest(Mail.objects.waiting().filter(made_at__lte=at - SERVERS_PATIENCE), "made_at"),
    }
    return {name: oldest for name, oldest in found.items() if oldest is not None}


def _oldest(rows: QuerySet[Any], column: str) -> datetime | None:
    oldest: datetime | None = rows.order_by(column).values_list(column, flat=True).first()
    return oldest

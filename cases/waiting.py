"""What waits longer than it should: decisions that do not yet count, changes nobody has handed on, mails.

A portal where nothing of that moves still answers every page, so it is said and does not make the portal unready.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from cases.models import MAILS, Consumer, Delivery, Event, Mail, PendingDecision, Snapshot

#: After the time at which it should have happened.
PATIENCE = timedelta(minutes=15)
#: A mail is late where the server has not taken it within this time.
SERVERS_PATIENCE = timedelta(hours=1)
#: A day that ended so long ago ought to be frozen: `nightly` runs soon after midnight, and has until the morning.
NIGHTS_PATIENCE = timedelta(hours=6)


def late(at: datetime) -> dict[str, datetime]:
    """What is late at `at`, and since when the oldest of it waits: `decisions`, `search`, `mails`, `snapshots`.

    Six queries at most. Days that are not frozen wait since the end of the one that was, or since the first event.
    """
    since = at - PATIENCE
    outbox = Delivery.objects.filter(created_at__lte=since)
    found = {
        "decisions": _oldest(PendingDecision.objects.filter(effective_at__lte=since), "effective_at"),
        "search": _oldest(outbox.filter(consumer__in=(Consumer.SEARCH, Consumer.ELASTIC)), "created_at"),
        "mails": _oldest(outbox.filter(consumer__in=MAILS), "created_at")
        or _oldest(Mail.objects.waiting().filter(made_at__lte=at - SERVERS_PATIENCE), "made_at"),
        "snapshots": _unfrozen(at),
    }
    return {name: oldest for name, oldest in found.items() if oldest is not None}


def _unfrozen(at: datetime) -> datetime | None:
    """Since when no day was frozen, where more than one has ended since."""
    since: datetime | None = Snapshot.objects.order_by("-date").values_list("ended_at", flat=True).first()
    if since is None:
        since = Event.objects.order_by("id").values_list("recorded_at", flat=True).first()
    return since if since is not None and at - since > timedelta(days=1) + NIGHTS_PATIENCE else None


def _oldest(rows: QuerySet[Any], column: str) -> datetime | None:
    oldest: datetime | None = rows.order_by(column).values_list(column, flat=True).first()
    return oldest

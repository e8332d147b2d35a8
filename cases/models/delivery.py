"""The outbox: one row per consumer and event, written in the action's own transaction, deleted when delivered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models


class Consumer(models.TextChoices):
    """Who is told of changes after they are committed."""

    SEARCH = "search"
    ELASTIC = "elastic"  # a search engine outside the database; told by the search, which knows whether there is one
    OPEN_DATA = "open_data"  # what is to be taken out of the dumps that are kept
    MAIL = "mail"  # what the staff of an agency learns of at once
    ALERT = "alert"  # what cannot wait


#: Those who are told of every change; mails are about some events only.
EVERYBODY = (Consumer.SEARCH,)
MAILS = (Consumer.MAIL, Consumer.ALERT)
#: Events after which something that was public is not any more, or says less: kept copies are told.
TAKING_AWAY = frozenset(
    {
        *("case.withdraw", "case.merge", "case.cover", "case.place", "case.strike"),
        *("answer.cover", "assignment.retract"),
    }
)
#: An update takes something away where it changed one of these: words of the page, its place, how much is public.
UPDATES_TAKING_AWAY = frozenset({"title", "text", "place", "editors_note", "location", "lat", "lon"})


def takes_away(kind: str, data: Mapping[str, Any]) -> bool:
    """Whether after this event something is not public any more that was."""
    if kind == "case.update":
        return "level" in data or not UPDATES_TAKING_AWAY.isdisjoint(data.get("fields", ()))
    return kind in TAKING_AWAY


class Delivery(models.Model):
    """One thing to tell one consumer. Taken by lease (`locked_until`), retried, in event order per case."""

    consumer = models.CharField(max_length=12, choices=Consumer)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="+")
    event_seq = models.PositiveIntegerField()
    created_at = models.DateTimeField()
    locked_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=255, blank=True)

    class Meta:
        ordering = ("id",)
        verbose_name_plural = "deliveries"
        indexes = (models.Index(fields=("consumer", "id"), name="delivery_by_consumer"),)

    def __str__(self) -> str:
        return f"{self.consumer} {self.case_id}#{self.event_seq}"

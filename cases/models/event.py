"""The ledger: what happened to a case, when, by which role. Appended to, never changed.

The database itself refuses update, delete and truncate (`cases.models.triggers`).
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

DECLINED, WITHDRAWN, MERGED = "case.decline", "case.withdraw", "case.merge"
#: Seldom among millions of events, and counted by figures, which ask for nothing else.
COUNTED = (DECLINED, "case.reconsider", WITHDRAWN, "case.restore", MERGED, "case.unmerge", "case.transfer")


class Event(models.Model):
    """One link of a case's chain. `data` holds codes, instants, ids and salted digests: never texts or names."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="events")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    happened_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField()
    role = models.CharField(max_length=20)
    data = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("case", "seq")
        default_permissions = ("view",)
        indexes = (
            # What figures count of the ledger: few among the events of a city.
            models.Index(fields=("kind", "happened_at"), condition=Q(kind__in=COUNTED), name="events_counted"),
        )
        constraints = (
            models.UniqueConstraint(fields=("case", "seq"), name="an_event_has_its_place_in_the_chain"),
            models.CheckConstraint(condition=Q(seq__gte=1), name="events_count_from_one"),
        )

    def __str__(self) -> str:
        return f"{self.case_id}#{self.seq} {self.kind}"

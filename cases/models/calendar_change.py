"""Changes of a calendar whose due dates may not have been moved yet: what is begun is found again and finished."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cases.models.calendar import Calendar


class CalendarChangeQuerySet(models.QuerySet["CalendarChange"]):
    """Predicates named once."""

    def pending(self) -> CalendarChangeQuerySet:
        """Those whose due dates have not all been moved, oldest first."""
        return self.filter(finished_at=None).order_by("pk")


class CalendarChange(models.Model):
    """Days of a calendar that were changed at an instant, by a role.

    Written together with the days; the due dates follow, a batch a transaction. `left` is how many still had to move
    when they were last counted, `finished_at` when none had to any more.
    """

    calendar = models.ForeignKey(Calendar, on_delete=models.CASCADE, related_name="changes")
    days = models.JSONField()  # ISO dates
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    role = models.CharField(max_length=20)
    left = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)

    objects = CalendarChangeQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        default_permissions = ("view",)
        constraints = (
            models.UniqueConstraint(
                fields=("calendar",),
                condition=Q(finished_at=None),
                name="one_change_of_a_calendar_is_unfinished",
            ),
        )

    def __str__(self) -> str:
        return f"{self.calendar_id} {', '.join(self.days)}"

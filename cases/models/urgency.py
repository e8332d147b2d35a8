"""Marks of the Center on cases that cannot wait, with a term of their own in hours; the legal due date stays."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class UrgentMark(models.Model):
    """That the Center wants a case done within hours, since when and until when. For the staff alone."""

    case = models.OneToOneField("cases.Case", on_delete=models.CASCADE, related_name="urgent_mark")
    since = models.DateTimeField()
    until = models.DateTimeField(db_index=True)
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        default_permissions = ()
        constraints = (
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="an_urgent_term_ends_after_it_began"),
        )

    def __str__(self) -> str:
        return f"{self.case_id} until {self.until.isoformat()}"

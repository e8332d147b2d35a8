"""Internal notes: never public, in a table that `cases.public` does not read."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.models.agency import Agency


class InternalNote(models.Model):
    """What the staff of one agency tell one another about a case; of the Center where no agency is named."""

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("written_at", "id")
        constraints = (models.CheckConstraint(condition=~Q(text=""), name="a_note_has_words"),)

    def __str__(self) -> str:
        return f"note {self.pk} ({self.case_id})"

"""Internal notes: never public, in a table that `cases.public` does not read."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class InternalNote(models.Model):
    """What staff tell one another about a case."""

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("written_at", "id")

    def __str__(self) -> str:
        return f"note {self.pk} ({self.case_id})"

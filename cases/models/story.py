"""What a case page shows besides its own text: one read-model row a case, written by the actions."""

from __future__ import annotations

from django.db import models

from cases.models.quick_json import QuickJSONField


class Story(models.Model):
    """Public facts only (no refused text, no note, no contact), as JSON; `cases.public` is its reader."""

    case = models.OneToOneField("cases.Case", on_delete=models.CASCADE, primary_key=True, related_name="story")
    data = QuickJSONField()

    class Meta:
        verbose_name_plural = "stories"

    def __str__(self) -> str:
        return f"story {self.case_id}"

"""The report as it was sent: never public, kept apart from what is published of it."""

from __future__ import annotations

from django.db import models


class Report(models.Model):
    """Original words and place; the page holds the public, redacted ones."""

    case = models.OneToOneField("cases.Case", on_delete=models.CASCADE, primary_key=True, related_name="report")
    title = models.CharField(max_length=255)
    text = models.TextField(blank=True)
    place = models.CharField(max_length=255, blank=True)

    def __str__(self) -> str:
        return f"report {self.case_id}"

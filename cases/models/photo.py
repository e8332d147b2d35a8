"""Photos as evidence: before (the reporter's) and after (the agency's)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class PhotoKind(models.TextChoices):
    """Which side of the pair it shows."""

    BEFORE = "before", _("Trước")
    AFTER = "after", _("Sau")


class Photo(models.Model):
    """One picture of a case; public only when an editor has said so."""

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="photos")
    answer = models.ForeignKey("cases.Answer", null=True, blank=True, on_delete=models.CASCADE, related_name="photos")
    kind = models.CharField(max_length=6, choices=PhotoKind, default=PhotoKind.BEFORE)
    file = models.ImageField(upload_to="photos/%Y/%m", width_field="width", height_field="height")
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    caption = models.CharField(max_length=255, blank=True)
    taken_on = models.DateField(null=True, blank=True)
    public = models.BooleanField(default=False)

    class Meta:
        ordering = ("kind", "id")

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"

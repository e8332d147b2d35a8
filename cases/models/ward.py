"""Wards with their boundaries, and the former ones that were merged into them."""

from __future__ import annotations

from django.db import models


class Ward(models.Model):
    """A ward or commune of today; `boundary` is a GeoJSON geometry in WGS 84."""

    code = models.CharField(max_length=10, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    boundary = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class FormerWard(models.Model):
    """A unit that no longer exists and the ward it became part of (merge of July 2025)."""

    code = models.CharField(max_length=10)
    name = models.CharField(max_length=120)
    ward = models.ForeignKey(Ward, on_delete=models.CASCADE, related_name="former")

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("code", "ward"), name="a_former_ward_is_listed_once_a_ward"),)

    def __str__(self) -> str:
        return self.name

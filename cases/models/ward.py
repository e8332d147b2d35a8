"""Wards with their boundaries, and the former ones that were merged into them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Ward(models.Model):
    """A ward or commune of today; `boundary` is a GeoJSON geometry in WGS 84."""

    code = models.CharField(_("mã"), max_length=10, unique=True)
    slug = models.SlugField(_("tên trong địa chỉ"), max_length=80, unique=True)
    name = models.CharField(_("tên"), max_length=120)
    name_en = models.CharField(_("tên tiếng Anh"), max_length=120, blank=True)
    boundary = models.JSONField(_("ranh giới"), null=True, blank=True)

    class Meta:
        ordering = ("name",)
        verbose_name = verbose_name_plural = _("phường, xã")

    def __str__(self) -> str:
        return self.name


class FormerWard(models.Model):
    """A unit that no longer exists and the ward it became part of (merge of July 2025)."""

    code = models.CharField(_("mã"), max_length=10)
    name = models.CharField(_("tên"), max_length=120)
    ward = models.ForeignKey(Ward, verbose_name=_("nay thuộc"), on_delete=models.CASCADE, related_name="former")

    class Meta:
        ordering = ("name",)
        verbose_name = verbose_name_plural = _("phường, xã cũ")
        constraints = (
            models.UniqueConstraint(
                fields=("code", "ward"),
                name="a_former_ward_is_listed_once_a_ward",
                violation_error_message=_("Đơn vị cũ này đã được ghi ở phường, xã ấy."),
            ),
        )

    def __str__(self) -> str:
        return self.name

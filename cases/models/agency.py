"""Agencies: an identity that lasts, and the names it bore over time."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AgencyKind(models.TextChoices):
    """What sort of body it is; comparisons stay within one kind."""

    WARD = "ward", pgettext_lazy("loại đơn vị", "Phường, xã")
    DEPARTMENT = "department", _("Sở, ban, ngành")
    COMPANY = "company", _("Doanh nghiệp")
    CENTER = "center", pgettext_lazy("loại đơn vị", "Trung tâm")
    OTHER = "other", _("Đơn vị khác")


class Agency(models.Model):
    """A body that answers. ``source_name`` is what sources call it and never changes; the shown name may."""

    name = models.CharField(_("tên"), max_length=255, blank=True)
    slug = models.SlugField(_("tên trong địa chỉ"), max_length=120, unique=True)
    kind = models.CharField(_("loại"), max_length=20, choices=AgencyKind, default=AgencyKind.OTHER)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("đơn vị cấp trên"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    dissolved_on = models.DateField(_("ngày giải thể"), null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        verbose_name=_("đơn vị kế nhiệm"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="predecessors",
    )
    source_name = models.CharField(_("tên ở nguồn dữ liệu"), max_length=255, unique=True, blank=True)

    class Meta:
        ordering = ("name",)
        verbose_name = verbose_name_plural = _("đơn vị")
        constraints = (
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")),
                name="agency_is_not_its_own_parent",
                violation_error_message=_("Một đơn vị không thể là cấp trên của chính mình."),
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | ~Q(successor=F("id")),
                name="agency_is_not_its_own_successor",
                violation_error_message=_("Một đơn vị không thể kế nhiệm chính mình."),
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | Q(dissolved_on__isnull=False),
                name="only_a_dissolved_agency_has_a_successor",
                violation_error_message=_("Chỉ đơn vị đã giải thể mới có đơn vị kế nhiệm: hãy ghi ngày giải thể."),
            ),
        )

    def __str__(self) -> str:
        return shown_name(self.name)


def shown_name(name: str) -> str:
    """What readers see for a name: of a charge whose data name no agency, that they do not.

    It is another thing than a case that no agency has been charged with, which waits at the Center.
    """
    return name or str(_("Nguồn không ghi đơn vị"))


class AgencyName(models.Model):
    """A name and the days it was borne."""

    agency = models.ForeignKey(Agency, verbose_name=_("đơn vị"), on_delete=models.CASCADE, related_name="names")
    name = models.CharField(_("tên"), max_length=255)
    since = models.DateField(_("từ ngày"), null=True, blank=True)
    until = models.DateField(_("đến hết ngày"), null=True, blank=True)

    class Meta:
        ordering = ("agency", F("since").asc(nulls_first=True))
        verbose_name = verbose_name_plural = _("tên đơn vị theo thời gian")
        constraints = (
            models.UniqueConstraint(
                fields=("agency", "since"),
                name="one_name_of_an_agency_begins_on_a_day",
                violation_error_message=_("Đơn vị này đã có một tên bắt đầu từ ngày ấy."),
            ),
            models.UniqueConstraint(  # the one above takes days that are not told for different ones
                fields=("agency",),
                condition=Q(since=None),
                name="one_name_of_an_agency_was_borne_from_the_start",
                violation_error_message=_("Đơn vị này đã có một tên từ đầu: hãy ghi từ ngày nào."),
            ),
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(until__gte=F("since")),
                name="a_name_ends_after_it_began",
                violation_error_message=_("Ngày cuối đứng trước ngày đầu."),
            ),
        )

    def __str__(self) -> str:
        return self.name

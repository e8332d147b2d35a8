"""Categories of reports, their publication level and the dated versions of their legal term."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.models.calendar import Calendar
from cases.rules import terms as rules


class PublicationLevel(models.TextChoices):
    """How much of a case the public sees (section "Publication levels" of the design)."""

    FULL = "full", _("Đăng toàn văn")
    SUMMARY = "summary", _("Đăng bản tóm tắt trung lập")
    FIGURES = "figures", _("Chỉ tính vào số liệu")


class TermKind(models.TextChoices):
    """The three ways a legal term counts."""

    WORKING_DAYS = "working_days", _("Ngày làm việc")
    CALENDAR_DAYS = "calendar_days", _("Ngày")
    HOURS = "hours", _("Giờ")


class Category(models.Model):
    """What a report is about; `slug` is what addresses and sources use."""

    slug = models.SlugField(_("tên trong địa chỉ"), max_length=120, unique=True)
    name = models.CharField(_("tên"), max_length=160)
    name_en = models.CharField(_("tên tiếng Anh"), max_length=160, blank=True)
    publication_level = models.CharField(
        _("mức công khai"), max_length=10, choices=PublicationLevel, default=PublicationLevel.FULL
    )
    needs_after_photo = models.BooleanField(_("cần ảnh sau khi xử lý"), default=False)

    class Meta:
        ordering = ("name",)
        verbose_name = verbose_name_plural = _("lĩnh vực")

    def __str__(self) -> str:
        return self.name

    def term_on(self, day: date) -> CategoryTerm | None:
        """The version of the term in force on `day`, or None when the category has no term."""
        return self.terms.filter(since__lte=day).select_related("calendar").order_by("-since").first()


class CategoryTerm(models.Model):
    """One version of a term: what the legal act says, since when, and for which kinds of agency it is law."""

    category = models.ForeignKey(Category, verbose_name=_("lĩnh vực"), on_delete=models.CASCADE, related_name="terms")
    kind = models.CharField(_("cách đếm"), max_length=20, choices=TermKind, default=TermKind.WORKING_DAYS)
    n = models.PositiveSmallIntegerField(_("số ngày hoặc giờ"))
    office_opens = models.TimeField(_("giờ mở cửa"), null=True, blank=True)
    office_closes = models.TimeField(_("giờ đóng cửa"), null=True, blank=True)
    calendar = models.ForeignKey(Calendar, verbose_name=_("lịch"), on_delete=models.PROTECT, related_name="+")
    legal_act = models.CharField(_("văn bản"), max_length=255)
    since = models.DateField(_("từ ngày"))
    law_for = models.JSONField(_("là luật với"), default=list, blank=True)

    class Meta:
        ordering = ("category", "-since")
        verbose_name = verbose_name_plural = _("thời hạn")
        constraints = (
            models.UniqueConstraint(
                fields=("category", "since"),
                name="one_term_of_a_category_begins_on_a_day",
                violation_error_message=_("Lĩnh vực này đã có một thời hạn bắt đầu từ ngày ấy."),
            ),
            models.CheckConstraint(
                condition=Q(n__gte=1),
                name="a_term_is_at_least_one",
                violation_error_message=_("Thời hạn ít nhất là một."),
            ),
            models.CheckConstraint(
                condition=Q(office_opens=None, office_closes=None)
                | Q(
                    kind="working_days",
                    office_opens__isnull=False,
                    office_closes__isnull=False,
                    office_opens__lt=F("office_closes"),
                ),
                name="office_hours_only_with_working_days",
                violation_error_message=_(
                    "Giờ làm việc chỉ đi với ngày làm việc, có đủ giờ mở và giờ đóng, và giờ mở đứng trước giờ đóng."
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.n} {self.get_kind_display()}"

    def as_rule(self) -> rules.Term:
        """The pure term that `cases.rules` computes with."""
        hours = None
        if self.office_opens is not None and self.office_closes is not None:
            hours = rules.OfficeHours(opens=self.office_opens, closes=self.office_closes)
        return rules.Term(kind=rules.TermKind(self.kind), n=self.n, office_hours=hours)

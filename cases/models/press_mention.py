"""Where the press quoted the portal: an article about an agency's figures, a frozen day, or the portal as a whole.

What the press wrote of one case stands on the page of that case (`cases.models.press`).
"""

from __future__ import annotations

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cases.models.agency import Agency


class ArticleLanguage(models.TextChoices):
    """What an article is written in, as HTML names languages; "" where it is none of these."""

    VIETNAMESE = "vi", _("Tiếng Việt")
    ENGLISH = "en", _("Tiếng Anh")
    FRENCH = "fr", _("Tiếng Pháp")
    OTHER = "", _("Tiếng khác")


class PressMentionQuerySet(models.QuerySet["PressMention"]):
    """What anybody may read."""

    def published(self) -> QuerySet[PressMention]:
        """Those that editors have published."""
        return self.filter(published=True)


class PressMention(models.Model):
    """One article; `frozen_on` is the frozen day that it quotes. It is public once an editor has published it."""

    publication = models.CharField(_("báo, đài"), max_length=120)
    title = models.CharField(_("tên bài"), max_length=250)
    address = models.URLField(
        _("địa chỉ"),
        max_length=500,
        unique=True,
        error_messages={"unique": _("Bài ở địa chỉ này đã có trong danh mục.")},
    )
    day = models.DateField(_("ngày đăng"))
    language = models.CharField(
        _("ngôn ngữ của bài"),
        max_length=2,
        choices=ArticleLanguage,
        default=ArticleLanguage.VIETNAMESE,
        blank=True,
    )
    agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="press", verbose_name=_("đơn vị")
    )
    frozen_on = models.DateField(_("ngày đã chốt"), null=True, blank=True)
    published = models.BooleanField(_("đăng lên cổng"), default=False)

    objects = PressMentionQuerySet.as_manager()

    class Meta:
        ordering = ("-day", "-id")
        verbose_name = verbose_name_plural = _("báo chí dẫn lại")

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}: {self.title}"

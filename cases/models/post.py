"""Posts: for which agency an account works, as what, and since when."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.models.agency import Agency


class PostKind(models.TextChoices):
    """What the account does there."""

    OFFICER = "officer", _("Cán bộ xử lý")
    FOLLOW_UP = "follow_up", _("Cán bộ theo dõi hạn")
    SUBSTITUTE = "substitute", _("Người thay cán bộ theo dõi")


class PostQuerySet(models.QuerySet["Post"]):
    """Predicates named once; the day is always passed in."""

    def held(self, day: date) -> PostQuerySet:
        """Posts that are held on a day."""
        return self.filter(Q(until=None) | Q(until__gte=day), since__lte=day)

    def present(self, day: date) -> PostQuerySet:
        """Those of them whose account is not away."""
        return self.held(day).exclude(Q(away_until=None) | Q(away_until__gte=day), away_since__lte=day)

    def reachable(self) -> PostQuerySet:
        """Those whose account is open and has an address for mails."""
        return self.filter(account__is_active=True).exclude(account__email="")


class Post(models.Model):
    """One account's place in one agency. It ends; it is not deleted, for it says whose texts one may not decide on."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("tài khoản"), on_delete=models.CASCADE, related_name="posts"
    )
    agency = models.ForeignKey(Agency, verbose_name=_("đơn vị"), on_delete=models.PROTECT, related_name="posts")
    kind = models.CharField(_("vai trò"), max_length=12, choices=PostKind, default=PostKind.OFFICER)
    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến hết ngày"), null=True, blank=True)
    away_since = models.DateField(_("vắng từ ngày"), null=True, blank=True)
    away_until = models.DateField(_("vắng đến hết ngày"), null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ("agency", "kind", "-since")
        verbose_name = verbose_name_plural = _("vị trí công tác")
        permissions = (
            ("answer", _("Trả lời phản ánh của đơn vị mình")),
            ("follow", _("Theo dõi hạn của đơn vị mình")),
            ("edit", _("Tiếp nhận, giao, chuyển, mở lại phản ánh")),
            ("decide", _("Duyệt, trả lại, từ chối kết quả xử lý")),
            ("head", _("Quyết định của lãnh đạo Trung tâm")),
            ("administer", _("Quản lý tài khoản và cài đặt")),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="a_post_ends_after_it_began",
                violation_error_message=_("Ngày cuối đứng trước ngày đầu."),
            ),
            models.CheckConstraint(
                condition=Q(away_until=None) | Q(away_since__isnull=False, away_until__gte=F("away_since")),
                name="an_absence_ends_after_it_began",
                violation_error_message=_("Ngày cuối đứng trước ngày đầu."),
            ),
            models.UniqueConstraint(
                fields=("account", "agency", "kind"),
                condition=Q(until=None),
                name="a_post_without_end_is_held_once",
                violation_error_message=_("Tài khoản này đang giữ vị trí ấy ở đơn vị này."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.agency}: {self.get_kind_display()}"

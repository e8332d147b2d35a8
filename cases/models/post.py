"""Posts: for which agency an account works, as what, and since when."""

from __future__ import annotations

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


class Post(models.Model):
    """One account's place in one agency. It ends; it is not deleted, for it says whose texts one may not decide on."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("tài khoản"), on_delete=models.CASCADE, related_name="posts"
    )
    agency = models.ForeignKey(Agency, verbose_name=_("đơn vị"), on_delete=models.PROTECT, related_name="posts")
    kind = models.CharField(_("vai trò"), max_length=12, choices=PostKind, default=PostKind.OFFICER)
    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến hết ngày"), null=True, blank=True)

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
            models.UniqueConstraint(
                fields=("account", "agency", "kind"),
                condition=Q(until=None),
                name="a_post_without_end_is_held_once",
                violation_error_message=_("Tài khoản này đang giữ vị trí ấy ở đơn vị này."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.agency}: {self.get_kind_display()}"

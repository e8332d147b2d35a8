"""Lists of codes that decisions must quote."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReasonKind(models.TextChoices):
    """Which decision a code belongs to."""

    DECLINE = "decline", _("Không tiếp nhận")
    RETURN = "return", _("Trả lại")
    REFUSE = "refuse", _("Từ chối")
    EXTEND = "extend", _("Gia hạn")
    TRANSFER = "transfer", _("Chuyển đơn vị")
    REOPEN = "reopen", _("Mở lại")
    KEEP = "keep", _("Không mở lại")
    RETRACT = "retract", _("Huỷ duyệt")
    WITHDRAW = "withdraw", _("Rút khỏi trang")
    NOT_OURS = "not_ours", _("Không thuộc thẩm quyền")
    ASK_HIGHER = "ask_higher", _("Xin ý kiến cấp trên")
    RULE = "rule", _("Phân xử")
    APPEAL = "appeal", _("Khiếu nại")
    STRIKE = "strike", _("Che hoặc gạch lời")
    PLACE = "place", _("Sửa nơi xảy ra")


class ReasonCode(models.Model):
    """A code, the words the public reads, and whether it may still be chosen."""

    kind = models.CharField(_("quyết định"), max_length=12, choices=ReasonKind)
    code = models.SlugField(_("mã"), max_length=40)
    label = models.CharField(_("lời công khai"), max_length=160)
    label_en = models.CharField(_("lời tiếng Anh"), max_length=160, blank=True)
    active = models.BooleanField(_("còn dùng"), default=True)
    needs_two = models.BooleanField(_("cần căn cứ pháp lý và hai người duyệt"), default=False)

    class Meta:
        ordering = ("kind", "code")
        verbose_name = verbose_name_plural = _("mã lý do")
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "code"),
                name="a_reason_code_is_unique_in_its_kind",
                violation_error_message=_("Loại quyết định này đã có mã ấy."),
            ),
        )

    def __str__(self) -> str:
        return self.label

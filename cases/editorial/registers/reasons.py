"""Codes that decisions quote."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, ObjectList

from cases.editorial.registers.base import Register, RegisterDelete, RegisterForm
from cases.models import ReasonCode


class ReasonForm(RegisterForm):
    """Events quote kind and code, so both stay."""

    fixed = ("kind", "code")


class ReasonDelete(RegisterDelete):
    """No code is ever deleted."""

    def reason_to_keep(self, row: ReasonCode) -> str:
        """Events hold codes as text, for good: without its row one would be shown without words."""
        return _("Mã lý do không xoá được: diễn biến cũ còn dẫn nó. Hãy bỏ dấu “còn dùng”.")


class ReasonRegister(Register):
    """Codes, and the words the public reads."""

    model = ReasonCode
    name = "reasoncode"
    url_prefix = "danh-muc/ma-ly-do"
    icon = "list-ul"
    menu_label = gettext_lazy("Mã lý do")
    base_form_class = ReasonForm
    delete_view_class = ReasonDelete
    list_display: ClassVar[list[str]] = ["label", "kind", "code", "active"]
    list_filter: ClassVar[list[str]] = ["kind", "active"]
    search_fields: ClassVar[list[str]] = ["label", "label_en", "code"]
    edit_handler = ObjectList(
        [
            FieldPanel("kind"),
            FieldPanel("code"),
            FieldPanel("label", help_text=gettext_lazy("Sửa lời thì mọi diễn biến đã dẫn mã này đổi lời theo.")),
            FieldPanel("label_en"),
            FieldPanel("needs_two", help_text=gettext_lazy("Chỉ với lý do rút khỏi trang, như vì an ninh.")),
            FieldPanel("active", help_text=gettext_lazy("Thôi dùng: không chọn được nữa, diễn biến cũ vẫn có lời.")),
        ]
    )

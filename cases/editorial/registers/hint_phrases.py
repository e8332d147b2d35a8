"""Phrases that hints on answers go by."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, ObjectList

from cases.editorial.registers.base import Register
from cases.models import HintPhrase


class HintPhraseRegister(Register):
    """Phrases by kind; nothing points to one, so any may go."""

    model = HintPhrase
    name = "hintphrase"
    url_prefix = "danh-muc/cum-tu"
    icon = "openquote"
    menu_label = gettext_lazy("Cụm từ gợi ý")
    list_display: ClassVar[list[str]] = ["words", "kind", "active"]
    list_filter: ClassVar[list[str]] = ["kind", "active"]
    search_fields: ClassVar[list[str]] = ["words"]
    edit_handler = ObjectList(
        [
            FieldPanel("kind"),
            FieldPanel(
                "words",
                help_text=gettext_lazy(
                    "Không phân biệt chữ hoa, chữ thường. Dấu … thay cho tối đa mười hai chữ bất kỳ ở giữa: "
                    "“mong tiếp tục nhận được … trong thời gian tới”."
                ),
            ),
            FieldPanel("active", help_text=gettext_lazy("Thôi dùng: cụm từ không còn sinh gợi ý nào.")),
        ]
    )

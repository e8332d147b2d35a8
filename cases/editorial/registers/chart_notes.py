"""What figures of some days should be read with: floods, a merger of wards, a system that was down."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, ObjectList

from cases.editorial.registers.base import Register
from cases.models import ChartNote


class ChartNoteRegister(Register):
    """The newest first; the history of each tells who changed what."""

    model = ChartNote
    name = "chartnote"
    url_prefix = "danh-muc/ghi-chu-bieu-do"
    icon = "comment"
    menu_label = gettext_lazy("Ghi chú trên biểu đồ")
    list_display: ClassVar[list[str]] = ["text", "since", "until", "agency"]
    list_filter: ClassVar[list[str]] = ["agency"]
    search_fields: ClassVar[list[str]] = ["text", "text_en"]
    edit_handler = ObjectList(
        [
            FieldPanel("since"),
            FieldPanel("until"),
            FieldPanel(
                "text",
                help_text=gettext_lazy(
                    "Chuyện có thật ảnh hưởng đến con số của những ngày ấy, như lũ hay sáp nhập; không bình luận. Hiện "
                    "ngay trên biểu đồ và bảng của các tháng ấy."
                ),
            ),
            FieldPanel("text_en"),
            FieldPanel("agency", help_text=gettext_lazy("Để trống: chuyện của cả thành phố.")),
        ]
    )

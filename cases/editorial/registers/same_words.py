"""Words that mean the same to who searches."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, ObjectList

from cases.editorial.registers.base import Register
from cases.models import SameWords


class SameWordsRegister(Register):
    """Groups by kind; nothing points to one, so any may go."""

    model = SameWords
    name = "samewords"
    url_prefix = "danh-muc/tu-cung-nghia"
    icon = "search"
    menu_label = gettext_lazy("Từ cùng nghĩa")
    list_display: ClassVar[list[str]] = ["words", "kind", "active"]
    list_filter: ClassVar[list[str]] = ["kind", "active"]
    search_fields: ClassVar[list[str]] = ["words"]
    edit_handler = ObjectList(
        [
            FieldPanel("kind"),
            FieldPanel(
                "words",
                help_text=gettext_lazy(
                    "Cách nhau bằng dấu phẩy: “kiệt, hẻm, ngõ”. Ai tìm một từ trong nhóm cũng thấy phản ánh có các từ "
                    "kia, ngay sau khi lưu. Nhóm từ hai chữ trở lên gõ không dấu vẫn hiểu; từ một chữ chỉ hiểu đúng "
                    "như viết ở đây, nên thêm cả dạng không dấu nếu cần: “kiệt, kiet”."
                ),
            ),
            FieldPanel("active", help_text=gettext_lazy("Thôi dùng: tìm kiếm không coi các từ này là một nữa.")),
        ]
    )

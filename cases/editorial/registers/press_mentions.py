"""Where the press quoted the portal."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, ObjectList

from cases.editorial.registers.base import Register, RegisterForm
from cases.models import PressMention, Snapshot


class PressMentionForm(RegisterForm):
    """Refuses articles of tomorrow, and days that are not frozen: the list would lead nowhere."""

    def clean(self) -> dict[str, Any]:
        """Look the days up."""
        data: dict[str, Any] = super().clean()
        day, frozen_on = data.get("day"), data.get("frozen_on")
        if day is not None and day > timezone.localdate():
            self.add_error("day", _("Ngày đăng không thể ở tương lai."))
        if frozen_on is not None and not Snapshot.objects.filter(date=frozen_on).exists():
            self.add_error("frozen_on", _("Ngày này không có bản chốt."))
        return data


class PressMentionRegister(Register):
    """The newest first; nothing points to one, so any may go."""

    model = PressMention
    name = "pressmention"
    url_prefix = "danh-muc/bao-chi"
    icon = "doc-full"
    menu_label = gettext_lazy("Báo chí dẫn lại")
    base_form_class = PressMentionForm
    list_display: ClassVar[list[str]] = ["title", "publication", "day", "agency", "published"]
    list_filter: ClassVar[list[str]] = ["published", "agency"]
    search_fields: ClassVar[list[str]] = ["title", "publication", "address"]
    edit_handler = ObjectList(
        [
            FieldPanel("publication"),
            FieldPanel(
                "title",
                help_text=gettext_lazy("Như báo đã đăng. Bài viết về một phản ánh thì ghi ở trang của phản ánh ấy."),
            ),
            FieldPanel("address"),
            FieldPanel("day"),
            FieldPanel("language"),
            FieldPanel("agency", help_text=gettext_lazy("Bài nói về số liệu của một đơn vị: hiện cả ở trang đơn vị.")),
            FieldPanel("frozen_on", help_text=gettext_lazy("Bài dẫn bản chốt của một ngày: hiện cả ở trang ngày ấy.")),
            FieldPanel("published", help_text=gettext_lazy("Chưa chọn thì chỉ ban biên tập thấy.")),
        ]
    )

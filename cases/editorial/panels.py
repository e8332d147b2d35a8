"""What the editor of a case's page shows: the machine's facts to read, the texts and the point to change."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList, Panel, TabbedInterface
from wagtailgeowidget.panels import LeafletPanel

from cases.editorial.forms import CasePageForm
from cases.public.loading import tell_page


class FactsPanel(Panel):  # type: ignore[misc]  # Wagtail is untyped
    """Number, state, agencies, dates, verdict: the case as the public may know it, read-only."""

    class BoundPanel(Panel.BoundPanel):  # type: ignore[misc]  # Wagtail is untyped
        """Told anew whenever the form is shown."""

        template_name = "cases/editorial/facts.html"

        class Media:
            css = {"all": ["css/cms.css"]}

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """Add the case and its public address."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            held = self.instance.case
            return {
                **context,
                "case": tell_page(self.instance, at=timezone.now()),
                "held": held,
                "address": reverse("case_short", kwargs={"number": held.number}),
            }


def case_panels() -> TabbedInterface:
    """The form of a case's page: no slug, no schedule, no privacy, and no fact of the case."""
    fields = [
        FactsPanel(heading=_("Dữ kiện"), help_text=_("Do hệ thống ghi, không sửa ở đây.")),
        FieldPanel(
            "title",
            heading=_("Tiêu đề công khai"),
            classname="title",
            help_text=_("Địa chỉ của trang không đổi theo tiêu đề."),
        ),
        FieldPanel(
            "text",
            help_text=_(
                "Che thông tin cá nhân: thay hẳn chữ cần che bằng [đã che] hoặc nói rõ loại, như "
                "[đã che: số điện thoại]. Trên trang chỗ ấy là một vệt đen; tiêu đề và địa điểm cũng che được."
            ),
        ),
        FieldPanel("place", help_text=_("Đăng bản tóm tắt thì địa điểm không hiện ra.")),
        LeafletPanel(
            "location", heading=_("Vị trí trên bản đồ"), help_text=_("Kéo dấu ghim đến đúng chỗ, hoặc gõ toạ độ.")
        ),
        FieldPanel("editors_note", help_text=_("Hiện trên trang, dưới “Lời người biên tập”.")),
        FieldPanel("press", help_text=_("Hiện trên trang, trừ phản ánh chỉ đăng bản tóm tắt.")),
    ]
    return TabbedInterface([ObjectList(fields, heading=_("Nội dung"))], base_form_class=CasePageForm)

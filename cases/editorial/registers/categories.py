"""Categories, and the dated versions of their term: one that is in force is never changed, another follows it."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList

from cases.editorial.registers.base import (
    ADDRESS_STAYS,
    Register,
    RegisterDelete,
    RegisterEdit,
    RegisterForm,
    RowsPanel,
    turned_back,
)
from cases.models import AgencyKind, Category, CategoryTerm, Event
from cases.rules import terms as rules

LONGEST = 32_767  # what every database of ours keeps; the rule's own bound lies below
IN_FORCE = gettext_lazy(
    "Thời hạn đã có hiệu lực thì không sửa, không xoá: hãy thêm một bản mới với ngày bắt đầu của nó."
)


def has_had_cases(category: Category) -> bool:
    """True where a case is, or once was, in this category: its terms have counted then."""
    left = Event.objects.filter(kind="case.update", data__category_before=category.slug)
    return category.cases.exists() or left.exists()


def is_in_force(term: CategoryTerm) -> bool:
    """True for a version that counts, or has counted."""
    return term.since <= timezone.localdate()


class CategoryForm(RegisterForm):
    """Its address and the sources' name for it stay."""

    fixed = ("slug",)


class CategoryEdit(RegisterEdit):
    """The form of a category."""

    shown_elsewhere = ("name",)


class CategoryDelete(RegisterDelete):
    """Deletes a category that no report was ever in."""

    def reason_to_keep(self, row: Category) -> str:
        """Also cases that have left it count by its terms."""
        if has_had_cases(row):
            return _("Không xoá được “%(row)s”: có phản ánh đang hoặc đã từng thuộc lĩnh vực này.") % {"row": row}
        return super().reason_to_keep(row)


class CategoryRegister(Register):
    """What reports are about."""

    model = Category
    name = "category"
    url_prefix = "danh-muc/linh-vuc"
    icon = "tag"
    menu_label = gettext_lazy("Lĩnh vực")
    base_form_class = CategoryForm
    edit_view_class = CategoryEdit
    delete_view_class = CategoryDelete
    list_display: ClassVar[list[str]] = ["name", "name_en", "slug", "publication_level"]
    list_filter: ClassVar[list[str]] = ["publication_level"]
    search_fields: ClassVar[list[str]] = ["name", "name_en", "slug"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("name_en"),
            FieldPanel("slug", help_text=ADDRESS_STAYS),
            FieldPanel(
                "publication_level",
                help_text=gettext_lazy("Áp dụng cho phản ánh tiếp nhận từ nay; phản ánh đã đăng giữ mức của nó."),
            ),
            FieldPanel(
                "needs_after_photo",
                help_text=gettext_lazy(
                    "Câu trả lời “đã làm xong” hay “xử lý tạm thời” không nộp được khi chưa có ảnh chụp sau khi xử lý."
                ),
            ),
            RowsPanel("terms", "categoryterm", to="category", heading=gettext_lazy("Thời hạn")),
        ]
    )


class TermForm(RegisterForm):
    """A new version begins after today, so that no running clock changes its rule unseen."""

    fixed = ("category",)
    n = forms.IntegerField(
        label=gettext_lazy("Số ngày hoặc giờ"),
        min_value=1,
        max_value=LONGEST,
        error_messages={
            "required": gettext_lazy("Chưa điền số ngày hoặc giờ của thời hạn."),
            "invalid": gettext_lazy("Số ngày hoặc giờ của thời hạn phải là số nguyên, như 7."),
            "min_value": gettext_lazy("Số ngày hoặc giờ của thời hạn phải từ 1 trở lên."),
            "max_value": gettext_lazy("Số ngày hoặc giờ của thời hạn dài quá mức tính được."),
        },
    )
    law_for = forms.MultipleChoiceField(
        label=gettext_lazy("Là luật với"),
        choices=AgencyKind.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Hold the first day to the rule; a category without any report is free."""
        cleaned: dict[str, Any] = super().clean()
        category, since = cleaned.get("category"), cleaned.get("since")
        if category and since and since <= timezone.localdate() and has_had_cases(category):
            self.add_error("since", ValidationError(_("Lĩnh vực này đã có phản ánh: bản mới bắt đầu sớm nhất từ mai.")))
        kind, n = cleaned.get("kind"), cleaned.get("n")
        if kind and n and not self.errors:
            try:
                rules.Term(kind=rules.TermKind(kind), n=n)
            except ValueError:
                self.add_error("n", ValidationError(_("Thời hạn dài quá mức tính được.")))
        return cleaned


class TermEdit(RegisterEdit):
    """The form of a version that is not yet in force."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """One in force has no form; who may not change terms is told nothing."""
        if self.user_has_permission("change") and is_in_force(self.get_object()):
            return turned_back(request, str(IN_FORCE), self.index_url_name)
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response


class TermDelete(RegisterDelete):
    """Deletes a version that is not yet in force."""

    def reason_to_keep(self, row: CategoryTerm) -> str:
        """See IN_FORCE."""
        return str(IN_FORCE) if is_in_force(row) else ""


class TermRegister(Register):
    """Versions of terms, newest first."""

    model = CategoryTerm
    name = "categoryterm"
    url_prefix = "danh-muc/thoi-han"
    icon = "time"
    menu_label = gettext_lazy("Thời hạn")
    base_form_class = TermForm
    edit_view_class = TermEdit
    delete_view_class = TermDelete
    ordering = "-since"
    list_display: ClassVar[list[str]] = ["__str__", "category", "since", "calendar", "legal_act"]
    list_filter: ClassVar[list[str]] = ["category", "kind", "calendar"]
    search_fields: ClassVar[list[str]] = ["category__name", "legal_act"]
    edit_handler = ObjectList(
        [
            FieldPanel("category"),
            FieldPanel("since", help_text=gettext_lazy("Đồng hồ bắt đầu từ ngày này trở đi thì theo bản này.")),
            FieldRowPanel([FieldPanel("n"), FieldPanel("kind")]),
            FieldRowPanel([FieldPanel("office_opens"), FieldPanel("office_closes")]),
            FieldPanel("calendar"),
            FieldPanel("legal_act", help_text=gettext_lazy("Tên văn bản, hiện trên trang phản ánh.")),
            FieldPanel("law_for", help_text=gettext_lazy("Với loại đơn vị không chọn, thời hạn chỉ là lời cam kết.")),
        ]
    )

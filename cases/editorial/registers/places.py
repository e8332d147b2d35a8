"""Wards of today and the former ones."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy
from django_filters import ModelChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, ObjectList

from cases.editorial.registers.base import ADDRESS_STAYS, Register, RegisterEdit, RegisterForm, RegisterList, RowsPanel
from cases.models import FormerWard, Ward


class WardForm(RegisterForm):
    """Code and address stay."""

    fixed = ("code", "slug")


class WardList(RegisterList):
    """Wards without their boundaries: those are long."""

    deferred = ("boundary",)


class FormerWardList(RegisterList):
    """Former wards, and the name alone of what they belong to now."""

    deferred = ("ward__boundary",)


class WardEdit(RegisterEdit):
    """The form of a ward; its boundary comes with the portal's data and is not drawn here."""

    shown_elsewhere = ("name",)


class WardFilters(WagtailFilterSet):  # type: ignore[misc]  # Wagtail is untyped
    """By what it was made of: who knows an old name finds today's."""

    former = ModelChoiceFilter(label=gettext_lazy("Phường, xã cũ"), queryset=FormerWard.objects.all())

    class Meta:
        model = Ward
        fields: ClassVar[list[str]] = ["former"]


class WardRegister(Register):
    """Wards and communes."""

    model = Ward
    name = "ward"
    url_prefix = "danh-muc/phuong-xa"
    icon = "site"
    menu_label = gettext_lazy("Phường, xã")
    base_form_class = WardForm
    index_view_class = WardList
    edit_view_class = WardEdit
    list_display: ClassVar[list[str]] = ["name", "name_en", "code", "slug"]
    filterset_class = WardFilters
    search_fields: ClassVar[list[str]] = ["name", "name_en", "code"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("name_en"),
            FieldPanel("code", help_text=gettext_lazy("Mã đơn vị hành chính của Nhà nước.")),
            FieldPanel("slug", help_text=ADDRESS_STAYS),
            RowsPanel("former", "formerward", to="ward", heading=gettext_lazy("Phường, xã cũ")),
        ]
    )


class FormerWardRegister(Register):
    """Units that were merged, so that old addresses are understood."""

    model = FormerWard
    name = "formerward"
    url_prefix = "danh-muc/phuong-xa-cu"
    icon = "history"
    menu_label = gettext_lazy("Phường, xã cũ")
    index_view_class = FormerWardList
    list_display: ClassVar[list[str]] = ["name", "code", "ward"]
    list_filter: ClassVar[list[str]] = ["ward"]
    search_fields: ClassVar[list[str]] = ["name", "code", "ward__name"]
    edit_handler = ObjectList([FieldPanel("name"), FieldPanel("code"), FieldPanel("ward")])

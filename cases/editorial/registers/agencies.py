"""Agencies and the names they bore over time."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters import BooleanFilter, ModelChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.widgets import BooleanRadioSelect

from cases.editorial.registers.base import (
    ADDRESS_STAYS,
    Register,
    RegisterDelete,
    RegisterEdit,
    RegisterForm,
    RegisterList,
    RowsPanel,
)
from cases.models import Agency, AgencyName, Case


def named_agencies() -> QuerySet[Agency]:
    """All but the one that stands for nobody: it is a rule of counting, not a body."""
    return Agency.objects.exclude(name="")


def is_above(agency: Agency, other: Agency) -> bool:
    """True where `agency` is an authority over `other`, however far up; also of a chain that already runs round."""
    seen: set[int] = set()
    above: Agency | None = other
    while above is not None and above.pk not in seen:
        if above.pk == agency.pk:
            return True
        seen.add(above.pk)
        above = above.parent
    return False


class AgencyForm(RegisterForm):
    """Refuses an authority that stands below, and a name that is none."""

    fixed = ("slug", "source_name")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = named_agencies().exclude(pk=self.instance.pk)
        for name in ("parent", "successor"):
            self.fields[name].queryset = others
        self.fields["name"].required = True
        self.fields["source_name"].required = self.instance.pk is None

    def clean_parent(self) -> Agency | None:
        """An agency is never its own authority, over however many steps."""
        parent: Agency | None = self.cleaned_data["parent"]
        if parent is not None and self.instance.pk is not None and is_above(self.instance, parent):
            raise ValidationError(_("“%(parent)s” đang là cấp dưới của đơn vị này.") % {"parent": parent})
        return parent


class AgencyList(RegisterList):
    """Agencies that are bodies."""

    def get_base_queryset(self) -> QuerySet[Agency]:
        """See above."""
        return super().get_base_queryset().exclude(name="")


class OnlyBodies:
    """Mixin of views of one agency: the one that stands for nobody has no form."""

    def get_queryset(self) -> QuerySet[Agency]:
        """Agencies that are bodies."""
        return named_agencies()


class AgencyEdit(OnlyBodies, RegisterEdit):
    """The form of an agency."""

    shown_elsewhere = ("name",)

    def cases_of(self, row: Any) -> QuerySet[Case]:
        """Cases it was ever charged with."""
        return Case.objects.filter(pk__in=row.assignments.values("case"))


class AgencyDelete(OnlyBodies, RegisterDelete):
    """Deletes an agency that never had anything to do."""


class AgencyFilters(WagtailFilterSet):  # type: ignore[misc]  # Wagtail is untyped
    """By kind, authority, and whether it still exists."""

    parent = ModelChoiceFilter(label=gettext_lazy("Đơn vị cấp trên"), queryset=Agency.objects.exclude(children=None))
    dissolved = BooleanFilter(
        field_name="dissolved_on",
        lookup_expr="isnull",
        exclude=True,
        label=gettext_lazy("Đã giải thể"),
        widget=BooleanRadioSelect,
    )

    class Meta:
        model = Agency
        fields: ClassVar[list[str]] = ["kind", "parent"]


class AgencyRegister(Register):
    """Bodies that answer."""

    model = Agency
    name = "agency"
    url_prefix = "danh-muc/don-vi"
    icon = "group"
    menu_label = gettext_lazy("Đơn vị")
    base_form_class = AgencyForm
    index_view_class = AgencyList
    edit_view_class = AgencyEdit
    delete_view_class = AgencyDelete
    list_display: ClassVar[list[str]] = ["name", "kind", "parent", "dissolved_on", "successor"]
    filterset_class = AgencyFilters
    search_fields: ClassVar[list[str]] = ["name", "source_name", "slug"]
    edit_handler = ObjectList(
        [
            FieldPanel("name", help_text=gettext_lazy("Tên hiện nay. Tên cũ ghi ở dưới, với ngày.")),
            FieldPanel("slug", help_text=ADDRESS_STAYS),
            FieldPanel("source_name", help_text=gettext_lazy("Để nhận ra đơn vị khi nhập dữ liệu; không bao giờ đổi.")),
            FieldPanel("kind", help_text=gettext_lazy("Chỉ so sánh các đơn vị cùng loại.")),
            FieldPanel("parent", help_text=gettext_lazy("Nơi đơn vị xin ý kiến.")),
            FieldRowPanel([FieldPanel("dissolved_on"), FieldPanel("successor")]),
            RowsPanel("names", "agencyname", to="agency", heading=gettext_lazy("Tên theo thời gian")),
        ]
    )


class AgencyNameForm(RegisterForm):
    """A name belongs to one agency for good."""

    fixed = ("agency",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = named_agencies()


class AgencyNameRegister(Register):
    """Names and the days they were borne."""

    model = AgencyName
    name = "agencyname"
    url_prefix = "danh-muc/ten-don-vi"
    icon = "history"
    menu_label = gettext_lazy("Tên đơn vị theo thời gian")
    base_form_class = AgencyNameForm
    list_display: ClassVar[list[str]] = ["name", "agency", "since", "until"]
    list_filter: ClassVar[list[str]] = ["agency"]
    search_fields: ClassVar[list[str]] = ["name", "agency__name"]
    edit_handler = ObjectList(
        [
            FieldPanel("agency"),
            FieldPanel("name"),
            FieldRowPanel(
                [
                    FieldPanel("since", help_text=gettext_lazy("Để trống: từ đầu.")),
                    FieldPanel("until", help_text=gettext_lazy("Để trống: đến nay.")),
                ]
            ),
        ]
    )

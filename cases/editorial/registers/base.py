"""What all registers have in common: lists searched without marks, forms with fixed fields, refused deletes."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import Panel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from cases.actions.tell_again import tell_again
from cases.editorial.queues.words import holding
from cases.models import Case

PER_PAGE = 50


def references(row: models.Model) -> int:
    """How many rows of other tables point to this one."""
    found = 0
    for relation in row._meta.related_objects:
        manager = relation.related_model._base_manager
        found += manager.filter(**{relation.field.name: row}).count()
    return found


class RegisterForm(WagtailAdminModelForm):  # type: ignore[misc]  # Wagtail is untyped
    """Keeps what addresses and sources rely on as it was when the row was made."""

    #: Fields that are chosen once.
    fixed: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            for name in self.fixed:
                self.fields[name].disabled = True


class YesNoColumn(Column):  # type: ignore[misc]  # Wagtail is untyped
    """True or false, in words."""

    def get_value(self, instance: Any) -> str:
        """The word."""
        return gettext("Có") if super().get_value(instance) else gettext("Không")


class RegisterList(generic.IndexView):  # type: ignore[misc]  # Wagtail is untyped
    """A list of at most some hundred rows; every word must be in one of its texts, with or without marks."""

    #: Columns too long to bring along.
    deferred: ClassVar[tuple[str, ...]] = ()

    def get_base_queryset(self) -> QuerySet[Any]:
        """Bring along what rows point to: a list asks a constant number of queries."""
        related = [field.name for field in self.model._meta.fields if field.many_to_one]
        rows: QuerySet[Any] = super().get_base_queryset()
        return (rows.select_related(*related) if related else rows).defer(*self.deferred)

    def _get_custom_column(self, field_name: str, column_class: type[Column] = Column, **kwargs: Any) -> Column:
        """What is true or false is said in words: Wagtail would write Python's own."""
        switches = {field.name for field in self.model._meta.fields if isinstance(field, models.BooleanField)}
        column_class = YesNoColumn if field_name in switches else column_class
        return super()._get_custom_column(field_name, column_class, **kwargs)

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Every word must occur, with or without marks."""
        if not self.is_searching:
            return queryset
        return queryset.filter(holding(queryset, self.search_fields, self.search_query))


class RegisterAdd(generic.CreateView):  # type: ignore[misc]  # Wagtail is untyped
    """The form of a new row; `?agency=5` chooses beforehand what it belongs to."""

    def get_initial(self) -> dict[str, Any]:
        """What the address says of fields of this form."""
        names = self.get_form_class().base_fields
        return {**super().get_initial(), **{n: v for n, v in self.request.GET.items() if n in names}}


class RegisterEdit(generic.EditView):  # type: ignore[misc]  # Wagtail is untyped
    """The form of a row. Where a name changes, the search reads the cases that bear it anew."""

    #: Fields that copies elsewhere hold.
    shown_elsewhere: ClassVar[tuple[str, ...]] = ()

    def cases_of(self, row: Any) -> QuerySet[Case]:
        """Cases that bear the name of this row."""
        return Case.objects.filter(**{row._meta.model_name: row})

    def save_instance(self) -> Any:
        """Save, and tell of a changed name."""
        row = super().save_instance()
        if set(self.shown_elsewhere) & set(self.form.changed_data):
            tell_again(self.cases_of(row), at=timezone.now())
        return row


class RegisterDelete(generic.DeleteView):  # type: ignore[misc]  # Wagtail is untyped
    """Deletes a row that nothing points to; otherwise says why not, and leads back to its form."""

    def reason_to_keep(self, row: Any) -> str:
        """A sentence for a person, or nothing where the row may go."""
        n = references(row)
        if not n:
            return ""
        return ngettext(
            "Không xoá được “%(row)s”: %(n)s chỗ khác đang dùng mục này.",
            "Không xoá được “%(row)s”: %(n)s chỗ khác đang dùng mục này.",
            n,
        ) % {"row": row, "n": n}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask before the form is shown, and again before it is obeyed; who may not delete at all is told nothing."""
        reason = self.reason_to_keep(self.object) if self.user_has_permission("delete") else ""
        if reason:
            messages.error(request, reason)
            return redirect(self.edit_url_name, self.object.pk)
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response


class RowsPanel(Panel):  # type: ignore[misc]  # Wagtail is untyped
    """Rows that belong to the one being edited, to look at: each leads to its own form, and one more may be added.

    `relation` names the rows on the one being edited, `viewset` where they have their forms, `to` their field that
    points here.
    """

    def __init__(self, relation: str, viewset: str, *args: Any, to: str, limit: int = PER_PAGE, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.relation, self.viewset, self.to, self.limit = relation, viewset, to, limit

    def clone_kwargs(self) -> dict[str, Any]:
        """What Wagtail makes the bound copy with."""
        own = {"relation": self.relation, "viewset": self.viewset, "to": self.to, "limit": self.limit}
        return {**super().clone_kwargs(), **own}

    class BoundPanel(Panel.BoundPanel):  # type: ignore[misc]  # Wagtail is untyped
        """Read whenever the form is shown."""

        template_name = "cases/editorial/rows.html"

        def is_shown(self) -> bool:
            """Not while the row that they would belong to is only being made."""
            return self.instance.pk is not None

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """Add the rows and their addresses."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            rows = getattr(self.instance, self.panel.relation).all()
            viewset, belongs = self.panel.viewset, f"{self.panel.to}={self.instance.pk}"
            return {
                **context,
                "rows": [(reverse(f"{viewset}:edit", args=[row.pk]), row) for row in rows[: self.panel.limit]],
                "more": max(rows.count() - self.panel.limit, 0),
                "list_url": f"{reverse(f'{viewset}:index')}?{belongs}",
                "add_url": f"{reverse(f'{viewset}:add')}?{belongs}",
            }


class Register(ModelViewSet):  # type: ignore[misc]  # Wagtail is untyped
    """List, form, history; no copies, and no reference index: what points to a row is counted when it matters."""

    base_form_class: ClassVar[type[RegisterForm]] = RegisterForm
    index_view_class = RegisterList
    add_view_class = RegisterAdd
    edit_view_class = RegisterEdit
    delete_view_class = RegisterDelete
    copy_view_enabled = False
    add_to_reference_index = False
    search_backend_name = None
    list_per_page = PER_PAGE
    menu_label: str | Promise
    VIEWS = ("index", "index_results", "add", "edit", "delete", "history", "history_results")

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """No view of usage: see above."""
        common: dict[str, Any] = super().get_common_view_kwargs(**kwargs)
        return {**common, "usage_url_name": None}

    def get_urlpatterns(self) -> list[Any]:
        """Those that are named; a view that a later Wagtail brings is left out until somebody thinks about it."""
        return [pattern for pattern in super().get_urlpatterns() if pattern.name in self.VIEWS]

    def get_edit_handler(self) -> Any:
        """The panels, with a form of ours below them."""
        handler = super().get_edit_handler()
        handler.base_form_class = self.base_form_class
        return handler


def turned_back(request: HttpRequest, reason: str, url_name: str, *args: Any) -> HttpResponse:
    """Say why something is refused, and lead elsewhere."""
    messages.error(request, reason)
    return redirect(url_name, *args)


ADDRESS_STAYS = gettext_lazy("Chọn một lần khi lập; địa chỉ đã công bố thì không đổi nữa.")

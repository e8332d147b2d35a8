"""The CMS's views of the pages that hold cases: what is not allowed by name is refused, with a reason."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.admin.views.pages.usage import ContentTypeUseView
from wagtail.admin.viewsets.pages import PageViewSet

from cases.actions.edit_page import publishing
from cases.actions.incoming import public_number
from cases.editorial.refusals import refusal
from cases.models import CaseIndexPage, CaseMonthPage, CasePage, CaseYearPage
from cases.templatetags.dates import day_text
from cases.templatetags.states import state_word

LOOKING = {
    "content_type_use",
    "content_type_use_results",
    "history",
    "history_results",
    "index",
    "index_results",
    "usage",
    "workflow_history",
    "workflow_history_detail",
}
EDITING = {
    "collect_workflow_action_data",
    "confirm_workflow_cancellation",
    "edit",
    "lock",
    "preview_on_edit",
    "revisions_compare",
    "revisions_revert",
    "revisions_view",
    "unlock",
    "view_draft",
    "workflow_action",
    "workflow_preview",
}


class GuardedViewSet(PageViewSet):  # type: ignore[misc]  # Wagtail is untyped
    """Lets the named views through. A view that a later Wagtail brings is refused until somebody thinks about it."""

    allowed: ClassVar[set[str]] = LOOKING

    @cached_property
    def views(self) -> dict[str, Any]:
        """Wagtail's views by name, most of them replaced by a refusal."""
        return {name: view if name in self.allowed else refusal(name) for name, view in super().views.items()}


class Publishing:
    """Mixin of the two forms that publish: new texts, event and outbox come in one transaction or not at all."""

    page: CasePage

    def publish_action(self) -> HttpResponse:
        """Wagtail's own, inside the case's lock."""
        with publishing(self.page):
            response: HttpResponse = super().publish_action()  # type: ignore[misc]  # mixed into Wagtail's views
            return response


class CaseEditView(Publishing, EditView):  # type: ignore[misc]  # Wagtail is untyped
    """The form of a case's page."""


class CaseRevertView(Publishing, RevisionsRevertView):  # type: ignore[misc]  # Wagtail is untyped
    """The same form, filled from an older revision."""


def accepted_on(page: CasePage) -> str:
    """The day of acceptance, an en dash where a source does not tell it."""
    return day_text(page.case.accepted_at) if page.case.accepted_at else "–"


def state_of(page: CasePage) -> str:
    """Where the case stands, in a word."""
    return state_word(page.case.state, page.case.round)


class CaseList:
    """Mixin of listings of cases, newest number first. Nothing is done to many at once, so nothing can be ticked."""

    request: HttpRequest
    is_searching: bool
    search_query: str
    ordering: str | None
    default_ordering = "-case__number"
    base_columns: ClassVar[list[Column]] = [
        Column("number", label=_("Số"), accessor="case.number", sort_key="case__number", width="12%"),
        PageTitleColumn("title", label=_("Tiêu đề"), sort_key="title", classname="title"),
        Column("accepted", label=_("Tiếp nhận"), accessor=accepted_on, width="14%"),
        Column("state", label=_("Trạng thái"), accessor=state_of, width="16%"),
        PageStatusColumn("status", label=_("Trên cổng"), sort_key="live", width="12%"),
    ]

    def annotate_queryset(self, pages: QuerySet[CasePage]) -> QuerySet[CasePage]:
        """Bring the case along: a listing asks a constant number of queries."""
        return super().annotate_queryset(pages).prefetch_related("case")  # type: ignore[misc,no-any-return]  # mixed in

    def search_queryset(self, queryset: QuerySet[CasePage]) -> QuerySet[CasePage]:
        """A number finds its case, words find titles: cases are not in Wagtail's own index."""
        if not self.is_searching:
            return super().search_queryset(queryset)  # type: ignore[misc,no-any-return]  # mixed in
        words = self.search_query.strip()
        number = public_number(words.removeprefix("a"))
        found = Q(title__icontains=words) if number is None else Q(case__number=number)
        return queryset.filter(found).order_by(self.ordering or self.default_ordering)


class MonthListing(CaseList, ExplorableIndexView):  # type: ignore[misc]  # Wagtail is untyped
    """A month's cases, in the explorer."""

    sort_order_field = None  # the tree's own order comes without pages, for dragging: thousands of rows


class TypeListing(CaseList, ContentTypeUseView):  # type: ignore[misc]  # Wagtail is untyped
    """All cases."""

    def get_add_url(self) -> None:
        """None is added by hand."""


class CaseViewSet(GuardedViewSet):
    """Pages of cases: texts are edited and published, compared and brought back."""

    model = CasePage
    allowed = LOOKING | EDITING
    index_view_class = MonthListing
    content_type_use_view_class = TypeListing
    edit_view_class = CaseEditView
    revisions_revert_view_class = CaseRevertView


def page_viewsets() -> list[GuardedViewSet]:
    """One for every type of page that holds cases."""
    tree = [GuardedViewSet(model=model) for model in (CaseIndexPage, CaseYearPage, CaseMonthPage)]
    return [*tree, CaseViewSet()]

"""Pages of the tree: index, year, month and case. They hold what editors own; facts stay with the case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from cases.models.case import Case
from cases.models.location import point_of
from cases.models.page_guard import CasePermissionTester, GuardedPage
from cases.models.press import PressBlock, press_words
from cases.rules.redaction import is_broken

if TYPE_CHECKING:
    from collections.abc import Callable


class CaseIndexPage(GuardedPage):
    """Anchors the tree of cases at /phan-anh/; the list itself is the search's view."""

    is_creatable = False
    max_count = 1
    parent_page_types: ClassVar[list[str]] = []
    subpage_types: ClassVar[list[str]] = ["cases.CaseYearPage"]

    class Meta:
        verbose_name = verbose_name_plural = _("mục phản ánh")


class CaseYearPage(GuardedPage):
    """Holds the months of one year."""

    is_creatable = False
    parent_page_types: ClassVar[list[str]] = ["cases.CaseIndexPage"]
    subpage_types: ClassVar[list[str]] = ["cases.CaseMonthPage"]

    class Meta:
        verbose_name = verbose_name_plural = _("năm")


class CaseMonthPage(GuardedPage):
    """Holds the cases accepted in one month: some thousand children at most."""

    is_creatable = False
    parent_page_types: ClassVar[list[str]] = ["cases.CaseYearPage"]
    subpage_types: ClassVar[list[str]] = ["cases.CasePage"]

    class Meta:
        verbose_name = verbose_name_plural = _("tháng")


WITH_PRESS = ~models.Q(press=[])  # few pages: they have an index of their own


class CasePage(GuardedPage):
    """What the public reads of a case: title and text after redaction, place, an editor's note.

    `location` moves the point on the map; where it is empty, the point is the case's own.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="page")
    text = models.TextField(_("nội dung công khai"), blank=True)
    place = models.CharField(_("địa điểm"), max_length=255, blank=True)
    location = models.CharField(_("vị trí trên bản đồ"), max_length=250, blank=True)
    editors_note = models.TextField(_("ghi chú của ban biên tập"), blank=True)
    press = StreamField(PressBlock(), verbose_name=_("báo chí nhắc đến"), blank=True)

    #: Set in `cases.apps` to the function of `cases.public` that serves a page; models import nothing upward.
    present: ClassVar[Callable[[HttpRequest, CasePage], HttpResponse] | None] = None

    #: What editors own: a revision brings these back, and nothing else.
    edited_fields: ClassVar[tuple[str, ...]] = ("title", "text", "place", "location", "editors_note", "press")
    identity = ("slug", "case_id")
    kept = (*GuardedPage.kept, "case_id")
    permission_tester = CasePermissionTester

    is_creatable = False
    parent_page_types: ClassVar[list[str]] = ["cases.CaseMonthPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = verbose_name_plural = _("phản ánh")
        indexes = (models.Index(fields=("case",), name="pages_with_press", condition=WITH_PRESS),)

    def edited(self) -> dict[str, str]:
        """What editors own, as it is on this instance."""
        own = {name: getattr(self, name) for name in self.edited_fields}
        return {**own, "press": press_words(self.press)}

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """As for every page of a case; a revision from before there was a press list does not empty it."""
        page = super().with_content_json(content)
        if "press" not in content:
            page.press = page.before.press
        return page

    def clean(self) -> None:
        """Refuse a location that is no point, and words that were meant to cover something and do not."""
        super().clean()
        for name in ("title", "text", "place"):
            if is_broken(getattr(self, name)):
                raise ValidationError({name: _("Dấu che phải viết đúng: [đã che] hoặc [đã che: số điện thoại].")})
        if self.location and point_of(self.location) is None:
            raise ValidationError({"location": _("Vị trí này không phải là một điểm trên bản đồ.")})

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Serve the public page; the public address does the same without walking the tree."""
        present = type(self).present
        if present is None:  # pragma: no cover - a system check fails first
            raise RuntimeError("CasePage.present is not set")
        return present(request, self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Preview exactly the public page, with the texts being edited."""
        return self.serve(request)


PAGE_TYPES = (CaseIndexPage, CaseYearPage, CaseMonthPage, CasePage)

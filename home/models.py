"""Front page and ordinary pages: what editors write that is no case."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from cases.accountability.divisions import WARDS, divided
from cases.accountability.front import front_figures, latest_answers
from cases.accountability.ward_map import ward_map
from cases.models.page_guard import AnchorPage

FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link"]


class HomePage(AnchorPage):
    """The front: search first, then how the city stands today. Every case hangs below it, so it stays where it is."""

    intro = RichTextField(_("lời mở đầu"), blank=True, features=FEATURES)

    max_count = 1
    template = "home/home_page.html"
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["home.StandardPage"]
    content_panels: ClassVar[list[Any]] = [
        FieldPanel(
            "title", classname="title", help_text=_("Tên trang trong CMS.")
        ),  # Wagtail's own looks for a slug to keep in step
        FieldPanel("intro", help_text=_("Đứng ở mục “Trang này là gì”. Để trống thì trang dùng lời có sẵn.")),
    ]
    promote_panels: ClassVar[list[Any]] = [
        MultiFieldPanel([FieldPanel("seo_title"), FieldPanel("search_description")], heading=_("Cho máy tìm kiếm"))
    ]
    settings_panels: ClassVar[list[Any]] = []

    class Meta:
        verbose_name = verbose_name_plural = _("trang đầu")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the city's figures of this minute, also by ward, and what was answered last."""
        context = super().get_context(request, *args, **kwargs)
        figures = front_figures()
        wards = divided(WARDS) if figures else None
        return {
            **context,
            "figures": figures,
            "latest_answers": latest_answers(),
            "wards": wards,
            "map": ward_map(wards.rows) if wards else None,
        }


def is_taken(path: str) -> bool:
    """True for an address that the portal itself answers, so that no page could ever be seen there."""
    if path.strip("/") in dict(settings.LANGUAGES):
        return True
    try:
        return resolve(path).url_name != "wagtail_serve"
    except Resolver404:
        return False


class StandardPageForm(WagtailAdminPageForm):  # type: ignore[misc]  # Wagtail is untyped
    """Refuses an address below the front page that belongs to another part of the portal."""

    def clean(self) -> dict[str, Any]:
        """Check the slug against the portal's own addresses."""
        cleaned: dict[str, Any] = super().clean()
        slug = cleaned.get("slug")
        if slug and isinstance(self.parent_page.specific, HomePage) and is_taken(f"/{slug}/"):
            self.add_error("slug", _("Địa chỉ này thuộc về một phần khác của cổng."))
        return cleaned


class StandardPage(Page):  # type: ignore[misc]  # Wagtail is untyped
    """A page of text: method, help, about."""

    body = RichTextField(_("nội dung"), blank=True, features=FEATURES)

    template = "home/standard_page.html"
    base_form_class = StandardPageForm
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.StandardPage"]
    subpage_types: ClassVar[list[str]] = ["home.StandardPage"]
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = verbose_name_plural = _("trang thường")

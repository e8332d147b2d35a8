"""Front page and ordinary pages: what editors write that is no case."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from cases.accountability.divisions import WARDS, divided
from cases.accountability.front import common_term_days, front_cases, front_figures
from cases.accountability.frozen.caveats import caveats_now
from cases.accountability.frozen.sentences import caveat_sentences
from cases.accountability.present import present
from cases.accountability.ward_map import ward_map
from cases.models.page_guard import AnchorPage
from home.blocks import BodyBlock, LinksBlock, fetch_pictures
from home.explaining import EXPLAINED, numbers, template_of
from home.slugs import PlainSlugForm, PlainSlugs

NEWS_AT_ONCE = 20  # rows of the list of news
HOME_DEPTH = 2  # the front page, below the root of the tree
PHONE = r"^\+?[0-9][0-9 ().-]*$"
FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link"]


class HomePage(AnchorPage):
    """The front: search first, then how the city stands today. Every case hangs below it, so it stays where it is."""

    intro = RichTextField(_("lời mở đầu"), blank=True, features=FEATURES)

    max_count = 1
    template = "home/home_page.html"
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["home.StandardPage", "home.NewsIndexPage"]
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
        """Add the city's figures of this minute, who is most past due, wards, newest answers, and the term of all."""
        context = super().get_context(request, *args, **kwargs)
        figures = front_figures()
        wards = divided(WARDS) if figures else None
        cases = front_cases()
        return {
            **context,
            "figures": figures,
            "most_past_due": cases.most_past_due,
            "latest_answers": cases.latest_answers,
            "term_days": common_term_days(),
            "caveats": caveat_sentences(caveats_now(present())) if figures else [],
            "wards": wards,
            "map": ward_map(wards.rows) if wards else None,
        }


def is_taken(path: str) -> bool:
    """True for an address that the portal itself answers, so that no page could ever be seen there.

    Below those of files it is the proxy that answers. Explaining pages are no such: a page there adds to their text.
    """
    if path.strip("/") in dict(settings.LANGUAGES) or path in (settings.MEDIA_URL, settings.STATIC_URL):
        return True
    try:
        found = resolve(path)
    except Resolver404:
        return False
    return found.url_name != "wagtail_serve" and found.url_name not in EXPLAINED.values()


class StandardPageForm(PlainSlugForm):
    """Refuses an address below the front page that belongs to another part of the portal."""

    def clean(self) -> dict[str, Any]:
        """Check the slug against the portal's own addresses."""
        cleaned: dict[str, Any] = super().clean()
        slug = cleaned.get("slug")
        if slug and isinstance(self.parent_page.specific, HomePage) and is_taken(f"/{slug}/"):
            self.add_error("slug", _("Địa chỉ này thuộc về một phần khác của cổng."))
        return cleaned


class StandardPage(PlainSlugs, Page):  # type: ignore[misc]  # Wagtail is untyped
    """A page of text: method, help, about."""

    body = StreamField(BodyBlock(), verbose_name=_("nội dung"), blank=True)

    template = "home/standard_page.html"
    base_form_class = StandardPageForm
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.StandardPage"]
    subpage_types: ClassVar[list[str]] = ["home.StandardPage"]
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = verbose_name_plural = _("trang thường")

    @property
    def explains(self) -> bool:
        """True where it adds to one of the portal's own texts: by its slug, right below the front page."""
        return self.slug in EXPLAINED and self.depth == HOME_DEPTH + 1

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        """Its own, or that of the text it adds to."""
        return template_of(self.slug) if self.explains else str(self.template)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the numbers that such a text names, and fetch the pictures."""
        fetch_pictures(self.body)
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {**context, **numbers()} if self.explains else context


class NewsIndexPage(PlainSlugs, Page):  # type: ignore[misc]  # Wagtail is untyped
    """News, newest first."""

    lead = models.TextField(_("lời dẫn"), blank=True, max_length=300)

    max_count = 1
    template = "home/news_index_page.html"
    base_form_class = StandardPageForm
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["home.NewsPage"]
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("lead")]

    class Meta:
        verbose_name = verbose_name_plural = _("mục tin")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add one page of what is live. One row more than is shown tells whether there is another page."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        number = page_number(request)
        first = (number - 1) * NEWS_AT_ONCE
        rows = list(NewsPage.objects.child_of(self).live().order_by("-date", "-pk")[first : first + NEWS_AT_ONCE + 1])
        return {
            **context,
            "news": rows[:NEWS_AT_ONCE],
            "previous": f"?page={number - 1}" if number > 1 else "",
            "next": f"?page={number + 1}" if len(rows) > NEWS_AT_ONCE else "",
        }


def page_number(request: HttpRequest) -> int:
    """The page asked for by `?page=`; the first for anything that is no such number."""
    asked = request.GET.get("page", "")
    return int(asked) if asked.isascii() and asked.isdigit() and int(asked[:5]) > 0 and len(asked) < 5 else 1


class NewsPage(PlainSlugs, Page):  # type: ignore[misc]  # Wagtail is untyped
    """One piece of news: its day, a lead for lists, a text."""

    date = models.DateField(_("ngày"), default=timezone.localdate)
    lead = models.TextField(_("lời dẫn"), blank=True, max_length=300)
    body = StreamField(BodyBlock(), verbose_name=_("nội dung"), blank=True)

    template = "home/news_page.html"
    base_form_class = PlainSlugForm
    parent_page_types: ClassVar[list[str]] = ["home.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("date", help_text=_("Tin mới đứng trước theo ngày này.")),
        FieldPanel("lead", help_text=_("Một, hai câu; hiện ở danh sách và khi chia sẻ.")),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = verbose_name_plural = _("tin")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add where it belongs, and fetch the pictures."""
        fetch_pictures(self.body)
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        index = self.get_parent()
        return {**context, "index": {"title": index.title, "address": index.get_url(request)}}


@register_setting(icon="list-ul")
class Menus(BaseGenericSetting):  # type: ignore[misc]  # Wagtail is untyped
    """Links at the head and foot of every page; a menu without links leaves the frame its own."""

    header = StreamField(LinksBlock(), verbose_name=_("đầu trang"), blank=True)
    footer_learn = StreamField(LinksBlock(), verbose_name=_("cuối trang: tìm hiểu"), blank=True)
    footer_lists = StreamField(LinksBlock(), verbose_name=_("cuối trang: danh sách"), blank=True)

    panels: ClassVar[list[Any]] = [
        FieldPanel("header", help_text=_("Để trống thì trang dùng các liên kết có sẵn.")),
        FieldPanel("footer_learn"),
        FieldPanel("footer_lists"),
    ]

    class Meta:
        verbose_name = verbose_name_plural = _("mục chọn đầu trang, chân trang")


@register_setting(icon="mail")
class CenterContacts(BaseGenericSetting):  # type: ignore[misc]  # Wagtail is untyped
    """How to reach the Center: at the foot of every page, and beside sentences that send readers there."""

    phone = models.CharField(_("điện thoại"), max_length=30, blank=True, validators=[RegexValidator(PHONE)])
    email = models.EmailField(_("e-mail"), blank=True)
    web = models.CharField(
        _("trang gửi phản ánh"), max_length=300, blank=True, validators=[URLValidator(schemes=["https", "http"])]
    )
    address = models.CharField(_("nơi tiếp"), max_length=200, blank=True)
    hours = models.CharField(_("giờ làm việc"), max_length=200, blank=True)
    hours_en = models.CharField(_("giờ làm việc, tiếng Anh"), max_length=200, blank=True)

    panels: ClassVar[list[Any]] = [
        FieldPanel("phone", help_text=_("Ô nào để trống thì không hiện trên trang.")),
        FieldPanel("email"),
        FieldPanel("web", help_text=_("Nơi người dân gửi phản ánh, như https://hue.gov.vn/.")),
        FieldPanel("address"),
        FieldPanel("hours"),
        FieldPanel("hours_en"),
    ]

    class Meta:
        verbose_name = verbose_name_plural = _("liên hệ của Trung tâm")

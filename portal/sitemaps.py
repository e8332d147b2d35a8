"""What search engines are told to read: cases by month, agencies, frozen days, ordinary pages, in both languages."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap, views
from django.contrib.sitemaps.views import x_robots_tag
from django.core.cache import cache
from django.db.models import Max, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe
from wagtail.models import Page

from cases.models import Agency, Category, Snapshot, Ward
from cases.public.addresses import LIST, case_path, language_prefix
from cases.public.crawled import cases_of, months
from home.explaining import EXPLAINED
from home.models import HomePage, NewsIndexPage, NewsPage, StandardPage

ADDRESSES = 2_000  # in one file, at most: half a second's work, where the standard's 50,000 would hold up a server
REMEMBERED = 600  # seconds that the index is: it looks at every case
#: Pages that are no row of any table, by the names of their addresses.
PLACES = (
    "case_list",
    "case_map",
    "overdue",
    "agencies",
    "wards",
    "categories",
    "backlog",
    "statistics",
    "gone",
    "open_data",
    "frozen_days",
    "press",
    *EXPLAINED.values(),
    "api",
)
#: Files that there always are; those of cases are named by their month.
SECTIONS = ("trang", "don-vi", "ngay-da-chot")
_MONTH = re.compile(r"phan-anh-([0-9]{4})-([0-9]{2})")

_WRITTEN = ("url_path", "last_published_at", "content_type__model")

Row = tuple[str, datetime | None]  # an address below the language's root, and when the page last changed


class Addresses(Sitemap):  # type: ignore[type-arg] # generic for the checker only
    """Rows in every language, each with its counterparts; those `in_vietnamese_only` by their one address."""

    limit = ADDRESSES // len(settings.LANGUAGES)

    def __init__(
        self, rows: QuerySet[Any, Any] | Sequence[Row], below: str = "", in_vietnamese_only: Collection[str] = ()
    ) -> None:
        self.rows, self.below, self.in_vietnamese_only = rows, below, in_vietnamese_only

    def items(self) -> Any:
        """What the paginator cuts; only the asked page of it is ever read."""
        return self.rows

    def address(self, row: Row) -> str:
        """A row's address below the language's root."""
        return f"{self.below}{row[0]}"

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        """One page of entries for the template of Django; addresses are those of PUBLIC_URL, whoever asks."""
        rows = list(self.paginator.page(page).object_list)
        known = [row[1] for row in rows if row[1] is not None]
        if known and len(known) == len(rows):
            self.latest_lastmod = max(known)
        return [entry for row in rows for entry in self._of(row)]

    def _of(self, row: Row) -> Iterable[dict[str, Any]]:
        if row[0] in self.in_vietnamese_only:
            return [{"location": f"{settings.PUBLIC_URL}/{self.address(row)}", "lastmod": row[1]}]
        return _entries(self.address(row), row[1])


class Cases(Addresses):
    """Cases, by their addresses in the tree of pages."""

    def address(self, row: Row) -> str:
        """The canonical address below the language's root."""
        return f"{self.below}{case_path(row[0])}"


def _entries(address: str, changed_at: datetime | None) -> Iterable[dict[str, Any]]:
    """The entry of an address in every language."""
    codes = [code for code, _name in settings.LANGUAGES]
    urls = {code: f"{settings.PUBLIC_URL}/{language_prefix(code)}{address}" for code in codes}
    languages = {**urls, "x-default": urls[settings.LANGUAGE_CODE]}
    alternates = [{"lang_code": code, "location": url} for code, url in languages.items()]
    return [{"location": urls[code], "lastmod": changed_at, "alternates": alternates} for code in codes]


def _agencies() -> Addresses:
    """Every agency that has a name (one query)."""
    slugs = Agency.objects.exclude(name="").order_by("slug").values_list("slug", flat=True)
    return Addresses([(_below_root("agency", slug=slug), None) for slug in slugs])


def _frozen() -> Addresses:
    """Every frozen day, the newest first; what was corrected since has changed (one query)."""
    days = Snapshot.objects.annotate(corrected=Max("corrections__made_at")).order_by("-date")
    told = days.values_list("date", "frozen_at", "corrected")
    return Addresses([(_below_root("frozen_day", day=day), corrected or at) for day, at, corrected in told])


def _pages() -> Addresses:
    """The front page, the lists, and what editors have written for everybody."""
    home = HomePage.objects.values_list("url_path", flat=True).first() or "/"
    kinds = (StandardPage, NewsIndexPage, NewsPage)
    written = Page.objects.live().public().exact_type(*kinds).order_by("path")
    rows: dict[str, datetime | None] = {"": None, **{_below_root(name): None for name in PLACES}}
    told = [(path.removeprefix(home), at, kind) for path, at, kind in written.values_list(*_WRITTEN)]
    rows |= {path: at for path, at, __ in told}
    for name, model in (("ward", Ward), ("category", Category)):
        slugs = model._default_manager.order_by("slug").values_list("slug", flat=True)
        rows |= {_below_root(name, slug=slug): None for slug in slugs}
    news = {path for path, __, kind in told if kind != StandardPage._meta.model_name}
    return Addresses(list(rows.items()), in_vietnamese_only=news)


def _below_root(name: str, **parts: str | date) -> str:
    with override(settings.LANGUAGE_CODE):
        return reverse(name, kwargs=parts).lstrip("/")


@require_safe
@x_robots_tag
def index(request: HttpRequest) -> HttpResponse:
    """The list of files: pages, agencies, frozen days, and some for every month with cases (at most 3 queries)."""
    found: list[dict[str, object]] = [{"location": _file(section)} for section in SECTIONS]
    for month in cache.get_or_set("sitemap:months", months, REMEMBERED) or []:
        address = _file(f"phan-anh-{month.year:04}-{month.month:02}")
        files = [address, *(f"{address}?p={page}" for page in range(2, -(-month.cases // Cases.limit) + 1))]
        found += [{"location": file, "last_mod": month.changed_at} for file in files]
    return TemplateResponse(request, "sitemap_index.xml", {"sitemaps": found}, content_type="application/xml")


def _file(section: str) -> str:
    return f"{settings.PUBLIC_URL}{reverse('sitemap_part', kwargs={'section': section})}"


@require_safe
def part(request: HttpRequest, section: str) -> HttpResponse:
    """One of those files; 404 where the index names none (at most four queries)."""
    sitemap = _sitemap(section)
    if sitemap is None:
        raise Http404
    return views.sitemap(request, {section: sitemap}, section=section)


def _sitemap(section: str) -> Addresses | None:
    if section == "don-vi":
        return _agencies()
    if section == "trang":
        return _pages()
    if section == "ngay-da-chot":
        return _frozen()
    month = _MONTH.fullmatch(section)
    rows = cases_of(*month.groups()) if month else None
    return None if rows is None else Cases(rows, below=LIST)

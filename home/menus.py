"""Links at the head and foot of every page, as editors chose them; where they chose none, the frame has its own.

Read at most once a minute and process, by eight queries however large the tree is and however many links there are. A
change in the CMS shows at once in the process that saved it, and within that minute in the others.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, get_language_from_path, gettext, gettext_noop, override

from home.center import Center, beside, center

KEY = "home.menus"
KEPT = 60  # seconds
PARTS = ("header", "footer_learn", "footer_lists")
NEWS = gettext_noop("Tin")


@dataclass(frozen=True, kw_only=True)
class Link:
    """One link in both languages."""

    vietnamese: str
    english: str
    addresses: tuple[tuple[str, str], ...]

    @property
    def label(self) -> str:
        """Its words in the reader's language; Vietnamese where there are no others."""
        return self.english if self.english and get_language() == "en" else self.vietnamese

    @property
    def address(self) -> str:
        """Where it leads, in the reader's language."""
        addresses = dict(self.addresses)
        return addresses.get(get_language() or "", addresses[settings.LANGUAGE_CODE])

    @property
    def is_elsewhere(self) -> bool:
        """True where it leaves the portal."""
        return not self.address.startswith("/")


Menu = dict[str, tuple[Link, ...] | Center | None]


def in_every_language(value: Any) -> tuple[tuple[str, str], ...]:
    """The addresses of a link's page or path by language; nothing where its page is gone or not live."""
    page = value["page"]
    if page is not None:
        told = [(code, _address_of(page, code)) for code, _name in settings.LANGUAGES if page.live]
    elif not value["address"].startswith("/"):
        told = [(code, value["address"]) for code, _name in settings.LANGUAGES]
    else:
        # Editors write paths in Vietnamese, or copy one from a page in whatever language.
        with override(get_language_from_path(value["address"]) or settings.LANGUAGE_CODE):
            told = [(code, translate_url(value["address"], code)) for code, _name in settings.LANGUAGES]
    return tuple((code, address) for code, address in told if address)


def _address_of(page: Any, code: str) -> str | None:
    with override(code):
        address: str | None = page.url
        return address


def links(stream: Iterable[Any]) -> tuple[Link, ...]:
    """The links of one menu that lead somewhere."""
    told = [(block.value, in_every_language(block.value)) for block in stream]
    return tuple(
        Link(vietnamese=value["label"], english=value["label_en"], addresses=addresses)
        for value, addresses in told
        if addresses
    )


def read() -> Menu:
    """What editors chose, from the database, the way to the news once there are any, and to the Center."""
    row = apps.get_model("home", "Menus").objects.first()
    chosen = {part: links(getattr(row, part)) if row else () for part in PARTS}
    index = _index_of_news()
    return {**chosen, "news": news(index), "center": center(index)}


def _index_of_news() -> Any:
    """The list of news, whether it `has_news`, and beside it what is known of the Center: all in one query."""
    published = apps.get_model("home", "NewsPage").objects.live().filter(path__startswith=OuterRef("path"))
    index = apps.get_model("home", "NewsIndexPage").objects.annotate(has_news=Exists(published), **beside())
    return index.first()


def news(index: Any) -> tuple[Link, ...]:
    """A link to the list of news, for menus that editors have not chosen; none while nothing is published there."""
    if index is None or not (index.live and index.has_news):
        return ()
    with override(settings.LANGUAGE_CODE):
        vietnamese = gettext(NEWS)
    with override("en"):
        english = gettext(NEWS)
    addresses = in_every_language({"page": index})
    return (Link(vietnamese=vietnamese, english=english, addresses=addresses),) if addresses else ()


def menus() -> Menu:
    """The same, from the cache while that is fresh."""
    found: Menu | None = cache.get(KEY)
    if found is None:
        found = read()
        cache.set(KEY, found, KEPT)
    return found


def forget(**kwargs: Any) -> None:
    """Receiver of `post_save` and `post_delete`: what was read is read anew."""
    cache.delete(KEY)


def context(request: HttpRequest) -> dict[str, object]:
    """Context processor: `menus`, read when a page asks for it."""
    return {"menus": SimpleLazyObject(menus)}

"""Cards of the front page, of the pages that explain the portal, and of what editors write."""

from __future__ import annotations

from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from cases.accountability import pictures
from cases.public.pictures.card import Card, card
from cases.templatetags.dates import day_text
from home.explaining import WORDS
from home.models import NewsIndexPage, NewsPage, StandardPage


def front() -> Card:
    """What the portal is, and how the city stands."""
    return pictures.front(f"{_('Bạn báo.')} {_('Thành phố trả lời.')}\n{_('Ai cũng xem được.')}")


def explaining(slug: str) -> Card:
    """A text of ours; what editors add to it stands below and does not change what it is about."""
    title, sentence = WORDS[slug]
    return card(str(title), sentence=str(sentence))


def written(address: str) -> Card | None:
    """A live page of editors by its address below the front page; None where there is none that anyone may read."""
    root = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    if root is None:
        return None
    pages = Page.objects.live().public().exact_type(StandardPage, NewsIndexPage, NewsPage)
    page = pages.filter(url_path=f"{root.root_page.url_path}{address}/").specific().first()
    if page is None:
        return None
    day = day_text(page.date) if isinstance(page, NewsPage) else ""
    return card(page.seo_title or page.title, kicker=day, sentence=getattr(page, "lead", "") or page.search_description)

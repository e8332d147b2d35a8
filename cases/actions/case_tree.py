"""Where a case's page hangs: index → year → month → case, created on the way."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from typing import TypeVar

from django.db.models import F
from django.utils import timezone
from wagtail.models import Page

from cases.actions.bulk_rows import reserve_ids
from cases.actions.numbering import lock_tree
from cases.actions.tree_rows import TreeRows, last_step
from cases.models import CaseIndexPage, CaseMonthPage, CaseYearPage

SLUG_LENGTH = 80
Child = TypeVar("Child", CaseYearPage, CaseMonthPage)


def ascii_slug(text: str, length: int = SLUG_LENGTH) -> str:
    """Lower-case ASCII words joined by hyphens, cut on a word; "phan-anh" where nothing is left."""
    folded = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    words = re.findall(r"[a-z0-9]+", "".join(c for c in folded if not unicodedata.combining(c)))
    slug = ""
    for word in words:
        if len(slug) + len(word) + 1 > length:
            break
        slug = f"{slug}-{word}" if slug else word
    return slug or "phan-anh"


def page_slug(title: str, number: int) -> str:
    """`<words>-a<number>`: the number alone finds the case, the words are for people."""
    return f"{ascii_slug(title)}-a{number}"


def index_page() -> CaseIndexPage:
    """The page that anchors the tree; migrations made it."""
    page: CaseIndexPage = CaseIndexPage.objects.get()
    return page


def _child(parent: Page, model: type[Child], slug: str, title: str) -> Child:
    found: Child | None = model.objects.child_of(parent).filter(slug=slug).first()
    if found is not None:
        return found
    (page_id,) = reserve_ids(Page, 1)
    rows = TreeRows(model)
    rows.add(
        page_id,
        title=title,
        slug=slug,
        parent_url=parent.url_path,
        parent_path=parent.path,
        step=last_step(parent.path) + 1,
        published=timezone.now(),
    )
    rows.write()
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + 1)
    child: Child = model.objects.get(pk=page_id)
    return child


def month_page(month_of: datetime) -> CaseMonthPage:
    """The page of the local month that holds `month_of`, made where it is missing.

    On PostgreSQL the index page's row is locked first, so that two writers never make the same month.
    """
    local = timezone.localtime(month_of)
    lock_tree()
    index = index_page()
    known = CaseMonthPage.objects.filter(url_path=f"{index.url_path}{local:%Y/%m}/").first()
    if known is not None:
        return known  # type: ignore[no-any-return]  # Wagtail's managers are untyped
    year = _child(index, CaseYearPage, f"{local:%Y}", f"{local:%Y}")
    return _child(year, CaseMonthPage, f"{local:%m}", f"{local:%m/%Y}")

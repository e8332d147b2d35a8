"""Inserts pages into Wagtail's tree as rows, with the places in the tree that they need.

Wagtail's own way asks some fifteen queries for each page, to check what holds here anyway: slugs are unique by the
number in them, paths by the lock on the tree.
"""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max
from wagtail.models import Locale, Page

from cases.actions.bulk_rows import Rows

PAGE = [
    "id",
    "title",
    "draft_title",
    "slug",
    "url_path",
    "path",
    "depth",
    "live",
    "translation_key",
    "first_published_at",
    "last_published_at",
]


def last_step(path: str) -> int:
    """The number of the last child in treebeard's alphabet; 0 without children."""
    children = Page.objects.filter(path__startswith=path, depth=len(path) // Page.steplen + 1)
    newest = children.aggregate(newest=Max("path"))["newest"]
    return Page._str2int(newest[-Page.steplen :]) if newest else 0


class TreeRows:
    """New pages of one type: their rows in the tree, and in the type's own table (`columns` behind the page's id)."""

    def __init__(self, model: type[Page], columns: tuple[str, ...] = ()) -> None:
        kind = ContentType.objects.get_for_model(model)
        self.pages = Rows(Page, PAGE, content_type_id=kind.pk, locale_id=Locale.get_default().pk, numchild=0)
        self.own = Rows(model, ["page_ptr_id", *columns])

    def add(
        self,
        page_id: int,
        *own: object,
        title: str,
        slug: str,
        parent_url: str,
        parent_path: str,
        step: int,
        published: datetime | None,
    ) -> None:
        """Collect one page, the `step`-th child of its parent; without a time of publication it is not live."""
        depth = len(parent_path) // Page.steplen + 1
        path = Page._get_path(parent_path, depth, step)
        live, key = published is not None, uuid4()
        self.pages.add(
            page_id, title, title, slug, f"{parent_url}{slug}/", path, depth, live, key, published, published
        )
        self.own.add(page_id, *own)

    def write(self) -> None:
        """Write what was collected."""
        self.pages.write()
        self.own.write()

"""Places for many new pages under month pages, without asking the tree for each of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Max
from django.utils import timezone
from wagtail.models import Page

from cases.actions.case_tree import month_page, page_slug


@dataclass(slots=True)
class Branch:
    """A month page and how many children it will have got."""

    page_id: int
    path: str
    url_path: str
    depth: int
    last_step: int
    added: int = 0

    def next_child(self, title: str, number: int) -> tuple[str, str, str]:
        """Slug, tree path and URL path of the next page under it."""
        self.last_step += 1
        self.added += 1
        slug = page_slug(title, number)
        return slug, Page._get_path(self.path, self.depth + 1, self.last_step), f"{self.url_path}{slug}/"


def last_step(path: str) -> int:
    """The number of the last child in treebeard's alphabet; 0 without children."""
    newest = Page.objects.filter(path__startswith=path, depth=len(path) // Page.steplen + 1).aggregate(m=Max("path"))[
        "m"
    ]
    return Page._str2int(newest[-Page.steplen :]) if newest else 0


class Branches:
    """The month pages a batch needs; `close` writes how many children each has got."""

    def __init__(self) -> None:
        self._by_month: dict[tuple[int, int], Branch] = {}

    def of(self, month_of: datetime) -> Branch:
        """The branch of the local month that holds `month_of`."""
        local = timezone.localtime(month_of)
        key = (local.year, local.month)
        if key not in self._by_month:
            page = month_page(month_of)
            self._by_month[key] = Branch(page.pk, page.path, page.url_path, page.depth, last_step(page.path))
        return self._by_month[key]

    def close(self) -> None:
        """Tell the month pages of their new children."""
        for branch in self._by_month.values():
            Page.objects.filter(pk=branch.page_id).update(numchild=F("numchild") + branch.added)

"""Places for many new pages under month pages, without asking the tree for each of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F
from django.utils import timezone
from wagtail.models import Page

from cases.actions.case_tree import month_page
from cases.actions.tree_rows import last_step


@dataclass(slots=True)
class Branch:
    """A month page and how many children it will have got."""

    page_id: int
    path: str
    url_path: str
    last_step: int
    added: int = 0

    def next_step(self) -> int:
        """The place of the next page under it."""
        self.last_step += 1
        self.added += 1
        return self.last_step


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
            self._by_month[key] = Branch(page.pk, page.path, page.url_path, last_step(page.path))
        return self._by_month[key]

    def close(self) -> None:
        """Tell the month pages of their new children."""
        for branch in self._by_month.values():
            Page.objects.filter(pk=branch.page_id).update(numchild=F("numchild") + branch.added)

"""Lists that are shown page by page: `?page=2`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest


def asked_page(request: HttpRequest, rows: QuerySet[Any, Any] | Sequence[Any], n: int) -> Page[Any]:
    """The page of `n` rows that an address asks for, the first where it asks for none; 404 for any other."""
    page, all_of_them = request.GET.get("page", "1"), Paginator(rows, n)
    if not (page.isascii() and page.isdigit() and 0 < int(page[:6]) <= all_of_them.num_pages):
        raise Http404
    return all_of_them.page(int(page[:6]))


def steps(page: Page[Any]) -> dict[str, int | str]:
    """What templates say of it: how many rows there are in all, which page this is, the addresses of its neighbours."""
    return {
        "count": page.paginator.count,
        "page": page.number,
        "pages": page.paginator.num_pages,
        "previous": f"?page={page.number - 1}" if page.has_previous() else "",
        "next": f"?page={page.number + 1}" if page.has_next() else "",
    }

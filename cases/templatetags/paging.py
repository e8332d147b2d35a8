"""Pages of a list: numbers around the present one, both ends, gaps between."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict


@dataclass(frozen=True, kw_only=True)
class Leaf:
    """One page and its address, relative to the list."""

    number: int
    href: str


@dataclass(frozen=True, kw_only=True)
class Pager:
    """What the component shows; `pages` holds None for a gap, and is empty for a single page."""

    number: int
    pages: tuple[Leaf | None, ...]
    previous: Leaf | None
    next: Leaf | None


def pager(number: int, total: int, query: str = "") -> Pager:
    """Pages 1 … `total` seen from `number`; `query` is the list's query string, whose page is replaced."""
    if total < 2:
        return Pager(number=number, pages=(), previous=None, next=None)
    shown = sorted({1, total, *range(max(1, number - 1), min(total, number + 1) + 1)})
    pages: list[Leaf | None] = []
    for n in shown:
        last = pages[-1] if pages else None
        if last is not None and n - last.number == 2:
            pages.append(_leaf(n - 1, query))
        elif last is not None and n - last.number > 2:
            pages.append(None)
        pages.append(_leaf(n, query))
    return Pager(
        number=number,
        pages=tuple(pages),
        previous=_leaf(number - 1, query) if number > 1 else None,
        next=_leaf(number + 1, query) if number < total else None,
    )


def _leaf(number: int, query: str) -> Leaf:
    kept = [(name, value) for name, values in QueryDict(query).lists() if name != "page" for value in values]
    return Leaf(number=number, href="?" + urlencode([*kept, ("page", number)] if number > 1 else kept))

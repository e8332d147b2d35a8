"""What a queue is, in one table: the columns that it is ordered by and that its file holds, and what narrows it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.editorial.center.lists import title


def as_it_is(value: Any) -> object:
    """A value that needs no words of its own."""
    return value


@dataclass(frozen=True, kw_only=True)
class Column:
    """`name` stands in the address, with a minus for the other way; `key` is what rows are ordered by.

    `told` makes of the key what the file says; moments, days and words need nothing.
    """

    name: str
    head: str | Promise
    key: Any
    told: Callable[[Any], object] = as_it_is


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A queue. `page` is the name of its address, that of its file ends in `_file`; `saved_as` is the file's own name.

    `order` names the column by which its rows come of themselves, where there is one; `since` leads to the moment that
    days are compared with; `agency` makes a condition of a slug, `words` one of words. `of_cases`: a number finds one.
    """

    page: str
    saved_as: str
    columns: Sequence[Column]
    since: str
    agency: Callable[[str], Q]
    words: Callable[[str], Q]
    order: str = ""
    of_cases: bool = True

    @property
    def file(self) -> str:
        """The name of the file's address."""
        return f"{self.page}_file"


def label_of(choices: type[TextChoices]) -> Callable[[Any], object]:
    """Tells a choice in its words."""
    return lambda value: choices(value).label


def of_agency(path: str) -> Callable[[str], Q]:
    """A condition on the agency that a path leads to."""
    return lambda slug: Q(**{f"{path}__slug": slug})


def case_columns(path: str = "") -> tuple[Column, ...]:
    """What is told of the case that a path leads to: "assignment__case__", or nothing for the case itself."""
    return (
        Column(name="so", head=_("Số"), key=F(f"{path}number")),
        Column(name="tieu-de", head=_("Tiêu đề"), key=title(path)),
        Column(name="linh-vuc", head=_("Lĩnh vực"), key=F(f"{path}category__name")),
        Column(name="phuong", head=_("Phường, xã"), key=F(f"{path}ward__name")),
    )


def agency_column(path: str) -> Column:
    """The name of the agency that a path leads to."""
    return Column(name="don-vi", head=_("Đơn vị"), key=F(f"{path}__name"))

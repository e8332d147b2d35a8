"""What a queue is asked for, read from its address, and what is left of the queue then: a page of it, or its file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.db.models import F, OrderBy, Q, QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from django.urls import reverse

from cases.editorial.desk import books
from cases.editorial.naming import by_name
from cases.editorial.queues.files import AT_ONCE, csv_file
from cases.editorial.queues.kind import Kind
from cases.editorial.queues.reading import Reading, of_days
from cases.models import Agency

Row = TypeVar("Row")


def query_of(told: Mapping[str, object]) -> str:
    """The query of an address, without what says nothing: "?q=den&xep=-so", or nothing."""
    kept = {name: value for name, value in told.items() if value not in ("", None)}
    return f"?{urlencode(kept)}" if kept else ""


def turned(by: str, column: str) -> tuple[str, str]:
    """The order that a column's link asks for, the other way where it is ordered so already; and how it is now."""
    order = f"-{column}" if by == column else column
    return order, "ascending" if by == column else "descending" if by == f"-{column}" else ""


@dataclass(frozen=True, kw_only=True)
class Leaf(Generic[Row]):
    """A page of a queue, and the addresses of those beside it: "" where there is none."""

    rows: Sequence[Row]
    number: int = 1
    previous: str = ""
    next: str = ""

    def of(self, rows: Sequence[Any]) -> Leaf[Any]:
        """The same page with other rows."""
        return Leaf(rows=rows, number=self.number, previous=self.previous, next=self.next)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One question to a queue. `lane` is the part of the desk's; `problems` are sentences on what was left out."""

    kind: Kind
    offered: Sequence[Agency] = ()
    lane: str = ""
    q: str = ""
    agency: str = ""
    since: date | None = None
    until: date | None = None
    order: str = ""
    page: int = 1
    problems: Sequence[str] = field(default=())

    @property
    def by(self) -> str:
        """The order that applies, where it has a name."""
        return self.order or self.kind.order

    @property
    def narrows(self) -> bool:
        """Whether anything is left out of the queue."""
        return bool(self.q) or self.narrows_more

    @property
    def narrows_more(self) -> bool:
        """Whether anything but words does."""
        return bool(self.agency or self.since or self.until)

    @property
    def says(self) -> bool:
        """Whether the queue is other than it is by itself."""
        return self.narrows or bool(self.order)

    def query(self, **changed: object) -> str:
        """The address's query, with some parts changed."""
        told = {
            "luong": self.lane,
            "q": self.q,
            "don-vi": self.agency,
            "tu": self.since.isoformat() if self.since else "",
            "den": self.until.isoformat() if self.until else "",
            "xep": self.order,
            "trang": self.page if self.page > 1 else "",
        }
        return query_of({**told, **changed})

    def url(self, **changed: object) -> str:
        """The queue's address, with some parts of the question changed."""
        return reverse(self.kind.page) + self.query(**changed)

    @property
    def clear(self) -> str:
        """The address of all of it."""
        return reverse(self.kind.page) + query_of({"luong": self.lane})

    @property
    def bare(self) -> str:
        """The address that the filter's form asks; it brings the rest along."""
        return reverse(self.kind.page)

    @property
    def file(self) -> str:
        """The address of the same as a file."""
        return reverse(self.kind.file) + self.query(trang="")

    @property
    def heads(self) -> list[tuple[object, str, str]]:
        """The name of each column, the address that orders by it, and how it does now."""
        told = [(column.head, *turned(self.by, column.name)) for column in self.kind.columns]
        return [(head, self.url(xep=order, trang=""), now) for head, order, now in told]

    def condition(self) -> Q:
        """What the question leaves in the queue."""
        found = of_days(self.kind.since, self.since, self.until)
        if self.q:
            found &= self.kind.words(self.q)
        return found & self.kind.agency(self.agency) if self.agency else found

    def found(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """What is left of these rows, in the order that is asked for."""
        return self.in_order(rows.filter(self.condition()))

    def in_order(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows by a column, or as they come; what has nothing there comes last."""
        column = next((each for each in self.kind.columns if each.name == self.order.removeprefix("-")), None)
        if column is None:
            return rows
        key = OrderBy(F("sort_key"), descending=self.order.startswith("-"), nulls_last=True)
        ordered: QuerySet[Any] = rows.annotate(sort_key=column.key).order_by(key, "pk")
        return ordered

    def leaf(self, rows: QuerySet[Any], size: int) -> Leaf[Any]:
        """The page that is asked for, the last one where there are fewer.

        One row more than it holds tells whether another follows.
        """
        found, page = self.found(rows), self.page
        held = list(found[(page - 1) * size : page * size + 1])
        if page > 1 and not held:
            page = max(-(-found.count() // size), 1)
            held = list(found[(page - 1) * size : page * size])
        return Leaf(
            rows=held[:size],
            number=page,
            previous=self.url(trang=page - 1 if page > 2 else "") if page > 1 else "",
            next=self.url(trang=page + 1) if len(held) > size else "",
        )

    def as_file(self, rows: QuerySet[Any], *, now: datetime) -> StreamingHttpResponse:
        """All that is left, as CSV, in the order of the page."""
        heads = [column.head for column in self.kind.columns]
        return csv_file(self.kind.saved_as, heads, self._lines(rows), now=now)

    def _lines(self, rows: QuerySet[Any]) -> Iterator[list[object]]:
        columns = self.kind.columns
        keys = {f"told_{n}": column.key for n, column in enumerate(columns)}
        told = self.found(rows).annotate(**keys).values_list(*keys)
        for row in told.iterator(chunk_size=AT_ONCE):
            yield [column.told(value) for column, value in zip(columns, row, strict=True)]


def read(request: HttpRequest, kind: Kind, *, lane: str = "") -> Asked:
    """The question of an address; never raises."""
    reading = Reading(request.GET.dict())
    offered = by_name(agency for agency in books.agencies() if agency.name)
    since, until = reading.days()
    return Asked(
        kind=kind,
        offered=offered,
        lane=lane,
        q=reading.words(),
        agency=reading.one_of("don-vi", {agency.slug for agency in offered}),
        since=since,
        until=until,
        order=reading.order([column.name for column in kind.columns]),
        page=reading.page(),
        problems=reading.problems,
    )

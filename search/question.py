"""What is asked of the list of cases: one value, one canonical address."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, Self
from urllib.parse import quote_plus

from search.folding import nfc
from search.lexicon import current
from search.narrowing import NOTHING, Days, Narrowing
from search.sorting import Cursor, Sort, rows_before
from search.wording import Wording, read

PAGE_SIZE = 25
_UNSENDABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")  # controls, and halves of characters


class Facet(StrEnum):
    """What a list can be narrowed by, each with any number of choices; the value is the name in the address."""

    STATE = "state"
    VERDICT = "verdict"
    AGENCY = "agency"
    CATEGORY = "category"
    WARD = "ward"


@dataclass(frozen=True, kw_only=True, order=True)
class Box:
    """A rectangle on the map, in degrees (WGS 84); its edges belong to it."""

    west: float
    south: float
    east: float
    north: float

    def __post_init__(self) -> None:
        """Keep about a metre: five decimals."""
        for name in ("west", "south", "east", "north"):
            object.__setattr__(self, name, round(getattr(self, name), 5) + 0.0)

    def __str__(self) -> str:
        return ",".join(
            f"{edge:.5f}".rstrip("0").rstrip(".") for edge in (self.west, self.south, self.east, self.north)
        )

    def holds(self, lat: float | None, lon: float | None) -> bool:
        """True when the point lies inside; False when there is none."""
        return lat is not None and lon is not None and self.south <= lat <= self.north and self.west <= lon <= self.east


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question in its one canonical form, however it was put.

    `since` and `until` are days of acceptance in the city's zone, both included (`from` and `to` in the address).
    `problems` are sentences about what was asked and could not be heeded, `reading` is how its words are taken where
    not as they stand; neither is part of what is asked. `size` is how many rows a page has.
    """

    q: str = ""
    choices: Mapping[Facet, tuple[str, ...]] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    bbox: Box | None = None
    more: Narrowing = NOTHING
    sort: Sort | None = None
    page: int = 1
    after: Cursor | None = None
    before: Cursor | None = None
    size: int = PAGE_SIZE
    problems: tuple[str, ...] = field(default=(), compare=False)
    reading: Wording | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Bring every part into its canonical form."""
        self._set(q=" ".join(nfc(_UNSENDABLE.sub(" ", self.q)).split()))
        self._set(q=self.q if self._typed else "")
        chosen = {facet: tuple(sorted(set(self.choices.get(facet, ())))) for facet in Facet}
        self._set(choices={facet: values for facet, values in chosen.items() if values})
        if self.sort is None or (self.sort is Sort.RELEVANCE and not self._typed.wanted):
            self._set(sort=self.default_sort)
        if self.after is not None:
            self._set(before=None)
        if self.after is not None or self.before is not None:
            self._set(page=1)

    @cached_property
    def _typed(self) -> Wording:
        """The words alone, whatever they mean: enough to know whether there are any."""
        return read(self.q)

    def _set(self, **values: Any) -> None:
        for name, value in values.items():
            object.__setattr__(self, name, value)

    def __hash__(self) -> int:
        return hash(self.query)

    @cached_property
    def wording(self) -> Wording:
        """What the words ask for, by the lexicon of the moment; or as they are read more loosely (`read_as`)."""
        return self.reading or read(self.q, current())

    def read_as(self, wording: Wording) -> Self:
        """Return this question with its words read so, at the same place."""
        return replace(self, reading=wording)

    @property
    def default_sort(self) -> Sort:
        """The order when none is asked for: by words where there are any, else the newest first."""
        return Sort.RELEVANCE if self._typed.wanted else Sort.NEWEST

    @property
    def order(self) -> Sort:
        """The order asked for, or the default one."""
        return self.sort or self.default_sort

    def chosen(self, facet: Facet) -> tuple[str, ...]:
        """The choices within one facet, sorted; none means any."""
        return self.choices.get(facet, ())

    @property
    def accepted_from(self) -> datetime | None:
        """The first instant of `since`."""
        return Days(since=self.since).first

    @property
    def accepted_before(self) -> datetime | None:
        """The first instant after `until`."""
        return Days(until=self.until).end

    # --- the address --------------------------------------------------------------------------------------------

    def pairs(self) -> list[tuple[str, str]]:
        """The question as names and values of an address, in their fixed order, without what is the default."""
        found = [("q", self.q)] if self.q else []
        found += [(facet.value, value) for facet in Facet for value in self.chosen(facet)]
        for name, value in (("from", self.since), ("to", self.until)):
            if value is not None:
                found.append((name, value.isoformat()))
        if self.bbox is not None:
            found.append(("bbox", str(self.bbox)))
        found += self.more.pairs()
        if self.order is not self.default_sort:
            found.append(("sort", self.order.value))
        if self.page > 1:
            found.append(("page", str(self.page)))
        if self.size != PAGE_SIZE:
            found.append(("limit", str(self.size)))
        found += [(name, str(c)) for name, c in (("after", self.after), ("before", self.before)) if c is not None]
        return found

    @cached_property
    def query(self) -> str:
        """The canonical query string, without question mark; empty for the plain list."""
        return "&".join(f"{name}={quote_plus(value, safe=',')}" for name, value in self.pairs())

    # --- questions beside this one ------------------------------------------------------------------------------

    def but(self, **changes: Any) -> Self:
        """Return this question with other parts, from its first page, and without this one's problems."""
        reading = {"reading": None} if "q" in changes else {}
        return replace(self, **{"page": 1, "after": None, "before": None, "problems": (), **reading, **changes})

    @property
    def first_row(self) -> int | None:
        """The number of the first row at the question's place, from 1; None where its cursor does not know."""
        before = rows_before(page=self.page, size=self.size, after=self.after, before=self.before)
        return None if before is None else before + 1

    def cursors(self, places: Sequence[tuple[Any, int]], *, at: int) -> list[Cursor]:
        """The cursors of the rows at the question's place, given by key and case, asked at `at` (microseconds)."""
        first = self.first_row
        return [
            Cursor(key=key, case_id=case_id, at=at, row=None if first is None else first + i)
            for i, (key, case_id) in enumerate(places)
        ]

    def first_page(self) -> Self:
        """Return the question whose address all pages of this list share."""
        return self.but()

    def whole(self) -> Self:
        """Return what decides totals and counts: the question without order, place and size of pages."""
        return self.but(sort=None, size=PAGE_SIZE)

    def any_day(self) -> Self:
        """Return the question without days of acceptance."""
        return self.but(since=None, until=None)

    def without(self, facet: Facet, value: str | None = None) -> Self:
        """Return the question without one choice, or without any choice of the facet."""
        kept = () if value is None else tuple(chosen for chosen in self.chosen(facet) if chosen != value)
        return self.but(choices={**self.choices, facet: kept})

    def having(self, facet: Facet, *values: str) -> Self:
        """Return the question narrowed to exactly these choices of the facet."""
        return self.but(choices={**self.choices, facet: values})

"""What a list is asked for, read from its address: what cannot be heeded is named, and nothing else is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from cases.editorial.center.lists import SHAPES, Listing
from cases.editorial.naming import by_name
from cases.editorial.queues.asked import query_of
from cases.editorial.queues.reading import Reading, of_days
from cases.models import Agency, Assignment, Case, Category, Standing, Ward
from cases.ports import words_match
from cases.rules.states import AssignmentState


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What the three choices of a filter offer: three queries."""

    categories: Sequence[Category]
    wards: Sequence[Ward]
    agencies: Sequence[Agency]


def choices() -> Choices:
    """All of them, by name; boundaries of wards stay where they are."""
    return Choices(
        categories=by_name(Category.objects.all()),
        wards=by_name(Ward.objects.only("slug", "name", "name_en")),
        agencies=by_name(Agency.objects.exclude(name="")),
    )


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One question to a list. `problems` are sentences on what was left out of it."""

    which: Listing
    q: str = ""
    category: str = ""
    ward: str = ""
    agency: str = ""
    since: date | None = None
    until: date | None = None
    late: bool = False
    order: str = ""
    page: int = 1
    problems: Sequence[str] = field(default=())

    @property
    def by(self) -> str:
        """The order that applies."""
        return self.order or SHAPES[self.which].order

    @property
    def narrows(self) -> bool:
        """Whether anything is left out of the list."""
        return bool(self.q) or self.narrows_more

    @property
    def narrows_more(self) -> bool:
        """Whether anything but words does."""
        return bool(self.category or self.ward or self.agency or self.since or self.until or self.late)

    def query(self, **changed: Any) -> str:
        """The address's query, with some parts changed: "?q=den&xep=-so", or nothing."""
        told = {
            "q": self.q,
            "linh-vuc": self.category,
            "phuong": self.ward,
            "don-vi": self.agency,
            "tu": self.since.isoformat() if self.since else "",
            "den": self.until.isoformat() if self.until else "",
            "qua-han": "1" if self.late else "",
            "xep": self.order,
            "trang": self.page if self.page > 1 else "",
            **{name.replace("_", "-"): value for name, value in changed.items()},
        }
        return query_of(told)

    def condition(self, *, now: datetime) -> Q:
        """What the question leaves in the list."""
        found = words_match(self.q) if self.q else Q()
        if self.category:
            found &= Q(category__slug=self.category)
        if self.ward:
            found &= Q(ward__slug=self.ward)
        if self.agency:
            found &= Q(pk__in=held_by(self.agency))
        found &= of_days("sent_at", self.since, self.until)
        if self.late:
            found &= Q(pk__in=self._late(now))
        return found

    def _late(self, now: datetime) -> Any:
        """Cases past due: by the clock of the agency that is chosen, else by the citizen's."""
        if not self.agency:
            return Case.objects.open().past_due(now).values("pk")
        clocks = Standing.objects.now().of_agencies().open().past_due(now)
        return clocks.filter(assignment__agency__slug=self.agency).values("case")


def held_by(slug: str) -> Any:
    """The cases of an agency, but those that it gave away."""
    gone = [AssignmentState.TRANSFERRED.value, AssignmentState.CANCELLED.value]
    # Once for the agency, not once for every case of the list (measured: 240 ms at 100,000 cases).
    return Assignment.objects.filter(agency__slug=slug).exclude(state__in=gone).order_by().values("case")


def read(which: Listing, given: Mapping[str, str], offered: Choices) -> Asked:
    """The question of an address; never raises."""
    reading = Reading(given)
    since, until = reading.days()
    return Asked(
        which=which,
        q=reading.words(),
        category=reading.one_of("linh-vuc", {row.slug for row in offered.categories}),
        ward=reading.one_of("phuong", {row.slug for row in offered.wards}),
        agency=reading.one_of("don-vi", {row.slug for row in offered.agencies}),
        since=since,
        until=until,
        late=reading.one_of("qua-han", {"1"}) == "1",
        order=reading.order(SHAPES[which].columns),
        page=reading.page(),
        problems=reading.problems,
    )

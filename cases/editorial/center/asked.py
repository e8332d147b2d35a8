"""What a list is asked for, read from its address: what cannot be heeded is named, and nothing else is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.editorial.center.lists import SHAPES, Column, Listing
from cases.editorial.naming import by_name
from cases.models import Agency, Assignment, Case, Category, Standing, Ward
from cases.ports import words_match
from cases.rules.states import AssignmentState

LONGEST = 200  # characters of what is searched for
MOST_PAGES = 2_000


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
        kept = {name: value for name, value in told.items() if value not in ("", None)}
        return f"?{urlencode(kept)}" if kept else ""

    def condition(self, *, now: datetime) -> Q:
        """What the question leaves in the list."""
        found = words_match(self.q) if self.q else Q()
        if self.category:
            found &= Q(category__slug=self.category)
        if self.ward:
            found &= Q(ward__slug=self.ward)
        if self.agency:
            found &= Q(pk__in=_of_agency(self.agency))
        if self.since:
            found &= Q(sent_at__gte=_midnight(self.since))
        if self.until:
            found &= Q(sent_at__lt=_midnight(self.until + timedelta(days=1)))
        if self.late:
            found &= Q(pk__in=self._late(now))
        return found

    def _late(self, now: datetime) -> Any:
        """Cases past due: by the clock of the agency that is chosen, else by the citizen's."""
        if not self.agency:
            return Case.objects.open().past_due(now).values("pk")
        clocks = Standing.objects.now().of_agencies().open().past_due(now)
        return clocks.filter(assignment__agency__slug=self.agency).values("case")


def _of_agency(slug: str) -> Any:
    gone = [AssignmentState.TRANSFERRED.value, AssignmentState.CANCELLED.value]
    # Once for the agency, not once for every case of the list (measured: 240 ms at 100,000 cases).
    return Assignment.objects.filter(agency__slug=slug).exclude(state__in=gone).order_by().values("case")


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def read(which: Listing, given: Mapping[str, str], offered: Choices) -> Asked:
    """The question of an address; never raises."""
    reading = _Reading(given)
    since, until = reading.day("tu"), reading.day("den")
    if since and until and since > until:
        reading.problems.append(_("Ngày đầu đứng sau ngày cuối: đã bỏ qua cả hai."))
        since = until = None
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


class _Reading:
    """One reading: collects sentences on the way."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self.given = given
        self.problems: list[str] = []

    def _text(self, name: str) -> str:
        return self.given.get(name, "").replace("\0", "").strip()

    def _ignore(self, name: str, value: str) -> None:
        told = {"name": name, "value": value[:80]}
        self.problems.append(_("Đã bỏ qua “%(name)s=%(value)s”: không hiểu được giá trị này.") % told)

    def words(self) -> str:
        text = self._text("q")
        if len(text) > LONGEST:
            self.problems.append(_("Đã bỏ qua phần câu hỏi sau %(n)d ký tự.") % {"n": LONGEST})
        return text[:LONGEST]

    def one_of(self, name: str, known: set[str]) -> str:
        value = self._text(name)
        if not value or value in known:
            return value
        self._ignore(name, value)
        return ""

    def day(self, name: str) -> date | None:
        value = self._text(name)
        try:
            found = date.fromisoformat(value) if value else None
        except ValueError:
            found = None
        if found is None or not 1900 <= found.year <= 2199:
            if value:
                self._ignore(name, value)
            return None
        return found

    def order(self, columns: Sequence[Column]) -> str:
        value = self._text("xep")
        return self.one_of("xep", {value}) if value.removeprefix("-") in {*columns} else self.one_of("xep", set())

    def page(self) -> int:
        value = self._text("trang")
        if not value:
            return 1
        if value.isascii() and value.isdigit() and 0 < int(value[:6]) <= MOST_PAGES:
            return int(value)
        self._ignore("trang", value)
        return 1

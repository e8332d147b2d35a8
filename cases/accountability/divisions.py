"""The city's public cases divided by ward or by category: every part counted, and one part looked at closely."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import F, OrderBy, QuerySet, Window
from django.db.models.functions import RowNumber

from cases.accountability.case_counts import (
    ANSWERED,
    IN_PROGRESS,
    NOTHING,
    CaseCounts,
    counts_by,
    counts_by_category,
    counts_by_ward,
    counts_of_both,
    together,
    with_charge,
    with_clock,
)
from cases.accountability.kept_values import keepable
from cases.accountability.present import present
from cases.models import Agency, Case, Category, Ward
from cases.public.case import PublicCase
from cases.public.loading import public_cases
from cases.public.telling import localised
from cases.rules.name_order import name_order
from cases.rules.verdicts import VerdictKind

SHOWN = 5  # cases of each sort on the page of one part
PAST_DUE = [kind.value for kind in VerdictKind if kind is not VerdictKind.IN_TERM]


@dataclass(frozen=True, kw_only=True)
class Division:
    """A way to divide the city: `name` is what lists call it, and the name its counts are remembered under."""

    name: str
    model: type[Ward] | type[Category]
    fields: tuple[str, ...]
    count: Callable[[datetime], Mapping[int | None, CaseCounts]]


WARDS = Division(name="ward", model=Ward, fields=("slug", "name", "name_en", "code"), count=counts_by_ward)
CATEGORIES = Division(name="category", model=Category, fields=("slug", "name", "name_en"), count=counts_by_category)


@dataclass(frozen=True, kw_only=True)
class DividedRow(CaseCounts):
    """One part, or one agency inside a part; `code` is a ward's official one, "" elsewhere."""

    name: str
    slug: str
    code: str = ""


@dataclass(frozen=True, kw_only=True)
class Divided:
    """Every part, those with most overdue and broken promises first; `rest` are cases that lie in none."""

    at: datetime
    rows: tuple[DividedRow, ...]
    rest: CaseCounts
    total: CaseCounts

    @property
    def busy(self) -> list[DividedRow]:
        """Parts where there has been a case."""
        return [row for row in self.rows if row.cases]

    @property
    def idle(self) -> list[DividedRow]:
        """Parts without any, by name."""
        return [row for row in self.rows if not row.cases]


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of a division, what agencies have to do there, and its first cases."""

    at: datetime
    name: str
    slug: str
    counts: CaseCounts
    agencies: tuple[DividedRow, ...]
    past_due_cases: tuple[PublicCase, ...]
    answered_cases: tuple[PublicCase, ...]


@keepable
@dataclass(frozen=True, kw_only=True)
class PartNumbers:
    """Everything counted of one part: its cases, the same by the agencies that have them now, ids of cases to be shown.

    `agencies` has under None what no agency has.
    """

    counts: CaseCounts = NOTHING
    agencies: Mapping[int | None, CaseCounts] = field(default_factory=dict)
    late: tuple[int, ...] = ()
    newest: tuple[int, ...] = ()


def divided(division: Division) -> Divided:
    """How it stands now (three queries)."""
    moment = present()
    counts = moment.remembered(division.name, division.count)
    rows = [
        DividedRow(
            name=localised(each["name"], each["name_en"]),
            slug=each["slug"],
            code=each.get("code", ""),
            **asdict(counts.get(each["pk"], NOTHING)),
        )
        for each in division.model.objects.values("pk", *division.fields)
    ]
    rest = counts.get(None, NOTHING)
    return Divided(at=moment.at, rows=_in_place(rows), rest=rest, total=together([*rows, rest]))


def part(division: Division, slug: str) -> Part:
    """How one part stands now (ten queries, seven where it is kept); the model's DoesNotExist for an unknown slug."""
    moment = present()
    found = division.model.objects.values("pk", "name", "name_en").get(slug=slug)
    pk = found["pk"]
    numbers = moment.remembered_part(
        f"{division.name}.{pk}", lambda at: numbers_by_part(division, at, pk).get(pk, PartNumbers())
    )
    told = {case.id: case for case in public_cases([*numbers.late, *numbers.newest], at=moment.at)}
    return Part(
        at=moment.at,
        name=localised(found["name"], found["name_en"]),
        slug=slug,
        counts=numbers.counts,
        agencies=_by_agency(numbers.agencies),
        past_due_cases=tuple(told[pk] for pk in numbers.late if pk in told),
        answered_cases=tuple(told[pk] for pk in numbers.newest if pk in told),
    )


def numbers_by_part(division: Division, at: datetime, pk: int | None = None) -> dict[int, PartNumbers]:
    """Of every part with a case, or of one (four queries); of all at once the same as one by one."""
    field = f"{division.name}_id"
    cases = Case.objects.public().filter(**({f"{field}__isnull": False} if pk is None else {field: pk}))
    counts = division.count(at) if pk is None else counts_by(cases, at, field)
    agencies: dict[int, dict[int | None, CaseCounts]] = {}
    for (own, agency), found in counts_of_both(with_charge(cases), at, field, "charge__agency_id").items():
        agencies.setdefault(own, {})[agency] = found
    late = with_clock(cases.filter(state=IN_PROGRESS), at).filter(verdict__in=PAST_DUE)
    answered = with_clock(cases.filter(state=ANSWERED), at).filter(clock__stopped_at__isnull=False)
    first_late = _first(late, field, F("clock__term_end").asc(), F("pk").asc())
    newest = _first(answered, field, F("clock__stopped_at").desc(), F("pk").desc())
    return {
        own: PartNumbers(
            counts=found, agencies=agencies.get(own, {}), late=first_late.get(own, ()), newest=newest.get(own, ())
        )
        for own, found in counts.items()
        if own is not None
    }


def _in_place(rows: list[DividedRow]) -> tuple[DividedRow, ...]:
    return tuple(sorted(rows, key=lambda row: (-row.headline, -row.past_due, -row.open, name_order(row.name))))


def _by_agency(found: Mapping[int | None, CaseCounts]) -> tuple[DividedRow, ...]:
    """By the agencies that handle the cases now, as lists have it; what nobody has yet stands in one row without slug.

    A case that two agencies handle counts with both.
    """
    counts = dict(found)
    agencies = Agency.objects.filter(pk__in=[pk for pk in counts if pk is not None]).exclude(name="")
    rows = [DividedRow(name=a.name, slug=a.slug, **asdict(counts.pop(a.pk))) for a in agencies]
    if counts:  # of nobody: without a charge, or charged to the agency without name
        rows.append(DividedRow(name="", slug="", **asdict(together(counts.values()))))
    return _in_place(rows)


def _first(cases: QuerySet[Any], part: str, *order: OrderBy) -> dict[int, tuple[int, ...]]:
    """The first few cases of each part, in order (one query)."""
    place = Window(RowNumber(), partition_by=F(part), order_by=list(order))
    placed = cases.annotate(place=place).filter(place__lte=SHOWN).order_by(part, "place")
    found: dict[int, tuple[int, ...]] = {}
    for own, pk in placed.values_list(part, "pk"):
        found[own] = (*found.get(own, ()), pk)
    return found

"""The city's public cases divided by ward or by category: every part counted, and one part looked at closely."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db.models import QuerySet

from cases.accountability.case_counts import (
    ANSWERED,
    IN_PROGRESS,
    NOTHING,
    CaseCounts,
    counts_by,
    counts_by_category,
    counts_by_ward,
    together,
    with_charge,
    with_clock,
)
from cases.accountability.name_order import name_order
from cases.accountability.present import present
from cases.models import Agency, Case, Category, Ward
from cases.public.case import PublicCase
from cases.public.loading import public_cases
from cases.public.telling import localised
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
    """How one part stands now (ten queries); the model's DoesNotExist for an unknown slug."""
    moment = present()
    found = division.model.objects.values("pk", "name", "name_en").get(slug=slug)
    cases = Case.objects.public().filter(**{division.name: found["pk"]})
    counts = moment.remembered(f"{division.name}.{found['pk']}", lambda at: counts_by(cases, at, division.name))
    late, answered = _first_late(cases, moment.at), _newest_answers(cases, moment.at)
    told = {case.id: case for case in public_cases([*late, *answered], at=moment.at)}
    return Part(
        at=moment.at,
        name=localised(found["name"], found["name_en"]),
        slug=slug,
        counts=together(counts.values()),
        agencies=moment.remembered(f"{division.name}.{found['pk']}.agencies", lambda at: _by_agency(cases, at)),
        past_due_cases=tuple(told[pk] for pk in late if pk in told),
        answered_cases=tuple(told[pk] for pk in answered if pk in told),
    )


def _in_place(rows: list[DividedRow]) -> tuple[DividedRow, ...]:
    return tuple(sorted(rows, key=lambda row: (-row.headline, -row.past_due, -row.open, name_order(row.name))))


def _by_agency(cases: QuerySet[Case], at: datetime) -> tuple[DividedRow, ...]:
    """By the agencies that handle the cases now, as lists have it; what nobody has yet stands in one row without slug.

    A case that two agencies handle counts with both.
    """
    counts = counts_by(with_charge(cases), at, "charge__agency_id")
    agencies = Agency.objects.filter(pk__in=[pk for pk in counts if pk is not None]).exclude(name="")
    rows = [DividedRow(name=a.name, slug=a.slug, **asdict(counts.pop(a.pk))) for a in agencies]
    if counts:  # of nobody: without a charge, or charged to the agency without name
        rows.append(DividedRow(name="", slug="", **asdict(together(counts.values()))))
    return _in_place(rows)


def _first_late(cases: QuerySet[Case], at: datetime) -> list[int]:
    late = with_clock(cases.filter(state=IN_PROGRESS), at).filter(verdict__in=PAST_DUE)
    return list(late.order_by("clock__term_end", "pk").values_list("pk", flat=True)[:SHOWN])


def _newest_answers(cases: QuerySet[Case], at: datetime) -> list[int]:
    answered = with_clock(cases.filter(state=ANSWERED), at).filter(clock__stopped_at__isnull=False)
    return list(answered.order_by("-clock__stopped_at", "-pk").values_list("pk", flat=True)[:SHOWN])

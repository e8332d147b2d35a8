"""The list of agencies past due now: one value behind the page and its files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Q

from cases.accountability.case_counts import NOTHING, CaseCounts
from cases.accountability.lateness import Lateness, city_lateness, lateness
from cases.accountability.listed import CITY, CountsWithLists, open_lists
from cases.accountability.name_order import name_order
from cases.accountability.present import present
from cases.accountability.shown import counts_of
from cases.accountability.tallies import Load, loads, whole
from cases.models import Agency, Standing
from cases.public.case import Named, PublicCase
from cases.public.loading import public_cases


@dataclass(frozen=True, kw_only=True)
class OverdueRow(CountsWithLists):
    """One agency, or (without one) all of them. Days are those of the headline's cases; `oldest` is None where the
    oldest of them has no public page.
    """

    agency: Named | None
    median_days: float | None
    oldest_days: int | None
    oldest: PublicCase | None
    is_agency: bool = True  # False for what nobody has been charged with yet

    @property
    def oldest_title(self) -> str:
        """The oldest case's title, "" without a page."""
        return self.oldest.title if self.oldest else ""

    @property
    def oldest_path(self) -> str:
        """The oldest case's path, "" without a page."""
        return self.oldest.path if self.oldest else ""


@dataclass(frozen=True, kw_only=True)
class OverdueList:
    """Agencies with anything past due, and all of them together.

    Most overdue + promise broken first, of equals the one with the oldest case. `unassigned` are open cases that no
    agency has, by the citizen's clock: they wait at the Center, and nobody's row would show them.
    """

    at: datetime
    rows: tuple[OverdueRow, ...]
    total: OverdueRow
    agencies_all: int
    unassigned: int = 0
    unassigned_past_due: int = 0

    @property
    def names_nobody(self) -> bool:
        """True where a row is of cases for which the data they came from names no agency."""
        return any(not row.is_agency for row in self.rows)

    @property
    def agencies_past_due(self) -> int:
        """Agencies with something overdue or a broken promise."""
        return sum(1 for row in self.rows if row.headline and row.is_agency)


def overdue_list() -> OverdueList:
    """How it stands now (at most ten queries)."""
    moment = present()
    found = moment.remembered("loads", loads)
    late = moment.remembered("lateness", lateness)
    together = whole(found)
    past_due = {pk: load for pk, load in found.items() if load.tally.overdue}
    in_city = moment.remembered("city_lateness", lambda at: (city_lateness(at),))[0]
    oldest = {case.id: case for case in public_cases([each.oldest_case for each in late.values()], at=moment.at)}
    agencies = list(Agency.objects.filter(pk__in=found))
    listed = moment.remembered("open_lists", open_lists)
    rows = [
        _agency_row(a, past_due[a.pk], late.get(a.pk), oldest, listed.get(a.pk, NOTHING))
        for a in agencies
        if a.pk in past_due
    ]
    rows.sort(key=_place)
    total = _row(None, together, in_city, oldest, listed.get(CITY, NOTHING))
    waiting = moment.remembered("unassigned", unassigned)
    return OverdueList(
        at=moment.at,
        rows=tuple(rows),
        total=total,
        agencies_all=sum(1 for a in agencies if a.name),
        unassigned=waiting[0],
        unassigned_past_due=waiting[1],
    )


def unassigned(at: datetime) -> tuple[int, int]:
    """Open cases that no agency has, and how many of them are past due (one query)."""
    held = Standing.objects.of_agencies().at(at).open().filter(case=OuterRef("case"))
    waiting = Standing.objects.of_citizens().at(at).open().filter(~Exists(held), round=F("case__round"))
    found = waiting.aggregate(n=Count("pk"), late=Count("pk", filter=Q(term_end__lt=at)))
    return found["n"], found["late"]


def _place(row: OverdueRow) -> tuple[int, int, tuple[str, str]]:
    return -row.headline, -(row.oldest_days or 0), name_order(str(row.agency))


def _agency_row(
    agency: Agency, load: Load, late: Lateness | None, oldest: Mapping[int, PublicCase], listed: CaseCounts
) -> OverdueRow:
    row = _row(Named(slug=agency.slug, name=str(agency)), load, late, oldest, listed)
    return replace(row, is_agency=bool(agency.name))


def _row(
    agency: Named | None, load: Load, late: Lateness | None, oldest: Mapping[int, PublicCase], listed: CaseCounts
) -> OverdueRow:
    return OverdueRow(
        agency=agency,
        median_days=late.median_days if late else None,
        oldest_days=late.oldest_days if late else None,
        oldest=oldest.get(late.oldest_case) if late else None,
        listed=listed,
        **counts_of(load.tally),
    )

"""Agencies compared: rates with their intervals, those of one kind together, not ranked (see `measures`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from cases.accountability.behind import Behind, behind, cases_of_city
from cases.accountability.case_counts import NOTHING, CaseCounts
from cases.accountability.listed import CITY, CountsWithLists, open_lists
from cases.accountability.present import present
from cases.accountability.shown import counts_of
from cases.accountability.tallies import Load, loads, whole
from cases.models import Agency, AgencyKind
from cases.rules.figures import Rate, on_time_rate
from cases.rules.name_order import name_order


@dataclass(frozen=True, kw_only=True)
class ComparedRow(CountsWithLists):
    """One agency; name and slug are "" for all together, and `pk` is CITY."""

    name: str
    slug: str
    closed: int
    rate: Rate
    pk: int = CITY
    is_agency: bool = True  # False for all together, and for what the data charge to nobody


@dataclass(frozen=True, kw_only=True)
class Group:
    """Agencies of one kind, by name: only these may be compared with one another."""

    kind: str
    label: str
    rows: tuple[ComparedRow, ...]


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Every agency that was given a case, and the city; `groups` may hold one row that is no agency (`is_agency`)."""

    at: datetime
    groups: tuple[Group, ...]
    city: ComparedRow
    behind: Behind  # the city's rate

    @property
    def rows(self) -> list[ComparedRow]:
        """All rows."""
        return [row for group in self.groups for row in group.rows]

    @property
    def n_agencies(self) -> int:
        """How many agencies there are among them."""
        return sum(row.is_agency for row in self.rows)


def comparison() -> Comparison:
    """How it stands now (five queries)."""
    moment = present()
    found = moment.remembered("loads", loads)
    listed = moment.remembered("open_lists", open_lists)
    agencies = list(Agency.objects.filter(pk__in=found))
    groups = (Group(kind=k.value, label=str(k.label), rows=_rows(_of(k, agencies), found, listed)) for k in AgencyKind)
    return Comparison(
        at=moment.at,
        groups=tuple(group for group in groups if group.rows),
        city=_row(whole(found), None, listed.get(CITY, NOTHING)),
        behind=behind(whole(found).tally, moment.remembered("cases_of_city", cases_of_city)),
    )


def _of(kind: AgencyKind, agencies: Iterable[Agency]) -> list[Agency]:
    """Those of one kind, by name."""
    return sorted((a for a in agencies if a.kind == kind), key=lambda agency: name_order(str(agency)))


def _rows(
    agencies: Iterable[Agency], found: Mapping[int, Load], listed: Mapping[int, CaseCounts]
) -> tuple[ComparedRow, ...]:
    return tuple(_row(found[a.pk], a, listed.get(a.pk, NOTHING)) for a in agencies)


def _row(load: Load, agency: Agency | None, listed: CaseCounts) -> ComparedRow:
    tally = load.tally
    return ComparedRow(
        name=str(agency) if agency else "",
        slug=agency.slug if agency else "",
        pk=agency.pk if agency else CITY,
        closed=tally.closed,
        rate=on_time_rate(tally),
        is_agency=agency is not None and bool(agency.name),
        listed=listed,
        **counts_of(tally),
    )

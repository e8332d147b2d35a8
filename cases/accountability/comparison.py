"""Agencies compared: rates with their intervals, those of one kind together, never ranked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from cases.accountability.name_order import name_order
from cases.accountability.present import present
from cases.accountability.shown import Counts, counts_of
from cases.accountability.tallies import Load, loads, whole
from cases.models import Agency, AgencyKind
from cases.rules.figures import Rate, on_time_rate


@dataclass(frozen=True, kw_only=True)
class ComparedRow(Counts):
    """One agency; name and slug are "" for all together."""

    name: str
    slug: str
    closed: int
    rate: Rate


@dataclass(frozen=True, kw_only=True)
class Group:
    """Agencies of one kind, by name: only these may be compared with one another."""

    label: str
    rows: tuple[ComparedRow, ...]


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Every agency that was given a case, and the city."""

    at: datetime
    groups: tuple[Group, ...]
    city: ComparedRow

    @property
    def rows(self) -> list[ComparedRow]:
        """All agencies."""
        return [row for group in self.groups for row in group.rows]


def comparison() -> Comparison:
    """How it stands now (three queries)."""
    moment = present()
    found = moment.remembered("loads", loads)
    agencies = list(Agency.objects.filter(pk__in=found))
    groups = (
        Group(label=str(kind.label), rows=_rows((a for a in agencies if a.kind == kind), found)) for kind in AgencyKind
    )
    return Comparison(
        at=moment.at, groups=tuple(group for group in groups if group.rows), city=_row(whole(found), None)
    )


def _rows(agencies: Iterable[Agency], found: dict[int, Load]) -> tuple[ComparedRow, ...]:
    return tuple(_row(found[a.pk], a) for a in sorted(agencies, key=lambda agency: name_order(str(agency))))


def _row(load: Load, agency: Agency | None) -> ComparedRow:
    tally = load.tally
    return ComparedRow(
        name=str(agency) if agency else "",
        slug=agency.slug if agency else "",
        closed=tally.closed,
        rate=on_time_rate(tally),
        **counts_of(tally),
    )

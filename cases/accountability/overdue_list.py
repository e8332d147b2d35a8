"""The list of agencies past due now: one value behind the page and its files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Q

from cases.accountability.case_counts import NOTHING, CaseCounts
from cases.accountability.frozen.today import SHOWN, Today, Turn, today
from cases.accountability.lateness import Lateness, city_lateness, lateness
from cases.accountability.listed import CITY, CountsWithLists, open_lists
from cases.accountability.present import Present, present
from cases.accountability.shown import counts_of
from cases.accountability.tallies import Load, loads, whole
from cases.models import Agency, Case, Standing
from cases.public.case import Named, PublicCase
from cases.public.loading import told
from cases.public.statements import stated
from cases.rules.name_order import name_order


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
    stated_at: datetime | None = None  # when the agency's newest published statement was written
    before: int | None = None  # the headline at the end of yesterday, None where that was not frozen

    @property
    def change(self) -> int | None:
        """By how much the headline grew since."""
        return None if self.before is None else self.headline - self.before

    @property
    def oldest_title(self) -> str:
        """The oldest case's title, "" without a page."""
        return self.oldest.title if self.oldest else ""

    @property
    def oldest_path(self) -> str:
        """The oldest case's path, "" without a page."""
        return self.oldest.path if self.oldest else ""


@dataclass(frozen=True, kw_only=True)
class TurnRow:
    """A public case that came to the list today, or left it: whose, what the verdict was or why it left."""

    case: PublicCase
    agency: Named
    verdict: str
    label: str


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
    today: Today = field(default_factory=Today)
    came: tuple[TurnRow, ...] = ()
    left: tuple[TurnRow, ...] = ()

    @property
    def change_in_a_week(self) -> int | None:
        """By how much the headline grew in seven days, None where that day was not frozen."""
        return None if self.today.week is None else self.total.headline - self.today.week.headline

    @property
    def names_nobody(self) -> bool:
        """True where a row is of cases for which the data they came from names no agency."""
        return any(not row.is_agency for row in self.rows)

    @property
    def agencies_past_due(self) -> int:
        """Agencies with something overdue or a broken promise."""
        return sum(1 for row in self.rows if row.headline and row.is_agency)


def placed_rows(moment: Present, named: Mapping[int, Agency]) -> list[tuple[OverdueRow, int | None]]:
    """Agencies with anything past due in their order, each without its oldest case, and beside it that case's id."""
    found = moment.remembered("loads", loads)
    late = moment.remembered("lateness", lateness)
    listed = moment.remembered("open_lists", open_lists)
    rows = [
        (
            _agency_row(named[pk], load, late.get(pk), listed.get(pk, NOTHING)),
            late[pk].oldest_case if pk in late else None,
        )
        for pk, load in found.items()
        if pk in named and load.tally.overdue
    ]
    return sorted(rows, key=lambda placed: _place(placed[0]))


def overdue_list(*, with_today: bool = False) -> OverdueList:
    """How it stands now (nine queries; four when its figures are remembered).

    With what changed since the days frozen last: at most sixteen, and one more than without when that is remembered.
    """
    moment = present()
    found = moment.remembered("loads", loads)
    in_city = moment.remembered("city_lateness", lambda at: (city_lateness(at),))[0]
    changed = today(moment) if with_today else Today()
    named = {agency.pk: agency for agency in Agency.objects.all()}
    placed = placed_rows(moment, named)
    shown = [*(pk for _row, pk in placed if pk is not None), *changed.cases]
    told_cases = told(Case.objects.public().filter(pk__in=shown).order_by("pk"), at=moment.at, agencies=named.values())
    oldest = {case.id: case for case in told_cases}
    said = {named[pk].slug: written for pk, written in stated().items() if pk in named} if with_today else {}
    rows = [
        replace(
            row,
            oldest=None if pk is None else oldest.get(pk),
            stated_at=None if row.agency is None else said.get(row.agency.slug),
        )
        for row, pk in placed
    ]
    if changed.yesterday is not None:
        before = {named[pk].slug: headline for pk, headline in changed.headlines.items() if pk in named}
        rows = [replace(row, before=before.get(row.agency.slug, 0) if row.agency else None) for row in rows]
    listed = moment.remembered("open_lists", open_lists).get(CITY, NOTHING)
    total = replace(
        _row(None, whole(found), in_city, listed), oldest=oldest.get(in_city.oldest_case) if in_city else None
    )
    if changed.yesterday is not None:
        total = replace(total, before=changed.yesterday.headline)
    waiting = moment.remembered("unassigned", unassigned)
    return OverdueList(
        at=moment.at,
        rows=tuple(rows),
        total=total,
        agencies_all=sum(1 for pk in found if pk in named and named[pk].name),
        unassigned=waiting[0],
        unassigned_past_due=waiting[1],
        today=changed,
        came=_turned(changed.came, oldest, named),
        left=_turned(changed.left, oldest, named),
    )


def _turned(
    turns: Sequence[Turn], told_cases: Mapping[int, PublicCase], named: Mapping[int, Agency]
) -> tuple[TurnRow, ...]:
    """The first of them that are public, as the page names them."""
    return tuple(
        TurnRow(
            case=told_cases[turn.case],
            agency=Named(slug=named[turn.agency].slug, name=str(named[turn.agency])),
            verdict=turn.verdict,
            label=turn.label,
        )
        for turn in turns[:SHOWN]
        if turn.case in told_cases
    )


def unassigned(at: datetime) -> tuple[int, int]:
    """Open cases that no agency has, and how many of them are past due (one query)."""
    held = Standing.objects.of_agencies().at(at).open().filter(case=OuterRef("case"))
    waiting = Standing.objects.of_citizens().at(at).open().filter(~Exists(held), round=F("case__round"))
    found = waiting.aggregate(n=Count("pk"), late=Count("pk", filter=Q(term_end__lt=at)))
    return found["n"], found["late"]


def _place(row: OverdueRow) -> tuple[int, int, tuple[str, str]]:
    return -row.headline, -(row.oldest_days or 0), name_order(str(row.agency))


def _agency_row(agency: Agency, load: Load, late: Lateness | None, listed: CaseCounts) -> OverdueRow:
    row = _row(Named(slug=agency.slug, name=str(agency)), load, late, listed)
    return replace(row, is_agency=bool(agency.name))


def _row(agency: Named | None, load: Load, late: Lateness | None, listed: CaseCounts) -> OverdueRow:
    return OverdueRow(
        agency=agency,
        median_days=late.median_days if late else None,
        oldest_days=late.oldest_days if late else None,
        oldest=None,
        listed=listed,
        **counts_of(load.tally),
    )

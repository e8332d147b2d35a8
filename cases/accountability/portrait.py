"""One agency: its figures, its names over time, what it answered last and what is longest past due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q

from cases.accountability.agency_numbers import AgencyNumbers, agency_numbers
from cases.accountability.behind import Behind, behind
from cases.accountability.course import Course, course
from cases.accountability.listed import CountsWithLists
from cases.accountability.present import present
from cases.accountability.satisfaction import Satisfied, satisfied
from cases.accountability.shown import counts_of
from cases.models import Agency, AgencyName, AgencyStatement, AssignmentKind, ChartNote, PressMention
from cases.models.event import MERGED, WITHDRAWN
from cases.public.case import Named, PublicCase, PublicClock
from cases.public.chart_notes import PublicNote, notes_between
from cases.public.loading import public_cases
from cases.public.press import PublicArticle, about_agency
from cases.public.statements import Statements, statements_of
from cases.rules.figures import Rate, firm_rate, kept_rate, on_time_rate


@dataclass(frozen=True, kw_only=True)
class AgencyTally(CountsWithLists):
    """An agency's figures, cumulative; days are None where nothing is closed, or open."""

    awaiting: int
    closed: int
    on_time: Rate
    kept: Rate
    firm: Rate
    promises: Rate
    looks: Rate
    median_days: float | None
    p90_days: float | None
    oldest_days: int | None
    behind: Behind
    merged: int
    withdrawn: int


@dataclass(frozen=True, kw_only=True)
class Identity:
    """Who an agency is: its kind, where it belongs, what it was called and what became of it."""

    name: str
    slug: str
    is_agency: bool  # False for what the data charge to nobody
    kind_label: str
    parent: Named | None
    dissolved_on: date | None
    successor: Named | None
    predecessors: tuple[Named, ...]
    names: tuple[AgencyName, ...]


@dataclass(frozen=True, kw_only=True)
class Portrait:
    """Everything an agency's page shows; the cases are the public ones, each by the agency's own clock."""

    at: datetime
    agency: Identity
    tally: AgencyTally
    course: Course
    satisfied: Satisfied | None
    statements: Statements
    press: tuple[PublicArticle, ...]
    past_due_cases: tuple[PublicCase, ...]
    answered_cases: tuple[PublicCase, ...]


def portrait(slug: str) -> Portrait:
    """How it stands now; Agency.DoesNotExist for an unknown slug.

    Twenty queries, seven where it is kept; one more for an agency that has said something, one for notes,
    one for the press.
    """
    moment = present()
    at = moment.at
    agency, predecessors, beside = _with_predecessors(slug)
    pk = agency.pk
    found = moment.remembered_part(f"agency.{pk}", lambda at: agency_numbers(at, pk))
    done = course(found.course, at)
    cases = public_cases([*found.late, *found.newest], at=at)
    told = {case.id: _by_own_clock(case, agency.slug) for case in cases}
    return Portrait(
        at=at,
        agency=_identity(agency, predecessors),
        tally=_tally(found, at),
        course=replace(done, notes=_notes(done, pk) if beside.notes else ()),
        satisfied=satisfied(found.found, found.rated),
        statements=statements_of(pk) if beside.statements else Statements(newest=None, others=()),
        press=about_agency(pk) if beside.press else (),
        past_due_cases=_in_order(found.late, told),
        answered_cases=_in_order(found.newest, told),
    )


def _in_order(ids: Iterable[int], told: Mapping[int, PublicCase]) -> tuple[PublicCase, ...]:
    return tuple(told[pk] for pk in ids if pk in told)


def _by_own_clock(case: PublicCase, slug: str) -> PublicCase:
    """The case with the clock of this agency's newest charge, by which its page and its figures go."""
    own = [a for a in case.assignments if a.agency.slug == slug and a.kind == AssignmentKind.HANDLING and a.phase]
    if not own:
        return case
    return replace(case, **{each.name: getattr(own[-1], each.name) for each in fields(PublicClock)})


def _tally(found: AgencyNumbers, at: datetime) -> AgencyTally:
    load, took, listed = found.load, found.took, found.listed
    tally = load.tally
    return AgencyTally(
        awaiting=tally.awaiting,
        closed=tally.closed,
        on_time=on_time_rate(tally),
        kept=kept_rate(tally),
        firm=firm_rate(tally),
        promises=found.promises,
        looks=found.looks,
        median_days=took.median,
        p90_days=took.p90,
        oldest_days=load.oldest_days(at),
        behind=behind(tally, listed),
        merged=sum(found.gone.get(MERGED, {}).values()),
        withdrawn=sum(found.gone.get(WITHDRAWN, {}).values()),
        listed=listed,
        **counts_of(tally),
    )


@dataclass(frozen=True, kw_only=True)
class _Beside:
    """What there is to be read beside an agency's figures; of most there is nothing."""

    statements: bool
    notes: bool
    press: bool


def _notes(done: Course, pk: int) -> tuple[PublicNote, ...]:
    return notes_between(done.months[0].first, done.months[-1].last, agency_id=pk)


def _with_predecessors(slug: str) -> tuple[Agency, list[Agency], _Beside]:
    """The agency, those whose work it took over, and what else is to be read of it (one query)."""
    own_or_before = Agency.objects.filter(Q(slug=slug) | Q(successor__slug=slug)).order_by("pk")
    said = Exists(AgencyStatement.objects.filter(agency=OuterRef("pk")))
    quoted = Exists(PressMention.objects.published().filter(agency=OuterRef("pk")))
    known = own_or_before.select_related("parent", "successor")
    found = list(known.annotate(said=said, noted=Exists(ChartNote.objects.all()), quoted=quoted))
    own = next((agency for agency in found if agency.slug == slug), None)
    if own is None:
        raise Agency.DoesNotExist(slug)
    beside = _Beside(statements=own.said, notes=own.noted, press=own.quoted)
    return own, [agency for agency in found if agency is not own], beside


def _identity(agency: Agency, predecessors: Iterable[Agency]) -> Identity:
    return Identity(
        name=str(agency),
        slug=agency.slug,
        is_agency=bool(agency.name),
        kind_label=agency.get_kind_display() if agency.name else "",
        parent=_named(agency.parent),
        dissolved_on=agency.dissolved_on,
        successor=_named(agency.successor),
        predecessors=tuple(Named(slug=a.slug, name=str(a)) for a in predecessors),
        names=tuple(agency.names.all()),
    )


def _named(agency: Agency | None) -> Named | None:
    return None if agency is None else Named(slug=agency.slug, name=str(agency))

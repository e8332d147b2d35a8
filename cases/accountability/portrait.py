"""One agency: its figures, its names over time, what it answered last and what is longest past due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime

from django.db.models import F, Q
from django.utils import timezone

from cases.accountability.clocks import counted
from cases.accountability.durations import agency_took
from cases.accountability.listed import CountsWithLists, open_of
from cases.accountability.satisfaction import Satisfied, agency_found, satisfied
from cases.accountability.shown import counts_of
from cases.accountability.tallies import agency_load
from cases.models import Agency, AgencyName, AssignmentKind, Case
from cases.models.standing import StandingQuerySet
from cases.public.case import Named, PublicCase, PublicClock
from cases.public.loading import public_cases
from cases.rules.figures import Rate, firm_rate, kept_rate, on_time_rate
from cases.rules.standings import Phase

SHOWN = 5  # cases of each sort on an agency's page


@dataclass(frozen=True, kw_only=True)
class AgencyTally(CountsWithLists):
    """An agency's figures, cumulative; days are None where nothing is closed, or open."""

    awaiting: int
    closed: int
    on_time: Rate
    kept: Rate
    firm: Rate
    median_days: float | None
    p90_days: float | None
    oldest_days: int | None


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
    satisfied: Satisfied | None
    past_due_cases: tuple[PublicCase, ...]
    answered_cases: tuple[PublicCase, ...]


def portrait(slug: str) -> Portrait:
    """How it stands now (eleven queries); Agency.DoesNotExist for an unknown slug."""
    at = timezone.now()
    agency, predecessors = _with_predecessors(slug)
    clocks = counted(at).filter(assignment__agency=agency)
    shown = clocks.filter(case__in=Case.objects.public())
    late, answered = _latest_due(shown, at), _newest_answers(shown)
    told = {case.id: _by_own_clock(case, agency.slug) for case in public_cases([*late, *answered], at=at)}
    return Portrait(
        at=at,
        agency=_identity(agency, predecessors),
        tally=_tally(agency, at),
        satisfied=satisfied(agency_found(at, agency.pk)),
        past_due_cases=_in_order(late, told),
        answered_cases=_in_order(answered, told),
    )


def _latest_due(shown: StandingQuerySet, at: datetime) -> list[int]:
    late = shown.open().past_due(at).order_by("term_end", "case_id")
    return list(late.values_list("case_id", flat=True)[:SHOWN])


def _newest_answers(shown: StandingQuerySet) -> list[int]:
    answered = shown.filter(phase=Phase.ANSWERED.value, round=F("case__round")).order_by(
        F("stopped_at").desc(), "-case_id"
    )
    return list(answered.values_list("case_id", flat=True)[:SHOWN])


def _in_order(ids: Iterable[int], told: Mapping[int, PublicCase]) -> tuple[PublicCase, ...]:
    return tuple(told[pk] for pk in dict.fromkeys(ids) if pk in told)


def _by_own_clock(case: PublicCase, slug: str) -> PublicCase:
    """The case with the clock of this agency's newest charge, by which its page and its figures go."""
    own = [a for a in case.assignments if a.agency.slug == slug and a.kind == AssignmentKind.HANDLING and a.phase]
    if not own:
        return case
    return replace(case, **{each.name: getattr(own[-1], each.name) for each in fields(PublicClock)})


def _tally(agency: Agency, at: datetime) -> AgencyTally:
    load, took = agency_load(at, agency.pk), agency_took(at, agency.pk)
    tally = load.tally
    return AgencyTally(
        awaiting=tally.awaiting,
        closed=tally.closed,
        on_time=on_time_rate(tally),
        kept=kept_rate(tally),
        firm=firm_rate(tally),
        median_days=took.median,
        p90_days=took.p90,
        oldest_days=load.oldest_days(at),
        listed=open_of(agency.pk, at),
        **counts_of(tally),
    )


def _with_predecessors(slug: str) -> tuple[Agency, list[Agency]]:
    """The agency and those whose work it took over (one query)."""
    own_or_before = Agency.objects.filter(Q(slug=slug) | Q(successor__slug=slug)).order_by("pk")
    found = list(own_or_before.select_related("parent", "successor"))
    own = next((agency for agency in found if agency.slug == slug), None)
    if own is None:
        raise Agency.DoesNotExist(slug)
    return own, [agency for agency in found if agency is not own]


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

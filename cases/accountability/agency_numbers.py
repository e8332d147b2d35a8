"""Everything counted of one agency for its page: of one when it is asked for, or of all at once to be kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import F, OrderBy, Window
from django.db.models.functions import RowNumber

from cases.accountability.behind import cases_of
from cases.accountability.case_counts import NOTHING, CaseCounts, cases_by
from cases.accountability.clocks import AGENCY as OF_AGENCY
from cases.accountability.clocks import counted
from cases.accountability.course import CourseCounts, course_counts
from cases.accountability.cuts import AGENCY
from cases.accountability.durations import NOTHING_CLOSED, Took, agency_took
from cases.accountability.kept_values import keepable
from cases.accountability.listed import CITY
from cases.accountability.measures import approved_at_first, promises_kept
from cases.accountability.present import Present
from cases.accountability.rated_lists import Listed, rated_by_agency
from cases.accountability.removals import ByReason, removals_by
from cases.accountability.satisfaction import Found, agency_found, found_by
from cases.accountability.spread import took_by
from cases.accountability.tallies import Load, agency_load, loads
from cases.models import Case
from cases.models.standing import StandingQuerySet
from cases.rules.figures import Rate, rate
from cases.rules.standings import Phase

SHOWN = 5  # cases of each sort on an agency's page
OF_NOTHING = rate(0, 0)


@keepable
@dataclass(frozen=True, kw_only=True)
class AgencyNumbers:
    """Its clocks, how long they ran, what citizens found, what its lists hold, its course, what was taken away, and how
    many of its promises were kept (`promises`) and of its first answers approved (`looks`). `rated`: as its lists
    have it.

    `late` and `newest` are ids of cases: those longest past due and those answered last, by the agency's own clock.
    """

    load: Load = field(default_factory=Load)
    took: Took = NOTHING_CLOSED
    found: Found = field(default_factory=dict)
    listed: CaseCounts = NOTHING
    course: CourseCounts = field(default_factory=CourseCounts)
    gone: ByReason = field(default_factory=dict)
    rated: Listed = field(default_factory=dict)
    promises: Rate = OF_NOTHING
    looks: Rate = OF_NOTHING
    late: tuple[int, ...] = ()
    newest: tuple[int, ...] = ()


def agency_numbers(at: datetime, agency_id: int) -> AgencyNumbers:
    """Those of one agency (fourteen queries)."""
    return AgencyNumbers(
        load=agency_load(at, agency_id),
        took=agency_took(at, agency_id),
        found=agency_found(at, agency_id),
        listed=cases_of(agency_id, at),
        course=course_counts(at, agency_id).get(agency_id, CourseCounts()),
        gone=removals_by(AGENCY, at).get(agency_id, {}),
        rated=rated_by_agency(at, agency_id).get(agency_id, {}),
        promises=promises_kept(at, agency_id).get(agency_id, OF_NOTHING),
        looks=approved_at_first(at, agency_id).get(agency_id, OF_NOTHING),
        late=_late(at, agency_id).get(agency_id, ()),
        newest=_newest(at, agency_id).get(agency_id, ()),
    )


def load_of(moment: Present, agency_id: int) -> Load:
    """One agency's clocks alone, as its page has them (one query)."""
    return moment.remembered_part(f"load.{agency_id}", lambda at: agency_load(at, agency_id))


def numbers_by_agency(at: datetime) -> dict[int, AgencyNumbers]:
    """Those of every agency of which anything is known (fourteen queries); each as `agency_numbers` has it."""
    held, said, listed = loads(at), found_by(AGENCY, at), cases_by(AGENCY, at)
    ran = {pk: Took(median=own.median, p90=own.p90) for pk, own in took_by(AGENCY, at).items()}
    courses, gone, late, newest = course_counts(at), removals_by(AGENCY, at), _late(at), _newest(at)
    promises, looks, rated = promises_kept(at), approved_at_first(at), rated_by_agency(at)
    known = (held, said, listed, ran, courses, gone, rated, promises, looks, late, newest)
    return {
        pk: AgencyNumbers(
            load=held.get(pk, Load()),
            took=ran.get(pk, NOTHING_CLOSED),
            found=said.get(pk, {}),
            listed=listed.get(pk, NOTHING),
            course=courses.get(pk, CourseCounts()),
            gone=gone.get(pk, {}),
            rated=rated.get(pk, {}),
            promises=promises.get(pk, OF_NOTHING),
            looks=looks.get(pk, OF_NOTHING),
            late=late.get(pk, ()),
            newest=newest.get(pk, ()),
        )
        for pk in {pk for own in known for pk in own} - {CITY}
    }


def _shown(at: datetime, agency_id: int | None) -> StandingQuerySet:
    """Clocks of cases that have a page."""
    clocks = counted(at).filter(case__in=Case.objects.public())
    return clocks if agency_id is None else clocks.filter(assignment__agency=agency_id)


def _late(at: datetime, agency_id: int | None = None) -> dict[int, tuple[int, ...]]:
    late = _shown(at, agency_id).open().past_due(at)
    return _first(late, F("term_end").asc(), F("case_id").asc())


def _newest(at: datetime, agency_id: int | None = None) -> dict[int, tuple[int, ...]]:
    answered = _shown(at, agency_id).filter(phase=Phase.ANSWERED.value, round=F("case__round"))
    return _first(answered, F("stopped_at").desc(), F("case_id").desc())


def _first(clocks: StandingQuerySet, *order: OrderBy) -> dict[int, tuple[int, ...]]:
    """The cases of the first few clocks of each agency, in order; a case of two of them once (one query)."""
    place = Window(RowNumber(), partition_by=F(OF_AGENCY), order_by=list(order))
    placed = clocks.annotate(place=place).filter(place__lte=SHOWN).order_by(OF_AGENCY, "place")
    found: dict[int, dict[int, None]] = {}
    for agency, case in placed.values_list(OF_AGENCY, "case_id"):
        found.setdefault(agency, {})[case] = None
    return {agency: tuple(cases) for agency, cases in found.items()}

"""How the city stands now, for the front page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, OuterRef, Subquery
from django.utils import timezone

from cases.accountability.case_counts import together
from cases.accountability.divisions import WARDS
from cases.accountability.durations import city_took
from cases.accountability.present import present
from cases.accountability.shown import Counts
from cases.accountability.tallies import loads, whole
from cases.models import Case, Category, CategoryTerm, Standing, TermKind
from cases.public.case import PublicCase
from cases.public.loading import public_cases
from cases.rules.figures import Rate, on_time_rate
from cases.rules.standings import Phase

LATEST = 5


@dataclass(frozen=True, kw_only=True)
class FrontFigures(Counts):
    """Counts of public cases by the citizen's clock, so that each is the length of the list behind it.

    `rate`, `median_days` (of what is closed) and `oldest_days` (of what is open) are of all agencies' clocks together.
    """

    at: datetime
    rate: Rate
    median_days: float | None
    oldest_days: int | None


def front_figures() -> FrontFigures | None:
    """The city at this minute (four queries); None before any case was accepted."""
    moment = present()
    found = moment.remembered("loads", loads)
    cases = together(moment.remembered(WARDS.name, WARDS.count).values())
    if not found and not cases.open:
        return None
    load = whole(found)
    return FrontFigures(
        at=moment.at,
        rate=on_time_rate(load.tally),
        median_days=moment.remembered("city_took", city_took).median,
        oldest_days=load.oldest_days(moment.at),
        open=cases.open,
        overdue=cases.overdue,
        promise_broken=cases.promise_broken,
        extended=cases.extended,
    )


def common_term_days() -> int | None:
    """The working days within which every report must be answered (one query); None where terms differ."""
    return present().remembered("common_term_days", _common_term_days)


def _common_term_days(at: datetime) -> int | None:
    in_force = CategoryTerm.objects.filter(category=OuterRef("pk"), since__lte=timezone.localdate(at)).order_by(
        "-since"
    )
    terms = Category.objects.annotate(
        kind=Subquery(in_force.values("kind")[:1]), n=Subquery(in_force.values("n")[:1])
    ).order_by()
    found = list(terms.values_list("kind", "n").distinct()[:2])
    if len(found) != 1 or found[0][0] != TermKind.WORKING_DAYS:
        return None
    n: int = found[0][1]
    return n


def latest_answers() -> list[PublicCase]:
    """The public cases answered last, by the citizen's clock (five queries)."""
    moment = present()
    ids = moment.remembered("latest_answers", _latest_answers)
    told = {case.id: case for case in public_cases(ids, at=moment.at)}
    return [told[pk] for pk in ids if pk in told]


def _latest_answers(at: datetime) -> list[int]:
    answered = Standing.objects.of_citizens().at(at).filter(phase=Phase.ANSWERED.value, round=F("case__round"))
    newest = answered.filter(case__in=Case.objects.public())
    return list(newest.order_by(F("stopped_at").desc(), "-case_id").values_list("case_id", flat=True)[:LATEST])

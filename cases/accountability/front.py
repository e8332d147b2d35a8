"""How the city stands now, for the front page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import F, OuterRef, Subquery
from django.utils import timezone

from cases.accountability.case_counts import NOTHING
from cases.accountability.durations import city_took
from cases.accountability.listed import CITY, open_lists
from cases.accountability.overdue_list import OverdueRow, placed_rows
from cases.accountability.present import present
from cases.accountability.shown import Counts
from cases.accountability.tallies import loads, whole
from cases.models import Agency, Case, Category, CategoryTerm, Standing, TermKind
from cases.public.case import PublicCase
from cases.public.loading import told
from cases.rules.figures import Rate, on_time_rate
from cases.rules.standings import Phase

LATEST = 5
MOST_PAST_DUE = 5  # agencies on the front page


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
    cases = moment.remembered("open_lists", open_lists).get(CITY, NOTHING)  # counted for who is past due anyway
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
    return present().remembered("common_term_days", lambda at: (_common_term_days(at),))[0]


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


@dataclass(frozen=True, kw_only=True)
class FrontCases:
    """The agencies most past due, each with its oldest case, and the public cases answered last."""

    most_past_due: tuple[OverdueRow, ...]
    latest_answers: tuple[PublicCase, ...]


def front_cases() -> FrontCases:
    """Those of this minute, all cases told together (eight queries, four where it is kept)."""
    moment = present()
    agencies = {agency.pk: agency for agency in Agency.objects.all()}
    placed = [(row, pk) for row, pk in placed_rows(moment, agencies) if row.headline][:MOST_PAST_DUE]
    newest = moment.remembered("latest_answers", _latest_answers)
    shown = [*newest, *(pk for _row, pk in placed if pk is not None)]
    cases = told(Case.objects.public().filter(pk__in=shown).order_by("pk"), at=moment.at, agencies=agencies.values())
    by_id = {case.id: case for case in cases}
    return FrontCases(
        most_past_due=tuple(replace(row, oldest=None if pk is None else by_id.get(pk)) for row, pk in placed),
        latest_answers=tuple(by_id[pk] for pk in newest if pk in by_id),
    )


def _latest_answers(at: datetime) -> list[int]:
    """By the citizen's clock."""
    answered = Standing.objects.of_citizens().at(at).filter(phase=Phase.ANSWERED.value, round=F("case__round"))
    newest = answered.filter(case__in=Case.objects.public())
    return list(newest.order_by(F("stopped_at").desc(), "-case_id").values_list("case_id", flat=True)[:LATEST])

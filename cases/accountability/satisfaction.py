"""What citizens say of answers: three counts that are never summed into one, and how many of those who could said it.

What can be rated is an answered round of a public case, so that reopening a case takes no dissatisfaction out of the
count: its first answer stays rated as it was. A round that ended nobody knows when is in no rate.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Subquery

from cases.accountability.clocks import CLOCKS, handling
from cases.accountability.cuts import AGENCY, KEY, Cut
from cases.accountability.once import once
from cases.accountability.rated_lists import Listed
from cases.models import Case, Rating, Standing
from cases.models.standing import StandingQuerySet
from cases.rules.figures import Rate, satisfaction, shares
from cases.rules.ratings import RatingValue
from cases.rules.standings import Phase

#: Answered rounds by how they were found; under None those nobody has rated.
Found = Mapping[str | None, int]
MOST_ROUNDS = 100_000  # more than a round's number can be


@dataclass(frozen=True, kw_only=True)
class ValueRow:
    """How many said this, and their share of those who said anything.

    `listed`: how many cases the list of this rating holds; None where that was not asked.
    """

    value: str
    n: int
    share: Rate
    listed: int | None = None

    @property
    def width(self) -> str:
        """The share as the length of a bar."""
        return f"{100 * (self.share.value or 0):.2f}%"


@dataclass(frozen=True, kw_only=True)
class Satisfied:
    """The three counts in order, the best first, and how many of those who could rate did."""

    rows: tuple[ValueRow, ...]
    response: Rate

    @property
    def has_lists(self) -> bool:
        """Whether it is known how many cases the lists hold."""
        return any(row.listed is not None for row in self.rows)

    @property
    def raters(self) -> int:
        """How many rated."""
        return self.response.numerator


def city_found(at: datetime) -> Found:
    """All answered rounds of public cases (one query)."""
    return _counted(answered_rounds(at), at)


def agency_found(at: datetime, agency_id: int) -> Found:
    """Those that this agency answered, alone or with others: what was handed on is not its answer (one query)."""
    own = handling(at).filter(assignment__agency=agency_id, phase=Phase.ANSWERED.value)
    rounds = answered_rounds(at).filter(case__in=own.values("case"))
    return _counted(rounds.filter(Exists(own.filter(case=OuterRef("case"), round=OuterRef("round")))), at)


@once
def found_by(cut: Cut, at: datetime) -> dict[Any, Found]:
    """Answered rounds by the parts of a cut (one query); by agency, each with everyone who answered it."""
    rows = cut.keyed(answered_rounds(at), CLOCKS)
    if cut is AGENCY:
        of_round = answered_rounds(at).filter(case=OuterRef("case"), round=OuterRef("round"))
        rows = cut.keyed(handling(at).filter(Exists(of_round), phase=Phase.ANSWERED.value), CLOCKS)
    given = Rating.objects.at(at).filter(case=OuterRef("case"), round=OuterRef("round"))
    rated = rows.annotate(found=Subquery(given.order_by("-id").values("value")[:1]))
    # Whoever answered a round twice has answered one round.
    rounds = Count(F("case_id") * MOST_ROUNDS + F("round"), distinct=True)
    told: dict[Any, dict[str | None, int]] = {}
    for row in rated.order_by().values(KEY, "found").annotate(n=rounds):
        told.setdefault(row[KEY], {})[row["found"]] = row["n"]
    return dict(told)


def answered_rounds(at: datetime) -> StandingQuerySet:
    """The citizens' clocks of public cases that an answer had stopped by `at`: each is an answer to be rated."""
    return Standing.objects.of_citizens().at(at).filter(phase=Phase.ANSWERED.value, case__in=Case.objects.public())


def _counted(rounds: StandingQuerySet, at: datetime) -> Found:
    given = Rating.objects.at(at).filter(case=OuterRef("case"), round=OuterRef("round"))
    found = rounds.annotate(found=Subquery(given.order_by("-id").values("value")[:1]))
    return dict(found.order_by().values_list("found").annotate(n=Count("pk")).values_list("found", F("n")))


def satisfied(found: Found, listed: Listed | None = None) -> Satisfied | None:
    """The figures of these rounds, beside what the lists of cases hold; None, to be hidden, below 5 raters."""
    counts = {value.value: found.get(value, 0) for value in RatingValue}
    told = satisfaction(
        satisfied=counts[RatingValue.SATISFIED],
        acceptable=counts[RatingValue.ACCEPTABLE],
        not_satisfied=counts[RatingValue.NOT_SATISFIED],
        asked=sum(found.values()),
    )
    if told is None:
        return None
    of_raters = shares(counts, told.response.numerator)
    rows = tuple(
        ValueRow(value=value, n=n, share=of_raters[value], listed=None if listed is None else listed.get(value, 0))
        for value, n in counts.items()
    )
    return Satisfied(rows=rows, response=told.response)

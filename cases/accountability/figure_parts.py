"""Everything that figures say of each part of a cut, at one instant: what pages, files and commands read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cases.accountability.case_counts import NOTHING, CaseCounts, cases_by
from cases.accountability.center_clocks import CenterClock, CenterTook, center_by
from cases.accountability.cuts import AGENCY, Cut
from cases.accountability.extensions import Extensions, extensions_by
from cases.accountability.handovers import Handovers, handovers_by
from cases.accountability.kept_values import keepable
from cases.accountability.removals import ByReason, removals_by
from cases.accountability.reopened import reopened_by
from cases.accountability.reviews import Reviews, reviews_by
from cases.accountability.satisfaction import Found, Satisfied, found_by, satisfied
from cases.accountability.spread import NO_SPREAD, SPANS, Spread, spans_by, took_by
from cases.accountability.tallies import Load, loads_by
from cases.models import AssignmentKind
from cases.models.event import DECLINED
from cases.rules.figures import Rate, rate
from cases.rules.ratings import RatingValue

#: The Center's clocks that know an agency.
OF_AGENCIES = (CenterClock.DECISION, CenterClock.ESCALATION)


@keepable
@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of a cut. What it cannot know is None: what was declined, and clocks that are missing in `center`."""

    at: datetime
    cases: CaseCounts = NOTHING
    load: Load = field(default_factory=Load)
    took: Spread = NO_SPREAD
    spans: tuple[int, ...] = (0,) * len(SPANS)
    opinions: Load = field(default_factory=Load)
    opinions_took: Spread = NO_SPREAD
    reopened: Rate = field(default_factory=lambda: rate(0, 0))
    extensions: Extensions = field(default_factory=Extensions)
    handovers: Handovers = field(default_factory=Handovers)
    reviews: Reviews = field(default_factory=Reviews)
    found: Found = field(default_factory=dict)
    removed: ByReason = field(default_factory=dict)
    knows_declined: bool = True
    center: Mapping[CenterClock, CenterTook] = field(default_factory=dict)

    @property
    def satisfied(self) -> Satisfied | None:
        """What citizens say; None below five raters."""
        return satisfied(self.found)

    @property
    def response(self) -> Rate:
        """The share of answered rounds that were rated; of nothing below five raters."""
        return rate(0, 0) if self.satisfied is None else self.satisfied.response

    def said(self, value: RatingValue) -> int | None:
        """How many said so; None, to be hidden, below five raters."""
        return None if self.satisfied is None else self.found.get(value.value, 0)

    def gone(self, kind: str) -> int | None:
        """How many left in that way, for whatever reason."""
        known = kind != DECLINED or self.knows_declined
        return sum(self.removed.get(kind, {}).values()) if known else None


def parts_by(cut: Cut, at: datetime) -> dict[Any, Part]:
    """By the parts of a cut, everything (some twenty queries)."""
    clocks = OF_AGENCIES if cut is AGENCY else tuple(CenterClock)
    center = {clock: center_by(clock, cut, at) for clock in clocks}
    told: dict[str, Mapping[Any, Any]] = {
        "cases": cases_by(cut, at),
        "load": loads_by(cut, at),
        "took": took_by(cut, at),
        "spans": spans_by(cut, at),
        "opinions": loads_by(cut, at, AssignmentKind.OPINION),
        "opinions_took": took_by(cut, at, AssignmentKind.OPINION),
        "reopened": reopened_by(cut, at),
        "extensions": extensions_by(cut, at),
        "handovers": handovers_by(cut, at),
        "reviews": reviews_by(cut, at),
        "found": found_by(cut, at),
        "removed": removals_by(cut, at),
    }
    keys = {key for own in (*told.values(), *center.values()) for key in own}
    return {
        key: Part(
            at=at,
            center={clock: own.get(key, CenterTook()) for clock, own in center.items()},
            knows_declined=cut is not AGENCY,
            **{name: own[key] for name, own in told.items() if key in own},
        )
        for key in keys
    }

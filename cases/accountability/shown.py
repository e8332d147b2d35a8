"""Counts as pages show them: overdue, broken promises and extensions apart, their sums beside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict

from cases.rules.figures import Tally


@dataclass(frozen=True, kw_only=True)
class Counts:
    """Open clocks. `overdue`, `promise_broken` and `extended` are each that kind alone."""

    open: int
    overdue: int
    promise_broken: int
    extended: int

    @property
    def past_due(self) -> int:
        """All three kinds."""
        return self.overdue + self.promise_broken + self.extended

    @property
    def headline(self) -> int:
        """Overdue and broken promises: the number on top; what was extended stands beside it."""
        return self.overdue + self.promise_broken

    @property
    def in_term(self) -> int:
        """Open and not past due."""
        return self.open - self.past_due

    @property
    def share(self) -> float | None:
        """The headline's share of what is open; None where nothing is."""
        return self.headline / self.open if self.open else None


class CountsFields(TypedDict):
    """What `Counts` is made of."""

    open: int
    overdue: int
    promise_broken: int
    extended: int


def counts_of(tally: Tally) -> CountsFields:
    """The fields of `Counts`; a tally's own `overdue` is the sum of the three kinds."""
    return {
        "open": tally.open,
        "overdue": tally.headline - tally.promise_broken,
        "promise_broken": tally.promise_broken,
        "extended": tally.extended,
    }

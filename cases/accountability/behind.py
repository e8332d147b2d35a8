"""What stands behind an on-time rate: the clocks it counts, and the list of cases where these can be read.

A rate counts clocks, each agency's own; a list holds cases, by the citizen's clock and once each. So the two numbers
of a row may differ: after a reopening, a late hand-over, or where two agencies answer one case.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cases.accountability.case_counts import NOTHING, CaseCounts, counts_by, counts_by_ward, together, with_charge
from cases.accountability.listed import AGENCY
from cases.models import Case
from cases.rules.figures import Tally


@dataclass(frozen=True, kw_only=True)
class BehindRow:
    """One part of a rate: `kind`, its clocks, and the cases of the list with these verdicts, as lists take them."""

    kind: str
    clocks: int
    cases: int
    verdicts: str


@dataclass(frozen=True, kw_only=True)
class Behind:
    """The parts of a rate; `clocks` is its n."""

    rows: tuple[BehindRow, ...]

    @property
    def clocks(self) -> int:
        """All clocks."""
        return sum(row.clocks for row in self.rows)

    @property
    def cases(self) -> int:
        """All cases of the lists, which do not overlap."""
        return sum(row.cases for row in self.rows)

    @property
    def verdicts(self) -> str:
        """What the list of all is asked for."""
        return " ".join(row.verdicts for row in self.rows)


def behind(tally: Tally, listed: CaseCounts) -> Behind:
    """The parts of the on-time rate of a tally, beside what its lists hold."""
    parts = (
        ("in_term", tally.closed_in_term, listed.answered_in_term, "answered_in_term"),
        (
            "late",
            tally.closed_with_due - tally.closed_in_term,
            listed.answered_late,
            "answered_extended answered_late",
        ),
        ("open", tally.open_past_due_with_due, listed.past_due, "overdue promise_broken extended"),
    )
    return Behind(
        rows=tuple(BehindRow(kind=kind, clocks=n, cases=m, verdicts=asked) for kind, n, m, asked in parts),
    )


def cases_of(agency_id: int, at: datetime) -> CaseCounts:
    """The public cases that an agency's lists hold (one query)."""
    own = with_charge(Case.objects.public()).filter(charge__agency=agency_id)
    return counts_by(own, at, AGENCY).get(agency_id, NOTHING)


def cases_of_city(at: datetime) -> CaseCounts:
    """All public cases: each lies in one ward, or in none (one query)."""
    return together(counts_by_ward(at).values())

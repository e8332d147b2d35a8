"""Clocks put straight into the tables, so that the database can be held against the pure rules."""

from dataclasses import dataclass
from datetime import datetime
from itertools import count

from cases.actions.clocks import ClockRow, model_row
from cases.models import Agency, Assignment, Case, Category, Round, Standing
from cases.rules.standings import standings
from cases.rules.verdicts import ClockFacts
from tests.cases.rules.clocks import tick

NUMBERS = count(1)


@dataclass(frozen=True, kw_only=True)
class Charge:
    """One assignment of a case of its own: its clock, and when the case was reopened."""

    facts: ClockFacts
    agency: str = "A"
    round: int = 1
    reopened: tuple[datetime, ...] = ()
    kind: str = "handling"

    def rows(self):
        return standings(self.facts)

    def row_at(self, at):
        """The stretch that holds at an instant, None where the clock had not begun."""
        for row in self.rows():
            if (row.since is None or row.since <= at) and (row.until is None or at < row.until):
                return row
        return None


def agency_named(name):
    return Agency.objects.get_or_create(
        source_name=name, defaults={"name": name, "slug": name.encode().hex() or "none"}
    )[0]


def a_case(**fields):
    number = next(NUMBERS)
    given = {"number": number, "reference": str(number), "state": "in_progress", **fields}
    return Case.objects.create(category=Category.objects.first(), salt="s", head_hash="h", **given)


def an_assignment(case, agency="A", **fields):
    """An assignment whose own state does not matter: figures go by the standings."""
    given = {"state": "cancelled", "ended_at": tick(0), "assigned_at": tick(0), **fields}
    return Assignment.objects.create(case=case, agency=agency_named(agency), **given)


def stand(assignment, **fields):
    """One stretch of an assignment's clock."""
    given = {"phase": "open", "since": tick(0), "started_at": tick(0), "round": assignment.round, **fields}
    return Standing.objects.create(case=assignment.case, assignment=assignment, **given)


def store(charge):
    """Put one charge into the tables; its case."""
    case = a_case(round=charge.round + len(charge.reopened))
    started = charge.facts.started_at
    for number, started_at in enumerate((started, *charge.reopened), start=charge.round):
        Round.objects.create(case=case, number=number, started_at=started_at)
    assignment = an_assignment(
        case, charge.agency, round=charge.round, kind=charge.kind, started_at=started, assigned_at=started
    )
    Standing.objects.bulk_create(
        model_row(case.pk, ClockRow(assignment.pk, charge.round, started, row)) for row in charge.rows()
    )
    return case


def ids_of(charges):
    """Agency name → its id, of those that the charges name."""
    return {name: agency_named(name).pk for name in {charge.agency for charge in charges}}

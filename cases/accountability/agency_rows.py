"""The figures of every agency as plain rows, as the command and other programs read them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from cases.accountability.durations import NOTHING_CLOSED, Took, city_took, took
from cases.accountability.tallies import loads, whole
from cases.models import Agency
from cases.rules.figures import Tally, firm_rate, kept_rate, on_time_rate

ALL = "_all"


@dataclass(frozen=True, kw_only=True)
class AgencyRow:
    """One agency's figures, cumulative to an instant. `n` and the Wilson interval are those of the on-time rate.

    `overdue` is all that is open and past due; rates are shares from 0 to 1, durations days.
    """

    agency: str
    open: int
    overdue: int
    closed: int
    closed_with_due: int
    closed_in_term: int
    on_time_rate: float | None
    kept_rate: float | None
    firm_rate: float | None
    n: int
    wilson_low: float | None
    wilson_high: float | None
    median_days: float | None
    p90_days: float | None

    def as_dict(self) -> dict[str, str | int | float | None]:
        """Names and values, in order."""
        return asdict(self)


def agency_rows(at: datetime) -> list[AgencyRow]:
    """Every agency that had been given a case by `at`, by the source's name, and all of them together at the end."""
    found, ran = loads(at), took(at)
    names = dict(Agency.objects.filter(pk__in=found).values_list("pk", "source_name"))
    rows = [_row(names[pk], load.tally, ran.get(pk, NOTHING_CLOSED)) for pk, load in found.items()]
    return [*sorted(rows, key=lambda row: row.agency), _row(ALL, whole(found).tally, city_took(at))]


def _row(agency: str, tally: Tally, ran: Took) -> AgencyRow:
    on_time = on_time_rate(tally)
    return AgencyRow(
        agency=agency,
        open=tally.open,
        overdue=tally.overdue,
        closed=tally.closed,
        closed_with_due=tally.closed_with_due,
        closed_in_term=tally.closed_in_term,
        on_time_rate=on_time.value,
        kept_rate=kept_rate(tally).value,
        firm_rate=firm_rate(tally).value,
        n=on_time.n,
        wilson_low=on_time.low,
        wilson_high=on_time.high,
        median_days=ran.median,
        p90_days=ran.p90,
    )

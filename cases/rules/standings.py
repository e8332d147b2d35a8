"""Standings: the truth of a clock as a temporal table, so that plain comparisons answer for any instant."""

from dataclasses import dataclass, replace
from datetime import datetime

from cases.rules.clock_facts import ClockFacts
from cases.rules.instants import utc
from cases.rules.promises import valid_promises
from cases.rules.stops import Phase
from cases.rules.verdicts import Reading, VerdictKind, kind_of, read

__all__ = ["Phase", "Standing", "kind_at", "standings"]


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What holds of a clock from `since` until before `until` (None: for good).

    `since` is None only for a clock of which not even the start is known. `stopped_at` is t where the clock stands
    still, `term_end` the due date or without one the first valid promise, `broken_from` the end of the first promise
    that had no successor in time.
    """

    since: datetime | None
    until: datetime | None
    phase: Phase
    stopped_at: datetime | None
    due_at: datetime | None
    term_end: datetime | None
    limit: datetime | None
    broken_from: datetime | None


def standings(facts: ClockFacts, *, recorded_by: datetime | None = None) -> tuple[Standing, ...]:
    """Return the standings of a clock, one after the other without a gap, from its start for good.

    A clock closed before it began stands closed from its start. None at all without a start, but for a clock that
    ended nobody knows when: that has one row.
    """
    known = facts if recorded_by is None else facts.known_by(recorded_by)
    start = known.started_at
    if known.ended_unknown:
        return (_ended_unknown(start),)
    if start is None:
        return ()
    valid = valid_promises(known)
    rows: list[Standing] = []
    for since in sorted({start, *(at for at in known.changes() if at > start)}):
        row = _standing(since, read(known, valid, since))
        if rows and replace(rows[-1], since=since) == row:
            continue
        if rows:
            rows[-1] = replace(rows[-1], until=since)
        rows.append(row)
    return tuple(rows)


def kind_at(standing: Standing, at: datetime) -> VerdictKind | None:
    """Return the verdict at an instant the row holds for; None where the clock ended nobody knows when."""
    if standing.phase is Phase.UNKNOWN:
        return None
    return kind_of(
        standing.stopped_at or utc(at),
        term_end=standing.term_end,
        limit=standing.limit,
        broken_from=standing.broken_from,
    )


def _standing(since: datetime, reading: Reading) -> Standing:
    return Standing(
        since=since,
        until=None,
        phase=reading.stop.phase,
        stopped_at=reading.stop.at,
        due_at=reading.due_at,
        term_end=reading.term_end,
        limit=reading.limit,
        broken_from=reading.broken_from,
    )


def _ended_unknown(since: datetime | None) -> Standing:
    return Standing(
        since=since,
        until=None,
        phase=Phase.UNKNOWN,
        stopped_at=None,
        due_at=None,
        term_end=None,
        limit=None,
        broken_from=None,
    )

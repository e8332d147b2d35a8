"""Rewrites the standings of a case's clocks from its facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time
from functools import lru_cache

from django.db.models import F
from django.utils import timezone

from cases.actions.dossier import AssignmentFact, Dossier, RoundFact, clock_facts, promise
from cases.models import AssignmentKind, FormerStanding
from cases.models import Standing as Row
from cases.rules.citizens_clock import combine
from cases.rules.instants import at_wall_time
from cases.rules.standings import Standing, standings
from cases.rules.verdicts import ClockFacts, Ending


@dataclass(frozen=True, slots=True)
class ClockRow:
    """One stretch of one clock; without an assignment it is the citizen's clock of the round."""

    assignment_id: int | None
    round: int
    started_at: datetime | None
    standing: Standing


def _since(rows: Iterable[Standing], begin: datetime | None) -> tuple[Standing, ...]:
    """Leave out what was before `begin`: an assignment that continues an older clock existed only since then."""
    if begin is None:
        return tuple(rows)
    kept = [row for row in rows if row.until is None or row.until > begin]
    if kept and kept[0].since is not None and kept[0].since < begin:
        kept[0] = replace(kept[0], since=begin)
    return tuple(kept)


def _assignment_rows(fact: AssignmentFact) -> tuple[Standing, ...]:
    begin = fact.assigned_at if fact.clock_id != fact.id else None
    return _since(standings(clock_facts(fact)), begin)


def _is_the_rounds(fact: AssignmentFact, round_fact: RoundFact) -> bool:
    """True where the agency's clock and the citizen's are one: most imported cases, and their rows are the same."""
    return (
        not fact.extensions
        and not fact.ended_unknown
        and fact.started_at == round_fact.started_at
        and fact.due_dates == round_fact.due_dates
        and fact.clock_id == fact.id
    )


def _citizens_rows(
    round_fact: RoundFact,
    handling: list[tuple[AssignmentFact, tuple[Standing, ...]]],
    removed_at: datetime | None,
) -> tuple[Standing, ...]:
    if len(handling) == 1 and _is_the_rounds(handling[0][0], round_fact):
        return handling[0][1]
    if not handling and removed_at is not None:
        # Nobody had it yet when it left the portal: nothing but this ends the citizen's clock.
        ended = ClockFacts(
            started_at=round_fact.started_at,
            due_dates=round_fact.due_dates,
            ended_at=removed_at,
            ending=Ending.CANCELLED,
        )
        return standings(ended)
    promises = tuple(promise(e) for fact, _ in handling if fact.clock_id == fact.id for e in fact.extensions)
    alone = ClockFacts(started_at=round_fact.started_at, due_dates=round_fact.due_dates, promises=promises)
    return combine(standings(alone), [rows for _, rows in handling])


def clock_rows(dossier: Dossier) -> Iterator[ClockRow]:
    """All stretches of all clocks of a case: assignments first, then the citizen's clock of every round."""
    handling: dict[int, list[tuple[AssignmentFact, tuple[Standing, ...]]]] = {}
    for fact in dossier.assignments:
        rows = _assignment_rows(fact)
        if fact.kind == AssignmentKind.HANDLING:
            handling.setdefault(fact.round, []).append((fact, rows))
        for row in rows:
            yield ClockRow(fact.id, fact.round, fact.started_at, row)
    for round_fact in dossier.rounds:
        for row in _citizens_rows(round_fact, handling.get(round_fact.number, []), dossier.removed_at):
            yield ClockRow(None, round_fact.number, round_fact.started_at, row)


def _kept_until(old: Iterable[Row], at: datetime) -> Iterator[Row]:
    """What was true before `at` stays as it was: a restored assignment *was* cancelled for a while."""
    for row in old:
        if row.since is not None and row.since >= at:
            continue
        if row.until is None or row.until > at:
            row.until = at
        row.pk = None
        yield row


@lru_cache(maxsize=64)  # a batch of an import is recorded at one instant
def _day_of(recorded_at: datetime) -> datetime:
    return at_wall_time(timezone.localdate(recorded_at), time.min, timezone.get_default_timezone())


def is_backdated(since: datetime | None, recorded_at: datetime) -> bool:
    """Tell whether the end of a day lies between what held from `since` on and our learning of it."""
    return since is None or since < _day_of(recorded_at)


def learned_at(since: datetime | None, recorded_at: datetime | None) -> datetime | None:
    """When we learned of a stretch, as `Stretch.recorded_at` keeps it; None where nobody says."""
    return recorded_at if recorded_at is not None and is_backdated(since, recorded_at) else None


def model_row(case_id: int, clock: ClockRow, recorded_at: datetime | None = None) -> Row:
    """The table's row of one stretch."""
    standing = clock.standing
    return Row(
        case_id=case_id,
        assignment_id=clock.assignment_id,
        round=clock.round,
        since=standing.since,
        until=standing.until,
        phase=standing.phase.value,
        started_at=clock.started_at,
        stopped_at=standing.stopped_at,
        due_at=standing.due_at,
        term_end=standing.term_end,
        limit_at=standing.limit,
        broken_from=standing.broken_from,
        recorded_at=learned_at(standing.since, recorded_at),
    )


def _clock_of(row: Row) -> tuple[int | None, int | None]:
    """Which clock a row belongs to: an assignment's, or the citizen's of a round."""
    return (row.assignment_id, None) if row.assignment_id is not None else (None, row.round)


def _told(row: Row) -> tuple[object, ...]:
    return (row.phase, row.stopped_at, row.due_at, row.term_end, row.limit_at, row.broken_from)


def _joined(rows: Iterable[Row]) -> list[Row]:
    """Stretches of one clock in which nothing differs are one stretch."""
    joined: list[Row] = []
    for row in rows:
        last = joined[-1] if joined else None
        if last is not None and last.until == row.since and _told(last) == _told(row):
            last.until = row.until
        else:
            joined.append(row)
    return joined


def _rewritten(
    case_id: int, old: Iterable[Row], rows: Iterable[ClockRow], since: datetime | None, recorded_at: datetime
) -> list[Row]:
    """The rows a case has from now on: the old ones until `since`, the new ones after it."""
    clocks: dict[tuple[int | None, int | None], list[Row]] = {}
    if since is not None:
        for row in _kept_until(old, since):
            clocks.setdefault(_clock_of(row), []).append(row)
    known = frozenset(clocks)
    for clock in rows:
        row = model_row(case_id, clock, recorded_at)
        if since is not None and _clock_of(row) in known:
            if row.until is not None and row.until <= since:
                continue
            if row.since is None or row.since < since:
                row.since = since
        clocks.setdefault(_clock_of(row), []).append(row)
    return [row for stretches in clocks.values() for row in _joined(stretches)]


def _same(row: Row | FormerStanding) -> tuple[object, ...]:
    """What two rows have in common that say the same of the same stretch of the same clock."""
    told = (row.phase, row.stopped_at, row.due_at, row.term_end, row.limit_at, row.broken_from)
    return (row.assignment_id, row.round, row.since, row.until, *told)


def _former(row: Row, replaced_at: datetime) -> FormerStanding:
    fields = {each.attname: getattr(row, each.attname) for each in Row._meta.concrete_fields if not each.primary_key}
    return FormerStanding(**fields, replaced_at=replaced_at)


def _replaced(formers: Iterable[FormerStanding], rows: Iterable[Row], recorded_at: datetime) -> list[FormerStanding]:
    """Of the rows there were, those that are no more; `rows` learn when it was that we learned of them."""
    before = {_same(former): former for former in formers}
    for row in rows:
        kept = before.pop(_same(row), None)
        row.recorded_at = kept.recorded_at if kept is not None else learned_at(row.since, recorded_at)
    return list(before.values())


def rewrite(rows: Mapping[int, Iterable[ClockRow]], *, since: datetime | None, recorded_at: datetime) -> None:
    """Write the standings of these cases anew from `since` on; all where `since` is None (a corrected import).

    What a backdated change contradicts is kept as it was known. As many queries for one case as for many.
    """
    stored = Row.objects.filter(case__in=list(rows))
    old: dict[int, list[Row]] = {case_id: [] for case_id in rows}
    for row in stored.order_by(F("since").asc(nulls_first=True)):
        old[row.case_id].append(row)
    stored._raw_delete(stored.db)  # nothing refers to a standing, so nothing needs to be collected first
    new, former = [], []
    for pk, own in rows.items():
        before = [_former(row, recorded_at) for row in old[pk]] if is_backdated(since, recorded_at) else []
        written = _rewritten(pk, old[pk], own, since, recorded_at)
        former += _replaced(before, written, recorded_at) if before else []
        new += written
    Row.objects.bulk_create(new)
    FormerStanding.objects.bulk_create(former)

"""Why cases left the list, as the first method told it: days that were frozen by it are counted again by it.

It took an earlier round's answer for that of a later one, and called what was answered and reopened within a day
counted anew. No day is frozen by it any more (see `leaving`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from cases.accountability.frozen.day_lists import DayList, Key
from cases.accountability.frozen.stretches import Closed, closed_of
from cases.models import Event, LeavingReason
from cases.rules.standings import Phase

METHOD = 1
BY_PHASE = {Phase.ANSWERED.value: LeavingReason.ANSWERED, Phase.TRANSFERRED.value: LeavingReason.TRANSFERRED}
BY_EVENT = {"case.withdraw": LeavingReason.WITHDRAWN, "case.merge": LeavingReason.MERGED}


class Closings:
    """When and how clocks that were past due closed, by agency and number."""

    def __init__(self, rows: Iterable[Closed]) -> None:
        self._rows: dict[Key, list[Closed]] = defaultdict(list)
        for row in rows:
            self._rows[row.agency, row.number].append(row)

    def at(self, key: Key, end: datetime) -> Closed | None:
        """How the clock stood closed at an instant, None where it did not."""
        rows = self._rows.get(key, ())
        held = [
            row for row in rows if row.since is not None and row.since <= end and (row.until is None or end < row.until)
        ]
        return held[-1] if held else None


def first_reasons(gone: Collection[Key], found: DayList, closings: Closings) -> dict[Key, str]:
    """Why each of these left the list of a day (three queries at most, none where nobody left)."""
    end = found.day.ended_at
    closed = {key: row for key in gone if (row := closings.at(key, end)) is not None}
    unknown = [key for key in gone if key not in closed and not found.is_open(key)]
    if unknown:  # closed before it was on the list, as we learned later
        closed |= {(row.agency, row.number): row for row in closed_of([key[1] for key in unknown], found.day)}
    taken = {row.case for row in closed.values() if row.phase == Phase.CANCELLED.value}
    removed = _removed(taken, found) if taken else {}
    return {key: _reason(closed.get(key), removed, is_open=found.is_open(key)) for key in gone}


def _reason(row: Closed | None, removed: Mapping[int, LeavingReason], *, is_open: bool) -> str:
    if is_open:
        return LeavingReason.RECOUNTED.value
    if row is None:
        return LeavingReason.CORRECTED.value
    if row.phase == Phase.CANCELLED.value:
        return removed.get(row.case, LeavingReason.CANCELLED).value
    return BY_PHASE.get(row.phase, LeavingReason.CORRECTED).value


def _removed(cases: Iterable[int], found: DayList) -> dict[int, LeavingReason]:
    """Whether these cases were withdrawn or merged, by what was known."""
    events = Event.objects.filter(case__in=cases, kind__in=BY_EVENT, recorded_at__lte=found.day.bound)
    told = events.filter(happened_at__lte=found.day.ended_at).order_by("case_id", "seq").values_list("case_id", "kind")
    return {case: BY_EVENT[kind] for case, kind in told}

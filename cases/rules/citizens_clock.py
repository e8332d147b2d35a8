"""The citizen's clock of a round, put together from the clocks of the agencies that handle it.

Source: design, section 3, "Clocks": the case's clock, from acceptance until its last assignment is answered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from cases.rules.standings import Phase, Standing

#: What the citizen's clock does while several agencies differ: one open assignment keeps the whole case open, and one
#: that was cancelled with the case says that the case was taken away, not answered.
RANK = (Phase.OPEN, Phase.AWAITING, Phase.CANCELLED, Phase.UNKNOWN, Phase.ANSWERED)


def _row_at(rows: Sequence[Standing], at: datetime) -> Standing | None:
    for row in reversed(rows):
        if row.since is None or row.since <= at:
            return row
    return None


def _latest_stop(rows: Sequence[Standing]) -> datetime | None:
    return max((row.stopped_at for row in rows if row.stopped_at is not None), default=None)


def _phase(parts: Sequence[Standing]) -> tuple[Phase, datetime | None]:
    """Phase and stopping time of the case, from the rows of its handling assignments at one instant."""
    if not parts:
        return Phase.OPEN, None
    # Whoever it was transferred to has it now: only where nobody has does a transfer end the clock.
    present = [row for row in parts if row.phase is not Phase.TRANSFERRED]
    if not present:
        return Phase.CANCELLED, _latest_stop(parts)
    phase = min((row.phase for row in present), key=RANK.index)
    runs_on = phase in (Phase.OPEN, Phase.UNKNOWN)
    return phase, None if runs_on else _latest_stop(present)


def _stretches(base: Sequence[Standing], parts: Sequence[Sequence[Standing]]) -> Iterator[Standing]:
    begin = base[0].since
    points = {row.since for row in base} | {row.since for rows in parts for row in rows}
    for point in sorted(p for p in points if p is not None and (begin is None or p >= begin)):
        own = _row_at(base, point) or base[0]  # no point lies before the first row
        present = [found for rows in parts if (found := _row_at(rows, point)) is not None]
        phase, stopped_at = _phase(present)
        yield replace(own, since=point, until=None, phase=phase, stopped_at=stopped_at)


def combine(base: Sequence[Standing], parts: Sequence[Sequence[Standing]]) -> tuple[Standing, ...]:
    """The citizen's standings.

    `base` are the standings of the round's own due dates and of all promises made in it, as if nothing had been
    answered; `parts` those of each handling assignment of the round. The clock is open while one assignment is,
    and stops with the last answer. A round that never began is known only to have ended at an unknown time.
    """
    if not base:
        unknown = [rows[-1] for rows in parts if rows and rows[-1].phase is Phase.UNKNOWN]
        return (replace(unknown[0], since=None, until=None),) if unknown else ()
    merged: list[Standing] = []
    for row in _stretches(base, parts):
        if merged and replace(merged[-1], since=None, until=None) == replace(row, since=None, until=None):
            continue
        if merged:
            merged[-1] = replace(merged[-1], until=row.since)
        merged.append(row)
    return tuple(merged)

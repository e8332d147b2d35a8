"""How fast clocks are judged: verdicts a second for a quiet clock and for an eventful one, and tables of standings."""

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from cases.rules.clock_facts import ClockFacts, Decision, Promise, Submission
from cases.rules.due_dates import DueDate
from cases.rules.standings import standings
from cases.rules.verdicts import verdict

BEGIN = datetime(2026, 2, 6, 3, 0, tzinfo=UTC)
DAY = timedelta(days=1)
TIMES = 5_000


def clock(*, promises: int, submissions: int) -> ClockFacts:
    """Return a clock due after ten days, with that many promises and returned submissions."""
    return ClockFacts(
        started_at=BEGIN,
        due_dates=(DueDate(due_at=BEGIN + 10 * DAY, since=BEGIN, cause="term"),),
        promises=tuple(
            Promise(
                published_at=BEGIN + (8 + 4 * i) * DAY,
                until=BEGIN + (13 + 4 * i) * DAY,
                not_after=None,
                recorded_at=BEGIN + (8 + 4 * i) * DAY,
            )
            for i in range(promises)
        ),
        submissions=tuple(
            Submission(
                submitted_at=BEGIN + (1 + 3 * i) * DAY,
                recorded_at=BEGIN + (1 + 3 * i) * DAY,
                decided_at=BEGIN + (2 + 3 * i) * DAY,
                decision=Decision.RETURNED,
                retracted_at=None,
            )
            for i in range(submissions)
        ),
        ended_at=None,
        ending=None,
    )


def rate(work: Callable[[], object]) -> float:
    """Return how often a second `work` can be done, the best of three rounds."""
    best = 0.0
    for _ in range(3):
        begun = time.perf_counter()
        for _ in range(TIMES):
            work()
        best = max(best, TIMES / (time.perf_counter() - begun))
    return best


def main() -> None:
    """Print one line a kind of clock."""
    at = BEGIN + 20 * DAY
    for name, facts in {
        "quiet": clock(promises=0, submissions=0),
        "eventful": clock(promises=3, submissions=3),
    }.items():
        judged, tabled = rate(partial(verdict, facts, at)), rate(partial(standings, facts))
        sys.stdout.write(f"{name} clock: {judged:,.0f} verdicts/s, {tabled:,.0f} tables of standings/s\n")


if __name__ == "__main__":
    main()

"""Who holds a case when no agency does: the stretches of a round that its charges leave over are the Center's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """From when until when somebody held something; `handed_in` where it ended by handing in an answer."""

    since: datetime
    until: datetime
    handed_in: bool = False


@dataclass(frozen=True, kw_only=True)
class Gap:
    """A stretch in which no agency held the case: what was handed in is `reviewed`, else somebody is looked for."""

    since: datetime
    until: datetime
    reviewed: bool


def left_over(start: datetime, end: datetime, held: Iterable[Stretch]) -> tuple[Gap, ...]:
    """What lies between `start` and `end` and in none of the stretches, in order; each is as long as it can be.

    So whatever an agency did not hold is counted, and nothing twice: held days and these make up the whole wait.
    """
    gaps: list[Gap] = []
    free, reviewed = start, False
    for stretch in sorted(held, key=lambda s: (s.since, s.until)):
        gaps.append(Gap(since=free, until=min(stretch.since, end), reviewed=reviewed))
        if stretch.until >= free:
            free, reviewed = stretch.until, stretch.handed_in
    gaps.append(Gap(since=free, until=end, reviewed=reviewed))
    return tuple(gap for gap in gaps if gap.since < gap.until)

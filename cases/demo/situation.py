"""One kind of trouble in the invented city. `{...}` in its texts are filled from a place, a day and some chance."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Situation:
    """Category, who handles it, reports of it, what was done, and when in the day it shows.

    A report is title and text; where more stands behind them, that was done instead of the situation's own answers.

    Slots of reports: street, no, no2, alley, few, metres; of answers: street, done, few, metres.
    """

    category: str
    handler: str
    reports: tuple[tuple[str, ...], ...]
    answers: tuple[str, ...]
    hours: tuple[int, int] = (6, 19)


DAY, NIGHT, EVENING = (6, 18), (19, 23), (16, 22)


def situation(
    category: str,
    handler: str,
    reports: tuple[tuple[str, ...], ...],
    answers: tuple[str, ...],
    hours: tuple[int, int] = DAY,
) -> Situation:
    """A situation, without the names of its parts."""
    return Situation(category=category, handler=handler, reports=reports, answers=answers, hours=hours)

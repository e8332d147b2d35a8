"""What can be the matter with a street: its looks before and after, its room, whose reports it fits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from cases.demo.drawing.sheet import Sheet

#: Draws at so many metres beside the middle and ahead.
Draw = Callable[[Sheet, Random, float, float], None]
Span = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Matter:
    """One kind of trouble. `room`: metres it may reach from its place, to the sides, up and ahead; no stroke leaves it.

    `titles`: what it says in titles of the reports it fits, as a regular expression, in reports of `category`.
    """

    name: str
    category: str
    titles: str
    before: Draw
    after: Draw
    room: tuple[Span, Span, Span]
    place: tuple[Span, Span]
    told_before: str
    told_after: str
    sides: tuple[str, str] = ("", "")
    night: bool = False


def nothing(_sheet: Sheet, _rng: Random, _x: float, _z: float) -> None:
    """The matter is gone without a trace."""

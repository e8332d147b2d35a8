"""What a definition of a figure is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise

from cases.accountability.figure_parts import Part

Value = int | float | None


class Unit(StrEnum):
    """What a figure is a number of: a count, a share from 0 to 1, days of 86,400 seconds, or days of the calendar."""

    COUNT = "count"
    SHARE = "share"
    DAYS = "days"
    CALENDAR_DAYS = "calendar_days"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One figure; `read` finds it in what was counted of a part, None where there is nothing to tell."""

    code: str
    name: str | Promise
    means: str | Promise
    read: Callable[[Part], Value]
    unit: Unit = Unit.COUNT
    version: int = 1


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """Figures that belong together on the page of methods."""

    code: str
    title: str | Promise
    figures: Sequence[Figure]

"""Bars and rates as SVG draws them: x in per cent of the width, y in pixels, so that letters never scale."""

from __future__ import annotations

import itertools
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from cases.public.chart_notes import PublicNote, touching
from cases.rules.figures import Rate
from cases.templatetags.numbers import LEAST_TO_COMPARE, number_text, percent_text

HEIGHT, ABOVE, BELOW = 130, 18, 24  # pixels: of the tallest bar, for the number on it, for the label under it
SHARE = 0.72  # of the room of a bar that it fills
AXIS = 9  # per cent of the width beside rates, for the words of the axis
MARKS = 20  # pixels under the labels, for the letters of notes
PHONE, DIGIT = 350, 7  # pixels: how wide a chart is there, and a digit
MOST_DIGITS = 4  # of a number on a bar: longer ones would run into one another on a phone


@dataclass(frozen=True, kw_only=True)
class Segment:
    """A part of a bar; `css` is its class."""

    css: str
    y: float
    height: float


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One bar with its number and its label, "" where there is no room; offsets in per cent of the width.

    `crowded`: on a phone there is no room for its number beside those of its neighbours.
    """

    left: str
    width: str
    middle: str
    segments: tuple[Segment, ...]
    y: float
    number: str
    label: str
    crowded: bool = False


@dataclass(frozen=True, kw_only=True)
class BarChart:
    """Bars on one base line; heights in pixels."""

    bars: tuple[Bar, ...]
    base: int = ABOVE + HEIGHT
    height: int = ABOVE + HEIGHT + BELOW
    marks: tuple[tuple[str, str], ...] = ()

    @property
    def label_y(self) -> int:
        """Where labels stand."""
        return self.base + BELOW - 7

    @property
    def places(self) -> tuple[str, ...]:
        """The middle of each bar."""
        return tuple(bar.middle for bar in self.bars)


def bar_chart(rows: Iterable[tuple[str, Sequence[tuple[str, int]]]], *, least_top: int = 1) -> BarChart:
    """A chart of rows, each a label and its parts from the base line up: class and count.

    The scale reaches to the tallest bar, or to `least_top`, so that two charts can share one.
    """
    kept = list(rows)
    totals = [sum(n for _, n in parts) for _, parts in kept]
    greatest = max([1, *totals, least_top])
    with_numbers = len(str(greatest)) <= MOST_DIGITS
    roomy = _with_room(totals) if kept else ()
    bars = []
    for place, ((label, parts), total) in enumerate(zip(kept, totals, strict=True)):
        room = 100 / len(kept)
        segments, y = [], float(ABOVE + HEIGHT)
        for css, n in parts:
            height = round(HEIGHT * n / greatest, 1)
            y = round(y - height, 1)
            if n:
                segments.append(Segment(css=css, y=y, height=height))
        bars.append(
            Bar(
                left=f"{room * (place + (1 - SHARE) / 2):.2f}%",
                width=f"{room * SHARE:.2f}%",
                middle=f"{room * (place + 0.5):.2f}%",
                segments=tuple(segments),
                y=round(y - 5, 1),
                number=number_text(total) if total and with_numbers else "",
                label=label,
                crowded=place not in roomy,
            )
        )
    return BarChart(bars=tuple(bars))


def _with_room(totals: Sequence[int]) -> Container[int]:
    """The places whose numbers a phone shows, the greatest first: none that would run into another."""
    room, wide = PHONE / len(totals), [DIGIT * len(number_text(total)) for total in totals]
    shown: list[int] = []
    for place in sorted(range(len(totals)), key=lambda place: -totals[place]):
        if all((wide[place] + wide[other]) / 2 <= abs(place - other) * room for other in shown):
            shown.append(place)
    return frozenset(shown)


@dataclass(frozen=True, kw_only=True)
class RatePoint:
    """One rate: where its dot and its interval lie, in pixels; `few` where n is too small to compare."""

    x: str
    y: float
    low: float
    high: float
    few: bool
    label: str


@dataclass(frozen=True, kw_only=True)
class RateChart:
    """Rates on an axis from 0 to 100 %, lines between neighbours that have one; `steps` are grid lines with words."""

    points: tuple[RatePoint, ...]
    lines: tuple[tuple[RatePoint, RatePoint], ...]
    labels: tuple[tuple[str, str], ...]
    steps: tuple[tuple[float, str], ...]
    whole: float | None
    height: int = ABOVE + HEIGHT + BELOW
    marks: tuple[tuple[str, str], ...] = ()

    @property
    def label_y(self) -> int:
        """Where labels stand."""
        return ABOVE + HEIGHT + BELOW - 7

    @property
    def places(self) -> tuple[str, ...]:
        """Where each rate stands, or would."""
        return tuple(x for x, _label in self.labels)


Chart = TypeVar("Chart", BarChart, RateChart)


def marked(chart: Chart, months: Sequence[date], notes: Sequence[PublicNote]) -> Chart:
    """The chart, of which each place is the month that begins with the day of `months`, with the letters of notes."""
    if not notes:
        return chart
    letters = [touching(notes, first) for first in months]
    marks = tuple((x, letter) for x, letter in zip(chart.places, letters, strict=True) if letter)
    return replace(chart, marks=marks, height=chart.height + MARKS)


def rate_chart(rows: Sequence[tuple[str, Rate]], whole: Rate) -> RateChart:
    """A chart of rates with their intervals, and the rate of all of them as a dotted line."""
    room = (100 - AXIS) / max(len(rows), 1)
    places = [f"{AXIS + room * (place + 0.5):.2f}%" for place in range(len(rows))]
    made = [_point(x, label, rate) for x, (label, rate) in zip(places, rows, strict=True)]
    return RateChart(
        points=tuple(point for point in made if point),
        lines=tuple((a, b) for a, b in itertools.pairwise(made) if a and b),
        labels=tuple((x, label) for x, (label, _) in zip(places, rows, strict=True)),
        steps=tuple((_height(share), percent_text(share, 0)) for share in (0.0, 0.5, 1.0)),
        whole=None if whole.value is None else _height(whole.value),
    )


def _height(share: float) -> float:
    return round(ABOVE + HEIGHT * (1 - share), 1)


def _point(x: str, label: str, rate: Rate) -> RatePoint | None:
    if rate.value is None or rate.low is None or rate.high is None:
        return None
    return RatePoint(
        x=x,
        y=_height(rate.value),
        low=_height(rate.low),
        high=_height(rate.high),
        few=rate.n < LEAST_TO_COMPARE,
        label=label,
    )

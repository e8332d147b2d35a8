"""Bars as SVG draws them: x in per cent of the width, y in pixels, so that letters never scale."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cases.templatetags.numbers import number_text

HEIGHT, ABOVE, BELOW = 130, 18, 24  # pixels: of the tallest bar, for the number on it, for the label under it
SHARE = 0.72  # of the room of a bar that it fills
MOST_DIGITS = 4  # of a number on a bar: longer ones would run into one another on a phone


@dataclass(frozen=True, kw_only=True)
class Segment:
    """A part of a bar; `css` is its class."""

    css: str
    y: float
    height: float


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One bar with its number and its label, "" where there is no room; offsets in per cent of the width."""

    left: str
    width: str
    middle: str
    segments: tuple[Segment, ...]
    y: float
    number: str
    label: str


@dataclass(frozen=True, kw_only=True)
class BarChart:
    """Bars on one base line; heights in pixels."""

    bars: tuple[Bar, ...]
    base: int = ABOVE + HEIGHT
    height: int = ABOVE + HEIGHT + BELOW

    @property
    def label_y(self) -> int:
        """Where labels stand."""
        return self.base + BELOW - 7


def bar_chart(rows: Iterable[tuple[str, Sequence[tuple[str, int]]]]) -> BarChart:
    """A chart of rows, each a label and its parts from the base line up: class and count."""
    kept = list(rows)
    totals = [sum(n for _, n in parts) for _, parts in kept]
    greatest = max(totals, default=0) or 1
    with_numbers = len(str(greatest)) <= MOST_DIGITS
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
            )
        )
    return BarChart(bars=tuple(bars))

"""Cells of a grid on the map: where the cases of a question lie, counted so that every engine counts alike.

A point is told in whole units of 0.00001° (about a metre) east and north of 180° W, 90° S. One addition, one product
and one floor of doubles give the unit, the same ones in every engine; from there on all is whole numbers. So sums,
centres and cells agree to the last digit, which logarithms and sums of fractions would not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

from cases.rules.timeliness import Timeliness
from search.document import Document
from search.question import Box

DECIMALS = 5
UNITS = 100_000  # of a degree, as many as five decimals tell
EAST, NORTH = 180, 90  # added to a longitude, to a latitude: no unit is negative
PIXELS = 80  # the side of a cell on the screen, as far as that is even: maps are stretched to the north
TILE = 256  # pixels of the whole world at zoom 0
LEAST_ZOOM, MOST_ZOOM = 5, 18
LATE = (Timeliness.OVERDUE, Timeliness.PROMISE_BROKEN)  # what a cell tells apart: open, and in nobody's term
WORLD = Box(west=-180, south=-90, east=180, north=90)


def side(zoom: int) -> int:
    """The side of a cell at a zoom of web maps, in units."""
    return max(1, round(PIXELS * 360 * UNITS / (TILE << zoom)))


def units(degrees: float, shift: int) -> int:
    """The unit a coordinate lies in; `shift` is EAST or NORTH."""
    return int((degrees + shift) * float(UNITS))


def degrees(unit: float, shift: int) -> float:
    """The coordinate of a unit, of its middle where it is told as a mean."""
    return round(unit / UNITS - shift, 6)


def cells_across(box: Box, zoom: int) -> int:
    """How many cells of this zoom a box can touch."""
    wide, high = (box.east - box.west) * UNITS / side(zoom), (box.north - box.south) * UNITS / side(zoom)
    return (ceil(wide) + 1) * (ceil(high) + 1)


@dataclass(frozen=True, kw_only=True)
class Tally:
    """What an engine counts of one cell: x to the east, y to the north; `first` is the lowest case in it."""

    x: int
    y: int
    n: int
    late: int
    east_sum: int
    north_sum: int
    west: float
    south: float
    east: float
    north: float
    first: int


@dataclass(frozen=True, kw_only=True)
class Cell:
    """The cases of a question in one cell; `late` of them are overdue or have a broken promise.

    `lat` and `lon` are the mean of their points. `lone` is the case itself where there is but one.
    """

    x: int
    y: int
    n: int
    late: int
    lat: float
    lon: float
    box: Box
    lone: Document | None = None

    @classmethod
    def of(cls, tally: Tally, lone: Document | None) -> Cell:
        """The cell of this tally."""
        return cls(
            x=tally.x,
            y=tally.y,
            n=tally.n,
            late=tally.late,
            lat=degrees(tally.north_sum / tally.n + 0.5, NORTH),
            lon=degrees(tally.east_sum / tally.n + 0.5, EAST),
            box=box_around(tally.west, tally.south, tally.east, tally.north),
            lone=lone,
        )


def cells_of(tallies: Iterable[Tally], documents: Mapping[int, Document]) -> tuple[Cell, ...]:
    """Cells as one reads: from the north to the south, from the west to the east. `documents`: those that are alone."""
    ordered = sorted(tallies, key=lambda tally: (-tally.y, tally.x))
    return tuple(Cell.of(tally, documents.get(tally.first) if tally.n == 1 else None) for tally in ordered)


def box_around(west: float, south: float, east: float, north: float) -> Box:
    """The smallest box that an address can name and that holds all of it."""
    return Box(west=_down(west), south=_down(south), east=_up(east), north=_up(north))


def _down(edge: float) -> float:
    near = round(edge, DECIMALS)
    return near if near <= edge else round(near - 1 / UNITS, DECIMALS)


def _up(edge: float) -> float:
    near = round(edge, DECIMALS)
    return near if near >= edge else round(near + 1 / UNITS, DECIMALS)


def tallied(documents: Iterable[tuple[Document, bool]], zoom: int) -> tuple[Cell, ...]:
    """The cells of these documents, each with whether it is late: slow and obvious, for the oracle and for tests."""
    found: dict[tuple[int, int], list[tuple[Document, bool]]] = {}
    for document, late in documents:
        if document.lat is not None and document.lon is not None:
            x, y = units(document.lon, EAST) // side(zoom), units(document.lat, NORTH) // side(zoom)
            found.setdefault((x, y), []).append((document, late))
    tallies = [_tally(x, y, held) for (x, y), held in found.items()]
    return cells_of(tallies, {d.case_id: d for held in found.values() for d, __ in held})


def _tally(x: int, y: int, held: list[tuple[Document, bool]]) -> Tally:
    points: list[tuple[Any, Any]] = [(document.lon, document.lat) for document, __ in held]
    return Tally(
        x=x,
        y=y,
        n=len(held),
        late=sum(late for __, late in held),
        east_sum=sum(units(lon, EAST) for lon, __ in points),
        north_sum=sum(units(lat, NORTH) for __, lat in points),
        west=min(lon for lon, __ in points),
        south=min(lat for __, lat in points),
        east=max(lon for lon, __ in points),
        north=max(lat for __, lat in points),
        first=min(document.case_id for document, __ in held),
    )

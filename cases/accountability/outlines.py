"""Outlines of areas that touch, projected and simplified so that they go on touching: pure geometry.

A border of two areas is cut where three meet or where it reaches the outside, and each piece is simplified once, for
both of them. So no white slivers appear between neighbours, and none overlaps the other.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians
from typing import Any

Point = tuple[float, float]
Ring = Sequence[Point]
Borders = Mapping[Point, frozenset[Point]]  # every point of an outline, and those it is joined with


@dataclass(frozen=True, kw_only=True)
class Projection:
    """Degrees to drawing units: x to the east, y to the south, one unit the same length both ways near `lat`."""

    west: float
    north: float
    units_a_degree: float
    lat: float

    def __call__(self, lon: float, lat: float) -> Point:
        """Where a place lies in the drawing."""
        return (lon - self.west) * self.units_a_degree * cos(radians(self.lat)), (
            self.north - lat
        ) * self.units_a_degree


def rings_of(geometry: Mapping[str, Any]) -> list[list[Point]]:
    """The closed outlines of a GeoJSON polygon or multipolygon as (lon, lat), each point once; holes included."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [[(lon, lat) for lon, lat, *_ in ring[:-1]] for polygon in polygons for ring in polygon]


def simplified(areas: Mapping[str, Sequence[Ring]], *, tolerance: float) -> dict[str, list[list[Point]]]:
    """The areas with fewer points, none further from its border than `tolerance`; an outline of no area is left out."""
    borders = _borders(ring for rings in areas.values() for ring in rings)
    kept: dict[tuple[Point, ...], list[Point]] = {}
    found: dict[str, list[list[Point]]] = {}
    for name, rings in areas.items():
        drawn = [[p for arc in _arcs(ring, borders) for p in _once(arc, kept, tolerance)[:-1]] for ring in rings]
        found[name] = [ring for ring in drawn if len(ring) > 2]
    return found


def _borders(rings: Iterable[Ring]) -> Borders:
    joined: dict[Point, set[Point]] = defaultdict(set)
    for ring in rings:
        for a, b in _sides(ring):
            joined[a].add(b)
            joined[b].add(a)
    return {point: frozenset(others) for point, others in joined.items()}


def _sides(ring: Ring) -> Iterator[tuple[Point, Point]]:
    return zip(ring, [*ring[1:], *ring[:1]], strict=True)


def _arcs(ring: Ring, borders: Borders) -> Iterator[list[Point]]:
    """The pieces of a closed outline between its corners; one without corners is cut where both sides would cut it."""
    corners = [place for place, point in enumerate(ring) if len(borders[point]) != 2]
    if not corners:
        first = min(range(len(ring)), key=lambda place: ring[place])
        far = max(range(len(ring)), key=lambda place: (_distance(ring[place], ring[first]), ring[place]))
        corners = sorted({first, far})
    turned = [*ring[corners[0] :], *ring[: corners[0]], ring[corners[0]]]
    cuts = [place - corners[0] for place in corners] + [len(ring)]
    for begin, end in itertools.pairwise(cuts):
        yield turned[begin : end + 1]


def _once(arc: list[Point], kept: dict[tuple[Point, ...], list[Point]], tolerance: float) -> list[Point]:
    """The simplified piece, the same whichever of its two areas asks."""
    forward = arc[0] <= arc[-1] if arc[0] != arc[-1] else arc[1] <= arc[-2]
    key = tuple(arc if forward else reversed(arc))
    if key not in kept:
        kept[key] = fewer_points(key, tolerance)
    return kept[key] if forward else kept[key][::-1]


def fewer_points(line: Sequence[Point], tolerance: float) -> list[Point]:
    """The line without the points it can spare: Douglas and Peucker, The Canadian Cartographer 10 (1973), 112–122."""
    kept, todo = {0, len(line) - 1}, [(0, len(line) - 1)]
    while todo:
        begin, end = todo.pop()
        between = range(begin + 1, end)
        far = max(between, key=lambda place: _off(line[place], line[begin], line[end]), default=None)
        if far is not None and _off(line[far], line[begin], line[end]) > tolerance:
            kept.add(far)
            todo += [(begin, far), (far, end)]
    return [line[place] for place in sorted(kept)]


def _distance(a: Point, b: Point) -> float:
    return hypot(a[0] - b[0], a[1] - b[1])


def _off(point: Point, a: Point, b: Point) -> float:
    """How far a point lies from the stretch between two others."""
    along = (b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2
    share = ((point[0] - a[0]) * (b[0] - a[0]) + (point[1] - a[1]) * (b[1] - a[1])) / along if along else 0.0
    share = min(max(share, 0.0), 1.0)
    return _distance(point, (a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])))


def within(ring: Ring, box: tuple[float, float, float, float]) -> list[Point]:
    """The part of an outline inside a box: Sutherland and Hodgman, Communications of the ACM 17 (1974), 32–42.

    Where an area falls into several parts, they stay joined along the edge of the box.
    """
    kept = list(ring)
    left, top, right, bottom = box
    for axis, edge, sign in ((0, left, 1), (1, top, 1), (0, right, -1), (1, bottom, -1)):
        kept = list(_beyond(kept, axis, edge, sign))
    return kept


def _beyond(ring: Ring, axis: int, edge: float, sign: int) -> Iterator[Point]:
    """The part of an outline on one side of a line along an axis."""
    for a, b in _sides(ring) if ring else ():
        if sign * (a[axis] - edge) >= 0:
            yield a
        if (a[axis] - edge) * (b[axis] - edge) < 0:
            share = (edge - a[axis]) / (b[axis] - a[axis])
            yield a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])


def path_of(rings: Iterable[Ring]) -> str:
    """SVG path data in whole units, each point told from the one before: short, and sharp at a tenth of a pixel."""
    return "".join(_ring_path([(round(x), round(y)) for x, y in ring]) for ring in rings)


def _ring_path(ring: Sequence[tuple[int, int]]) -> str:
    steps = [(x - a, y - b) for (a, b), (x, y) in itertools.pairwise(ring) if (a, b) != (x, y)]
    if len(steps) < 2:
        return ""
    return f"M{ring[0][0]} {ring[0][1]}l{_joined(number for step in steps for number in step)}z"


def _joined(numbers: Iterable[int]) -> str:
    """Numbers with a space where no minus sign parts them."""
    return "".join(f" {n}" if n >= 0 else str(n) for n in numbers).lstrip()


def middle(ring: Ring) -> Point:
    """The centre of gravity of an outline that encloses something."""
    whole = 3 * _twice_area(ring)
    turns = [(a, b, a[0] * b[1] - b[0] * a[1]) for a, b in _sides(ring)]
    return (
        sum((a[0] + b[0]) * turn for a, b, turn in turns) / whole,
        sum((a[1] + b[1]) * turn for a, b, turn in turns) / whole,
    )


def area(ring: Ring) -> float:
    """How much an outline encloses, whichever way round it runs."""
    return abs(_twice_area(ring)) / 2


def _twice_area(ring: Ring) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in _sides(ring))

"""Whether a point lies within an outline of a map: plain geometry over GeoJSON, in degrees of WGS 84."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import cos, hypot, radians
from typing import Any

Ring = Sequence[Sequence[float]]
METRES_A_DEGREE = 111_320.0
#: Outlines are drawn coarsely, and a street that is a border belongs to both sides: nearer than this is within.
LEEWAY = 100.0  # metres


def contains(ring: Ring, lon: float, lat: float) -> bool:
    """True where the point lies inside the ring: a ray to the east crosses its sides an odd number of times."""
    inside = False
    x2, y2 = ring[-1][:2]
    for x1, y1, *_ in ring:
        if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
            inside = not inside
        x2, y2 = x1, y1
    return inside


def rings_in(boundary: Mapping[str, Any]) -> Iterator[Ring]:
    """All rings of a Polygon or MultiPolygon, those of holes too."""
    polygons = boundary["coordinates"] if boundary["type"] == "MultiPolygon" else [boundary["coordinates"]]
    for polygon in polygons:
        yield from polygon


def lies_in(boundary: Mapping[str, Any], lat: float, lon: float, *, leeway: float = LEEWAY) -> bool:
    """Whether the point (degrees) lies in the outline, or at most `leeway` metres from its line."""
    rings = list(rings_in(boundary))
    # In a hole a ray crosses two rings: inside of an even number is outside.
    return sum(contains(ring, lon, lat) for ring in rings) % 2 == 1 or any(
        _metres_to(ring, lat, lon) <= leeway for ring in rings
    )


def _metres_to(ring: Ring, lat: float, lon: float) -> float:
    """How far it is to the ring's line, on a map that is flat around the point."""
    east, north = METRES_A_DEGREE * cos(radians(lat)), METRES_A_DEGREE
    flat = [((x - lon) * east, (y - lat) * north) for x, y, *_ in ring]
    return min(_from_origin(a, b) for a, b in pairwise([*flat, flat[0]]))


def _from_origin(a: tuple[float, float], b: tuple[float, float]) -> float:
    (ax, ay), (bx, by) = a, b
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    along = 0.0 if length == 0 else max(0.0, min(1.0, -(ax * dx + ay * dy) / length))
    return hypot(ax + along * dx, ay + along * dy)

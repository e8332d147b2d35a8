"""The wards' shapes on the map, drawn once by `manage.py draw_wards` and kept in a file: no request draws anything.

The centre, where wards are small, is drawn a second time, larger, in the corner that the sea leaves free.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from cases.accountability.outlines import Point, Projection, Ring, area, middle, path_of, rings_of, simplified, within

FILE = Path(__file__).resolve().parents[1] / "fixtures" / "ward_map.json"
#: Drawing units are tenths of the map's own pixels; its letters are set in those pixels.
FINE = 10
WIDTH, HEIGHT = 560, 408
CITY = Projection(west=107.031, north=16.8675, units_a_degree=4640, lat=16.37)
CENTRE_WEST, CENTRE_NORTH, CENTRE_EAST, CENTRE_SOUTH = 107.494, 16.5125, 107.662, 16.398
CENTRE_AT, CENTRE_WIDTH = (308, 1), 251  # where the second drawing stands, and how wide, in the map's pixels
CENTRE = Projection(
    west=CENTRE_WEST,
    north=CENTRE_NORTH,
    units_a_degree=CITY.units_a_degree * CENTRE_WIDTH * FINE / (CITY(CENTRE_EAST, 0)[0] - CITY(CENTRE_WEST, 0)[0]),
    lat=CITY.lat,
)
ROOM_FOR_NAME = 1200  # square pixels of a ward to be seen in the frame, for a name to be written there
NAME_WIDTH, NAME_HEIGHT = 64, 17  # of a name, in the map's pixels
SHIFTS = (0, 18, -18, 36, -36)  # where a name goes, from the middle of its ward, so as not to meet another
MARGIN = 20.0  # drawing units beyond the frame, so that no border is drawn along it
TOLERANCE, COARSE = 9.0, 22.0  # drawing units: less than a pixel, and two of them where a page must be light


@dataclass(frozen=True, kw_only=True)
class Shape:
    """One ward: its path in the city, fine and coarse, and in the centre ("" outside); where its name stands there."""

    path: str
    coarse_path: str
    centre_path: str
    name_at: tuple[int, int] | None


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """All wards by code, and where the centre lies: `window` in the city, `frame` on the map, x y width height."""

    width: int
    height: int
    window: tuple[int, int, int, int]
    frame: tuple[int, int, int, int]
    wards: Mapping[str, Shape]

    def as_json(self) -> str:
        """The drawing as the file keeps it."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=0) + "\n"


@cache
def drawing() -> Drawing:
    """The drawing in the file, read once a process."""
    kept: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return Drawing(**{**kept, "wards": {code: Shape(**shape) for code, shape in kept["wards"].items()}})


def draw(boundaries: Mapping[str, Mapping[str, Any]]) -> Drawing:
    """Draw these boundaries (GeoJSON, by ward code)."""
    rings = {code: rings_of(boundary) for code, boundary in sorted(boundaries.items())}
    city = simplified(_projected(rings, CITY), tolerance=TOLERANCE)
    coarse = simplified(_projected(rings, CITY), tolerance=COARSE)
    west, north = CITY(CENTRE_WEST, CENTRE_NORTH)
    east, south = CITY(CENTRE_EAST, CENTRE_SOUTH)
    frame = CENTRE(CENTRE_EAST, CENTRE_SOUTH)
    centre = simplified(_projected(rings, CENTRE), tolerance=TOLERANCE)
    centre = {code: _inside(each, frame, margin=MARGIN) for code, each in centre.items()}
    names = _names({code: _seen(each, frame) for code, each in centre.items()})
    return Drawing(
        width=WIDTH,
        height=HEIGHT,
        window=(round(west / FINE), round(north / FINE), round((east - west) / FINE), round((south - north) / FINE)),
        frame=(*CENTRE_AT, CENTRE_WIDTH, round(frame[1] / FINE)),
        wards={
            code: Shape(
                path=path_of(city[code]),
                coarse_path=path_of(coarse[code]),
                centre_path=path_of(centre[code]),
                name_at=names.get(code),
            )
            for code in rings
        },
    )


def _projected(rings: Mapping[str, Sequence[Ring]], onto: Projection) -> dict[str, list[Ring]]:
    return {code: [[onto(lon, lat) for lon, lat in ring] for ring in each] for code, each in rings.items()}


def _inside(rings: Sequence[Ring], frame: Point, *, margin: float) -> list[list[Point]]:
    """What lies inside the frame, or not further outside than the margin; nothing where only the margin is met."""
    inside = [within(ring, (0, 0, *frame)) for ring in rings]
    kept = [within(ring, (-margin, -margin, frame[0] + margin, frame[1] + margin)) for ring in rings]
    return [ring for ring, seen in zip(kept, inside, strict=True) if len(seen) > 2]


def _seen(rings: Sequence[Ring], frame: Point) -> list[Point]:
    """The largest part of a ward inside the frame, in the map's pixels; nothing outside."""
    parts = [
        within([(x / FINE, y / FINE) for x, y in ring], (0, 0, frame[0] / FINE, frame[1] / FINE)) for ring in rings
    ]
    return max(parts, key=area, default=[])


def _names(seen: Mapping[str, Ring]) -> dict[str, tuple[int, int]]:
    """Where names are written: those of small wards first, which have the least choice, none over another."""
    found: dict[str, tuple[int, int]] = {}
    for code in sorted(seen, key=lambda code: area(seen[code])):
        if area(seen[code]) < ROOM_FOR_NAME:
            continue
        x, y = middle(seen[code])
        places = [(round(x), round(y + shift)) for shift in SHIFTS]
        free = [place for place in places if not any(_meet(place, other) for other in found.values())]
        found.update({code: free[0]} if free else {})
    return found


def _meet(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return abs(a[0] - b[0]) < NAME_WIDTH and abs(a[1] - b[1]) < NAME_HEIGHT

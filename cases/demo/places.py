"""Points and addresses of the invented city. Wards and streets are Huế's own; houses and numbers are made up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from cases.demo.streets import STREETS, busyness
from cases.models import Ward
from cases.rules.boundaries import Ring, contains

ALONG = 0.0016  # degrees within which the houses of a street lie


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where something was seen."""

    ward: Ward
    street: str
    no: int
    until_no: int
    alley: str
    lat: float
    lon: float


def outer_ring(ward: Ward) -> Ring:
    """The largest outline of a ward."""
    boundary: dict[str, Any] = ward.boundary or {}
    polygons = boundary["coordinates"] if boundary["type"] == "MultiPolygon" else [boundary["coordinates"]]
    ring: Ring = max((polygon[0] for polygon in polygons), key=len)
    return ring


def point_in(ward: Ward, rng: Random) -> tuple[float, float]:
    """A point inside the ward, as (lat, lon)."""
    ring = outer_ring(ward)
    lons, lats = [p[0] for p in ring], [p[1] for p in ring]
    while True:
        lon, lat = rng.uniform(min(lons), max(lons)), rng.uniform(min(lats), max(lats))
        if contains(ring, lon, lat):
            return round(lat, 6), round(lon, 6)


class Map:
    """Where things can be in the city. A street lies where it lay before; the first to ask decides where."""

    def __init__(self, wards: Sequence[Ward], rng: Random) -> None:
        self.wards = wards
        self.rng = rng
        self._weights = [busyness(ward.slug) for ward in wards]
        self._streets: dict[tuple[str, str], tuple[float, float]] = {}

    def somewhere(self) -> Place:
        """A place in the city; the inner wards are reported from more often."""
        rng = self.rng
        ward = rng.choices(self.wards, weights=self._weights)[0]
        street = rng.choice(STREETS[ward.slug])
        alley = f"{rng.randint(2, 90)}" if rng.random() < 0.7 else f"{rng.randint(2, 60)}/{rng.randint(1, 15)}"
        no = rng.randint(3, 240)
        lat, lon = self._house(ward, street)
        until_no = no + 2 * rng.randint(4, 20)
        return Place(ward=ward, street=street, no=no, until_no=until_no, alley=alley, lat=lat, lon=lon)

    def beside(self, place: Place) -> Place:
        """A few houses on, as somebody else would say it."""
        no = place.no + 2 * self.rng.randint(1, 4)
        lat, lon = self._house(place.ward, place.street)
        return replace(place, no=no, until_no=no + 2 * self.rng.randint(4, 20), lat=lat, lon=lon)

    def _house(self, ward: Ward, street: str) -> tuple[float, float]:
        if (ward.slug, street) not in self._streets:
            self._streets[ward.slug, street] = point_in(ward, self.rng)
        lat, lon = self._streets[ward.slug, street]
        near = (
            round(lat + self.rng.uniform(-ALONG, ALONG), 6),
            round(lon + self.rng.uniform(-ALONG, ALONG), 6),
        )
        return near if contains(outer_ring(ward), near[1], near[0]) else (lat, lon)

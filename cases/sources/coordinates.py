"""Points on the map: what cannot be one, or stands for "unknown", is left off the map and kept as it was written."""

from __future__ import annotations

from dataclasses import dataclass

from cases.actions.incoming import Flag


@dataclass(frozen=True, kw_only=True, slots=True)
class Extent:
    """Where a city's points lie, in degrees, and the point its system writes when it knows none."""

    south: float
    north: float
    west: float
    east: float
    default: tuple[float, float]

    def holds(self, lat: float, lon: float) -> bool:
        """True inside the extent, edges included."""
        return self.south <= lat <= self.north and self.west <= lon <= self.east


@dataclass(frozen=True, kw_only=True, slots=True)
class Point:
    """A point for the map, or none, and what is odd about it."""

    lat: float | None = None
    lon: float | None = None
    flag: Flag | None = None


NOWHERE = Point()
IMPOSSIBLE = Point(flag=Flag.IMPOSSIBLE_COORDINATES)
DEFAULT = Point(flag=Flag.DEFAULT_COORDINATES)


def point(latitude: str, longitude: str, extent: Extent) -> Point:
    """The point two columns name: none for blanks, impossible, swapped or default coordinates."""
    if not latitude and not longitude:
        return NOWHERE
    try:
        lat, lon = float(latitude), float(longitude)
    except ValueError:
        return IMPOSSIBLE
    if extent.holds(lat, lon):
        return DEFAULT if (lat, lon) == extent.default else Point(lat=lat, lon=lon)
    if not (-90 <= lat <= 90 and -180 <= lon <= 180) or lat == lon == 0 or extent.holds(lon, lat):
        return IMPOSSIBLE
    return Point(lat=lat, lon=lon, flag=Flag.OUTSIDE_CITY)

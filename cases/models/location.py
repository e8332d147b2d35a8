"""A point as the map of the CMS writes it: `SRID=4326;POINT(lon lat)`, text, so that no spatial database is needed."""

from __future__ import annotations

import re
from decimal import Decimal

_TYPED = re.compile(r"\s*([-+]?[0-9]{1,3}(?:\.[0-9]{1,12})?)\s*[,;\s]\s*([-+]?[0-9]{1,3}(?:\.[0-9]{1,12})?)\s*")
_POINT = re.compile(r"SRID=4326;POINT ?\(([-+.0-9eE]+) ([-+.0-9eE]+)\)")


def point_of(location: str) -> tuple[float, float] | None:
    """Latitude and longitude in degrees; None where the text names no point on earth."""
    found = _POINT.fullmatch(location)
    if found is None:
        return None
    try:
        lon, lat = float(found[1]), float(found[2])
    except ValueError:
        return None
    return _on_earth(lat, lon)


def point_typed(words: str) -> tuple[float, float] | None:
    """Latitude and longitude as maps copy them, "16.4637, 107.5909"; None for what is no such point."""
    found = _TYPED.fullmatch(words)
    return _on_earth(float(found[1]), float(found[2])) if found else None


def typed_point(point: tuple[float, float] | None) -> str:
    """The same point as somebody would type it; "" for none."""
    return "" if point is None else f"{_plain(point[0])}, {_plain(point[1])}"


def _on_earth(lat: float, lon: float) -> tuple[float, float] | None:
    return (lat, lon) if -90 <= lat <= 90 and -180 <= lon <= 180 else None


def location_of(lat: float | None, lon: float | None) -> str:
    """The text of a point, exactly, without exponents (the map reads none); "" where there is no point."""
    if lat is None or lon is None:
        return ""
    return f"SRID=4326;POINT({_plain(lon)} {_plain(lat)})"


def _plain(degrees: float) -> str:
    return format(Decimal(repr(degrees)), "f")

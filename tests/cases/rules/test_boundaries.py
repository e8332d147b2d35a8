"""Points inside and outside of outlines: corners turned in, holes, several parts, and close to the line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.rules.boundaries import contains, lies_in

pytestmark = pytest.mark.pure

SQUARE = [(0, 0), (4, 0), (4, 4), (0, 4), (0, 0)]
HORSESHOE = [(0, 0), (6, 0), (6, 6), (4, 6), (4, 2), (2, 2), (2, 6), (0, 6)]
HOLE = [(1, 1), (3, 1), (3, 3), (1, 3), (1, 1)]
ISLAND = [(10, 10), (12, 10), (12, 12), (10, 12), (10, 10)]
METRE = 1 / 111_320  # degrees of latitude


@pytest.mark.parametrize(
    ("ring", "point", "inside"),
    [
        (SQUARE, (2, 2), True),
        (SQUARE, (5, 2), False),
        (SQUARE, (-1, 2), False),
        (SQUARE, (2, 5), False),
        (HORSESHOE, (1, 5), True),
        (HORSESHOE, (3, 1), True),
        (HORSESHOE, (3, 5), False),  # between the legs
        (HORSESHOE, (5, 5), True),
    ],
)
def test_a_point_lies_inside_or_not(ring, point, inside):
    assert contains(ring, *point) is inside
    assert contains(list(reversed(ring)), *point) is inside


@given(st.floats(-10, 10), st.floats(-10, 10))
def test_in_a_rectangle_it_is_plain_comparison(lon, lat):
    if 0 in (lon, lat) or 4 in (lon, lat):
        return  # on the very edge either answer is right
    assert contains(SQUARE, lon, lat) is (0 < lon < 4 and 0 < lat < 4)


@pytest.mark.parametrize(
    ("polygons", "lat", "lon", "inside"),
    [
        ([[SQUARE]], 2, 2, True),
        ([[SQUARE, HOLE]], 2, 2, False),
        ([[SQUARE, HOLE]], 0.5, 2, True),
        ([[SQUARE], [ISLAND]], 11, 11, True),
        ([[SQUARE], [ISLAND]], 8, 8, False),
    ],
)
def test_holes_are_outside_and_islands_inside(polygons, lat, lon, inside):
    assert lies_in({"type": "MultiPolygon", "coordinates": polygons}, lat, lon) is inside
    if len(polygons) == 1:
        assert lies_in({"type": "Polygon", "coordinates": polygons[0]}, lat, lon) is inside


@pytest.mark.parametrize(("metres", "inside"), [(-50, True), (50, True), (99, True), (101, False), (5000, False)])
def test_a_street_on_the_border_belongs_to_both_sides(metres, inside):
    square = {"type": "Polygon", "coordinates": [SQUARE]}
    assert lies_in(square, 4 + metres * METRE, 2) is inside  # beside the north side
    assert lies_in(square, 2, -metres * METRE) is (metres < 101)  # beside the west one, almost at the equator
    assert lies_in(square, 4 + max(metres, 0) * METRE, 4, leeway=0) is (metres <= 0)  # north of its corner


def test_a_line_without_length_has_a_distance_too():
    assert lies_in({"type": "Polygon", "coordinates": [[(1, 1), (1, 1)]]}, 1 + 50 * METRE, 1)

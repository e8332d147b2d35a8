"""The grid of the map: whole units, cells of one size on the screen, boxes that hold what they are about."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.cells import (
    EAST,
    LEAST_ZOOM,
    MOST_ZOOM,
    NORTH,
    PIXELS,
    TILE,
    UNITS,
    WORLD,
    box_around,
    cells_across,
    degrees,
    side,
    tallied,
    units,
)
from search.question import Box
from tests.search.documents import document

lats, lons = st.floats(-90, 90), st.floats(-180, 180)
zooms = st.integers(LEAST_ZOOM, MOST_ZOOM)
#: As addresses of boxes have them: two of them are never nearer than a unit.
rounded = st.tuples(lats, lons).map(lambda point: (round(point[0], 5), round(point[1], 5)))


@pytest.mark.parametrize(("zoom", "expected"), [(5, 351_562), (10, 10_986), (12, 2_747), (18, 43)])
def test_a_cell_is_as_wide_on_the_screen_at_every_zoom(zoom, expected):
    assert side(zoom) == expected
    pixels = side(zoom) / UNITS / 360 * TILE * 2**zoom
    assert math.isclose(pixels, PIXELS, rel_tol=0.02)


@given(lats, lons)
def test_a_unit_holds_its_coordinate(lat, lon):
    for coordinate, shift in ((lat, NORTH), (lon, EAST)):
        unit = units(coordinate, shift)
        assert unit >= 0
        assert abs(degrees(unit + 0.5, shift) - coordinate) <= 0.6 / UNITS


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(lats, lons), min_size=1, max_size=12), zooms)
def test_every_point_is_in_one_cell_and_in_its_box(points, zoom):
    cells = tallied([(document(n, lat=lat, lon=lon), n % 2 == 0) for n, (lat, lon) in enumerate(points, 1)], zoom)
    assert sum(cell.n for cell in cells) == len(points)
    assert sum(cell.late for cell in cells) == len(points) // 2
    assert all(any(cell.box.holds(lat, lon) for cell in cells) for lat, lon in points)
    assert [(-cell.y, cell.x) for cell in cells] == sorted((-cell.y, cell.x) for cell in cells)
    assert all((cell.lone is not None) is (cell.n == 1) for cell in cells)


@settings(max_examples=50, deadline=None)
@given(st.lists(rounded, min_size=1, max_size=12), zooms)
def test_the_box_of_a_cell_holds_nothing_of_another(points, zoom):
    """What a mark says and the list behind it are one number; points come with five decimals, or nearly so."""
    cells = tallied([(document(n, lat=lat, lon=lon), False) for n, (lat, lon) in enumerate(points, 1)], zoom)
    for cell in cells:
        assert sum(cell.box.holds(lat, lon) for lat, lon in points) == cell.n


@given(st.tuples(rounded, rounded), zooms)
def test_a_box_is_known_to_touch_no_more_cells_than_it_does(corners, zoom):
    (lat, lon), (other_lat, other_lon) = corners
    box = box_around(min(lon, other_lon), min(lat, other_lat), max(lon, other_lon), max(lat, other_lat))
    wide = units(box.east, EAST) // side(zoom) - units(box.west, EAST) // side(zoom) + 1
    high = units(box.north, NORTH) // side(zoom) - units(box.south, NORTH) // side(zoom) + 1
    assert wide * high <= cells_across(box, zoom)


@pytest.mark.parametrize(
    ("edges", "told"),
    [
        ((107.5, 16.4, 107.6, 16.5), "107.5,16.4,107.6,16.5"),
        ((107.512341, 16.4, 107.512341, 16.4), "107.51234,16.4,107.51235,16.4"),
        ((107.51234, 16.45001, 107.51234, 16.45001), "107.51234,16.45001,107.51234,16.45001"),  # one place, no width
        ((-71.05678, 42.3, -71.0, 42.35), "-71.05678,42.3,-71,42.35"),
    ],
)
def test_boxes_are_those_that_addresses_can_name(edges, told):
    assert str(box_around(*edges)) == told


def test_the_world_at_once_is_few_cells_from_afar_and_too_many_near():
    assert cells_across(WORLD, LEAST_ZOOM) == 104 * 53
    assert cells_across(WORLD, MOST_ZOOM) > 10**10
    assert cells_across(Box(west=107.5, south=16.4, east=107.5, north=16.4), MOST_ZOOM) == 1

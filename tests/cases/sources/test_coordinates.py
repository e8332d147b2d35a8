"""Points: which go on the map, which are left off, and what is said of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.actions.incoming import Flag
from cases.sources.coordinates import NOWHERE, Extent, Point, point

pytestmark = pytest.mark.pure

CITY = Extent(south=42.2, north=42.45, west=-71.25, east=-70.85, default=(42.3594, -71.0587))


def test_a_point_in_the_city():
    assert point("42.3574", "-71.0648", CITY) == Point(lat=42.3574, lon=-71.0648)


def test_blank_columns_are_no_point_and_no_fault():
    assert point("", "", CITY) is NOWHERE
    assert NOWHERE.flag is None


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        ("0", "0"),
        ("0.0", "-0.0"),
        ("91", "10"),
        ("-90.1", "10"),
        ("42.3", "181"),
        ("42.3", "-180.5"),
        ("-71.0648", "42.3574"),  # swapped
        ("nan", "-71"),
        ("inf", "-71"),
        ("north", "-71"),
        ("42.3", ""),
        ("", "-71.06"),
    ],
)
def test_impossible_points_are_left_off_the_map(latitude, longitude):
    assert point(latitude, longitude, CITY) == Point(flag=Flag.IMPOSSIBLE_COORDINATES)


def test_the_default_point_means_unknown():
    assert point("42.3594", "-71.0587", CITY) == Point(flag=Flag.DEFAULT_COORDINATES)
    assert point("42.3594", "-71.0588", CITY).lat == 42.3594


def test_a_point_elsewhere_on_earth_is_kept_and_flagged():
    assert point("16.46", "107.59", CITY) == Point(lat=16.46, lon=107.59, flag=Flag.OUTSIDE_CITY)
    assert point("0", "9", CITY) == Point(lat=0, lon=9, flag=Flag.OUTSIDE_CITY)


@pytest.mark.parametrize("edge", [(42.2, -71.25), (42.45, -70.85)])
def test_edges_belong_to_the_city(edge):
    assert CITY.holds(*edge)


@given(st.floats(), st.floats())
def test_no_point_off_the_earth_ever_gets_on_the_map(lat, lon):
    found = point(str(lat), str(lon), CITY)
    assert (found.lat is None) == (found.lon is None)
    if found.lat is not None:
        assert -90 <= found.lat <= 90
        assert -180 <= found.lon <= 180
    else:
        assert found.flag is not None

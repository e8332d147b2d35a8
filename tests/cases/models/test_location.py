"""Points as text: what is written is read back exactly, what is no point on earth is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtailgeowidget.helpers import geosgeometry_str_to_struct

from cases.models.location import location_of, point_of, point_typed, typed_point

LAT = st.floats(-90, 90, allow_nan=False)
LON = st.floats(-180, 180, allow_nan=False)


@given(lat=LAT, lon=LON)
def test_a_point_is_read_back_exactly(lat, lon):
    assert point_of(location_of(lat, lon)) == (lat, lon)


@given(lat=LAT, lon=LON)
def test_the_map_of_the_cms_reads_it_too(lat, lon):
    struct = geosgeometry_str_to_struct(location_of(lat, lon))
    assert (float(struct["y"]), float(struct["x"])) == (lat, lon)


def test_it_is_longitude_first():
    assert location_of(16.46, 107.59) == "SRID=4326;POINT(107.59 16.46)"


@pytest.mark.parametrize(("lat", "lon"), [(None, None), (16.46, None), (None, 107.59)])
def test_half_a_point_is_none(lat, lon):
    assert location_of(lat, lon) == ""


@pytest.mark.parametrize(
    "text",
    [
        "SRID=4326;POINT(107.59 16.46)",
        "SRID=4326;POINT (107.59 16.46)",
        "SRID=4326;POINT(+107.59 1.646e1)",
    ],
)
def test_ways_to_write_a_point(text):
    assert point_of(text) == (16.46, 107.59)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "107.59 16.46",
        "SRID=3857;POINT(107.59 16.46)",
        "SRID=4326;POINT(107.59)",
        "SRID=4326;POINT(107.59 16.46 3)",
        "SRID=4326;POINT(107.59 90.01)",
        "SRID=4326;POINT(-180.01 16.46)",
        "SRID=4326;POINT(nan nan)",
        "SRID=4326;POINT(1e400 16.46)",
        "SRID=4326;POINT(1.2.3 16.46)",
        "SRID=4326;POINT(107.59 16.46)\n",
        "SRID=4326;POINT(107.59 16.46);DROP",
        "SRID=4326;POINT(١٠٧ 16.46)",
    ],
)
def test_what_is_no_point(text):
    assert point_of(text) is None


@given(lat=LAT, lon=LON)
def test_what_stands_in_a_form_is_the_point_that_comes_back(lat, lon):
    typed = typed_point((lat, lon))
    found = point_typed(typed)
    assert found is None or found == (lat, lon)
    assert found or "e" in repr(lat) + repr(lon) or max(len(part) for part in typed.split(", ")) > 13


@pytest.mark.parametrize(
    ("typed", "point"),
    [
        ("16.4637, 107.5909", (16.4637, 107.5909)),
        (" 16.4637 107.5909 ", (16.4637, 107.5909)),
        ("-16;107", (-16.0, 107.0)),
        ("107.5909, 16.4637", None),  # the wrong way round
        ("16.4637", None),
        ("16,4637, 107,5909", None),
        ("Kim Long", None),
        ("", None),
        ("1" * 4000, None),
    ],
)
def test_a_point_is_typed_as_maps_copy_it(typed, point):
    assert point_typed(typed) == point
    assert point is None or point_typed(typed_point(point)) == point


def test_no_point_is_typed_as_nothing():
    assert typed_point(None) == ""

"""Where a page lies on the map: written as the map of the CMS reads it, and read back as the case has it."""

import pytest

from cases.models.location import point_of
from tests.factories import Walk

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("lat", "lon", "location"),
    [
        (16.46, 107.6, "SRID=4326;POINT(107.6 16.46)"),
        (-16.5, -0.25, "SRID=4326;POINT(-0.25 -16.5)"),
        (0.00001, 107.6, "SRID=4326;POINT(107.6 0.00001)"),  # never with an exponent: the map reads none
        (90.0, -180.0, "SRID=4326;POINT(-180.0 90.0)"),
    ],
)
def test_a_page_gets_the_point_of_its_case(lat, lon, location):
    page = Walk(lat=lat, lon=lon).accept().case.page
    assert page.location == location
    assert point_of(page.location) == (lat, lon)

"""Places of the invented city: points inside wards, and the agencies that look after them."""

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.demo.places import DISSOLVED, STREETS, WINDING_UP, a_place, contains, found_bodies, outer_ring, point_in
from cases.models import Agency, Ward

SQUARE = [(0, 0), (4, 0), (4, 4), (0, 4), (0, 0)]
HORSESHOE = [(0, 0), (6, 0), (6, 6), (4, 6), (4, 2), (2, 2), (2, 6), (0, 6)]
TODAY = date(2026, 11, 25)


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


def test_the_largest_outline_counts():
    square, triangle = [SQUARE], [[(9, 9), (10, 9), (9, 10)]]
    assert outer_ring(Ward(boundary={"type": "MultiPolygon", "coordinates": [triangle, square]})) == SQUARE
    assert outer_ring(Ward(boundary={"type": "Polygon", "coordinates": square})) == SQUARE


def test_points_lie_inside_also_of_a_bent_ward():
    ward, rng = Ward(boundary={"type": "Polygon", "coordinates": [HORSESHOE]}), Random(7)
    for _ in range(200):
        lat, lon = point_in(ward, rng)
        assert contains(HORSESHOE, lon, lat)


@pytest.mark.django_db
class TestInTheCity:
    def test_streets_are_of_wards_that_exist(self):
        assert Ward.objects.filter(slug__in=STREETS).count() == len(STREETS)

    def test_places_are_spread_and_whole(self):
        wards, rng = list(Ward.objects.filter(slug__in=STREETS).order_by("slug")), Random(7)
        places = [a_place(wards, rng) for _ in range(400)]
        met = Counter(place.ward.slug for place in places)
        assert set(met) == set(STREETS)
        inner = [met[slug] for slug, streets in STREETS.items() if len(streets) > 3]
        outer = [met[slug] for slug, streets in STREETS.items() if len(streets) == 3]
        assert sum(inner) / len(inner) > sum(outer) / len(outer)
        for place in places:
            assert place.street in STREETS[place.ward.slug]
            assert place.no < place.until_no
            assert contains(outer_ring(place.ward), place.lon, place.lat)
            assert place.line.startswith(f"Gần số {place.no} đường {place.street}, phường")

    def test_a_ward_has_its_own_agency_and_a_task_its_body(self):
        bodies, ward = found_bodies(TODAY), Ward.objects.get(slug="kim-long")
        assert bodies.handler("ward", ward, TODAY).name == "UBND phường Kim Long"
        assert bodies.handler("water", ward, TODAY).name == "Công ty Cấp nước"

    def test_before_it_was_dissolved_another_body_looked_after_the_lights(self):
        bodies, ward = found_bodies(TODAY), Ward.objects.get(slug="kim-long")
        gone = TODAY - DISSOLVED
        before = bodies.handler("lighting", ward, gone - WINDING_UP - timedelta(days=1))
        assert (before.dissolved_on, before.successor) == (gone, bodies.by_task["lighting"])
        for day in (gone - WINDING_UP, gone, TODAY):
            assert bodies.handler("lighting", ward, day) == bodies.by_task["lighting"]

    def test_somebody_else_is_somebody_else_and_still_there(self):
        bodies, rng = found_bodies(TODAY), Random(7)
        lights = bodies.by_task["lighting"]
        others = {bodies.other(lights, rng) for _ in range(300)}
        assert lights not in others
        assert not any(agency.dissolved_on for agency in others)
        assert len(others) == Agency.objects.filter(dissolved_on=None).exclude(name="").count() - 1

    def test_agencies_have_vietnamese_addresses_names_and_a_parent(self):
        bodies = found_bodies(TODAY)
        assert bodies.by_task["water"].slug == "cong-ty-cap-nuoc"
        assert bodies.nobody.name == ""
        assert all(agency.slug for agency in Agency.objects.all())
        assert Agency.objects.filter(parent=bodies.by_task["board"]).count() == len(bodies.by_task) - 2 + len(STREETS)
        waste = bodies.by_task["waste"]
        assert waste.name_on(date(2024, 5, 1)) == "Xí nghiệp Môi trường đô thị"
        assert waste.name_on(TODAY) == waste.name

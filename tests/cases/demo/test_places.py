"""Places of the invented city: points inside wards, streets that stay where they are, addresses beside each other."""

from collections import Counter
from random import Random

import pytest

from cases.demo.places import ALONG, Map, outer_ring, point_in
from cases.demo.streets import CORE, REGIONS, STREETS, SUBURBS, busyness
from cases.models import Ward
from cases.rules.boundaries import contains

SQUARE = [(0, 0), (4, 0), (4, 4), (0, 4), (0, 0)]
HORSESHOE = [(0, 0), (6, 0), (6, 6), (4, 6), (4, 2), (2, 2), (2, 6), (0, 6)]


def test_the_largest_outline_counts():
    square, triangle = [SQUARE], [[(9, 9), (10, 9), (9, 10)]]
    assert outer_ring(Ward(boundary={"type": "MultiPolygon", "coordinates": [triangle, square]})) == SQUARE
    assert outer_ring(Ward(boundary={"type": "Polygon", "coordinates": square})) == SQUARE


def test_points_lie_inside_also_of_a_bent_ward():
    ward, rng = Ward(boundary={"type": "Polygon", "coordinates": [HORSESHOE]}), Random(7)
    for _ in range(200):
        lat, lon = point_in(ward, rng)
        assert contains(HORSESHOE, lon, lat)


# --- streets ---


@pytest.mark.parametrize("slug", STREETS)
def test_a_ward_has_streets_each_once(slug):
    assert len(set(STREETS[slug])) == len(STREETS[slug]) >= 3


def test_streets_are_named_and_not_numbered():
    for street in {street for streets in STREETS.values() for street in streets}:
        assert street == street.strip()
        assert street[0].isupper()
        assert not any(letter.isdigit() for letter in street)


def test_the_inner_wards_are_the_busiest_and_the_regions_among_the_quiet():
    quiet = {slug for slugs in REGIONS.values() for slug in slugs}
    assert {*CORE, *SUBURBS, *quiet} <= set(STREETS)
    assert not quiet & {*CORE, *SUBURBS}
    assert min(map(busyness, CORE)) > max(map(busyness, SUBURBS)) > max(map(busyness, quiet)) > 0


@pytest.fixture
def wards(db):
    return list(Ward.objects.filter(slug__in=STREETS).order_by("slug"))


def test_every_ward_of_hue_is_there_with_its_own_boundary(wards):
    """Forty, under their own names; the migrations brought them."""
    assert {ward.slug for ward in wards} == set(STREETS) == set(Ward.objects.values_list("slug", flat=True))
    assert len(wards) == 40
    assert all(ward.name.startswith(("Phường ", "Xã ")) and len(outer_ring(ward)) > 10 for ward in wards)


def test_places_are_spread_and_whole(wards):
    where = Map(wards, Random(7))
    places = [where.somewhere() for _ in range(1500)]
    met = Counter(place.ward.slug for place in places)
    assert len(met) > 35
    assert min(met[slug] for slug in CORE) > max(met[slug] for slug in STREETS if slug not in (*CORE, *SUBURBS))
    for place in places:
        assert place.street in STREETS[place.ward.slug]
        assert place.no < place.until_no
        assert contains(outer_ring(place.ward), place.lon, place.lat)


def test_a_street_stays_where_it_is(wards):
    where = Map(wards, Random(7))
    by_street = {}
    for _ in range(600):
        place = where.somewhere()
        by_street.setdefault((place.ward.slug, place.street), []).append((place.lat, place.lon))
    assert any(len(points) > 3 for points in by_street.values())
    for points in by_street.values():
        for axis in (0, 1):
            along = [point[axis] for point in points]
            assert max(along) - min(along) <= 2 * ALONG + 1e-5


def test_beside_a_place_is_a_few_houses_on(wards):
    where = Map(wards, Random(7))
    for _ in range(50):
        place = where.somewhere()
        beside = where.beside(place)
        assert (beside.ward, beside.street, beside.alley) == (place.ward, place.street, place.alley)
        assert 0 < beside.no - place.no <= 8
        assert beside.no < beside.until_no
        assert contains(outer_ring(beside.ward), beside.lon, beside.lat)

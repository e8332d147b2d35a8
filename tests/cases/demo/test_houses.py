"""Houses of a place: numbers on one side of a street, points that stay in their ward, busy wards more often."""

from collections import Counter
from random import Random

import pytest

from cases.demo.places import ALONG, Map, outer_ring, point_in
from cases.demo.streets import CORE, STREETS, SUBURBS
from cases.models import Ward
from cases.rules.boundaries import contains


def a_ward(slug="kim-long", ring=((0, 0), (4, 0), (4, 4), (0, 4), (0, 0))):
    return Ward(slug=slug, name="Phường mẫu", boundary={"type": "Polygon", "coordinates": [list(ring)]})


def a_map(*wards, seed=0):
    return Map(wards or (a_ward(),), Random(seed))


@pytest.mark.parametrize("seed", range(12))
def test_a_stretch_is_of_four_to_twenty_houses_on_one_side_also_beside_another_place(seed):
    where = a_map(seed=seed)
    place = where.somewhere()
    for each in (place, where.beside(place), where.beside(where.beside(place))):
        assert 8 <= each.until_no - each.no <= 40
        assert (each.until_no - each.no) % 2 == 0


def test_of_many_stretches_the_shortest_and_the_longest_occur_and_alleys_lie_in_alleys():
    where = a_map(seed=2)
    places = [where.somewhere() for _ in range(400)]
    assert {place.until_no - place.no for place in places} == set(range(8, 41, 2))
    numbers = {place.no for place in places}
    assert 3 <= min(numbers) < 8
    assert 235 < max(numbers) <= 240
    of_alleys = [place.alley for place in places if "/" in place.alley]
    assert 0.2 < len(of_alleys) / len(places) < 0.4
    assert all(1 <= int(alley.partition("/")[2]) <= 15 for alley in of_alleys)
    assert {steps for place in places for steps in [where.beside(place).no - place.no]} == {2, 4, 6, 8}


def test_in_a_ward_narrower_than_a_street_is_long_all_houses_lie_inside_nevertheless():
    """Where a house would lie outside, it lies where the street is."""
    narrow = a_ward(ring=((0, 0), (ALONG / 4, 0), (ALONG / 4, ALONG / 4), (0, ALONG / 4), (0, 0)))
    where = a_map(narrow, seed=1)
    points = Counter()
    for _ in range(120):
        place = where.somewhere()
        assert contains(outer_ring(narrow), place.lon, place.lat)
        points[place.street, place.lat, place.lon] += 1
    anchors = {street for (street, _, _), n in points.items() if n > 3}
    assert anchors == set(STREETS["kim-long"]), "most houses of each street"


def test_streets_of_one_name_in_two_wards_are_two_streets():
    far = a_ward("vy-da", ring=((50, 50), (54, 50), (54, 54), (50, 54), (50, 50)))
    near = a_ward("kim-long")
    where = a_map(near, far)
    first, second = (where._house(ward, "Lê Lợi") for ward in (near, far))
    assert contains(outer_ring(near), first[1], first[0])
    assert contains(outer_ring(far), second[1], second[0])
    again = where._house(near, "Lê Lợi")
    assert max(abs(a - b) for a, b in zip(first, again, strict=True)) <= 2 * ALONG + 1e-6


INNER, SUBURB, MOUNTAIN = CORE[0], SUBURBS[0], "a-luoi-3"


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [(INNER, CORE[1], 1.0), (INNER, SUBURB, 2.9), (INNER, MOUNTAIN, 10.0), (SUBURB, MOUNTAIN, 3.4)],
)
def test_wards_are_reported_from_as_often_as_they_are_busy(one, other, ratio):
    where = a_map(a_ward(one), a_ward(other), seed=3)
    met = Counter(where.somewhere().ward.slug for _ in range(2000))
    assert met[one] / met[other] == pytest.approx(ratio, rel=0.2)


def test_points_are_spread_over_a_ward_and_told_to_the_sixth_decimal():
    ward, rng = a_ward(), Random(4)
    points = [point_in(ward, rng) for _ in range(400)]
    for axis in (0, 1):
        along = [point[axis] for point in points]
        assert min(along) < 0.4
        assert max(along) > 3.6
        assert all(value == round(value, 6) for value in along)
    quarters = Counter((lat > 2, lon > 2) for lat, lon in points)
    assert min(quarters.values()) > 60


@pytest.mark.parametrize("order", [0, 1])
def test_of_several_outlines_of_a_ward_the_one_of_most_corners_is_meant_wherever_it_stands(order):
    """An island has few; holes are none of it."""
    land = [[(0, 0), (2, 0), (3, 1), (2, 2), (0, 2), (0, 0)], [(1, 1), (1.1, 1), (1.1, 1.1), (1, 1)]]
    island = [[(9, 9), (10, 9), (9, 10), (9, 9)]]
    polygons = [land, island] if order else [island, land]
    ward = Ward(slug="kim-long", boundary={"type": "MultiPolygon", "coordinates": polygons})
    assert outer_ring(ward) == land[0]
    for seed in range(20):
        lat, lon = point_in(ward, Random(seed))
        assert contains(land[0], lon, lat)

"""Simplified borders stay borders: near where they were, the same for both neighbours."""

import itertools
import re
from math import hypot

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from cases.accountability.outlines import Projection, area, fewer_points, middle, path_of, rings_of, simplified, within

pytestmark = pytest.mark.pure

coordinates = st.integers(-50, 50)
points = st.tuples(coordinates, coordinates)
lines = st.lists(points, min_size=2, max_size=12)


def off(p, a, b):
    """The oracle: the distance to the nearest of many points of the stretch."""
    return min(
        hypot(p[0] - a[0] - share * (b[0] - a[0]), p[1] - a[1] - share * (b[1] - a[1]))
        for share in (k / 200 for k in range(201))
    )


# --- one line --------------------------------------------------------------------------------------------------------


@given(lines, st.floats(0, 30))
def test_a_line_keeps_its_ends_and_goes_by_every_point_it_spares(line, tolerance):
    kept = fewer_points(line, tolerance)
    assert (kept[0], kept[-1]) == (line[0], line[-1])
    places, at = [], 0
    for point in kept:
        at = line.index(point, at)
        places.append(at)
        at += 1
    stretches = list(itertools.pairwise(kept))
    for point in line:
        assert min(off(point, a, b) for a, b in stretches) <= tolerance + 0.5


@pytest.mark.parametrize(
    ("tolerance", "kept"),
    [(0.5, [(0, 0), (5, 1), (10, 0)]), (1.0, [(0, 0), (10, 0)])],
)
def test_the_tolerance_is_the_distance(tolerance, kept):
    assert fewer_points([(0, 0), (5, 1), (10, 0)], tolerance) == kept


def test_beyond_an_end_the_distance_is_to_the_end():
    assert fewer_points([(0, 0), (12, 0), (10, 0)], 1.5) == [(0, 0), (12, 0), (10, 0)]


# --- areas that touch ------------------------------------------------------------------------------------------------


def sides(rings):
    return [(a, b) for ring in rings for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)]


jagged = st.lists(st.integers(-9, 9), min_size=1, max_size=8).map(
    lambda offs: [(10 * x + 10, off) for x, off in enumerate(offs)]
)


@given(jagged, st.floats(0, 12), st.integers(0, 20), st.booleans())
@example([(10, 5), (20, 5)], 4.0, 0, False)  # two points equally far off: each side must spare the same one
def test_neighbours_share_what_is_left_of_their_border(border, tolerance, turn, backwards):
    width = 10 * len(border) + 10
    between = [(0, 0), *border, (width, 0)]
    upper = [*between, (width, 40), (0, 40)]
    lower = [*between[::-1], (0, -40), (width, -40)]
    if backwards:
        lower.reverse()
    turn %= len(upper)
    found = simplified({"upper": [upper[turn:] + upper[:turn]], "lower": [lower]}, tolerance=tolerance)
    shared = {frozenset(side) for side in sides(found["upper"])} & {frozenset(side) for side in sides(found["lower"])}
    expected = fewer_points(between, tolerance)
    assert shared == {frozenset(side) for side in itertools.pairwise(expected)}
    assert sum(area(ring) for rings in found.values() for ring in rings) == width * 80


def test_an_island_stays_and_a_speck_goes():
    island, speck = [(100, 0), (140, 0), (141, 20), (120, 40), (100, 30)], [(0, 0), (1, 0), (1, 1)]
    found = simplified({"a": [island], "b": [speck]}, tolerance=3)
    assert 3 <= len(found["a"][0]) <= len(island)
    assert found["b"] == []


def test_an_island_is_cut_alike_wherever_its_outline_begins():
    island = [(100, 0), (140, 0), (141, 20), (120, 40), (100, 30)]
    outlines = [
        {frozenset(side) for side in sides(simplified({"a": [island[k:] + island[:k]]}, tolerance=3)["a"])}
        for k in range(5)
    ]
    assert all(outline == outlines[0] for outline in outlines)


def test_a_hole_is_the_border_of_what_lies_in_it():
    outer, hole = [(0, 0), (90, 0), (90, 90), (0, 90)], [(30, 30), (45, 28), (60, 30), (60, 60), (30, 60)]
    found = simplified({"around": [outer, hole], "inside": [hole[::-1]]}, tolerance=5)
    assert {frozenset(s) for s in sides(found["inside"])} <= {frozenset(s) for s in sides(found["around"])}


# --- GeoJSON, projection, paths --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "coordinates", "rings"),
    [
        ("Polygon", [[[1, 2], [3, 4], [5, 6], [1, 2]]], [[(1, 2), (3, 4), (5, 6)]]),
        (
            "MultiPolygon",
            [[[[1, 2, 9], [3, 4, 9], [1, 2, 9]]], [[[5, 6], [7, 8], [5, 6]]]],
            [[(1, 2), (3, 4)], [(5, 6), (7, 8)]],
        ),
    ],
)
def test_outlines_of_geojson(kind, coordinates, rings):
    assert rings_of({"type": kind, "coordinates": coordinates}) == rings


def test_a_kilometre_is_as_long_northwards_as_eastwards():
    project = Projection(west=107, north=17, units_a_degree=1000, lat=60)
    assert project(107, 17) == (0, 0)
    assert project(108, 16) == pytest.approx((500, 1000))


def drawn(path):
    """Read path data back: the points of every outline."""
    for ring in re.findall(r"M[^z]*z", path):
        start, steps = ring[1:-1].split("l")
        x, y = map(int, start.split())
        numbers = [int(n) for n in re.findall(r"-?\d+", steps)]
        found = [(x, y)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            found.append((x, y))
        yield found


@given(st.lists(st.lists(points, min_size=3, max_size=9, unique=True), max_size=3))
def test_a_path_says_where_its_points_lie(rings):
    assert list(drawn(path_of(rings))) == rings


def test_points_that_fall_together_are_drawn_once_and_lines_not_at_all():
    assert path_of([[(0.2, 0.1), (0.4, 0), (9.6, 0), (10, 8.2)]]) == "M0 0l10 0 0 8z"
    assert path_of([[(0, 0), (0.3, 0.2), (5, 5)]]) == ""


# --- cutting and naming ----------------------------------------------------------------------------------------------


def inside(ring, point):
    """The oracle for convex outlines: the point is on the same side of all of them."""
    turns = [(b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0]) for a, b in sides([ring])]
    return min(turns) > 1e-6 or max(turns) < -1e-6


def outside(ring, point):
    turns = [(b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0]) for a, b in sides([ring])]
    return min(turns) < -1e-6 and max(turns) > 1e-6


@given(st.lists(points, min_size=3, max_size=3, unique=True), st.tuples(*[st.integers(-40, 40)] * 4), points)
def test_cut_is_what_lies_in_both(triangle, edges, point):
    assume(area(triangle) > 1)
    left, right = sorted(edges[:2])
    top, bottom = sorted(edges[2:])
    assume(left < right and top < bottom)
    cut = within(triangle, (left, top, right, bottom))
    in_box = left < point[0] < right and top < point[1] < bottom
    if inside(triangle, point) and in_box:
        assert len(cut) > 2
        assert not outside(cut, point)
    if len(cut) > 2 and area(cut) > 1e-6 and inside(cut, point):
        assert not outside(triangle, point)
        assert left <= point[0] <= right
        assert top <= point[1] <= bottom


def test_nothing_is_left_of_what_lies_elsewhere():
    assert within([(0, 0), (1, 0), (1, 1)], (5, 5, 9, 9)) == []
    assert within([], (0, 0, 1, 1)) == []
    assert area([]) == 0


@given(st.lists(points, min_size=3, max_size=3, unique=True))
def test_the_middle_of_a_triangle_is_the_mean_of_its_corners(triangle):
    assume(area(triangle) > 0)
    assert middle(triangle) == pytest.approx([sum(each) / 3 for each in zip(*triangle, strict=True)], abs=1e-6)


def test_the_middle_is_that_of_the_area_not_of_the_points():
    assert middle([(0, 0), (1, 0), (2, 0), (3, 0), (8, 0), (8, 4), (0, 4)]) == pytest.approx((4, 2))

"""The map of wards without a city: what is drawn, filled and said of a few rows, and shapes whose size is known."""

import itertools
import re
from dataclasses import replace
from math import cos, radians

import pytest
from django.utils.translation import override

from cases.accountability.divisions import DividedRow
from cases.accountability.outlines import (
    Projection,
    area,
    fewer_points,
    middle,
    path_of,
    rings_of,
    simplified,
    within,
)
from cases.accountability.ward_map import NONE_OPEN, STEPS, share_caveat, step_of, ward_map
from cases.accountability.ward_shapes import (
    CENTRE_AT,
    CENTRE_WIDTH,
    CITY,
    FINE,
    NAME_HEIGHT,
    NAME_WIDTH,
    Drawing,
    Shape,
    draw,
    drawing,
)

CODES = sorted(drawing().wards)
SQUARE = [(0, 0), (10, 0), (10, 10), (0, 10)]


def ward(n, late=0, open_=0, name=None, **facts):
    """The n-th ward that has a boundary."""
    return DividedRow(name=name or f"Phường P{n}", slug=f"p{n}", code=CODES[n], overdue=late, open=open_, **facts)


# --- what is said ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "step", "words"),
    [
        (ward(0), NONE_OPEN, "Phường P0: không có gì đang mở"),
        (ward(0, open_=9), "m0", "Phường P0: 0 trong 9 đang mở"),
        (ward(0, 1, 10), "m1", "Phường P0: 1 trong 10 đang mở"),
        (ward(0, 99, 1_000), "m0", "Phường P0: 99 trong 1.000 đang mở"),
        (ward(0, 1, 4), "m2", "Phường P0: 1 trong 4 đang mở"),
        (ward(0, 1, 1), "m3", "Phường P0: 1 trong 1 đang mở"),
        (ward(0, 0, 4, extended=4), "m0", "Phường P0: 0 trong 4 đang mở"),  # what was extended darkens nothing
        (ward(0, 1, 4, promise_broken=1), "m3", "Phường P0: 2 trong 4 đang mở"),
    ],
)
def test_a_ward_is_filled_by_the_headlines_share_of_what_is_open(row, step, words):
    (found,) = ward_map([row]).areas
    assert (found.step, found.words, found.href, found.short) == (step, words, "/phuong-xa/p0/", "P0")
    assert found.shape == drawing().wards[CODES[0]]


@pytest.mark.parametrize(
    ("rows", "finding"),
    [
        ([], "Không phường, xã nào có phản ánh trễ hạn hoặc lỡ hẹn."),
        ([ward(0, 0, 5), ward(1)], "Không phường, xã nào có phản ánh trễ hạn hoặc lỡ hẹn."),
        (
            [ward(0, 1, 4, name="Xã A Lưới 1")],
            "1 phường, xã có phản ánh trễ hạn hoặc lỡ hẹn. Tỷ lệ cao nhất: xã A Lưới 1, 1 trong 4 đang mở.",
        ),
        (  # of equal shares the one with more cases, of these the one whose name comes first
            [ward(0, 1, 2, name="Phường B"), ward(1, 2, 4), ward(2, 1, 2, name="Phường A"), ward(3, 1, 100)],
            "4 phường, xã có phản ánh trễ hạn hoặc lỡ hẹn. Tỷ lệ cao nhất: phường P1, 2 trong 4 đang mở; "
            "phường A, 1 trong 2 đang mở; phường B, 1 trong 2 đang mở.",
        ),
    ],
    ids=["nothing", "nothing late", "one", "ties"],
)
def test_the_finding_names_the_three_darkest(rows, finding):
    assert ward_map(rows).finding == finding


def test_english_readers_have_numbers_and_plurals_of_their_own():
    rows = [ward(0, 1_000, 2_000, name="Kim Long Ward")]
    with override("en"):
        found = ward_map(rows)
    assert "1,000" in found.finding
    assert "Kim Long Ward" in found.areas[0].words
    assert found.areas[0].short == "Kim Long"
    assert found.areas[0].href.startswith("/en/")
    assert share_caveat() != found.caveat


def test_the_legend_counts_every_ward_that_has_a_share():
    found = ward_map([ward(0), ward(1, 0, 1), ward(2, 1, 10), ward(3, 1, 1), ward(4, 9, 10)])
    assert [(step.step, step.wards) for step in found.legend] == [("m0", 1), ("m1", 1), ("m2", 0), ("m3", 2)]
    assert found.none_open == 1
    assert len(found.legend) == len(STEPS)


def test_only_wards_with_a_shape_in_the_corner_are_drawn_there_again():
    rows = [ward(n) for n in range(len(CODES))]
    found = ward_map([*rows, replace(rows[0], code="00000")])
    assert len(found.areas) == len(CODES)
    assert [each.shape.centre_path != "" for each in found.centre] == [True] * len(found.centre)
    assert 0 < len(found.centre) < len(CODES)


@pytest.mark.parametrize("share", [0.1, 0.25, 0.5])
def test_a_step_begins_at_its_share(share):
    below, at = step_of(share - 1e-9), step_of(share)
    assert int(at[1]) == int(below[1]) + 1


# --- shapes whose size is known --------------------------------------------------------------------------------------


def test_a_projection_keeps_lengths_alike_both_ways():
    onto = Projection(west=100, north=20, units_a_degree=10, lat=60)
    assert onto(100, 20) == (0, 0)
    east, south = onto(101, 20), onto(100, 19)
    assert east == pytest.approx((10 * cos(radians(60)), 0))
    assert south == pytest.approx((0, 10))


@pytest.mark.parametrize(
    ("ring", "size", "centre"),
    [
        (SQUARE, 100, (5, 5)),
        (SQUARE[::-1], 100, (5, 5)),
        ([(0, 0), (6, 0), (0, 3)], 9, (2, 1)),
        ([(-10, -10), (-4, -10), (-10, -7)], 9, (-8, -9)),
    ],
    ids=["square", "the other way round", "triangle", "elsewhere"],
)
def test_how_much_an_outline_encloses_and_where_its_middle_is(ring, size, centre):
    assert area(ring) == size
    assert middle(ring) == pytest.approx(centre)
    assert area([]) == area([(1, 1)]) == area([(0, 0), (5, 5)]) == 0


@pytest.mark.parametrize(
    ("box", "size"),
    [
        ((-5, -5, 15, 15), 100),  # all of it
        ((0, 0, 10, 10), 100),  # its own edge
        ((2, 3, 7, 9), 30),
        ((5, -5, 15, 15), 50),
        ((-5, 8, 15, 15), 20),
        ((9, 9, 20, 20), 1),
        ((20, 20, 30, 30), 0),
        ((10, 0, 20, 10), 0),  # only its edge
    ],
)
def test_the_part_of_an_outline_in_a_box(box, size):
    kept = within(SQUARE, box)
    assert area(kept) == pytest.approx(size)
    left, top, right, bottom = box
    assert all(left <= x <= right and top <= y <= bottom for x, y in kept)
    assert within([], box) == []


@pytest.mark.parametrize(
    ("line", "tolerance", "kept"),
    [
        ([(0, 0), (10, 0)], 0, [(0, 0), (10, 0)]),
        ([(0, 0), (5, 0), (10, 0)], 0, [(0, 0), (10, 0)]),
        ([(0, 0), (5, 2), (10, 0)], 2, [(0, 0), (10, 0)]),
        ([(0, 0), (5, 2), (10, 0)], 1.9, [(0, 0), (5, 2), (10, 0)]),
        ([(0, 0), (2, 1), (5, 5), (8, 1), (10, 0)], 2, [(0, 0), (2, 1), (5, 5), (8, 1), (10, 0)][::2]),
        ([(0, 0), (3, 4), (0, 0)], 4.9, [(0, 0), (3, 4), (0, 0)]),  # there and back: five away
        ([(0, 0), (3, 4), (0, 0)], 5, [(0, 0), (0, 0)]),
    ],
)
def test_a_line_spares_what_lies_no_further_off(line, tolerance, kept):
    assert fewer_points(line, tolerance) == kept


@pytest.mark.parametrize(
    ("rings", "path"),
    [
        ([], ""),
        ([SQUARE], "M0 0l10 0 0 10-10 0z"),
        ([[(0, 0), (0.4, 0.4), (10, 0), (10, 10)]], "M0 0l10 0 0 10z"),  # what falls on the point before is left out
        ([[(0, 0), (0.2, 0), (0.4, 0)]], ""),
        ([[(0, 0), (5, 0)]], ""),  # encloses nothing
        ([SQUARE, [(20, 20), (25, 20), (25, 25)]], "M0 0l10 0 0 10-10 0zM20 20l5 0 0 5z"),
        ([[(-1.6, -1.4), (8, 0), (8, 8)]], "M-2 -1l10 1 0 8z"),
    ],
    ids=["nothing", "square", "rounded", "a point", "a line", "two", "below nought"],
)
def test_a_path_goes_from_point_to_point(rings, path):
    assert path_of(rings) == path
    assert len(re.findall("z", path)) == path.count("M")


def test_a_polygon_with_a_hole_has_two_outlines_and_heights_are_left_out():
    hole = [[1, 1, 5], [2, 1, 5], [2, 2, 5], [1, 1, 5]]
    geometry = {"type": "Polygon", "coordinates": [[[0, 0], [9, 0], [9, 9], [0, 0]], hole]}
    assert rings_of(geometry) == [[(0, 0), (9, 0), (9, 9)], [(1, 1), (2, 1), (2, 2)]]
    assert rings_of({"type": "MultiPolygon", "coordinates": []}) == []


def test_three_areas_that_meet_go_on_meeting():
    """Where three meet nothing is moved, so that no gap opens there."""
    left = [(0, 0), (50, 0), (50, 48), (50, 100), (0, 100)]
    upper, lower = [(50, 0), (100, 0), (100, 50), (50, 48)], [(50, 48), (100, 50), (100, 100), (50, 100)]
    found = simplified({"left": [left], "upper": [upper], "lower": [lower]}, tolerance=10)
    assert all((50, 48) in rings[0] for rings in found.values())
    assert sum(area(ring) for rings in found.values() for ring in rings) == pytest.approx(10_000)
    sides = [frozenset(side) for (ring,) in found.values() for side in itertools.pairwise([*ring, ring[0]])]
    assert sides.count(frozenset([(50, 48), (50, 0)])) == 2


# --- drawing ---------------------------------------------------------------------------------------------------------


def box(west, south, east, north):
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def test_a_ward_far_from_the_centre_is_drawn_in_the_city_alone():
    found = draw({"far": box(107.1, 16.1, 107.2, 16.2), "near": box(107.5, 16.42, 107.6, 16.5)})
    far, near = found.wards["far"], found.wards["near"]
    assert (far.centre_path, far.name_at) == ("", None)
    assert far.path.startswith("M")
    assert near.centre_path.startswith("M")
    x, y = near.name_at
    assert 0 < x < CENTRE_WIDTH
    assert 0 < y < found.frame[3]
    assert found.frame[:3] == (*CENTRE_AT, CENTRE_WIDTH)
    assert list(found.wards) == ["far", "near"], "by code, whatever the order given"


def test_a_ward_too_small_for_a_name_has_none_and_two_names_do_not_meet():
    west, south = 107.5, 16.42
    found = draw(
        {
            "speck": box(west, south, west + 0.002, south + 0.002),
            "upper": box(107.51, 16.45, 107.56, 16.47),
            "lower": box(107.51, 16.43, 107.56, 16.45),
        }
    )
    assert found.wards["speck"].name_at is None
    one, other = found.wards["upper"].name_at, found.wards["lower"].name_at
    assert abs(one[0] - other[0]) >= NAME_WIDTH or abs(one[1] - other[1]) >= NAME_HEIGHT


def test_the_window_is_where_the_centre_lies_in_the_city():
    left, top, width, height = draw({}).window
    x, y = CITY(107.494, 16.5125)
    assert (left, top) == (round(x / FINE), round(y / FINE))
    assert width > height > 0


def test_a_drawing_comes_back_from_its_file_as_it_was():
    shape = Shape(path="M0 0l1 0 0 1z", coarse_path="", centre_path="", name_at=(1, 2))
    made = Drawing(width=1, height=2, window=(0, 0, 1, 1), frame=(0, 0, 1, 1), wards={"ễ": shape})
    assert '"name_at": [\n1,\n2\n]' in made.as_json()
    assert "ễ" in made.as_json()
    assert made.as_json().endswith("}\n")

"""Strokes on a sheet: how large they are, where they lie, what of them is seen, and how far air takes their colour.

The camera is held so that sums are easy: 9.6 metres ahead a metre is 100 pixels, and what is one metre high lies on
the horizon, 360 pixels below the upper edge; the middle of the road is 480 pixels from the left one.
"""

from dataclasses import replace
from random import Random

import pytest
from PIL import Image, ImageChops

from cases.demo.drawing.matter import nothing
from cases.demo.drawing.sheet import Camera, Light, Sheet

EYE = Camera(height=1.0, horizon=0.5, focal=1.0)
PLAIN = Light(top=(255, 255, 255), low=(255, 255, 255), ambient=(1.0, 1.0, 1.0), haze=1e12)
HAZY = replace(PLAIN, haze=10.0)  # metres: at 10 ahead, 1 - 1/e of a colour is the sky's
BLACK, GREY, WHITE = (0, 0, 0), (100, 100, 100), (255, 255, 255)
AHEAD = 9.6


@pytest.fixture
def sheet():
    """A white one in clear air."""
    return Sheet(EYE, PLAIN)


def extent(sheet):
    """Left, top, right and bottom of all that was drawn; None where nothing was."""
    return ImageChops.difference(sheet.image, Image.new("RGB", sheet.image.size, WHITE)).getbbox()


def lies(sheet, *expected, within=1.5):
    """Say whether what was drawn lies between these pixels."""
    return all(abs(is_ - ought) <= within for is_, ought in zip(extent(sheet), expected, strict=True))


def at(sheet, x, y):
    return sheet.image.getpixel((x, y))


# --- lines ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("thick", "ahead", "pixels"),
    [
        (0.1, 9.6, 10),
        (0.1, 19.2, 5),
        (0.2, 19.2, 10),
        (0.02, 96.0, 1),  # a fifth of a pixel, and still a line
        (0.3, 0.1, 320),  # as if it were as near as anything can be: 0.9 metres
    ],
)
def test_a_line_is_as_thick_as_it_looks_from_there(sheet, thick, ahead, pixels):
    sheet.line([(-0.2, 1.0, ahead), (0.2, 1.0, ahead)], thick, BLACK)
    _, top, _, bottom = extent(sheet)
    assert abs((bottom - top) - pixels) <= 1
    assert abs((bottom + top) / 2 - 360) <= 1


def test_a_line_reaches_from_its_first_point_to_its_last(sheet):
    sheet.line([(-2.0, 1.0, AHEAD), (0.0, 1.0, AHEAD), (1.0, 1.0, AHEAD)], 0.02, BLACK)
    assert lies(sheet, 280, 359, 580, 361)


@pytest.mark.parametrize("points", [[], [(0.0, 1.0, AHEAD)]], ids=["none", "one"])
def test_fewer_than_two_points_are_no_line(sheet, points):
    sheet.line(points, 0.5, BLACK)
    assert extent(sheet) is None


def test_each_piece_of_a_line_has_the_thickness_and_the_air_of_its_own_middle():
    """From 4.8 to 14.4 metres is 9.6 in the middle, where the tenth of a metre is ten pixels."""
    for points in ([(-1.0, 1.0, 4.8), (1.0, 1.0, 14.4)], [(-1.0, 1.0, 14.4), (1.0, 1.0, 4.8)]):
        sheet = Sheet(EYE, replace(PLAIN, haze=9.6))
        sheet.line(points, 0.1, BLACK)
        _, top, _, bottom = extent(sheet)
        assert abs((bottom - top) - 10) <= 1
        assert at(sheet, 480, 360) == (161, 161, 161)  # 255 * (1 - 1/e)


# --- round things -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("middle", "wide", "high", "expected"),
    [
        ((0.0, 1.0, 9.6), 0.4, 0.2, (460, 350, 500, 370)),
        ((0.0, 1.0, 9.6), 0.2, 0.4, (470, 340, 490, 380)),
        ((1.0, 2.0, 9.6), 0.4, 0.4, (560, 240, 600, 280)),
        ((-1.0, 0.0, 19.2), 0.4, 0.4, (420, 400, 440, 420)),  # half as large, and nearer to the middle
    ],
)
def test_a_ball_is_so_wide_and_so_high_about_its_middle(sheet, middle, wide, high, expected):
    sheet.ball(middle, wide, high, BLACK)
    assert lies(sheet, *expected)
    left, top, right, bottom = expected
    assert at(sheet, (left + right) // 2, (top + bottom) // 2) == BLACK
    assert at(sheet, left + 1, top + 1) == WHITE, "round, not square"


@pytest.mark.parametrize(
    ("wide", "deep", "expected"),
    [
        # The near edge of a depth of 4 is 7.6 metres ahead, the far one 11.6: 960 / 7.6 and 960 / 11.6 below the eye.
        (2.0, 4.0, (378, 443, 582, 486)),
        (4.0, 2.0, (279, 451, 681, 472)),
    ],
)
def test_a_puddle_lies_on_the_road_so_wide_and_so_deep(sheet, wide, deep, expected):
    sheet.puddle(0.0, AHEAD, wide, deep, BLACK)
    assert lies(sheet, *expected, within=2)
    assert at(sheet, 480, 460) == BLACK


def test_the_edge_of_a_rough_puddle_is_frayed_by_its_chance_and_stays_near(sheet):
    smooth, rough, other = (Sheet(EYE, PLAIN) for _ in range(3))
    smooth.puddle(0.0, AHEAD, 2.0, 4.0, BLACK)
    rough.puddle(0.0, AHEAD, 2.0, 4.0, BLACK, rough=Random(5))
    other.puddle(0.0, AHEAD, 2.0, 4.0, BLACK, rough=Random(6))
    sheet.puddle(0.0, AHEAD, 2.0, 4.0, BLACK, rough=Random(5))
    assert rough.image.tobytes() == sheet.image.tobytes()
    assert len({each.image.tobytes() for each in (smooth, rough, other)}) == 3
    left, top, right, bottom = extent(rough)
    assert (left, right) >= (360, 560)
    assert right <= 600
    assert (top, bottom) == (pytest.approx(443, abs=8), pytest.approx(486, abs=12))


# --- colours ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zs", "lit", "shown"),
    [
        ((10.0, 10.0), False, 161),  # 255 * (1 - 1/e)
        ((5.0, 20.0), False, 100),  # as at its nearest corner, 255 * (1 - exp(-0.5))
        ((20.0, 5.0), False, 100),
        ((10.0, 10.0), True, 0),  # shines through
    ],
)
def test_a_face_looks_as_the_air_before_its_nearest_corner_has_it(zs, lit, shown):
    sheet = Sheet(EYE, HAZY)
    one, other = zs
    sheet.face([(-4, 0, one), (-4, 2, one), (4, 2, other), (4, 0, other)], BLACK, lit=lit)
    assert at(sheet, 480, 360) == (shown,) * 3


def test_a_ball_looks_as_the_air_before_it_has_it():
    sheet = Sheet(EYE, HAZY)
    sheet.ball((0.0, 1.0, 20.0), 2.0, 2.0, BLACK)
    assert at(sheet, 480, 360) == (220, 220, 220)  # 255 * (1 - exp(-2))


@pytest.mark.parametrize(("alpha", "shown"), [(255, 0), (127, 128), (51, 204), (0, 255)])
@pytest.mark.parametrize(
    "draw",
    [
        lambda sheet, alpha: sheet.face([(-1, 0, 9), (-1, 2, 9), (1, 2, 9), (1, 0, 9)], BLACK, alpha),
        lambda sheet, alpha: sheet.line([(-1, 1, 9), (1, 1, 9)], 0.5, BLACK, alpha),
        lambda sheet, alpha: sheet.ball((0, 1, 9), 1.0, 1.0, BLACK, alpha),
    ],
    ids=["face", "line", "ball"],
)
def test_what_is_thin_lets_through_what_lies_behind(sheet, draw, alpha, shown):
    draw(sheet, alpha)
    assert at(sheet, 480, 360) == pytest.approx((shown,) * 3, abs=1)


def test_what_comes_later_covers_what_was_there(sheet):
    for colour in (BLACK, GREY, (200, 30, 30)):
        sheet.ball((0, 1, AHEAD), 1.0, 1.0, colour)
        assert at(sheet, 480, 360) == colour


# --- boxes ------------------------------------------------------------------------------------------------------------

FRONT, SIDE, TOP = (100, 100, 100), (80, 80, 80), (115, 115, 115)
#: A box of a metre from 9.6 to 19.2 metres ahead: what is seen at a pixel of its front, of its side and of its top.
BOXES = {
    "right of the eye and below it": ((1, 2), (0, 0.5), {(630, 435): FRONT, (555, 416): SIDE, (592, 397): TOP}),
    "left of the eye and below it": ((-2, -1), (0, 0.5), {(330, 435): FRONT, (405, 416): SIDE, (368, 397): TOP}),
    "right of the eye and above it": ((1, 2), (1.5, 2.5), {(630, 260): FRONT, (555, 265): SIDE}),
    "left of the eye and above it": ((-2, -1), (1.5, 2.5), {(330, 260): FRONT, (405, 265): SIDE}),
}


@pytest.mark.parametrize("where", BOXES)
def test_a_box_shows_its_front_the_side_towards_the_road_and_its_top_where_one_looks_down_on_it(sheet, where):
    x, y, seen = BOXES[where]
    sheet.box(x, y, (9.6, 19.2), GREY)
    assert {spot: at(sheet, *spot) for spot in seen} == seen


@pytest.mark.parametrize(
    ("eye", "x", "beside"),
    [
        (0.0, (1, 2), 555),
        (3.0, (1, 2), 405),  # whoever stands to the right of it sees its right side
        (-3.0, (-2, -1), 555),
    ],
)
def test_which_side_of_a_box_is_seen_depends_on_where_one_stands(eye, x, beside):
    """From three metres to the right, a box a metre to the left of one's eye lies where it did for the other side."""
    sheet = Sheet(replace(EYE, x=eye), PLAIN)
    sheet.box(x, (0, 0.5), (9.6, 19.2), GREY)
    assert at(sheet, beside, 416) == SIDE
    assert at(sheet, 960 - beside, 416) == WHITE


# --- before anything, and where nothing is --------------------------------------------------------------------------


def test_a_new_sheet_is_all_sky_of_the_horizon_and_twice_as_large_as_the_photo():
    sheet = Sheet(EYE, replace(PLAIN, top=(1, 2, 3), low=(9, 8, 7)))
    assert sheet.image.size == (960, 720)
    assert sheet.image.getcolors() == [(960 * 720, (9, 8, 7))]


def test_where_a_matter_is_gone_without_a_trace_nothing_is_drawn_and_no_chance_is_taken(sheet):
    rng = Random(3)
    before = rng.getstate()
    nothing(sheet, rng, 0.0, AHEAD)
    assert extent(sheet) is None
    assert rng.getstate() == before

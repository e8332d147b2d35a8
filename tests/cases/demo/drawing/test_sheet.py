"""The camera and the light: what every street is drawn by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.demo.drawing.sheet import FINER, HEIGHT, NEAR, WIDTH, Camera, Light, Sheet, shade

LIGHT = Light(top=(100, 120, 200), low=(200, 210, 220), ambient=(1.0, 0.9, 0.8))
METRES = st.floats(-20, 20)
AHEAD = st.floats(NEAR, 120)


def test_the_far_end_of_the_road_is_the_vanishing_point():
    x, y = Camera(vanish=0.4, horizon=0.3).at((3.0, 0.0, 1e9))
    assert (x, y) == (pytest.approx(0.4 * WIDTH, abs=0.01), pytest.approx(0.3 * HEIGHT, abs=0.01))


@given(METRES, AHEAD)
def test_what_is_as_high_as_the_camera_lies_on_the_horizon(x, z):
    camera = Camera(height=1.6, horizon=0.42)
    assert camera.at((x, 1.6, z))[1] == pytest.approx(0.42 * HEIGHT)


@given(METRES, AHEAD, st.floats(1.01, 5))
def test_twice_as_far_is_half_as_large(x, z, times):
    camera = Camera()
    near, far = camera.at((x, 0, z)), camera.at((x, 0, z * times))
    middle = 0.5 * WIDTH
    assert (far[0] - middle) * times == pytest.approx(near[0] - middle, abs=1e-6)


@given(METRES, METRES, AHEAD, st.floats(-0.1, 0.1))
def test_held_askew_nothing_grows(x, y, z, roll):
    """A roll turns the picture about the vanishing point and leaves distances from it."""
    straight, askew = Camera().at((x, y, z)), Camera(roll=roll).at((x, y, z))
    about = (0.5 * WIDTH, 0.42 * HEIGHT)

    def distance(point):
        return ((point[0] - about[0]) ** 2 + (point[1] - about[1]) ** 2) ** 0.5

    assert distance(askew) == pytest.approx(distance(straight), abs=1e-6)


@pytest.mark.parametrize("z", [0.0, -3.0, NEAR])
def test_nothing_is_nearer_than_near(z):
    assert Camera().at((1, 0, z)) == Camera().at((1, 0, NEAR))


@pytest.mark.parametrize(
    ("ahead", "expected"),
    [(0, (100, 90, 80)), (1e9, (200, 210, 220))],
)
def test_distance_takes_a_colour_to_that_of_the_sky(ahead, expected):
    assert LIGHT.tint((100, 100, 100), ahead) == expected


@given(st.tuples(*[st.integers(0, 255)] * 3), st.floats(-5, 500))
def test_a_tint_is_a_colour(colour, ahead):
    assert all(0 <= part <= 255 for part in LIGHT.tint(colour, ahead))


@pytest.mark.parametrize(("factor", "expected"), [(0, (0, 0, 0)), (1, (10, 128, 250)), (2, (20, 255, 255))])
def test_a_shade_stays_a_colour(factor, expected):
    assert shade((10, 128, 250), factor) == expected


def test_a_face_covers_what_lies_between_its_corners_and_nothing_else():
    sheet = Sheet(Camera(), LIGHT)
    sheet.face([(-1, 0, 5), (1, 0, 5), (1, 2, 5), (-1, 2, 5)], (255, 0, 0), lit=True)
    x, y = (round(part) for part in sheet.spot((0, 1, 5)))
    assert sheet.image.getpixel((x, y)) == (255, 0, 0)
    x, y = (round(part) for part in sheet.spot((1.3, 1, 5)))
    assert sheet.image.getpixel((x, y)) == LIGHT.low


def test_lengths_are_metres():
    sheet = Sheet(Camera(focal=1.0), LIGHT)
    assert sheet.pixels(2.0, 10.0) == pytest.approx(0.2 * WIDTH * FINER)

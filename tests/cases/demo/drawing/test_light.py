"""Light and camera by their formulas: what is quick to compute is what is plain to read."""

from math import cos, exp, isclose, sin
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageChops

from cases.demo.drawing.develop import _grain, as_jpeg, developed
from cases.demo.drawing.sheet import HEIGHT, NEAR, WIDTH, Camera, Light, Sheet, round_about, shade, varied

colours = st.tuples(*[st.integers(0, 255)] * 3)
lights = st.builds(
    Light,
    top=colours,
    low=colours,
    ambient=st.tuples(*[st.floats(0.1, 1.2)] * 3),
    haze=st.floats(40, 200),
)
DAY = Light(top=(100, 120, 200), low=(200, 210, 220), ambient=(1.0, 0.9, 0.8))


@given(lights, colours, st.floats(-10, 500))
def test_a_tint_is_the_lit_colour_behind_so_much_air(light, colour, ahead):
    air = 1 - exp(-max(0.0, ahead) / light.haze)
    expected = [
        min(255.0, part * lit) * (1 - air) + sky * air
        for part, lit, sky in zip(colour, light.ambient, light.low, strict=True)
    ]
    for part, plain in zip(light.tint(colour, ahead), expected, strict=True):
        assert isinstance(part, int)
        assert abs(part - plain) <= 0.5 + 1e-9


@given(
    st.builds(
        Camera,
        x=st.floats(-5, 5),
        height=st.floats(1, 2),
        horizon=st.floats(0.2, 0.6),
        vanish=st.floats(0.2, 0.8),
        roll=st.floats(-0.5, 0.5),
    ),
    st.tuples(st.floats(-20, 20), st.floats(0, 10), st.floats(-1, 130)),
)
def test_a_point_lies_where_perspective_puts_it(camera, point):
    x, y, z = point
    scale = 0.86 * WIDTH / max(NEAR, z)
    right, down = (x - camera.x) * scale, (camera.height - y) * scale
    found = camera.at(point)
    expected = (
        right * cos(camera.roll) - down * sin(camera.roll) + camera.vanish * WIDTH,
        right * sin(camera.roll) + down * cos(camera.roll) + camera.horizon * HEIGHT,
    )
    assert all(isclose(a, b, abs_tol=1e-6) for a, b in zip(found, expected, strict=True))


@given(colours, st.floats(0, 5))
def test_a_shade_is_so_much_of_a_colour_and_never_more_than_there_is(colour, factor):
    assert shade(colour, factor) == tuple(min(255, round(part * factor)) for part in colour)


@given(colours, st.integers(0, 1000), st.floats(0, 0.5))
def test_what_varies_stays_near(colour, seed, by):
    for part, found in zip(colour, varied(colour, Random(seed), by), strict=True):
        assert part * (1 - by) - 0.5 <= found <= part * (1 + by) + 0.5


@given(
    st.floats(-5, 5), st.floats(2, 50), st.floats(0.1, 4), st.floats(0.1, 4), st.one_of(st.none(), st.integers(0, 99))
)
def test_what_is_round_lies_about_its_middle(x, z, wide, deep, seed):
    rough = None if seed is None else Random(seed)
    most = 1.12 if rough else 1.0
    for a, y, b in round_about(x, z, wide, deep, rough, y=0.2):
        out = ((a - x) / (wide / 2)) ** 2 + ((b - z) / (deep / 2)) ** 2
        assert y == 0.2
        assert (0.8 if rough else 1.0) - 1e-4 <= out**0.5 <= most + 1e-4


@pytest.mark.parametrize(
    ("metres", "ahead", "pixels"), [(1, 10, 82.56), (2, 10, 165.12), (1, 20, 41.28), (1, 0, 917.33)]
)
def test_a_length_is_so_many_pixels(metres, ahead, pixels):
    """Of a sheet that is 960 wide, by a lens of 0.86 of that."""
    assert Sheet(Camera(), DAY).pixels(metres, ahead) == pytest.approx(pixels, abs=0.01)


def test_grain_belongs_to_a_seed_and_to_a_strength():
    """Kept for the photo after; another scene's is another."""
    first = _grain(1, 0.1).tobytes()
    assert _grain(1, 0.1).tobytes() == first
    assert _grain(2, 0.1).tobytes() != first
    assert _grain(1, 0.2).tobytes() != first
    assert _grain(1, 0.1).tobytes() == first


def test_developing_leaves_the_sheet_as_it_was():
    sheet = Sheet(Camera(), DAY)
    before = sheet.image.copy()
    photo = developed(sheet, 3)
    assert photo.size == (WIDTH, HEIGHT)
    assert ImageChops.difference(sheet.image, before).getbbox() is None
    assert as_jpeg(photo) == as_jpeg(developed(sheet, 3))

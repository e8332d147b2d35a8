"""Streets with nothing wrong: road below, sky above, the same for the same seed, each side as it was asked for."""

from functools import cache
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageStat

from cases.demo.drawing.scenes import CLEAR, CLOUDED, LATE, NIGHT, RAINY
from cases.demo.drawing.sheet import FINER, HEIGHT, WIDTH, Camera, Sheet
from cases.demo.drawing.street import PAVED, ROAD, lay_out, motorbike, sag

KINDS = ("houses", "wall", "trees")
LIGHTS = {"clear": CLEAR, "clouded": CLOUDED, "late": LATE, "rainy": RAINY, "night": NIGHT}
PLACES = st.tuples(st.floats(-6, 6), st.floats(0, 9), st.floats(1, 90))


def drawn(seed=1, *, left="houses", right="wall", light=CLEAR):
    """A sheet with a street on it."""
    sheet = Sheet(Camera(horizon=0.4), light)
    lay_out(sheet, Random(seed), left=left, right=right, night=light is NIGHT)
    return sheet


street = cache(drawn)  # for those who only look at it


def mean(sheet, box):
    """The mean colour within parts of the sheet: left, top, right, bottom."""
    wide, high = WIDTH * FINER, HEIGHT * FINER
    left, top, right, bottom = box
    part = sheet.image.crop((round(left * wide), round(top * high), round(right * wide), round(bottom * high)))
    return ImageStat.Stat(part).mean


ROADWAY, OVERHEAD = (0.45, 0.75, 0.55, 0.95), (0.47, 0.0, 0.53, 0.1)
LEFT, RIGHT = (0.0, 0.1, 0.12, 0.5), (0.88, 0.1, 1.0, 0.5)


@pytest.mark.parametrize("left", KINDS)
@pytest.mark.parametrize("right", KINDS)
def test_a_road_lies_below_whatever_stands_beside_it(left, right):
    colours = mean(street(left=left, right=right), ROADWAY)
    assert max(colours) - min(colours) < 25, "asphalt is grey"
    assert 70 < colours[1] < 150


@pytest.mark.parametrize("name", LIGHTS)
def test_the_sky_is_lighter_than_the_road_but_not_at_night(name):
    sheet = street(light=LIGHTS[name], left="wall", right="wall")
    sky, road = (sum(mean(sheet, box)) / 3 for box in (OVERHEAD, ROADWAY))
    if name == "night":
        assert sky < 45
        assert road < 45
    else:
        assert sky > road + 20


@pytest.mark.parametrize(("lighter", "darker"), [("clear", "rainy"), ("rainy", "night"), ("clear", "late")])
def test_hour_and_weather_can_be_told(lighter, darker):
    first, second = (sum(mean(street(light=LIGHTS[name]), (0, 0, 1, 1))) for name in (lighter, darker))
    assert first > second * 1.1


def test_the_sun_is_warmer_late():
    red, _, blue = mean(street(light=LATE), ROADWAY)
    noon_red, _, noon_blue = mean(street(light=CLOUDED), ROADWAY)
    assert red / blue > 1.15 * noon_red / noon_blue


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("side", "box"), [("left", LEFT), ("right", RIGHT)])
def test_each_side_is_as_it_was_asked_for(kind, side, box):
    """Trees are greener than houses; a wall leaves more of the sky free."""
    sides = {"left": "wall", "right": "wall"}
    shown = mean(street(**{**sides, side: kind}), box)
    others = [mean(street(**{**sides, side: other}), box) for other in KINDS if other != kind]
    assert all(sum(abs(a - b) for a, b in zip(shown, other, strict=True)) > 8 for other in others)


@pytest.mark.parametrize("seed", [1, 2, 40])
def test_the_same_seed_is_the_same_street(seed):
    assert drawn(seed).image.tobytes() == street(seed).image.tobytes()
    assert street(seed).image.tobytes() != street(seed + 1).image.tobytes()


def test_people_have_room_to_walk():
    assert 2 < PAVED - ROAD < 4
    assert 5 < 2 * ROAD < 9


@given(PLACES, PLACES, st.floats(0.1, 3))
def test_a_wire_hangs_between_its_ends(one, other, by):
    """It begins and ends where it is tied; in the middle it hangs down by so much, and nowhere by more."""
    points = sag(one, other, by)
    assert points[0] == pytest.approx(one)
    assert points[-1] == pytest.approx(other)
    for n, (x, y, z) in enumerate(points):
        part = n / (len(points) - 1)
        straight = [a + (b - a) * part for a, b in zip(one, other, strict=True)]
        assert (x, z) == (pytest.approx(straight[0]), pytest.approx(straight[2]))
        assert -1e-9 <= straight[1] - y <= by + 1e-9
    middle = points[len(points) // 2]
    assert middle[1] == pytest.approx((one[1] + other[1]) / 2 - by)


@pytest.mark.parametrize("rider", [True, False])
@pytest.mark.parametrize("x", [-2.0, 0.0, 2.5])
def test_a_motorbike_stays_in_its_lane(x, rider):
    """It is as wide as one, and stands where it was put."""
    sheet = Sheet(Camera(), CLEAR)
    before = sheet.image.copy()
    motorbike(sheet, x, 6.0, Random(3), rider=rider)
    box = [
        n
        for n in range(WIDTH * FINER)
        if sheet.image.crop((n, 0, n + 1, HEIGHT * FINER)).tobytes()
        != before.crop((n, 0, n + 1, HEIGHT * FINER)).tobytes()
    ]
    left, right = sheet.spot((x - 0.6, 0, 6.0))[0], sheet.spot((x + 0.6, 0, 6.0))[0]
    assert left <= box[0] < box[-1] <= right

"""What a street is laid out of, stroke by stroke, without drawing it: what stands where, shines, covers the rest."""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from random import Random

import pytest

from cases.demo.drawing.scenes import CLEAR, CLOUDED, LATE, NIGHT, RAINY
from cases.demo.drawing.sheet import Camera, Sheet
from cases.demo.drawing.street import BARK, FAR, KERB, LEAVES, PAVED, ROAD, lay_out, motorbike

KINDS = ("houses", "wall", "trees")
SEEDS = range(2)


@dataclass(frozen=True)
class Stroke:
    """One stroke: its points, its colour at noon, and whether it shines by itself."""

    kind: str
    points: tuple
    colour: tuple
    alpha: int
    lit: bool = False

    @property
    def nearest(self):
        return min(z for _, _, z in self.points)

    @property
    def high(self):
        return max(y for _, y, _ in self.points)

    @property
    def middle(self):
        """How far to the right of the middle of the road."""
        return sum(x for x, _, _ in self.points) / len(self.points)


class Noting(Sheet):
    """A sheet that keeps strokes instead of drawing them."""

    def __init__(self, light):
        super().__init__(Camera(horizon=0.4), light)
        self.strokes = []

    def face(self, corners, colour, alpha=255, *, lit=False):
        self.strokes.append(Stroke("face", tuple(corners), colour, alpha, lit))

    def line(self, points, thick, colour, alpha=255):
        self.strokes.append(Stroke("line", tuple(points), colour, alpha))

    def ball(self, middle, wide, high, colour, alpha=255):
        self.strokes.append(Stroke("ball", (middle,), colour, alpha))


@cache
def street(seed=0, left="houses", right="wall", light=CLEAR):
    """All strokes of a street in their order."""
    sheet = Noting(light)
    lay_out(sheet, Random(seed), left=left, right=right, night=light is NIGHT)
    return sheet.strokes


def windows(strokes):
    """What shines warmly in a house: nothing else is lit in dry weather."""
    return [stroke for stroke in strokes if stroke.lit]


def poles(strokes):
    """The shafts of poles: straight lines of more than eight metres."""
    return sorted(
        stroke.nearest
        for stroke in strokes
        if stroke.kind == "line" and len(stroke.points) == 2 and stroke.high > 8 and stroke.alpha == 255
    )


def wires(strokes):
    return [stroke for stroke in strokes if stroke.kind == "line" and len(stroke.points) == 11]


def trunks(strokes, *, right):
    return [stroke for stroke in strokes if stroke.colour == BARK and (stroke.middle > 0) is right]


# --- light ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
def test_windows_and_shops_shine_at_night_and_only_then(seed):
    both = {"left": "houses", "right": "houses"}
    lit = windows(street(seed, light=NIGHT, **both))
    assert len(lit) > 5
    assert all(abs(stroke.middle) == pytest.approx(PAVED) for stroke in lit)
    assert all(red > green > blue for red, green, blue in (stroke.colour for stroke in lit)), "warm"
    for light in (CLEAR, CLOUDED, LATE):
        assert not windows(street(seed, light=light, **both))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_wet_road_gives_back_the_sky_the_more_the_farther_ahead(seed):
    sheen = windows(street(seed, light=RAINY))
    assert [stroke.colour for stroke in sheen] == [RAINY.low] * len(sheen)
    assert all(abs(x) <= ROAD for stroke in sheen for x, _, _ in stroke.points)
    alphas = [stroke.alpha for stroke in sorted(sheen, key=lambda stroke: stroke.nearest)]
    assert alphas == sorted(set(alphas))
    assert max(z for stroke in sheen for _, _, z in stroke.points) == FAR


@pytest.mark.parametrize(("light", "red"), [(NIGHT, True), (CLEAR, False)])
def test_motorbikes_have_their_rear_lights_on_at_night(light, red):
    found = [s for seed in SEEDS for s in street(seed, light=light) if s.kind == "ball" and s.colour == (255, 60, 40)]
    assert bool(found) is red
    for stroke in found:
        ((x, y, z),) = stroke.points
        assert -2.4 <= x <= 2.4
        assert 22 <= z <= 60
        assert y == 0.75


# --- what stands where ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("left", "expected"), [("houses", 5), ("wall", 5), ("trees", 0)])
def test_poles_and_wires_stand_on_the_left_where_no_trees_are(left, expected):
    """Nine wires from one to the next, which are tied where people do not reach them."""
    strokes = street(0, left=left)
    assert poles(strokes) == [9.5, 27.0, 48.0, 72.0, 96.0][:expected]
    assert len(wires(strokes)) == 9 * expected
    for wire in wires(strokes):
        assert wire.middle < -ROAD
        assert min(y for _, y, _ in wire.points) > 4.5


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("right", "on_pavement"), [("houses", False), ("wall", True), ("trees", True)])
def test_trees_stand_on_the_right_pavement_where_no_shops_are(seed, right, on_pavement):
    found = [stroke for stroke in trunks(street(seed, right=right), right=True) if stroke.middle < PAVED]
    assert bool(found) is on_pavement
    assert all(stroke.middle > ROAD for stroke in found), "none in the road"


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("side", ["left", "right"])
def test_houses_stand_wall_to_wall_from_the_camera_to_the_haze(seed, side):
    """Their fronts, on the line where the pavement ends, leave no gap."""
    strokes = street(seed, **{"left": "wall", "right": "wall", side: "houses"})
    line = -PAVED if side == "left" else PAVED
    fronts = sorted(
        (stroke.nearest, max(z for _, _, z in stroke.points))
        for stroke in strokes
        if stroke.kind == "face"
        and all(x == line for x, _, _ in stroke.points)
        and min(y for _, y, _ in stroke.points) == 0
        and stroke.high > 3.5  # a floor and more; walls and what hangs on them are lower
    )
    assert fronts[0][0] < 1
    assert fronts[-1][1] > 90
    for (_, far), (near, _) in pairwise(fronts):
        assert near == pytest.approx(far)


@pytest.mark.parametrize("left", KINDS)
@pytest.mark.parametrize("right", KINDS)
def test_nothing_stands_in_the_road_but_motorbikes_far_ahead(left, right):
    """What reaches over it hangs higher than people and lorries, or lies flat."""
    for stroke in street(1, left, right):
        standing = [(x, y, z) for x, y, z in stroke.points if KERB < y < 2.5 and abs(x) < ROAD - 0.5]
        assert all(z >= 20 for _, _, z in standing), stroke


@pytest.mark.parametrize("left", KINDS)
@pytest.mark.parametrize("right", KINDS)
def test_every_stroke_is_a_colour_and_lies_before_the_camera(left, right):
    for stroke in street(2, left, right, LATE):
        assert all(isinstance(part, int) and 0 <= part <= 255 for part in stroke.colour)
        assert 0 < stroke.alpha <= 255
        assert all(z > 0.5 for _, _, z in stroke.points)


# --- order ------------------------------------------------------------------------------------------------------------


def test_what_is_farther_is_drawn_first_so_that_the_nearer_covers_it():
    """Poles, trees on the pavement and fronts of houses come nearer one by one."""
    strokes = street(3, left="houses", right="wall")
    shafts = [s.nearest for s in strokes if s.kind == "line" and len(s.points) == 2 and s.high > 8 and s.alpha == 255]
    assert shafts == sorted(shafts, reverse=True)
    beside = [s.nearest for s in trunks(strokes, right=True) if s.middle < PAVED and len(s.points) == 3]
    assert len(beside) == 5
    assert beside == sorted(beside, reverse=True)
    fronts = [
        max(z for _, _, z in s.points)
        for s in strokes
        if s.kind == "face" and all(x == -PAVED for x, _, _ in s.points) and s.high > 3.5 and s.points[0][1] == 0
    ]
    assert len(fronts) > 10
    assert fronts == sorted(fronts, reverse=True)


def test_the_road_lies_on_the_ground_and_pavements_beside_the_road_before_anything_stands_on_them():
    strokes = street(0, left="wall", right="wall")
    first_pole = next(n for n, s in enumerate(strokes) if s.kind == "line" and s.high > 8)
    flat = [n for n, s in enumerate(strokes) if s.kind == "face" and s.high <= KERB and s.alpha == 255]
    of_road = [n for n in flat if all(abs(x) == ROAD for x, _, _ in strokes[n].points)]
    assert flat[0] < of_road[0]
    assert max(n for n in of_road) < first_pole
    assert max(n for n in flat if abs(strokes[n].middle) > ROAD and abs(strokes[n].middle) < PAVED) < first_pole


# --- motorbikes, leaves -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("y", "shadow"), [(0.0, True), (KERB, False)])
@pytest.mark.parametrize(("rider", "high"), [(True, 1.66), (False, 1.14)])
def test_a_motorbike_stands_on_the_road_or_the_pavement_with_or_without_somebody_on_it(y, shadow, rider, high):
    """Only on the road it has a shadow below it; whoever sits on it is higher than its mirrors."""
    sheet = Noting(CLEAR)
    motorbike(sheet, 1.0, 8.0, Random(2), rider=rider, y=y)
    assert any(s.colour == (20, 20, 20) for s in sheet.strokes) is shadow
    assert max(s.high for s in sheet.strokes) == pytest.approx(y + high)
    assert all(abs(x - 1.0) <= 0.6 and 7.5 <= z <= 8.5 for s in sheet.strokes for x, _, z in s.points)


def test_leaves_are_darker_below_and_lighter_above():
    """Of all trees of a grove, by height in their crowns."""
    balls = [s for s in street(0, left="trees", right="trees") if s.kind == "ball" and s.alpha == 235]
    assert len(balls) > 1000
    heights = sorted(balls, key=lambda s: s.high)
    part = len(heights) // 4
    low, top = (sum(s.colour[1] for s in some) / part for some in (heights[:part], heights[-part:]))
    assert top > low + 15
    assert min(sum(tone) for tone in LEAVES) < sum(heights[0].colour) + 60

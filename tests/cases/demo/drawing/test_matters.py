"""What each matter looks like: by the colours at its place, before and after."""

import pytest
from PIL import ImageStat

from cases.demo.drawing.scenes import EACH, MATTERS, Scene

pytestmark = pytest.mark.xdist_group("drawn_photos")

NAMES = {matter.name: matter for matter in MATTERS}
#: Matter → a patch at its place (metres to the sides, up, ahead, and half its width), and what holds of its colours.
SEEN = {
    "ho-ga": ((0.0, 0.0, 0.0, 0.15), lambda before, after: grey(before) < grey(after)),
    "o-ga": ((0.0, 0.0, 0.6, 0.15), lambda before, after: grey(after) < grey(before)),
    "vach-sang-duong": ((0.0, 0.0, 1.5, 1.2), lambda before, after: grey(after) > grey(before) + 20),
    "ngap": ((0.0, 0.0, 4.0, 1.5), lambda before, after: grey(before) > grey(after)),
    "rac": ((0.0, 0.4, 0.2, 0.4), lambda before, after: grey(before) < grey(after)),
    "xa-ban": ((-0.2, 0.4, 0.2, 0.25), lambda before, after: warm(before) > warm(after) + 15),
    "canh-cay": ((-1.8, 0.4, 0.0, 0.5), lambda before, after: green(before) > green(after) + 8),
    "xe-via-he": ((-0.45, 0.35, 0.0, 0.15), lambda before, after: grey(before) < grey(after)),
    "thung-rac": ((0.0, 1.3, 0.0, 0.25), lambda before, after: before != after),
    "vo-ong": ((0.0, 0.1, 0.0, 0.2), lambda before, after: grey(before) > grey(after) + 20),
}


def grey(colour):
    return sum(colour) / 3


def warm(colour):
    return colour[0] - colour[2]


def green(colour):
    return colour[1] - (colour[0] + colour[2]) / 2


def patch(scene, photo, across, up, ahead, half):
    """The mean colour of a square of the photo."""
    x, z = scene.place()
    camera = scene.camera(scene.chance())
    left, _ = camera.at((x + across - half, up, z + ahead))
    right, _ = camera.at((x + across + half, up, z + ahead))
    middle, down = camera.at((x + across, up, z + ahead))
    size = max(2.0, (right - left) / 2)
    box = (middle - size, down - min(size, 8), middle + size, down + min(size, 8))
    return ImageStat.Stat(photo.crop(tuple(round(part) for part in box))).mean


@pytest.mark.parametrize("name", SEEN)
@pytest.mark.parametrize("number", range(EACH))
def test_it_looks_like_what_it_is(name, number, drawn):
    scene = Scene(matter=NAMES[name], number=number)
    where, holds = SEEN[name]
    before, after = (patch(scene, photo, *where) for photo in drawn[name, number])
    assert holds(before, after), (before, after)


@pytest.mark.parametrize("matter", MATTERS, ids=NAMES)
@pytest.mark.parametrize("number", range(EACH))
def test_it_is_in_the_picture(matter, number):
    """The place of the matter is well inside, where a reader looks."""
    scene = Scene(matter=matter, number=number)
    x, z = scene.place()
    if matter.name == "den-tat":
        return  # it is everywhere
    across, down = scene.camera(scene.chance()).at((x, 0.0, z))
    assert 60 < across < 420
    assert 90 < down < 350


@pytest.mark.parametrize("matter", MATTERS, ids=NAMES)
@pytest.mark.parametrize("number", range(EACH))
def test_it_stands_where_it_can_and_cameras_are_held_by_people(matter, number):
    scene = Scene(matter=matter, number=number)
    (left, right), (near, far) = matter.place
    x, z = scene.place()
    assert left <= x <= right
    assert near <= z <= far
    camera = scene.camera(scene.chance())
    assert 1.4 < camera.height < 1.9
    assert abs(camera.roll) < 0.05


@pytest.mark.parametrize("matter", MATTERS, ids=NAMES)
def test_sides_that_are_fixed_are_kinds_of_sides(matter):
    assert set(matter.sides) <= {"", "houses", "wall", "trees"}
    assert len(matter.sides) == 2

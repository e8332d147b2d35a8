"""Where a scene is taken from and in which light, without drawing it; and what its photo is called."""

import re
from collections import Counter
from random import Random

import pytest

from cases.demo.album import file_name, scene_for
from cases.demo.drawing.matter import Matter, nothing
from cases.demo.drawing.scenes import CLEAR, CLOUDED, EACH, LATE, MATTERS, NIGHT, RAINY, Scene, scenes
from cases.demo.drawing.sheet import NEAR, Sheet
from cases.demo.drawing.street import FAR, PAVED, ROAD
from cases.demo.drawing.things import LAMPS

NAMES = {matter.name: matter for matter in MATTERS}


def scene(name, number=0):
    return Scene(matter=NAMES[name], number=number)


def camera(of):
    return of.camera(of.chance())


# --- light ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "lights"),
    [
        ("o-ga", [CLEAR, CLOUDED, LATE, CLOUDED]),
        ("rac", [CLEAR, CLOUDED, LATE, CLOUDED]),
        ("den-tat", [NIGHT] * 4),  # dark lamps are seen at night
        ("tru-den", [CLEAR, CLOUDED, LATE, CLOUDED]),  # one that leans, by day
        ("ngap", [RAINY, CLOUDED, RAINY, CLOUDED]),  # where it is flooded it rains in the dry months, too
    ],
)
def test_the_light_is_that_of_the_season_and_of_the_matter(name, lights):
    assert [scene(name, n)._light() for n in range(EACH)] == lights


def test_only_rain_makes_the_road_wet_and_every_light_is_one():
    assert [light.wet for light in (CLEAR, CLOUDED, LATE, RAINY, NIGHT)] == [False, False, False, True, False]
    for light in (CLEAR, CLOUDED, LATE, RAINY, NIGHT):
        assert all(0 <= part <= 255 for part in (*light.top, *light.low))
        assert sum(light.low) > sum(light.top), "a sky is lighter at the horizon"
        assert all(0 < part <= 1.1 for part in light.ambient)
    assert sum(NIGHT.ambient) < 0.5 * sum(RAINY.ambient) < sum(CLEAR.ambient)


# --- the camera -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("matter", MATTERS, ids=NAMES)
@pytest.mark.parametrize("number", range(EACH))
def test_whoever_takes_it_stands_in_the_street_before_it_and_looks_along_it(matter, number):
    """On the road or a pavement, not in a house; the end of the road is well inside the picture."""
    of = Scene(matter=matter, number=number)
    held, (_, ahead) = camera(of), of.place()
    assert -PAVED < held.x < PAVED
    assert ahead > NEAR
    assert 0.25 <= held.vanish <= 0.75
    assert held == camera(of), "held alike for both photos"


@pytest.mark.parametrize(
    ("name", "high"),
    [("den-tat", True), ("tru-den", True), ("day-cap", True), ("o-ga", False), ("rac", False), ("quang-cao", False)],
)
def test_what_stands_high_is_looked_up_at(name, high):
    """The horizon lies below the middle; for what lies on the ground, far above it."""
    horizons = [camera(scene(name, n)).horizon for n in range(EACH)]
    assert all((horizon > 0.5) if high else (0.26 <= horizon <= 0.34) for horizon in horizons)


@pytest.mark.parametrize("name", NAMES)
def test_four_scenes_of_a_matter_are_taken_from_four_places(name):
    """But for the lamps, which stand where they stand, no two lie in the same place."""
    found = [scene(name, n) for n in range(EACH)]
    assert len({camera(each) for each in found}) == EACH
    assert len({each.chance().random() for each in found}) == EACH
    fixed = all(near == far for near, far in NAMES[name].place)
    assert len({each.place() for each in found}) == (1 if fixed else EACH)


def test_a_place_and_a_camera_take_nothing_from_the_chance_of_the_street():
    """Asked for twice, or in another order, they are the same."""
    of = scene("rac", 2)
    place, rng = of.place(), of.chance()
    before = rng.getstate()
    assert of.place() == place
    assert rng.getstate() == before
    assert of.chance().getstate() == Random(of.seed).getstate()


# --- the room of a matter ---------------------------------------------------------------------------------------------


class Noting(Sheet):
    """A sheet on which strokes only leave the points that they reach, in metres."""

    def __init__(self, camera, light):
        super().__init__(camera, light)
        self.reached = []

    def face(self, corners, colour, alpha=255, *, lit=False):
        self.reached.extend(corners)

    def line(self, points, thick, colour, alpha=255):
        self.reached.extend(points)

    def ball(self, middle, wide, high, colour, alpha=255):
        x, y, z = middle
        self.reached.extend([(x - wide / 2, y - high / 2, z), (x + wide / 2, y + high / 2, z)])


@pytest.mark.parametrize("side", ["before", "after"])
@pytest.mark.parametrize("matter", MATTERS, ids=NAMES)
def test_no_stroke_leaves_the_room_of_its_matter(matter, side):
    """In metres from its place, to each side, up and ahead."""
    for number in range(EACH):
        of = Scene(matter=matter, number=number)
        sheet, (x, z) = Noting(camera(of), CLEAR), of.place()
        getattr(matter, side)(sheet, Random(of.seed + 1), x, z)
        assert bool(sheet.reached) is (getattr(matter, side) is not nothing)
        for point in sheet.reached:
            for reached, begin, (least, most) in zip(point, (x, 0, z), matter.room, strict=True):
                assert least - 1e-9 <= reached - begin <= most + 1e-9


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("o-ga", "road"),
        ("ho-ga", "road"),
        ("vo-ong", "road"),
        ("xa-ban", "road"),
        ("canh-cay", "road"),
        ("vach-sang-duong", "road"),
        ("ngap", "road"),
        ("via-he", "pavement"),
        ("rac", "pavement"),
        ("thung-rac", "pavement"),
        ("xe-via-he", "pavement"),
        ("tru-den", "pavement"),
        ("den-tat", "pavement"),
        ("day-cap", "pavement"),
        ("quang-cao", "wall"),
    ],
)
def test_it_lies_where_such_things_lie(name, where):
    for n in range(EACH):
        x, _ = scene(name, n).place()
        reach = abs(x)
        assert ("road" if reach < ROAD else "pavement" if reach < PAVED else "wall") == where


@pytest.mark.parametrize(
    ("name", "side", "kind"),
    [
        ("quang-cao", "left", "wall"),  # papers stick to something
        ("day-cap", "left", "wall"),
        ("xe-via-he", "right", "houses"),
        ("canh-cay", "right", "trees"),  # a branch comes from one
        ("via-he", "right", "houses"),
    ],
)
def test_beside_it_stands_what_it_needs(name, side, kind):
    left, right = NAMES[name].sides
    assert {"left": left, "right": right}[side] == kind


def test_lamps_stand_one_behind_the_other_on_the_road_that_is_seen():
    assert sorted(set(LAMPS)) == list(LAMPS)
    assert NEAR < LAMPS[0] < LAMPS[-1] < FAR


# --- names ------------------------------------------------------------------------------------------------------------


def test_scenes_come_matter_by_matter_with_files_of_their_own():
    listed = list(scenes())
    assert [each.matter.name for each in listed[::EACH]] == list(NAMES)
    assert [each.number for each in listed] == [*range(EACH)] * len(MATTERS)
    names = [file_name(each, kind) for each in listed for kind in ("before", "after")]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"demo/[a-z-]+-[1-4]-(?:truoc|sau)\.jpg", name) for name in names)
    assert file_name(scene("o-ga", 0), "before") == "demo/o-ga-1-truoc.jpg"
    assert file_name(scene("o-ga", 3), "after") == "demo/o-ga-4-sau.jpg"


def test_no_name_of_a_matter_begins_another_so_that_files_are_told_apart():
    for one in NAMES:
        assert not [other for other in NAMES if other != one and re.fullmatch(rf"{one}-\d.*", other)]


@pytest.mark.parametrize(("month", "numbers"), [(5, {0, 2}), (8, {0, 2}), (9, {1, 3}), (1, {1, 3}), (2, {0, 2})])
def test_neighbouring_reports_show_both_scenes_of_a_season_alike_often(month, numbers):
    """Seven reports after another show the same one: what is told of one street is mostly told in a row."""
    found = [
        scene_for(category="duong-via-he", title="Ổ gà trên đường Lê Lợi", number=n, month=month).number
        for n in range(700, 728)
    ]
    assert set(Counter(found)) == numbers
    assert set(Counter(found).values()) == {14}


def test_a_matter_of_several_categories_is_found_in_each_and_in_none_that_is_named_alike():
    where = {"title": "Xà bần đổ bên đường", "number": 0, "month": 5}
    found = {each: scene_for(category=each, **where) for each in ("rac-thai", "xay-dung", "rac-thai-2", "rac", "")}
    assert {category for category, scene in found.items() if scene} == {"rac-thai", "xay-dung"}


def test_what_is_gone_without_a_trace_is_so_only_where_another_thing_takes_its_place():
    """Of one matter alone nothing is left, motorbikes on a pavement; else what was done can be seen."""
    without = [matter.name for matter in MATTERS if matter.after is nothing]
    assert without == ["xe-via-he"]
    assert not [matter for matter in MATTERS if matter.before is nothing]
    assert all(isinstance(matter, Matter) for matter in MATTERS)

"""Drawn photos: the same bytes for the same seed, small, and before and after differ only where the matter is."""

from io import BytesIO
from re import fullmatch, search

import pytest
from PIL import Image, ImageChops, ImageStat

from cases.demo.drawing.develop import LARGEST, as_jpeg
from cases.demo.drawing.scenes import EACH, MATTERS, Scene, scenes
from cases.demo.drawing.sheet import HEIGHT, WIDTH
from cases.demo.situations import SITUATIONS

pytestmark = pytest.mark.xdist_group("drawn_photos")

ALL = list(scenes())
SOFT = 4  # pixels that an edge is blurred over
DAYLIGHT = [scene for scene in ALL if not scene.matter.night]
DARK = [scene for scene in ALL if scene.matter.night]


def called(scene):
    return f"{scene.matter.name}-{scene.number}"


def key(scene):
    return scene.matter.name, scene.number


def corners(scene):
    """The eight corners of the room of a matter, on the photo."""
    x, z = scene.place()
    (left, right), (low, high), (near, far) = scene.matter.room
    camera = scene.camera(scene.chance())
    return [
        camera.at((x + across, up, z + ahead))
        for across in (left, right)
        for up in (low, high)
        for ahead in (near, far)
    ]


def test_there_are_some_sixty_scenes():
    assert len(ALL) == len(MATTERS) * EACH == 60
    assert len({scene.seed for scene in ALL}) == 60
    assert len({called(scene) for scene in ALL}) == 60


@pytest.mark.parametrize("scene", ALL[::EACH], ids=called)
def test_the_same_scene_is_the_same_bytes(scene, drawn):
    again = Scene(matter=scene.matter, number=scene.number).photos()
    assert [as_jpeg(photo) for photo in again] == [as_jpeg(photo) for photo in drawn[key(scene)]]


@pytest.mark.parametrize("scene", ALL, ids=called)
def test_a_file_is_small_and_tells_nothing_of_who_took_it(scene, drawn):
    for photo in drawn[key(scene)]:
        written = as_jpeg(photo)
        assert 4_000 < len(written) <= LARGEST
        read = Image.open(BytesIO(written))
        assert (read.format, read.size, read.mode) == ("JPEG", (WIDTH, HEIGHT), "RGB")
        assert not read.getexif()
        assert set(read.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize("scene", DAYLIGHT, ids=called)
def test_before_and_after_differ_only_where_the_matter_is(scene, drawn):
    before, after = drawn[key(scene)]
    left, top, right, bottom = ImageChops.difference(before, after).getbbox()
    across, down = zip(*corners(scene), strict=True)
    assert left >= min(across) - SOFT
    assert right <= max(across) + SOFT
    assert top >= min(down) - SOFT
    assert bottom <= max(down) + SOFT


@pytest.mark.parametrize("scene", ALL, ids=called)
def test_the_difference_can_be_seen(scene, drawn):
    """A patch of the photo large enough to be noticed, and clearly another colour."""
    before, after = drawn[key(scene)]
    clearly = ImageChops.difference(before, after).convert("L").point([0] * 18 + [255] * 238)
    assert ImageStat.Stat(clearly).sum[0] / 255 > 0.006 * WIDTH * HEIGHT


@pytest.mark.parametrize("scene", DARK, ids=called)
def test_lamps_make_a_dark_street_light_and_leave_the_rest(scene, drawn):
    before, after = (photo.convert("L") for photo in drawn[key(scene)])
    road = (0, round(HEIGHT * 0.7), WIDTH, HEIGHT)
    dark, light = (ImageStat.Stat(photo.crop(road)).mean[0] for photo in (before, after))
    assert dark < 40
    assert light > 1.6 * dark
    assert min(ImageChops.subtract(after, before, 1, 128).getextrema()) > 128 - 90  # nothing that shone is gone


def test_no_two_photos_show_the_same(drawn):
    photos = [photo.tobytes() for pair in drawn.values() for photo in pair]
    assert len(set(photos)) == 120


@pytest.mark.parametrize("matter", MATTERS, ids=lambda matter: matter.name)
def test_every_matter_says_what_it_shows(matter):
    assert matter.told_before.endswith(".")
    assert matter.told_after.endswith(".")
    assert matter.told_before != matter.told_after
    assert matter.name.isascii()


@pytest.mark.parametrize("matter", MATTERS, ids=lambda matter: matter.name)
def test_rain_and_sun_have_scenes_of_their_own(matter):
    numbers = [Scene(matter=matter, number=n) for n in range(EACH)]
    assert sorted(scene.rainy for scene in numbers) == [False, False, True, True]


def test_every_matter_is_reported_by_somebody():
    titles = [(each.category, report[0]) for each in SITUATIONS for report in each.reports]
    for matter in MATTERS:
        assert any(fullmatch(matter.category, c) and search(matter.titles, t) for c, t in titles), matter.name


@pytest.mark.parametrize(("category", "title"), [(s.category, r[0]) for s in SITUATIONS for r in s.reports])
def test_no_report_fits_two_matters(category, title):
    fitting = [m.name for m in MATTERS if fullmatch(m.category, category) and search(m.titles, title)]
    assert len(fitting) <= 1

"""From a sheet to a file: grain with a seed, darker corners, small enough whatever it shows."""

from io import BytesIO
from random import Random

import pytest
from PIL import Image, ImageChops, ImageStat

from cases.demo.drawing.develop import LARGEST, QUALITIES, as_jpeg, developed
from cases.demo.drawing.sheet import HEIGHT, WIDTH, Camera, Light, Sheet

GREY = Light(top=(128, 128, 128), low=(128, 128, 128), ambient=(1.0, 1.0, 1.0))


@pytest.fixture
def sheet():
    """A sheet with nothing on it but grey."""
    return Sheet(Camera(), GREY)


def rms(one, other):
    """How much two photos differ, in steps of brightness."""
    return ImageStat.Stat(ImageChops.difference(one, other).convert("L")).rms[0]


def test_a_photo_has_the_size_of_a_photo(sheet):
    assert developed(sheet, 1).size == (WIDTH, HEIGHT)


@pytest.mark.parametrize("seed", [0, 1, 77, 1403])
def test_grain_comes_from_the_seed(sheet, seed):
    photo = developed(sheet, seed)
    assert photo.tobytes() == developed(sheet, seed).tobytes()
    assert photo.tobytes() != developed(sheet, seed + 1).tobytes()


@pytest.mark.parametrize(("weaker", "stronger"), [(0.0, 0.05), (0.05, 0.1), (0.1, 0.3)])
def test_more_grain_is_more_of_it(sheet, weaker, stronger):
    middle = (WIDTH // 2 - 40, HEIGHT // 2 - 40, WIDTH // 2 + 40, HEIGHT // 2 + 40)
    spread = [ImageStat.Stat(developed(sheet, 5, grain=part).crop(middle)).stddev[0] for part in (weaker, stronger)]
    assert spread[0] < spread[1]


def test_grain_makes_a_photo_neither_lighter_nor_darker(sheet):
    plain, grainy = (ImageStat.Stat(developed(sheet, 5, grain=part)).mean[0] for part in (0.0, 0.1))
    assert grainy == pytest.approx(plain, abs=1)


@pytest.mark.parametrize("across", [0, WIDTH - 1])
@pytest.mark.parametrize("down", [0, HEIGHT - 1])
def test_corners_are_darker_than_the_middle(sheet, across, down):
    photo = developed(sheet, 5, grain=0.0).convert("L")
    middle, corner = photo.getpixel((WIDTH // 2, HEIGHT // 2)), photo.getpixel((across, down))
    assert middle == 128
    assert 0.7 * middle < corner < 0.95 * middle


def test_edges_are_soft():
    """Between black and white lie greys."""
    sheet = Sheet(Camera(), GREY)
    sheet.pen.rectangle([0, 0, WIDTH, 2 * HEIGHT], (0, 0, 0))
    sheet.pen.rectangle([WIDTH + 1, 0, 2 * WIDTH, 2 * HEIGHT], (255, 255, 255))
    row = (
        developed(sheet, 1, grain=0.0).convert("L").crop((WIDTH // 2 - 4, HEIGHT // 2, WIDTH // 2 + 4, HEIGHT // 2 + 1))
    )
    steps = list(row.tobytes())
    assert steps == sorted(steps)
    assert (steps[0], steps[-1]) == (0, 255)
    assert len(set(steps)) >= 4


@pytest.mark.parametrize("colours", ["grey", "noise in the dark"])
def test_a_file_is_small_enough(sheet, colours):
    photo = developed(sheet, 1)
    if colours != "grey":
        rng = Random(1)
        photo = Image.frombytes("RGB", (WIDTH, HEIGHT), bytes(b // 12 for b in rng.randbytes(WIDTH * HEIGHT * 3)))
    assert len(as_jpeg(photo)) <= LARGEST


def test_what_is_easy_is_kept_in_the_best_quality():
    photo = Image.new("RGB", (WIDTH, HEIGHT), (90, 120, 160))
    best = BytesIO()
    photo.save(best, "JPEG", quality=QUALITIES[0], optimize=True)
    assert as_jpeg(photo) == best.getvalue()


def test_what_is_hard_loses_no_more_than_it_must(sheet):
    """The next better quality would have been too large."""
    photo = developed(sheet, 1, grain=0.5)
    written = as_jpeg(photo)
    sizes = []
    for quality in QUALITIES:
        trial = BytesIO()
        photo.save(trial, "JPEG", quality=quality, optimize=True)
        sizes.append(trial.tell())
    fitting = [size for size in sizes if size <= LARGEST]
    assert len(written) == (fitting[0] if fitting else sizes[-1])


def test_a_file_shows_the_photo(sheet):
    sheet.face([(-1, 0, 4), (1, 0, 4), (1, 2, 4), (-1, 2, 4)], (200, 40, 40), lit=True)
    photo = developed(sheet, 1)
    assert rms(Image.open(BytesIO(as_jpeg(photo))), photo) < 12

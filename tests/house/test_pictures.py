"""The README's pictures: they are there, small, of a desk or a telephone, told in words, and can be taken anew."""

import importlib.util
import re
from io import BytesIO

import pytest
from PIL import Image

from tests.shared_data import ROOT

FOLDER = ROOT / "docs" / "pictures"
SHOWN = re.findall(r"!\[([^\]]*)\]\((\S+)\)", (ROOT / "README.md").read_text())
LARGEST = 60_000  # bytes
DESK, PHONE = 1280, 390  # pixels


def size_of(path):
    """Width and height, in pixels."""
    with Image.open(path) as picture:
        return picture.size


@pytest.fixture(scope="module")
def script():
    """The script that takes them."""
    spec = importlib.util.spec_from_file_location("take", FOLDER / "take.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_five_are_shown_on_desks_and_telephones():
    widths = [size_of(ROOT / path)[0] for _, path in SHOWN]
    assert len(widths) == 5
    assert set(widths) == {DESK, PHONE}


@pytest.mark.parametrize(("words", "path"), SHOWN, ids=[path for _, path in SHOWN])
def test_each_is_small_and_told_in_words(words, path):
    assert len(words) > 30
    assert (ROOT / path).stat().st_size <= LARGEST
    assert size_of(ROOT / path)[0] in {DESK, PHONE}


def test_the_script_takes_those_and_no_others(script):
    files = {path.stem for path in FOLDER.glob("*.webp")}
    assert files == set(script.PICTURES) == {re.search(r"([a-z]+)\.webp", path).group(1) for _, path in SHOWN}


def test_they_have_the_size_the_script_says(script):
    for name, (_, size) in script.PICTURES.items():
        assert size_of(FOLDER / f"{name}.webp") == size


@pytest.mark.parametrize("size", [(DESK, 800), (PHONE, 600)])
def test_a_picture_is_taken_of_a_page(script, live_server, browser, size):
    taken = script.take(browser, live_server.url, "/healthz", size)
    assert len(taken) <= LARGEST
    picture = Image.open(BytesIO(taken))
    assert (picture.format, picture.size) == ("WEBP", size)


def test_where_nothing_is_served_it_says_so(script, live_server, browser):
    with pytest.raises(SystemExit, match="is a demo being served there"):
        script.take(browser, live_server.url, "/khong-co/", (PHONE, 600))

"""How the README's pictures are taken, without a browser: of which case, in which quality, and when not at all."""

import importlib.util
from io import BytesIO
from types import SimpleNamespace

import pytest
from PIL import Image

from tests.shared_data import ROOT


@pytest.fixture(scope="module")
def take():
    """The script that takes them, as a module."""
    spec = importlib.util.spec_from_file_location("taking", ROOT / "docs" / "pictures" / "take.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Pages:
    """Stands for a page of the browser: which addresses a list has, and on which of them there is a photo."""

    def __init__(self, addresses=(), with_photo=(), shot=b"", ok=True):
        self.addresses, self.with_photo, self.shot, self.ok = addresses, with_photo, shot, ok
        self.visited, self.closed = [], False

    def goto(self, address, **how):
        self.visited.append(address)
        return SimpleNamespace(ok=self.ok) if self.ok is not None else None

    def locator(self, what):
        links = [SimpleNamespace(get_attribute=lambda name, found=found: found) for found in self.addresses]
        shown = self.visited[-1].removeprefix("http://x") in self.with_photo
        return SimpleNamespace(all=lambda: links, count=lambda: int(shown and "img" in what))

    def screenshot(self):
        return self.shot

    def close(self):
        self.closed = True

    def new_page(self, **window):
        self.window = window
        return self


CASES = [f"/phan-anh/a{n}/" for n in range(30)]


@pytest.mark.parametrize(
    ("with_photo", "found", "looked"),
    [
        ({"/phan-anh/a0/"}, "/phan-anh/a0/", 1),
        ({"/phan-anh/a3/", "/phan-anh/a5/"}, "/phan-anh/a3/", 4),
        ({"/phan-anh/a19/"}, "/phan-anh/a19/", 20),
        ({"/phan-anh/a20/"}, "/phan-anh/a0/", 20),
        (set(), "/phan-anh/a0/", 20),
    ],
    ids=["the first", "the first of two", "the last that is looked at", "one too far", "none"],
)
def test_the_first_broken_promise_with_a_photo_is_shown_or_else_the_first(take, with_photo, found, looked):
    page = Pages(CASES, with_photo)
    assert take.broken_promise(page, "http://x") == found
    assert page.visited[0] == "http://x/phan-anh/?verdict=promise_broken"
    assert len(page.visited) == 1 + looked


def drawn():
    """A screenshot, of one colour."""
    target = BytesIO()
    Image.new("RGB", (700, 700), "white").save(target, "PNG")
    return target.getvalue()


@pytest.mark.parametrize(("largest", "first"), [(60_000, True), (1, False)])
def test_a_picture_has_the_best_quality_that_is_small_enough(take, monkeypatch, largest, first):
    best, least = BytesIO(), BytesIO()
    for target, quality in ((best, 84), (least, 24)):
        Image.open(BytesIO(drawn())).convert("RGB").save(target, "WEBP", quality=quality, method=6)
    monkeypatch.setattr(take, "LARGEST", largest)
    page = Pages(shot=drawn())
    assert take.take(page, "http://x", "/qua-han/", (390, 800)) == (best if first else least).getvalue()
    assert page.window["viewport"] == {"width": 390, "height": 800}
    assert page.window["color_scheme"] == "light"
    assert page.closed
    assert page.visited == ["http://x/qua-han/"]


@pytest.mark.parametrize("ok", [False, None])
def test_where_nothing_answers_no_picture_is_taken(take, ok):
    with pytest.raises(SystemExit, match="http://x/qua-han/ does not answer"):
        take.take(Pages(ok=ok), "http://x", "/qua-han/", (390, 800))

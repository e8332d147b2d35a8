"""Pictures as they arrive: pixels are taken, everything else is left behind or refused."""

from io import BytesIO

import pytest
from PIL import Image

from cases.actions import pictures
from cases.actions.pictures import PictureRefused, clean, fitted, kind_of, smaller
from tests.cases.actions.picture_files import PLACE, bomb, from_telephone, saved, sheet, with_archive

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def opened(data):
    return Image.open(BytesIO(data))


def refused(data, words):
    with pytest.raises(PictureRefused, match=words):
        clean(data)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_what_a_telephone_sends_is_taken_as_a_jpeg(kind):
    data = saved(kind)
    assert kind_of(data) == kind
    picture = clean(data)
    assert (opened(picture.data).format, opened(picture.data).size) == ("JPEG", (picture.width, picture.height))
    assert (picture.width, picture.height) == (60, 40)
    left, right = (opened(picture.data).getpixel((x, 20)) for x in (10, 50))
    assert left[0] > 200
    assert right[2] > 200
    assert max(left[2], right[0]) < 60


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_place_time_and_device_are_left_behind(kind):
    data = from_telephone(kind, orientation=1)
    assert PLACE in data
    picture = clean(data)
    assert PLACE not in picture.data
    assert b"Exif" not in picture.data
    assert dict(opened(picture.data).getexif()) == {}
    assert not {"exif", "xmp", "comment", "icc_profile"} & set(opened(picture.data).info)


def test_a_comment_and_a_description_are_left_behind():
    picture = clean(saved(comment=b"Nha ba Lan", xmp=b"<x:xmpmeta>Nha ba Lan</x:xmpmeta>"))
    assert b"Lan" not in picture.data


def test_it_stands_upright():
    picture = clean(from_telephone(orientation=6))  # turned by a quarter to the right when looked at
    assert (picture.width, picture.height) == (40, 60)
    top = opened(picture.data).getpixel((20, 10))
    assert top[0] > 200


def test_what_is_seen_through_becomes_white():
    clear = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    assert min(opened(clean(saved("PNG", clear)).data).getpixel((20, 20))) > 250


@pytest.mark.parametrize("mode", ["L", "P", "CMYK", "1"])
def test_other_ways_of_writing_colours_are_read(mode):
    kind = "JPEG" if mode in ("L", "CMYK") else "PNG"
    assert clean(saved(kind, sheet().convert(mode))).width == 60


def test_a_large_one_is_made_smaller_and_the_shown_one_smaller_still(monkeypatch):
    monkeypatch.setattr(pictures, "LONGEST", 50)
    monkeypatch.setattr(pictures, "LONGEST_SHOWN", 30)
    kept = clean(saved())
    assert (kept.width, kept.height) == (50, 33)
    shown = smaller(kept.data)
    assert (shown.width, shown.height) == fitted(50, 33, 30) == (30, 20)


def test_a_size_that_nobody_knows_stays_unknown():
    assert fitted(0, 0) == (0, 0)
    assert fitted(10_000, 1) == (1600, 1)
    assert fitted(960, 720) == (960, 720)


# --- what is refused -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        b"", SVG, b'<?xml version="1.0"?>' + SVG, saved("GIF"), saved("BMP"), saved("TIFF"), b"%PDF-1.7", b"\xff\xd8",
        b"RIFFxxxxWAVE",
    ],
    ids=["nothing", "svg", "svg in xml", "gif", "bmp", "tiff", "pdf", "two bytes", "a sound"],
)  # fmt: skip
def test_what_is_no_photograph_is_refused(data):
    refused(data, "không phải ảnh JPEG, PNG, WebP hay HEIC")


@pytest.mark.parametrize(
    "data",
    [
        with_archive(),
        saved(comment=b"<script>alert(1)</script>"),
        saved(comment=b"<?php system(0);"),
        saved(comment=b"%PDF-1.4"),
        saved() + SVG,
        saved("PNG") + b"<!DOCTYPE html><html >",
    ],
    ids=["archive", "script", "php", "pdf", "svg behind it", "page behind it"],
)
def test_a_picture_that_is_something_else_too_is_refused(data):
    assert opened(data).size == (60, 40)  # a picture it is
    refused(data, "giấu thứ khác")


def test_what_a_telephone_adds_behind_a_picture_is_no_harm():
    assert clean(saved() + bytes(5_000)).width == 60


def test_a_picture_that_would_fill_the_memory_is_not_even_opened(monkeypatch):
    monkeypatch.setattr(Image.Image, "load", lambda self: pytest.fail("it was decoded"))
    refused(bomb(), "quá nhiều điểm ảnh")
    refused(bomb(10_000, 9_000), "quá nhiều điểm ảnh")


def test_the_largest_that_is_taken(monkeypatch):
    monkeypatch.setattr(pictures, "MOST_PIXELS", 2_400)
    assert clean(saved()).width == 60
    monkeypatch.setattr(pictures, "MOST_PIXELS", 2_399)
    refused(saved(), "quá nhiều điểm ảnh")


def test_a_file_that_is_too_heavy_is_refused_unread(monkeypatch):
    monkeypatch.setattr(pictures, "kind_of", lambda data: pytest.fail("it was looked at"))
    refused(saved() + bytes(40 * 1024 * 1024), "nặng hơn 40 MB")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_a_file_cut_short_is_refused(kind):
    data = saved(kind, sheet(300, 300))
    refused(data[: len(data) // 2], "tệp hỏng hoặc thiếu")
    refused(data[:40], "tệp hỏng hoặc thiếu")

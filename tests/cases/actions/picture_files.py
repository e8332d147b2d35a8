"""Real files, made here: what a telephone sends, and what somebody with other intentions does."""

import zipfile
import zlib
from io import BytesIO
from struct import pack

from PIL import Image

PLACE = b"GPSSECRET"


def sheet(width=60, height=40, mode="RGB"):
    """Red on the left, blue on the right."""
    image = Image.new(mode, (width, height), "blue")
    image.paste("red", (0, 0, width // 2, height))
    return image


def saved(kind="JPEG", image=None, **more):
    target = BytesIO()
    (image or sheet()).save(target, kind, **more)
    return target.getvalue()


def exif(orientation=1):
    """What a camera writes: where, when, with what."""
    tags = Image.Exif()
    tags[0x0112] = orientation
    tags[0x010F] = PLACE.decode()
    tags.get_ifd(0x8825).update({1: "N", 2: (16.0, 27.0, 49.0), 3: "E", 4: (107.0, 35.0, 27.0)})
    return tags


def from_telephone(kind="JPEG", orientation=6):
    """A picture with its place and a comment."""
    return saved(kind, exif=exif(orientation).tobytes())


def with_archive():
    """A picture that is also a ZIP."""
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("run.js", "alert(1)")
    return saved() + archive.getvalue()


def chunk(name, data):
    return pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data))


def bomb(width=30_000, height=30_000):
    """A PNG of some kilobytes that says it has 900 million points."""
    head = chunk(b"IHDR", pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(100_000))) + chunk(b"IEND", b"")

"""From a sheet to a small file, as a cheap telephone takes it: soft, grainy, darker in the corners."""

from __future__ import annotations

from functools import cache, lru_cache
from io import BytesIO
from random import Random

from PIL import Image, ImageChops, ImageFilter

from cases.demo.drawing.sheet import HEIGHT, WIDTH, Sheet

LARGEST = 15_000  # bytes
QUALITIES = range(72, 20, -6)


@cache
def _corners() -> Image.Image:
    """How much light arrives where: all in the middle, four fifths in the corners."""
    rings = Image.radial_gradient("L").resize((WIDTH, HEIGHT))
    return rings.point([255 - round(0.3 * max(0, n - 90)) for n in range(256)]).convert("RGB")


@lru_cache(maxsize=1)  # the photo after has the grain of the one before
def _grain(seed: int, strength: float) -> Image.Image:
    """Noise around grey 128, the same for the same seed; Pillow's own has no seed."""
    rng = Random(seed)  # noqa: S311 - grain of a picture, no secret
    fine = Image.frombytes("L", (WIDTH, HEIGHT), rng.randbytes(WIDTH * HEIGHT)).filter(ImageFilter.BoxBlur(0.7))
    return fine.point([round(128 + (n - 128) * strength) for n in range(256)]).convert("RGB")


def developed(sheet: Sheet, seed: int, *, grain: float = 0.1) -> Image.Image:
    """The photo: made smaller, a little out of focus, grainy."""
    small = sheet.image.reduce(2).filter(ImageFilter.GaussianBlur(0.55))
    grainy = ImageChops.add(small, _grain(seed, grain), 1.0, -128)
    return ImageChops.multiply(grainy, _corners())


def as_jpeg(photo: Image.Image) -> bytes:
    """Its file, without any data about camera or place, in the best quality that is small enough."""
    for quality in QUALITIES:
        written = BytesIO()
        photo.save(written, "JPEG", quality=quality, optimize=True)
        if written.tell() <= LARGEST:
            break
    return written.getvalue()

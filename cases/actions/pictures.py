"""Pictures as they arrive: looked at by their content, refused for a reason, and drawn anew with nothing but pixels.

What a camera writes beside them (where, when, with which device, a preview of the uncropped picture) is left behind,
and so is whatever somebody may have hidden in the file.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

from cases.rules.covers import Box

LARGEST = 40 * 1024 * 1024  # bytes
MOST_PIXELS = 64_000_000  # decoded these take 200 MB; telephones write 12 to 50 million
LONGEST = 4096  # pixels of the longer side that are kept
LONGEST_SHOWN = 1600  # and that are shown
QUALITY = 88
COVER_CELLS = 3  # a covered part keeps at most so many colours across and down: nothing of a face or a plate
COVER_CELL = 8  # pixels of which a colour is the mean, at least
EDGE = 64 * 1024  # bytes at either end in which a second reading of a file would have to show itself

#: How files of each kind begin; names and what the browser calls them are no evidence.
HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
MARKUP = re.compile(rb"<(?:!doctype\s|html[\s>]|script[\s>]|svg[\s>]|\?php|iframe[\s>])", re.IGNORECASE)

register_heif_opener()


class PictureRefused(Exception):  # noqa: N818 - a refusal with a reason for a person, like ActionRefused
    """The file is no picture we take; the message says why, in the language of whoever sent it."""


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A JPEG of nothing but pixels, upright, in sRGB."""

    data: bytes
    width: int
    height: int


def kind_of(data: bytes) -> str | None:
    """What a file is by how it begins: the name Pillow has for it, None for all that is not taken."""
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:8] == b"ftyp" and data[8:12] in HEIF_BRANDS:
        return "HEIF"
    return None


def is_two_things(data: bytes) -> bool:
    """True for a picture that a program may also read as an archive, a document or a page."""
    if zipfile.is_zipfile(BytesIO(data)) or b"%PDF-" in data[:1024]:
        return True
    return MARKUP.search(data[:EDGE]) is not None or MARKUP.search(data[-EDGE:]) is not None


def clean(data: bytes) -> Picture:
    """The picture in a file, drawn anew; PictureRefused for what is none, too large, or more than a picture."""
    if len(data) > LARGEST:
        raise PictureRefused(_("Ảnh nặng hơn 40 MB. Hãy gửi ảnh nhỏ hơn."))
    kind = kind_of(data)
    if kind is None:
        raise PictureRefused(_("Tệp này không phải ảnh JPEG, PNG, WebP hay HEIC."))
    if is_two_things(data):
        raise PictureRefused(_("Trong tệp ảnh này còn giấu thứ khác, nên không nhận. Hãy chụp lại hoặc lưu lại ảnh."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is lower
            with Image.open(BytesIO(data), formats=(kind,)) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise PictureRefused(_("Ảnh có quá nhiều điểm ảnh (hơn 64 triệu). Hãy gửi ảnh nhỏ hơn."))
                return _drawn(_upright(opened), LONGEST)
    except Image.DecompressionBombError as bomb:
        raise PictureRefused(_("Ảnh có quá nhiều điểm ảnh (hơn 64 triệu). Hãy gửi ảnh nhỏ hơn.")) from bomb
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, RuntimeError, MemoryError) as broken:
        raise PictureRefused(_("Không mở được ảnh này: tệp hỏng hoặc thiếu.")) from broken


def smaller(data: bytes, covers: Sequence[Box] = (), *, longest: int | None = None) -> Picture:
    """What is shown of a picture that has been cleaned, with these boxes covered for good; `longest` for a glance."""
    with Image.open(BytesIO(data), formats=("JPEG",)) as opened:
        if longest:
            opened.draft("RGB", (longest, longest))  # read at half or less, a fraction of the work
        return _drawn(covered(opened, covers), longest or LONGEST_SHOWN)


def covered(image: Image.Image, covers: Sequence[Box]) -> Image.Image:
    """The picture with nothing left under these boxes but a few blurred colours, in whatever size it is shown."""
    if not covers:
        return image
    sheet = image.convert("RGB")
    for box in covers:
        edges = box.pixels(sheet.width, sheet.height)
        part = sheet.crop(edges)
        cells = [min(COVER_CELLS, max(side // COVER_CELL, 1)) for side in part.size]
        few = part.resize((cells[0], cells[1]), Image.Resampling.BOX)
        sheet.paste(few.resize(part.size, Image.Resampling.BILINEAR), edges[:2])
    return sheet


def fitted(width: int, height: int, longest: int = LONGEST_SHOWN) -> tuple[int, int]:
    """The size of a picture of which at most so many pixels are shown on its longer side."""
    scale = min(1.0, longest / max(width, height, 1))
    return max(round(width * scale), min(width, 1)), max(round(height * scale), min(height, 1))


def _upright(opened: Image.Image) -> Image.Image:
    ImageOps.exif_transpose(opened, in_place=True)  # a copy of 48 million pixels is 144 MB
    if opened.mode in ("RGBA", "LA", "PA") or "transparency" in opened.info:
        ground = Image.new("RGBA", opened.size, "white")
        return Image.alpha_composite(ground, opened.convert("RGBA"))
    return opened


def _drawn(image: Image.Image, longest: int) -> Picture:
    """Pixels alone on a new sheet: nothing that the old one carried can come along."""
    size = fitted(image.width, image.height, longest)
    pixels = image if image.mode == "RGB" else image.convert("RGB")  # of what has that mode it would be a copy
    if size != image.size:
        pixels = pixels.resize(size, Image.Resampling.LANCZOS)
    sheet = Image.new("RGB", pixels.size)
    sheet.paste(pixels)
    target = BytesIO()
    sheet.save(target, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return Picture(data=target.getvalue(), width=sheet.width, height=sheet.height)

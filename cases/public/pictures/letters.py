"""Letters of the portal's own fonts: measured, broken into lines, made to fit.

A font comes in two files, as browsers load it: Vietnamese letters and all others. A character that is in neither is
left out, as are those that steer text and show nothing.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from django.contrib.staticfiles import finders
from PIL import ImageDraw, ImageFont

REGULAR, BOLD = 400, 600
LEADING = 1.28  # stacked marks as in `Ổ` and `ẵ` need it
ELLIPSIS = "…"
#: As in tokens.css, which a test holds this to.
VIETNAMESE = (
    (0x102, 0x103), (0x110, 0x111), (0x128, 0x129), (0x168, 0x169), (0x1A0, 0x1A1), (0x1AF, 0x1B0), (0x300, 0x301),
    (0x303, 0x304), (0x308, 0x309), (0x323, 0x323), (0x329, 0x329), (0x1EA0, 0x1EF9), (0x20AB, 0x20AB),
)  # fmt: skip
LATIN = (
    (0x0, 0xFF), (0x131, 0x131), (0x152, 0x153), (0x2BB, 0x2BC), (0x2C6, 0x2C6), (0x2DA, 0x2DA), (0x2DC, 0x2DC),
    (0x2000, 0x206F), (0x20AC, 0x20AC), (0x2122, 0x2122), (0x2212, 0x2212), (0x2215, 0x2215),
)  # fmt: skip


@dataclass(frozen=True)
class Style:
    """Size in pixels, and weight."""

    size: int
    weight: int = REGULAR

    @property
    def line(self) -> int:
        """The height of a line."""
        return round(self.size * LEADING)


def subset_of(letter: str) -> str | None:
    """The file a character is in; None where it is in neither, or shows nothing."""
    if unicodedata.category(letter) in {"Cc", "Cf"}:
        return None
    for name, ranges in (("vietnamese", VIETNAMESE), ("latin", LATIN)):
        if any(first <= ord(letter) <= last for first, last in ranges):
            return name
    return None


def shown(text: str) -> str:
    """The text as it can be drawn: composed letters, single spaces; lines stay apart."""
    lines = unicodedata.normalize("NFC", text).split("\n")
    kept = ("".join(c if subset_of(c) else " " if c.isspace() else "" for c in line) for line in lines)
    return "\n".join(" ".join(filter(None, line.split(" "))) for line in kept)


@lru_cache(maxsize=64)
def _font(size: int, weight: int, subset: str) -> ImageFont.FreeTypeFont:
    path = finders.find(f"fonts/be-vietnam-pro-{weight}-{subset}.woff2")
    if not path:
        raise FileNotFoundError(f"the font of weight {weight}, {subset}, is not among the static files")
    return ImageFont.truetype(path, size)


def _runs(text: str, style: Style) -> Iterator[tuple[str, ImageFont.FreeTypeFont]]:
    """The text in stretches of one file each."""
    for subset, letters in groupby(text, key=lambda letter: subset_of(letter) or "latin"):
        yield "".join(letters), _font(style.size, style.weight, subset)


@lru_cache(maxsize=4096)
def width(text: str, style: Style) -> float:
    """How wide a line is."""
    return sum(font.getlength(run) for run, font in _runs(text, style))


def write(draw: ImageDraw.ImageDraw, at: tuple[float, float], text: str, style: Style, colour: str) -> float:
    """Write a line from this point of its base line; where it ends."""
    x, y = at
    for run, font in _runs(text, style):
        draw.text((x, y), run, font=font, fill=colour, anchor="ls")
        x += font.getlength(run)
    return x


def lines_of(text: str, style: Style, room: float) -> list[str]:
    """The text in lines no wider than `room`; a word that is wider is broken."""
    found: list[str] = []
    for paragraph in shown(text).split("\n"):
        line = ""
        for word in _words(paragraph, style, room):
            longer = f"{line} {word}" if line else word
            if line and width(longer, style) > room:
                found.append(line)
                longer = word
            line = longer
        found.append(line)
    return [line for line in found if line]


def _words(paragraph: str, style: Style, room: float) -> Iterator[str]:
    for word in paragraph.split(" "):
        rest = word
        while len(rest) > 1 and width(rest, style) > room:
            cut = max(_fitting(rest, style, room), 1)
            yield rest[:cut]
            rest = rest[cut:]
        yield rest


def _fitting(text: str, style: Style, room: float) -> int:
    """How many of the first letters are no wider than `room`."""
    return bisect_right(range(len(text) + 1), room, key=lambda n: width(text[:n], style)) - 1


def balanced(text: str, style: Style, room: int) -> list[str]:
    """As many lines as the text needs, as equal as they can be: a heading with one word below looks broken."""
    lines = lines_of(text, style, room)
    narrow = [room * share / 20 for share in range(11, 20)]
    return next((found for each in narrow if len(found := lines_of(text, style, each)) == len(lines)), lines)


def fitted(text: str, styles: Sequence[Style], room: int, most: int) -> tuple[list[str], Style]:
    """The text in at most `most` lines of the first style in which it fits; cut with an ellipsis where it fits none."""
    for style in styles:
        lines = lines_of(text, style, room)
        if len(lines) <= most:
            return lines, style
    last = " ".join(lines[most - 1 :])
    kept = last[: max(_fitting(last, style, room - width(ELLIPSIS, style)), 0)]
    return [*lines[: most - 1], kept.rstrip(" ,.;:–") + ELLIPSIS], style

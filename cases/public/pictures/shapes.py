"""Shapes beside words, the wordmark's arch and the bridge: those of the stylesheet, as masks with smooth edges."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image, ImageDraw

FINER = 4  # drawn so many times larger, then made smaller: Pillow draws no smooth edges itself
#: Verdicts as site.css clips them, in per cent of a square; a test holds these to it.
POLYGONS: dict[str, Sequence[tuple[float, float]]] = {
    "ok": ((0, 52), (16, 36), (38, 58), (84, 10), (100, 26), (38, 90)),
    "ext": (
        (0, 0), (26, 0), (58, 50), (26, 100), (0, 100), (32, 50), (0, 0),
        (42, 0), (68, 0), (100, 50), (68, 100), (42, 100), (74, 50), (42, 0),
    ),
    "late": ((0, 0), (100, 0), (100, 100), (0, 100)),
    "broken": (
        (0, 0), (74, 0), (50, 38), (62, 50), (30, 100), (0, 100), (0, 0), (100, 0), (100, 100), (52, 100), (82, 46),
        (70, 36), (92, 0), (100, 0), (0, 0),
    ),
    "none": ((0, 40), (100, 40), (100, 62), (0, 62)),
}  # fmt: skip
RING = 0.16  # of the diameter
DOTS = 12  # of a dotted ring
SPANS, HANGERS = 6, 11  # of the bridge; hangers of one span


def verdict(mark: str, size: int) -> Image.Image:
    """A verdict's shape."""
    mask, draw = _sheet(size, size)
    draw.polygon([(x * size * FINER / 100, y * size * FINER / 100) for x, y in POLYGONS[mark]], fill=255)
    return _smooth(mask)


def state(mark: str, size: int) -> Image.Image:
    """A state's ring: empty, half full, full, struck; dotted where it is open again or over."""
    mask, draw = _sheet(size, size)
    full = size * FINER - 1
    line = round(full * RING)
    if mark in {"reopened", "gone"}:
        for n in range(DOTS):
            draw.arc((0, 0, full, full), n * 360 / DOTS, (n + 0.5) * 360 / DOTS, fill=255, width=line)
    else:
        draw.ellipse((0, 0, full, full), outline=255, width=line)
    if mark in {"progress", "reopened"}:
        draw.pieslice((0, 0, full, full), 90, 270, fill=255)
    elif mark == "answered":
        draw.ellipse((0, 0, full, full), fill=255)
    elif mark == "declined":
        draw.line((full * 0.15, full * 0.85, full * 0.85, full * 0.15), fill=255, width=line)
    return _smooth(mask)


def arch(width: int, height: int) -> Image.Image:
    """A counted day, and the ground of the wordmark's second half: a flat arch."""
    mask, draw = _sheet(width, height)
    wide, high = width * FINER, height * FINER
    rise = round(high * 0.28)
    draw.ellipse((0, 0, wide - 1, rise * 2), fill=255)
    draw.rectangle((0, rise, wide, high), fill=255)
    return _smooth(mask)


def bridge(width: int, height: int) -> tuple[Image.Image, Image.Image]:
    """The six spans with the line they stand on, and their hangers, which are paler."""
    (spans, draw), (hangers, pale) = _sheet(width, height), _sheet(width, height)
    wide, foot, line = width * FINER, height * FINER - FINER, 2 * FINER
    span = wide / SPANS

    def top(x: float) -> float:
        """The height of an arch at x, measured from its start as a share of the span."""
        return foot - (foot - line) * 4 * x * (1 - x)

    for n in range(SPANS):
        points = [(span * (n + step / 60), top(step / 60)) for step in range(61)]
        draw.line(points, fill=255, width=line, joint="curve")
        for hanger in range(1, HANGERS + 1):
            x = hanger / (HANGERS + 1)
            pale.line((span * (n + x), foot, span * (n + x), top(x)), fill=255, width=line)
    draw.line((0, foot, wide, foot), fill=255, width=line)
    return _smooth(spans), _smooth(hangers)


def _sheet(width: int, height: int) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    mask = Image.new("L", (width * FINER, height * FINER))
    return mask, ImageDraw.Draw(mask)


def _smooth(mask: Image.Image) -> Image.Image:
    return mask.resize((mask.width // FINER, mask.height // FINER), Image.Resampling.BOX)

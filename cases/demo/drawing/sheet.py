"""A sheet to draw a street on: a camera over metres, a light that tints by hour, weather and distance."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import cos, exp, sin
from random import Random

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 480, 360  # pixels of a photo
FINER = 2  # drawn so many times larger, and made smaller in the end: no stairs
BRIGHTEST = 255  # what light there can be of a colour; asked with `if` where a photo asks for it thousands of times
NEAR = 0.9  # metres: nothing nearer is drawn

Colour = tuple[int, int, int]
Point = tuple[float, float, float]  # metres to the right of the middle of the road, above it, and ahead


@dataclass(frozen=True, kw_only=True)
class Light:
    """An hour and a weather: the sky from top to horizon, how much light there is by colour, and what distance adds."""

    top: Colour
    low: Colour
    ambient: tuple[float, float, float]
    haze: float = 110.0  # metres
    wet: bool = False

    def tint(self, colour: Colour, ahead: float) -> Colour:
        """The colour as it looks so far ahead."""
        far = 1 - exp(-ahead / self.haze) if ahead > 0.0 else 0.0
        near = 1 - far
        (red, green, blue), lit, sky = colour, self.ambient, self.low
        r, g, b = red * lit[0], green * lit[1], blue * lit[2]
        return (
            round((r if r < BRIGHTEST else BRIGHTEST) * near + sky[0] * far),
            round((g if g < BRIGHTEST else BRIGHTEST) * near + sky[1] * far),
            round((b if b < BRIGHTEST else BRIGHTEST) * near + sky[2] * far),
        )


@dataclass(frozen=True, kw_only=True)
class Camera:
    """Where somebody holds a telephone: metres beside the middle and above the road; parts of the picture; radians."""

    x: float = 0.0
    height: float = 1.6
    horizon: float = 0.42
    vanish: float = 0.5
    roll: float = 0.0
    focal: float = 0.86  # of the picture's width

    @cached_property
    def _turn(self) -> tuple[float, float]:
        """How it is rolled; a photo asks for thousands of points."""
        return cos(self.roll), sin(self.roll)

    def at(self, point: Point) -> tuple[float, float]:
        """Where a point of the street lies on the photo, in its pixels."""
        x, y, z = point
        level, askew = self._turn
        scale = self.focal * WIDTH / (z if z > NEAR else NEAR)
        across, down = (x - self.x) * scale, (self.height - y) * scale
        return (
            across * level - down * askew + self.vanish * WIDTH,
            across * askew + down * level + self.horizon * HEIGHT,
        )


class Sheet:
    """A picture in the making. Colours are those of noon; lengths are metres; what comes later covers it."""

    def __init__(self, camera: Camera, light: Light) -> None:
        self.camera, self.light = camera, light
        self.image = Image.new("RGB", (WIDTH * FINER, HEIGHT * FINER), light.low)
        self.pen = ImageDraw.Draw(self.image, "RGBA")

    def spot(self, point: Point) -> tuple[float, float]:
        """Where a point lies on the sheet."""
        x, y = self.camera.at(point)
        return x * FINER, y * FINER

    def pixels(self, metres: float, ahead: float) -> float:
        """How long a length is on the sheet."""
        return metres * self.camera.focal * WIDTH * FINER / (ahead if ahead > NEAR else NEAR)

    def face(self, corners: Sequence[Point], colour: Colour, alpha: int = 255, *, lit: bool = False) -> None:
        """A flat piece of anything; a `lit` one shines by itself."""
        ahead = min(z for _, _, z in corners)
        shown = colour if lit else self.light.tint(colour, ahead)
        self.pen.polygon([self.spot(corner) for corner in corners], (*shown, alpha))

    def line(self, points: Sequence[Point], thick: float, colour: Colour, alpha: int = 255) -> None:
        """A pole, a wire, a crack."""
        for one, other in itertools.pairwise(points):
            ahead = (one[2] + other[2]) / 2
            width = max(1, round(self.pixels(thick, ahead)))
            self.pen.line([self.spot(one), self.spot(other)], (*self.light.tint(colour, ahead), alpha), width)

    def ball(self, middle: Point, wide: float, high: float, colour: Colour, alpha: int = 255) -> None:
        """Something round, seen from anywhere."""
        x, y = self.spot(middle)
        w, h = self.pixels(wide, middle[2]) / 2, self.pixels(high, middle[2]) / 2
        self.pen.ellipse([x - w, y - h, x + w, y + h], (*self.light.tint(colour, middle[2]), alpha))

    def puddle(
        self,
        x: float,
        z: float,
        wide: float,
        deep: float,
        colour: Colour,
        alpha: int = 255,
        *,
        rough: Random | None = None,
    ) -> None:
        """Something round that lies on the road; `rough` frays its edge."""
        self.face(round_about(x, z, wide, deep, rough), colour, alpha)

    def box(self, x: tuple[float, float], y: tuple[float, float], z: tuple[float, float], colour: Colour) -> None:
        """A block: the side towards the road, the top and the front, each with its own shade."""
        beside = x[1] if (x[0] + x[1]) / 2 < self.camera.x else x[0]
        side: list[Point] = [(beside, y[0], z[0]), (beside, y[1], z[0]), (beside, y[1], z[1]), (beside, y[0], z[1])]
        self.face(side, shade(colour, 0.8))
        if y[1] < self.camera.height:
            self.face(
                [(x[0], y[1], z[0]), (x[1], y[1], z[0]), (x[1], y[1], z[1]), (x[0], y[1], z[1])], shade(colour, 1.15)
            )
        self.face([(x[0], y[0], z[0]), (x[1], y[0], z[0]), (x[1], y[1], z[0]), (x[0], y[1], z[0])], colour)


def round_about(
    x: float, z: float, wide: float, deep: float, rough: Random | None = None, y: float = 0.0
) -> list[Point]:
    """Corners around a place on the road."""
    count = 22
    frayed = [rough.uniform(0.8, 1.12) if rough else 1.0 for _ in range(count)]
    return [
        (x + wide / 2 * part * cos(n * 6.2832 / count), y, z + deep / 2 * part * sin(n * 6.2832 / count))
        for n, part in enumerate(frayed)
    ]


def shade(colour: Colour, factor: float) -> Colour:
    """Darker below 1, brighter above; no factor is below 0."""
    r, g, b = round(colour[0] * factor), round(colour[1] * factor), round(colour[2] * factor)
    return (r if r < BRIGHTEST else BRIGHTEST, g if g < BRIGHTEST else BRIGHTEST, b if b < BRIGHTEST else BRIGHTEST)


def varied(colour: Colour, rng: Random, by: float = 0.12) -> Colour:
    """Nearly this colour."""
    return shade(colour, rng.uniform(1 - by, 1 + by))

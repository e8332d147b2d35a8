"""A street of the invented city with nothing wrong: sky, road, kerbs, pavements, tube houses, a wall, trees, wires."""

from __future__ import annotations

import itertools
from math import cos, sin
from random import Random

from cases.demo.drawing.sheet import FINER, HEIGHT, WIDTH, Colour, Point, Sheet, shade, varied

ROAD, PAVED = 3.3, 5.9  # metres from the middle to the kerb, and to the houses
KERB = 0.13  # metres high
FAR = 130.0  # metres: the road ends in haze

ASPHALT: Colour = (112, 112, 114)
TILE: Colour = (172, 160, 150)
CONCRETE: Colour = (176, 174, 168)
FRONTS: tuple[Colour, ...] = (
    (226, 208, 160),
    (206, 216, 214),
    (232, 222, 206),
    (184, 200, 178),
    (214, 182, 160),
    (236, 234, 226),
    (168, 190, 202),
    (222, 196, 120),
)
SIGNS: tuple[Colour, ...] = (
    (178, 52, 46),
    (38, 92, 158),
    (238, 196, 62),
    (40, 124, 84),
    (232, 232, 228),
    (204, 104, 40),
)
SHUTTERS: tuple[Colour, ...] = ((134, 150, 160), (118, 132, 126), (160, 158, 150), (96, 112, 132))
LEAVES: tuple[Colour, ...] = ((58, 84, 44), (74, 102, 52), (92, 122, 62), (112, 140, 74))
BARK: Colour = (92, 78, 62)


def lay_out(sheet: Sheet, rng: Random, *, left: str, right: str, night: bool = False) -> None:
    """Draw the whole street, far things first. Sides are `houses`, `wall` or `trees`."""
    _sky(sheet, rng, clouds=not night)
    _ground(sheet)
    for side, kind in ((-1, left), (1, right)):
        {"houses": _houses, "wall": _wall, "trees": _grove}[kind](sheet, rng, side, night)
    _road(sheet, rng)
    _pavements(sheet, rng)
    for z in (96.0, 72.0, 48.0, 27.0, 9.5):
        if left != "trees":
            _pole(sheet, -PAVED + 0.8, z)
        if right != "houses":
            _tree(sheet, rng, PAVED - 0.7, z + 5)
    if left != "trees":
        _wires(sheet, rng, -PAVED + 0.8)
    _traffic(sheet, rng, night)


def _sky(sheet: Sheet, rng: Random, *, clouds: bool) -> None:
    top, low = sheet.light.top, sheet.light.low
    end = round(sheet.camera.horizon * HEIGHT * FINER) + 30
    for line in range(0, end, 3):
        part = (line / end) ** 0.8
        r, g, b = (round(a + (z - a) * part) for a, z in zip(top, low, strict=True))
        sheet.pen.rectangle([0, line, WIDTH * FINER, line + 3], (r, g, b))
    for _ in range(26 if clouds else 0):
        x, y, w = rng.uniform(0, WIDTH * FINER), rng.uniform(0, end * 0.8), rng.uniform(80, 380)
        sheet.pen.ellipse([x - w, y - w / 7, x + w, y + w / 7], (*shade(low, 1.06), 16))


def _ground(sheet: Sheet) -> None:
    sheet.face([(-60, 0, 2), (60, 0, 2), (60, 0, FAR), (-60, 0, FAR)], (128, 122, 108))


def _road(sheet: Sheet, rng: Random) -> None:
    """Asphalt in strips, so that distance can tint it; worn tracks, patches, grains, and a broken line."""
    edges = (NEAR_EDGE, 2, 3, 4.5, 7, 10, 15, 22, 32, 48, 75, FAR)
    for near, far in itertools.pairwise(edges):
        sheet.face([(-ROAD, 0, near), (ROAD, 0, near), (ROAD, 0, far), (-ROAD, 0, far)], ASPHALT)
    for x in (-2.2, -0.9, 0.9, 2.2):
        sheet.face([(x - 0.3, 0, 1), (x + 0.3, 0, 1), (x + 0.3, 0, 80), (x - 0.3, 0, 80)], (84, 84, 86), 30)
    for _ in range(5):
        x, z = rng.uniform(-2.4, 2.4), rng.uniform(4, 25)
        sheet.puddle(x, z, rng.uniform(0.6, 1.8), rng.uniform(1, 3), varied((88, 88, 90), rng), 70, rough=rng)
    for _ in range(900):
        z = 1.0 + 22 * rng.random() ** 2
        x, size = rng.uniform(-ROAD, ROAD), rng.uniform(0.012, 0.05)
        sheet.ball((x, 0, z), size * 1.6, size, rng.choice(((60, 60, 60), (168, 166, 160), (92, 88, 80))), 90)
    for start in range(2, 90, 6):
        z = float(start)
        sheet.face([(-0.06, 0, z), (0.06, 0, z), (0.06, 0, z + 2.6), (-0.06, 0, z + 2.6)], (214, 212, 200), 190)
    if sheet.light.wet:
        _sheen(sheet, rng)


def _sheen(sheet: Sheet, rng: Random) -> None:
    """Rain on asphalt gives back the sky, more of it far ahead."""
    for near, far, alpha in ((1.0, 4, 26), (4, 9, 50), (9, 20, 80), (20, 60, 110), (60, FAR, 130)):
        corners: list[Point] = [(-ROAD, 0, near), (ROAD, 0, near), (ROAD, 0, far), (-ROAD, 0, far)]
        sheet.face(corners, sheet.light.low, alpha, lit=True)
    for _ in range(9):
        x, z = rng.uniform(-ROAD + 0.4, ROAD - 0.4), 2.5 + 18 * rng.random() ** 1.5
        sheet.puddle(x, z, rng.uniform(0.5, 1.6), rng.uniform(0.6, 2.2), (214, 222, 230), 60, rough=rng)


NEAR_EDGE = 0.95


def _pavements(sheet: Sheet, rng: Random) -> None:
    for side in (-1, 1):
        kerb, wall = side * ROAD, side * PAVED
        sheet.face([(kerb, 0, 1), (kerb, KERB, 1), (kerb, KERB, FAR), (kerb, 0, FAR)], shade(CONCRETE, 0.72))
        edges = (NEAR_EDGE, 3, 6, 12, 25, 50, FAR)
        for near, far in itertools.pairwise(edges):
            corners: list[Point] = [(kerb, KERB, near), (wall, KERB, near), (wall, KERB, far), (kerb, KERB, far)]
            sheet.face(corners, TILE)
        rim = kerb + side * 0.22
        sheet.face([(kerb, KERB, 1), (rim, KERB, 1), (rim, KERB, FAR), (kerb, KERB, FAR)], CONCRETE)
        for n in range(1, 7):
            x = rim + side * n * 0.4
            sheet.line([(x, KERB, 1), (x, KERB, 9), (x, KERB, 40)], 0.012, (120, 108, 100), 120)
        for n in range(3, 45):
            z = n * 0.4
            sheet.line([(rim, KERB, z), (wall, KERB, z)], 0.012, (120, 108, 100), 110 if z < 9 else 50)
        for _ in range(150):
            x, z = rng.uniform(*sorted((rim, wall))), 1.2 + 16 * rng.random() ** 2
            sheet.ball((x, KERB, z), 0.08, 0.02, rng.choice(((120, 100, 84), (206, 196, 186))), 80)
        gutter = kerb - side * 0.3
        sheet.face([(kerb, 0, 1), (gutter, 0, 1), (gutter, 0, 90), (kerb, 0, 90)], (64, 60, 54), 80)


def _houses(sheet: Sheet, rng: Random, side: int, night: bool) -> None:
    """Tube houses wall to wall: a shop or a shutter below, windows and a balcony above."""
    ends, z = [], 1.6 + rng.uniform(0, 3)
    while z < 95:
        ends.append((z, z + rng.uniform(3.8, 5.6)))
        z = ends[-1][1]
    ends.insert(0, (NEAR_EDGE, ends[0][0]))
    for near, far in reversed(ends):
        _house(sheet, rng, side * PAVED, (near, far), night)


def _house(sheet: Sheet, rng: Random, x: float, span: tuple[float, float], night: bool) -> None:
    near, far = span
    floors = rng.choice((1, 2, 2, 3, 3))
    high, colour, out = 0.6 + 3.3 * floors, varied(rng.choice(FRONTS), rng, 0.08), x + (7 if x > 0 else -7)

    def pane(
        y: tuple[float, float], z: tuple[float, float], shown: Colour, alpha: int = 255, *, lit: bool = False
    ) -> None:
        sheet.face([(x, y[0], z[0]), (x, y[1], z[0]), (x, y[1], z[1]), (x, y[0], z[1])], shown, alpha, lit=lit)

    sheet.face([(x, 0, near), (out, 0, near), (out, high, near), (x, high, near)], shade(colour, 0.62))
    pane((0, high), span, shade(colour, 0.9))
    pane((0, 0.5), span, shade(colour, 0.62), 120)
    shop = rng.random() < 0.4
    pane((KERB, 2.75), (near + 0.35, far - 0.35), (52, 46, 42) if shop else rng.choice(SHUTTERS))
    if shop:
        for _ in range(7):
            z, y = rng.uniform(near + 0.5, far - 1), rng.uniform(0.3, 1.7)
            pane(
                (y, y + rng.uniform(0.2, 0.5)), (z, z + rng.uniform(0.2, 0.5)), varied(rng.choice(SIGNS), rng, 0.3), 90
            )
        if night and rng.random() < 0.5:
            pane((KERB, 2.75), (near + 0.35, far - 0.35), (226, 168, 92), 170, lit=True)
    else:
        for n in range(1, 9):
            pane((KERB + n * 0.3, KERB + n * 0.3 + 0.04), (near + 0.35, far - 0.35), (70, 78, 84), 110)
    if rng.random() < 0.75:
        pane((2.95, 3.75), (near + 0.2, far - 0.2), varied(rng.choice(SIGNS), rng))
        pane((3.2, 3.45), (near + 0.9, far - 1.0), (240, 238, 230), 150)
    if rng.random() < 0.5:
        lip = x - (1.3 if x > 0 else -1.3)
        awning: list[Point] = [(x, 3.0, near), (lip, 2.65, near), (lip, 2.65, far), (x, 3.0, far)]
        sheet.face(awning, rng.choice(((86, 104, 124), (150, 84, 66), (120, 124, 122))))
    for floor in range(1, floors):
        base = 3.9 + 3.3 * (floor - 1)
        middle = (near + far) / 2
        for z in (near + 0.6, middle + 0.3):
            glow = night and rng.random() < 0.3
            pane((base + 0.7, base + 2.2), (z, z + 1.2), (230, 170, 90) if glow else (62, 74, 84), lit=glow)
            pane((base + 1.4, base + 1.45), (z, z + 1.2), (190, 190, 184), 160)
        pane((base + 0.1, base + 0.2), span, shade(colour, 0.66))
        pane((base + 0.55, base + 0.62), span, (110, 108, 104), 190)
    pane((high - 0.25, high), span, shade(colour, 1.08))


def _wall(sheet: Sheet, rng: Random, side: int, _night: bool) -> None:
    """The wall of a school or a garden, with trees behind it."""
    for row in range(90, 4, -9):
        _tree(sheet, rng, side * (PAVED + 3.5), float(row))
    x, colour = side * PAVED, rng.choice(((214, 196, 140), (206, 204, 194), (196, 178, 160)))
    for n in range(21, -1, -1):
        near, far = max(NEAR_EDGE, n * 4.0 - 0.2), n * 4.0 + 3.8
        sheet.face([(x, 0, near), (x, 2.3, near), (x, 2.3, far), (x, 0, far)], varied(colour, rng, 0.04))
        sheet.face([(x, 0, near), (x, 0.45, near), (x, 0.3, far), (x, 0, far)], (86, 82, 70), 110)
        sheet.face([(x, 2.2, near), (x, 2.38, near), (x, 2.38, far), (x, 2.2, far)], shade(colour, 0.7))
        sheet.face([(x, 0, far), (x, 2.5, far), (x, 2.5, far + 0.3), (x, 0, far + 0.3)], shade(colour, 0.86))
        for _ in range(3):
            z, y = rng.uniform(near, far), rng.uniform(0.6, 2.2)
            sheet.face([(x, y, z), (x, y, z + 0.1), (x, y - 0.6, z + 0.05)], (92, 90, 80), 50)


def _grove(sheet: Sheet, rng: Random, side: int, _night: bool) -> None:
    """A park or a river bank: grass and rows of trees."""
    inner, outer = side * PAVED, side * 60
    for near, far in ((NEAR_EDGE, 6), (6, 14), (14, 30), (30, FAR)):
        sheet.face([(inner, 0, near), (outer, 0, near), (outer, 0, far), (inner, 0, far)], (98, 116, 62))
    for _ in range(60):
        sheet.ball((side * rng.uniform(14, 55), 2.5, 88), rng.uniform(5, 11), rng.uniform(5, 9), rng.choice(LEAVES))
    for row in range(70, 4, -11):
        z = float(row)
        _tree(sheet, rng, side * (PAVED + 7), z + 5)
        _tree(sheet, rng, side * (PAVED + 1.0), z)


def _tree(sheet: Sheet, rng: Random, x: float, z: float) -> None:
    """A trunk and a crown of many leaves: dark below, light above."""
    crown, wide = rng.uniform(4.2, 5.4), rng.uniform(3.0, 4.4)
    sheet.puddle(x, z, 3, 1.6, (40, 38, 34), 60)
    sheet.line([(x, 0, z), (x + 0.1, 1.6, z), (x - 0.05, crown - 0.6, z)], 0.34, BARK)
    sheet.line([(x - 0.06, 0, z), (x, crown - 0.6, z)], 0.08, shade(BARK, 1.3), 150)
    for turn in (-0.7, 0.2, 0.8):
        sheet.line([(x, crown - 1.2, z), (x + turn * 1.6, crown + 0.5, z)], 0.14, BARK)
    count = max(60, min(320, round(5200 / z)))
    found = sorted((rng.random(), rng.random(), rng.random()) for _ in range(count))
    for high, around, part in found:
        reach = wide / 2 * (1 - (2 * high - 0.9) ** 2 * 0.55) * part**0.4
        middle = (
            x + reach * cos(around * 6.2832) * 1.1,
            crown - 1.0 + high * 3.0,
            z + reach * sin(around * 6.2832) * 0.1,
        )
        tone = LEAVES[min(3, int(high * 3 + rng.random() * 1.3))]
        size = rng.uniform(0.25, 0.8) if z > 14 else rng.uniform(0.18, 0.5)
        sheet.ball(middle, size * 1.3, size, varied(tone, rng, 0.16), 235)


def _pole(sheet: Sheet, x: float, z: float) -> None:
    sheet.line([(x, 0, z), (x, 8.2, z)], 0.26, (158, 154, 146))
    sheet.line([(x + 0.07, 0, z), (x + 0.07, 8.2, z)], 0.08, (112, 108, 102), 160)
    sheet.line([(x - 0.7, 7.6, z), (x + 0.7, 7.6, z)], 0.12, (120, 116, 110))
    sheet.box((x - 0.2, x + 0.2), (3.4, 4.1), (z - 0.2, z), (132, 136, 138))


def sag(one: Point, other: Point, by: float) -> list[Point]:
    """A wire between two points that hangs down `by` metres in the middle."""
    parts = [n / 10 for n in range(11)]
    return [
        (
            one[0] + (other[0] - one[0]) * t,
            one[1] + (other[1] - one[1]) * t - by * 4 * t * (1 - t),
            one[2] + (other[2] - one[2]) * t,
        )
        for t in parts
    ]


def _wires(sheet: Sheet, rng: Random, x: float) -> None:
    ends = (1.0, 9.5, 27.0, 48.0, 72.0, 96.0)
    for near, far in itertools.pairwise(ends):
        for n in range(9):
            y, aside = 5.6 + n * 0.24, rng.uniform(-0.5, 0.5)
            sheet.line(sag((x + aside, y, near), (x + aside, y, far), rng.uniform(0.2, 0.7)), 0.025, (40, 40, 42), 220)


def _traffic(sheet: Sheet, rng: Random, night: bool) -> None:
    """Somebody on a motorbike, far ahead; a parked one."""
    for _ in range(rng.choice((1, 2, 3))):
        x, z = rng.uniform(-2.4, 2.4), rng.uniform(22, 60)
        motorbike(sheet, x, z, rng, rider=True)
        if night:
            sheet.ball((x, 0.75, z), 0.16, 0.16, (255, 60, 40))


def motorbike(sheet: Sheet, x: float, z: float, rng: Random, *, rider: bool = False, y: float = 0.0) -> None:
    """A motorbike seen from behind."""
    paint = varied(rng.choice(((150, 30, 34), (36, 40, 48), (210, 210, 206), (40, 70, 120), (70, 72, 74))), rng)
    sheet.puddle(x, z, 0.9, 0.9, (20, 20, 20), 90) if y == 0 else None
    sheet.ball((x, y + 0.3, z), 0.16, 0.6, (24, 24, 26))
    sheet.ball((x, y + 0.66, z - 0.02), 0.4, 0.56, paint)
    sheet.ball((x, y + 0.86, z - 0.04), 0.36, 0.2, (30, 28, 28))
    sheet.face(
        [(x - 0.09, y + 0.46, z), (x + 0.09, y + 0.46, z), (x + 0.09, y + 0.6, z), (x - 0.09, y + 0.6, z)],
        (226, 226, 220),
    )
    sheet.ball((x, y + 0.7, z - 0.05), 0.2, 0.07, (176, 24, 20))
    sheet.line([(x - 0.36, y + 1.02, z), (x + 0.36, y + 1.02, z)], 0.04, (40, 40, 42))
    for side in (-0.36, 0.36):
        sheet.ball((x + side, y + 1.14, z), 0.13, 0.1, (34, 34, 36))
    if rider:
        sheet.ball((x, y + 1.18, z), 0.5, 0.72, varied(rng.choice(SIGNS), rng, 0.3))
        sheet.ball((x, y + 1.66, z), 0.28, 0.3, varied(rng.choice(SIGNS), rng, 0.3))

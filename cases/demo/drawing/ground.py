"""Trouble that lies in the road or the pavement: holes, missing covers, loose tiles, water, worn paint."""

from __future__ import annotations

from math import sin
from random import Random

from PIL import Image, ImageDraw, ImageFilter

from cases.demo.drawing.matter import Matter
from cases.demo.drawing.sheet import FINER, HEIGHT, Colour, Point, Sheet, round_about, shade, varied
from cases.demo.drawing.street import KERB, PAVED, ROAD, TILE

FRESH: Colour = (58, 58, 60)  # asphalt of yesterday
MUD: Colour = (126, 102, 74)


def _pothole(sheet: Sheet, rng: Random, x: float, z: float) -> None:
    wide, deep = rng.uniform(1.1, 1.5), rng.uniform(1.0, 1.4)
    for _ in range(7):
        turn, reach = rng.uniform(-1, 1), rng.uniform(0.8, 1.1)
        start: Point = (x + turn * wide * 0.5, 0, z + rng.uniform(-0.4, 0.4))
        sheet.line([start, (x + turn * wide * reach, 0, z + rng.uniform(-0.9, 0.9))], 0.025, (48, 46, 44), 200)
    sheet.puddle(x, z, wide * 1.25, deep * 1.2, (92, 90, 88), 200, rough=rng)
    sheet.puddle(x, z, wide, deep, (58, 54, 50), rough=rng)
    sheet.puddle(x, z - 0.08, wide * 0.86, deep * 0.74, MUD, rough=rng)
    sheet.puddle(x + 0.05, z - 0.12, wide * 0.6, deep * 0.42, shade(sheet.light.low, 0.72), 225, rough=rng)
    sheet.puddle(x + 0.1, z - 0.06, wide * 0.3, deep * 0.14, shade(sheet.light.low, 0.95), 130, rough=rng)
    for _ in range(70):
        side, along = rng.gauss(0, wide * 0.45), rng.gauss(0, deep * 0.42)
        if abs(side) < wide and abs(along) < deep:
            size = rng.uniform(0.03, 0.1)
            sheet.ball((x + side, 0.02, z + along), size * 1.4, size, varied((140, 134, 124), rng, 0.35))


def _patched(sheet: Sheet, rng: Random, x: float, z: float) -> None:
    side, along = rng.uniform(0.9, 1.1), rng.uniform(0.85, 1.05)
    sheet.face(
        [
            (x - side, 0, z - along),
            (x + side * 0.96, 0, z - along * 0.97),
            (x + side, 0, z + along),
            (x - side * 0.98, 0, z + along),
        ],
        FRESH,
        235,
    )
    for _ in range(160):
        spot = (x + rng.uniform(-side, side) * 0.95, 0.0, z + rng.uniform(-along, along) * 0.95)
        sheet.ball(spot, 0.035, 0.014, varied((84, 84, 86), rng, 0.4), 150)


def _open_hole(sheet: Sheet, rng: Random, x: float, z: float) -> None:
    sheet.face(
        [(x - 0.62, 0, z - 0.62), (x + 0.62, 0, z - 0.62), (x + 0.62, 0, z + 0.62), (x - 0.62, 0, z + 0.62)],
        (150, 146, 138),
    )
    sheet.puddle(x, z, 0.98, 0.98, (104, 100, 94), rough=rng)
    sheet.puddle(x, z, 0.84, 0.84, (84, 78, 70))
    sheet.puddle(x, z - 0.05, 0.82, 0.72, (18, 17, 16))
    for _ in range(5):
        foot: Point = (x + rng.uniform(-0.14, 0.14), -0.05, z + rng.uniform(-0.1, 0.1))
        top: Point = (foot[0] + rng.uniform(-0.45, 0.45), rng.uniform(0.9, 1.3), z)
        sheet.line([foot, top], 0.035, (92, 74, 54))
        for _ in range(12):
            sheet.ball(
                (top[0] + rng.gauss(0, 0.11), top[1] - rng.random() * 0.35, z),
                0.16,
                0.09,
                varied((70, 96, 46), rng, 0.25),
            )
    sheet.face([(x + 0.02, 0.86, z), (x + 0.36, 0.8, z), (x + 0.3, 0.58, z), (x + 0.04, 0.62, z)], (196, 36, 30))


def _covered(sheet: Sheet, _rng: Random, x: float, z: float) -> None:
    sheet.face(
        [(x - 0.62, 0, z - 0.62), (x + 0.62, 0, z - 0.62), (x + 0.62, 0, z + 0.62), (x - 0.62, 0, z + 0.62)],
        (172, 170, 164),
    )
    sheet.puddle(x, z, 0.92, 0.92, (52, 52, 54))
    sheet.puddle(x, z, 0.84, 0.84, (98, 98, 100))
    for n in range(-3, 4):
        half = 0.36 * (1 - (n / 4) ** 2) ** 0.5
        sheet.line([(x + n * 0.11, 0, z - half), (x + n * 0.11, 0, z + half)], 0.03, (60, 60, 62))
        sheet.line([(x - half, 0, z + n * 0.11), (x + half, 0, z + n * 0.11)], 0.02, (60, 60, 62))


def _loose_tiles(sheet: Sheet, rng: Random, x: float, z: float) -> None:
    sheet.face(round_about(x, z, 1.9, 2.6, rng, KERB), (164, 142, 108))
    sheet.face(round_about(x + 0.1, z - 0.2, 1.2, 1.5, rng, KERB), (138, 116, 86))
    for _ in range(17):
        a, b, lift, size = (
            x + rng.uniform(-0.95, 0.6),
            z + rng.uniform(-1.25, 1.0),
            rng.uniform(0.01, 0.11),
            rng.uniform(0.26, 0.38),
        )
        turn = rng.uniform(-0.12, 0.12)
        sheet.face(
            [(a, KERB, b), (a + size, KERB, b + turn), (a + size, KERB, b + size), (a, KERB, b + size)],
            (70, 60, 50),
            130,
        )
        tile = varied(TILE, rng, 0.16)
        corners: list[Point] = [
            (a, KERB + 0.02, b),
            (a + size, KERB + lift, b + turn),
            (a + size + turn, KERB + lift, b + size),
            (a + turn, KERB + 0.02, b + size),
        ]
        sheet.face(corners, tile)
        sheet.face([corners[0], corners[1], (a + size, KERB, b + turn), (a, KERB - 0.02, b)], shade(tile, 0.6))


def _laid_tiles(sheet: Sheet, rng: Random, x: float, z: float) -> None:
    for column in range(-3, 3):
        for line in range(-3, 3):
            a, b = x + column * 0.32, z + line * 0.42
            corners: list[Point] = [(a, KERB, b), (a + 0.31, KERB, b), (a + 0.31, KERB, b + 0.4), (a, KERB, b + 0.4)]
            sheet.face(corners, varied(shade(TILE, 1.1), rng, 0.04))


def _flood(sheet: Sheet, rng: Random, x: float, z: float) -> None:
    """Brown water from wall to wall that mirrors what stands behind it."""
    level, edge, turn = 0.2, PAVED - 0.1, rng.uniform(0, 6)
    near = [
        (
            -edge + n * (2 * edge) / 48,
            level * 0.2,
            z + 0.07 * sin(n * 0.5 + turn) + 0.04 * sin(n * 1.3) + rng.uniform(-0.03, 0.03),
        )
        for n in range(49)
    ]
    shape = [sheet.spot(point) for point in [*near, (edge, level, 60.0), (-edge, level, 60.0)]]
    mask = Image.new("L", sheet.image.size)
    ImageDraw.Draw(mask).polygon(shape, fill=150)
    sheet.face([*near, (edge, level, 60.0), (-edge, level, 60.0)], MUD, 238)
    middle = round(sheet.camera.horizon * HEIGHT * FINER)
    above = sheet.image.crop((0, 0, sheet.image.width, middle)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    above = above.filter(ImageFilter.BoxBlur(5))
    lower = sheet.image.copy()
    lower.paste(above.resize((above.width, lower.height - middle)), (0, middle))
    sheet.image.paste(lower, (0, 0), mask)
    for _ in range(90):
        a, b = rng.uniform(-edge + 1, edge - 1), z + 0.4 + 26 * rng.random() ** 2
        wide = rng.uniform(0.3, 1.1)
        sheet.puddle(
            a, b, wide, rng.uniform(0.02, 0.1), rng.choice((sheet.light.low, (98, 78, 56))), rng.randint(25, 80)
        )
    for _ in range(14):
        sheet.ball(
            (rng.uniform(-4.5, 4.5), level, z + rng.uniform(1, 9)),
            0.12,
            0.05,
            rng.choice(((220, 218, 206), (90, 110, 60))),
        )
    sheet.line(near, 0.03, (206, 196, 176), 110)


def _silt(sheet: Sheet, rng: Random, _x: float, z: float) -> None:
    for side in (-1, 1):
        for _ in range(9):
            a, b = side * (ROAD - rng.uniform(0.1, 0.5)), z + rng.uniform(0.8, 14)
            sheet.puddle(a, b, rng.uniform(0.2, 0.5), rng.uniform(0.5, 1.6), (142, 120, 90), 70, rough=rng)


def _leak(sheet: Sheet, rng: Random, x: float, z: float) -> None:
    sheet.puddle(x, z, 3.2, 3.6, (48, 48, 50), 150, rough=rng)
    sheet.face([(x - 0.3, 0, z), (x + 0.3, 0, z), (x + 0.75, 0, 1.3), (x - 0.55, 0, 1.3)], (50, 50, 52), 90)
    sheet.puddle(x, z - 0.1, 2.1, 1.9, shade(sheet.light.low, 0.8), 150, rough=rng)
    sheet.puddle(x, z, 0.6, 0.5, (66, 58, 48), rough=rng)
    for _ in range(260):
        out, high = rng.gauss(0, 0.2), rng.random() ** 2
        y = 0.03 + 0.42 * high * max(0.15, 1 - abs(out) * 2.2)
        sheet.ball(
            (x + out, y, z + rng.uniform(-0.1, 0.1)),
            rng.uniform(0.03, 0.09),
            rng.uniform(0.03, 0.08),
            (226, 234, 240),
            60,
        )
    for n in (1.2, 1.7, 2.3):
        ring = round_about(x, z, n, n * 0.8)
        sheet.line([*ring, ring[0]], 0.015, (230, 236, 240), 50)


def _bars(sheet: Sheet, z: float, colour: Colour, alpha: int) -> None:
    for n in range(9):
        x = -ROAD + 0.35 + n * 0.72
        sheet.face([(x, 0, z), (x + 0.42, 0, z), (x + 0.42, 0, z + 3), (x, 0, z + 3)], colour, alpha)


def _worn_crossing(sheet: Sheet, rng: Random, _x: float, z: float) -> None:
    _bars(sheet, z, (196, 194, 186), 46)
    for _ in range(500):
        spot = (rng.uniform(-ROAD + 0.2, ROAD - 0.2), 0.0, z + rng.uniform(0.05, 2.95))
        sheet.ball(spot, rng.uniform(0.05, 0.2), rng.uniform(0.015, 0.05), (100, 100, 102), 110)


def _new_crossing(sheet: Sheet, _rng: Random, _x: float, z: float) -> None:
    _bars(sheet, z, (244, 243, 238), 236)


_IN_ROAD = ((-1.6, 1.6), (4.0, 5.2))
GROUND: tuple[Matter, ...] = (
    Matter(
        name="o-ga",
        category="duong-via-he",
        titles="ổ gà|Ổ gà|thủng|Đào đường|Rãnh đào",
        before=_pothole,
        after=_patched,
        room=((-1.8, 1.8), (-0.1, 0.2), (-1.7, 1.7)),
        place=_IN_ROAD,
        told_before="Hố giữa làn xe chạy, đọng nước.",
        told_after="Hố đã được vá nhựa.",
    ),
    Matter(
        name="ho-ga",
        category="duong-via-he",
        titles="Nắp cống vỡ|Mất nắp hố ga",
        before=_open_hole,
        after=_covered,
        room=((-0.8, 0.9), (-0.1, 1.5), (-0.8, 0.8)),
        place=_IN_ROAD,
        told_before="Miệng hố ga mất nắp, bà con cắm cành cây báo hiệu.",
        told_after="Nắp gang mới đã đậy kín.",
    ),
    Matter(
        name="via-he",
        category="duong-via-he",
        titles="bong gạch|Gạch vỉa hè",
        before=_loose_tiles,
        after=_laid_tiles,
        room=((-1.5, 1.5), (0.0, 0.4), (-1.8, 1.8)),
        place=((4.5, 4.7), (4.6, 5.4)),
        told_before="Gạch vỉa hè bong, lún.",
        told_after="Gạch đã lát lại.",
        sides=("", "houses"),
    ),
    Matter(
        name="ngap",
        category="thoat-nuoc",
        titles="ngập|Ngập",
        before=_flood,
        after=_silt,
        room=((-PAVED, PAVED), (0.0, 0.3), (-0.5, 60)),
        place=((0.0, 0.0), (3.2, 4.4)),
        told_before="Nước ngập hết mặt đường.",
        told_after="Nước đã rút, đường đi lại được.",
    ),
    Matter(
        name="vo-ong",
        category="cap-nuoc",
        titles="Vỡ ống|Rò nước",
        before=_leak,
        after=_patched,
        room=((-2.2, 2.2), (-0.1, 1.0), (-4.5, 2.3)),
        place=_IN_ROAD,
        told_before="Nước sạch phun lên mặt đường.",
        told_after="Ống đã thay, mặt đường đã hoàn trả.",
    ),
    Matter(
        name="vach-sang-duong",
        category="giao-thong",
        titles="vạch sang đường",
        before=_worn_crossing,
        after=_new_crossing,
        room=((-ROAD, ROAD), (-0.1, 0.1), (-0.2, 3.2)),
        place=((0.0, 0.0), (4.2, 6.0)),
        told_before="Vạch sang đường mờ gần hết.",
        told_after="Vạch đã kẻ lại.",
    ),
)

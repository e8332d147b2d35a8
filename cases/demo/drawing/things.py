"""Trouble that stands, hangs or was thrown there: dark lamps, rubbish, rubble, branches, wires, motorbikes, papers."""

from __future__ import annotations

from random import Random

from PIL import Image, ImageDraw, ImageFilter

from cases.demo.drawing.matter import Matter, nothing
from cases.demo.drawing.sheet import Colour, Point, Sheet, round_about, shade, varied
from cases.demo.drawing.street import BARK, KERB, LEAVES, PAVED, ROAD, motorbike, sag

LAMPS = (6.5, 17.0, 30.0, 46.0, 68.0)  # metres ahead
STEEL: Colour = (150, 152, 154)
BAGS: tuple[Colour, ...] = (
    (38, 40, 46),
    (46, 48, 52),
    (58, 58, 60),
    (192, 194, 192),
    (172, 176, 178),
    (84, 110, 138),
    (150, 88, 80),
    (176, 166, 128),
    (98, 116, 96),
)


def _lamp(sheet: Sheet, x: float, z: float, lean: float = 0.0) -> None:
    """A lamp post whose arm reaches over the road; `lean` in metres at its top."""
    over = -2.0 if x > 0 else 2.0
    top: Point = (x + lean, 7.4 - abs(lean) * 0.3, z)
    head: Point = (top[0] + over, top[1] + 0.35 - lean * 0.2, z)
    sheet.line([(x, 0, z), top], 0.16, STEEL)
    sheet.line([(x + 0.04, 0, z), (top[0] + 0.04, top[1], z)], 0.05, shade(STEEL, 0.7))
    sheet.line([top, head], 0.09, STEEL)
    sheet.box((x - 0.2, x + 0.2), (KERB, 0.4), (z - 0.15, z + 0.15), (140, 138, 132))
    _head(sheet, head, sheet.light.tint((120, 120, 116), z))


def _head(sheet: Sheet, head: Point, shown: Colour) -> None:
    at, wide = sheet.spot(head), max(3.0, sheet.pixels(0.42, head[2]))
    sheet.pen.ellipse([at[0] - wide, at[1] - wide / 3, at[0] + wide, at[1] + wide / 3], shown)


def _dark(sheet: Sheet, _rng: Random, x: float, _z: float) -> None:
    for z in reversed(LAMPS):
        _lamp(sheet, x, z)


def _lit(sheet: Sheet, rng: Random, x: float, z: float) -> None:
    """Where light falls, the same street many times brighter, and warm."""
    _dark(sheet, rng, x, z)
    mask = Image.new("L", sheet.image.size)
    pen = ImageDraw.Draw(mask)
    for ahead in reversed(LAMPS):
        middle = x - 2.0 if x > 0 else x + 2.0
        for size, level in ((1.0, 120), (0.7, 195), (0.4, 250)):
            pen.polygon([sheet.spot(p) for p in round_about(middle, ahead, 15 * size, 11 * size)], fill=level)
        for aside in (-6.0, 6.0):
            across, down = sheet.spot((middle + aside, 2.6, ahead + 1))
            reach = sheet.pixels(3.0, ahead + 1)
            pen.ellipse([across - reach, down - reach, across + reach, down + reach], fill=95)
        top, foot = sheet.spot((middle, 7.5, ahead)), sheet.spot((middle, 0, ahead))
        half = sheet.pixels(3.2, ahead)
        pen.polygon([top, (foot[0] + half, foot[1]), (foot[0] - half, foot[1])], fill=70)
    mask = mask.reduce(8).filter(ImageFilter.GaussianBlur(5)).resize(mask.size, Image.Resampling.BILINEAR)
    curve = [min(255, round(v * gain + plus)) for gain, plus in ((5.0, 12), (4.0, 8), (2.3, 3)) for v in range(256)]
    sheet.image.paste(sheet.image.point(curve), (0, 0), mask)
    for ahead in reversed(LAMPS):
        lamp = (x - 2.0 if x > 0 else x + 2.0, 7.75, ahead)
        _head(sheet, lamp, (255, 236, 190))
        head = sheet.spot(lamp)
        for reach, alpha in ((3.2, 10), (2.2, 14), (1.4, 22), (0.8, 40)):
            r = sheet.pixels(reach * 0.5, ahead)
            sheet.pen.ellipse([head[0] - r, head[1] - r, head[0] + r, head[1] + r], (255, 214, 140, alpha))


def _leaning(sheet: Sheet, _rng: Random, x: float, z: float) -> None:
    _lamp(sheet, x, z, -2.6 if x > 0 else 2.6)


def _upright(sheet: Sheet, _rng: Random, x: float, z: float) -> None:
    _lamp(sheet, x, z)


def _bag(sheet: Sheet, rng: Random, spot: Point, wide: float, colour: Colour) -> None:
    """A bag, tied at the top, that sags and creases."""
    x, y, z = spot
    for size, shown in ((1.0, shade(colour, 0.6)), (0.82, shade(colour, 0.86)), (0.55, colour)):
        ring = round_about(x - (1 - size) * wide * 0.2, 0, wide * size, wide * size * 0.8, rng)
        sheet.face([(a, y + b + (1 - size) * wide * 0.16, z) for a, _, b in ring], shown)
    knot = y + wide * 0.38
    sheet.face(
        [(x - 0.07, knot, z), (x + 0.07, knot, z), (x + 0.1, knot + 0.1, z), (x - 0.08, knot + 0.08, z)],
        shade(colour, 0.8),
    )
    for _ in range(3):
        a, b = x + rng.uniform(-0.3, 0.2) * wide, y + rng.uniform(-0.1, 0.25) * wide
        sheet.line([(a, b, z), (a + rng.uniform(-0.1, 0.1), b - 0.1, z)], 0.015, shade(colour, 1.45), 150)


def _rubbish(sheet: Sheet, rng: Random, x: float, z: float) -> None:
    """Bags upon bags, boxes, scraps around them, and what runs out below."""
    sheet.puddle(x, z - 0.2, 3.0, 2.0, (44, 40, 34), 80, rough=rng)
    heap = sorted(((rng.gauss(0, 0.55), rng.random()) for _ in range(58)), key=lambda bag: bag[1])
    for thrown, high in heap:
        aside = max(-1.2, min(1.2, thrown))
        y = KERB + 0.12 + 0.75 * high * max(0.1, 1 - abs(aside) * 0.75)
        spot = (x + aside, y, z + 0.5 - high * 0.7)
        wide, colour = rng.uniform(0.3, 0.55), varied(rng.choice(BAGS), rng, 0.2)
        if rng.random() < 0.2:
            carton = varied((176, 140, 96), rng)
            sheet.box(
                (spot[0] - wide / 2, spot[0] + wide / 2), (y - 0.14, y + 0.12), (spot[2] - 0.1, spot[2] + 0.1), carton
            )
            continue
        _bag(sheet, rng, spot, wide, colour)
    for _ in range(90):
        a, b = x + max(-1.8, min(1.8, rng.gauss(0, 0.9))), z - 0.4 + rng.uniform(-0.9, 0.6)
        scrap = round_about(a, b, rng.uniform(0.05, 0.2), rng.uniform(0.05, 0.2), rng, KERB)
        sheet.face(scrap[:: rng.choice((3, 4))], varied(rng.choice((*BAGS, (206, 202, 192))), rng, 0.2), 220)


def _swept(sheet: Sheet, rng: Random, x: float, z: float) -> None:
    sheet.puddle(x, z - 0.2, 2.6, 1.6, (70, 64, 56), 22, rough=rng)


def _rubble(sheet: Sheet, rng: Random, x: float, z: float) -> None:
    """A heap of sand, broken bricks and concrete on the edge of the road."""
    sheet.puddle(x, z, 3.0, 2.4, (92, 82, 68), 140, rough=rng)
    for _ in range(700):
        out, high = max(-1.0, min(1.0, rng.gauss(0, 0.45))), rng.random()
        y = high * max(0.05, 0.95 * (1 - abs(out) * 0.95))
        shown = varied(rng.choice(((196, 168, 122), (182, 152, 108), (168, 142, 104))), rng, 0.08)
        sheet.ball((x + out * 1.25, y, z + 0.3 - (1 - high) * 0.5), 0.15, 0.1, shade(shown, 0.8 + 0.3 * (out < 0.1)))
    for _ in range(60):
        a, b, size = x + max(-1.5, min(1.4, rng.gauss(0.1, 0.7))), z - rng.uniform(0.1, 1.1), rng.uniform(0.05, 0.18)
        colour = varied(rng.choice(((150, 92, 72), (136, 84, 68), (160, 158, 152), (148, 142, 130))), rng)
        low = rng.uniform(0, 0.22) * max(0.0, 1 - abs(a - x))
        sheet.box((a, a + size), (low, low + size * 0.6), (b, b + size), colour)


def _branch(sheet: Sheet, rng: Random, x: float, z: float) -> None:
    """A limb across the lane, with all its leaves."""
    end: Point = (x - 2.9, 0.55, z - 0.2)
    sheet.puddle(x - 1.4, z, 4.6, 1.8, (34, 34, 32), 110, rough=rng)
    sheet.line([(x, 0.25, z + 0.5), (x - 1.2, 0.3, z + 0.1), end], 0.26, BARK)
    sheet.line([(x, 0.32, z + 0.5), (x - 1.2, 0.37, z + 0.1), end], 0.07, shade(BARK, 1.4), 170)
    sheet.ball((x, 0.25, z + 0.5), 0.26, 0.28, (206, 172, 120))
    for _ in range(16):
        start: Point = (x - rng.uniform(0.6, 2.8), 0.35, z + 0.1)
        tip: Point = (start[0] - rng.uniform(-0.3, 0.8), rng.uniform(0.05, 1.2), z + rng.uniform(-0.6, 0.5))
        sheet.line([start, tip], 0.06, BARK)
        for _ in range(26):
            spot = (
                tip[0] + rng.uniform(-0.45, 0.45),
                max(0.03, tip[1] + rng.uniform(-0.35, 0.2)),
                tip[2] + rng.uniform(-0.2, 0.2),
            )
            sheet.ball(spot, 0.22, 0.12, varied(rng.choice(LEAVES), rng, 0.2))


def _sawdust(sheet: Sheet, rng: Random, x: float, z: float) -> None:
    for _ in range(40):
        spot = (x - rng.uniform(0, 3), 0.0, z + rng.uniform(-0.8, 0.8))
        sheet.ball(spot, 0.09, 0.03, rng.choice(((196, 164, 112), *LEAVES)), 150)


def _hanging(sheet: Sheet, rng: Random, x: float, z: float) -> None:
    """Cables slipped from their pole, down to where people's heads are."""
    for _ in range(11):
        near: Point = (x + rng.uniform(0, 0.6), rng.uniform(4.2, 5.6), 2.2)
        far: Point = (x + rng.uniform(-0.3, 0.3), 5.5, z + 18)
        sheet.line(sag(near, far, rng.uniform(1.6, 3.4)), 0.035, (24, 24, 26))
    for n in range(7):
        ring = round_about(x + 0.7, z, 0.7 + n * 0.05, 0.1)
        loop = [(a, 1.9 + (b - z) * 9 + n * 0.03, z) for a, _, b in ring]
        sheet.line([*loop, loop[0]], 0.03, (28, 28, 32))
    sheet.line([(x + 0.7, 1.5, z), (x + 0.9, 0.7, z), (x + 1.3, 0.2, z)], 0.035, (24, 24, 26))


def _tied(sheet: Sheet, _rng: Random, x: float, z: float) -> None:
    sheet.line(sag((x + 0.2, 5.2, 2.2), (x, 5.5, z + 18), 0.25), 0.14, (30, 30, 32))


def _parked(sheet: Sheet, rng: Random, x: float, z: float) -> None:
    for n in range(9, -1, -1):
        for aside in (-0.45, 0.5):
            motorbike(sheet, x + aside + rng.uniform(-0.08, 0.08), z + n * 0.95 + rng.uniform(-0.1, 0.1), rng, y=KERB)


def _posters(sheet: Sheet, rng: Random, x: float, z: float) -> None:
    """Papers one over the other, torn, and telephone numbers sprayed by stencil."""
    for _ in range(44):
        a, b = z + rng.uniform(-1.6, 3.6), rng.uniform(0.5, 1.8)
        wide, high, turn = rng.uniform(0.25, 0.5), rng.uniform(0.2, 0.4), rng.uniform(-0.04, 0.04)
        paper = varied(
            rng.choice(((238, 236, 228), (240, 220, 110), (220, 120, 110), (150, 190, 220), (228, 226, 216))), rng, 0.06
        )
        sheet.face([(x, b, a), (x, b + turn, a + wide), (x, b + high + turn, a + wide), (x, b + high, a)], paper)
        for n in range(3):
            y = b + high * (0.25 + 0.25 * n)
            sheet.face(
                [
                    (x, y, a + 0.05),
                    (x, y + turn, a + wide * 0.8),
                    (x, y + 0.03 + turn, a + wide * 0.8),
                    (x, y + 0.03, a + 0.05),
                ],
                (60, 56, 60),
                200,
            )
    for a, y in ((z + 3.8, 1.5), (z + 1.0, 0.5), (z - 1.4, 1.9)):
        for n in range(9):
            left = a + n * 0.13
            sheet.face(
                [(x, y, left), (x, y, left + 0.08), (x, y + 0.2, left + 0.08), (x, y + 0.2, left)], (36, 40, 120), 210
            )


def _repainted(sheet: Sheet, rng: Random, x: float, z: float) -> None:
    colour = (226, 220, 200)
    for _ in range(3):
        near, far = z - rng.uniform(1.5, 1.8), z + rng.uniform(4.6, 5.0)
        low, high = rng.uniform(0.42, 0.5), rng.uniform(2.12, 2.18)
        sheet.face([(x, low, near), (x, low, far), (x, high, far), (x, high, near)], varied(colour, rng, 0.02), 150)


def _bin(sheet: Sheet, x: float, z: float, colour: Colour) -> None:
    sheet.puddle(x, z, 1.1, 0.8, (30, 30, 28), 110)
    sheet.face([(x - 0.3, KERB + 0.1, z), (x + 0.3, KERB + 0.1, z), (x + 0.38, 1.2, z), (x - 0.38, 1.2, z)], colour)
    sheet.face(
        [(x - 0.38, 1.2, z), (x - 0.3, KERB + 0.1, z), (x - 0.22, KERB + 0.1, z), (x - 0.28, 1.2, z)],
        shade(colour, 0.7),
    )
    for aside in (-0.26, 0.26):
        sheet.ball((x + aside, KERB + 0.12, z), 0.16, 0.2, (26, 26, 28))
    sheet.face([(x - 0.2, 0.65, z), (x + 0.2, 0.65, z), (x + 0.2, 0.9, z), (x - 0.2, 0.9, z)], (236, 236, 230), 210)


def _broken_bin(sheet: Sheet, rng: Random, x: float, z: float) -> None:
    green: Colour = (48, 104, 70)
    _bin(sheet, x, z, shade(green, 0.85))
    for _ in range(9):
        spot = (x + rng.uniform(-0.22, 0.22), 1.22 + rng.uniform(0, 0.18), z)
        _bag(sheet, rng, spot, rng.uniform(0.24, 0.38), varied(rng.choice(BAGS), rng, 0.2))
    crack: list[Point] = [
        (x + 0.36, 1.2, z),
        (x + 0.1, 0.86, z),
        (x + 0.18, 0.6, z),
        (x - 0.02, 0.3, z),
        (x + 0.3, 0.3, z),
    ]
    sheet.face(crack, (24, 26, 24))
    sheet.face(
        [
            (x + 0.42, KERB, z - 0.4),
            (x + 1.1, KERB, z - 0.5),
            (x + 1.2, KERB + 0.12, z - 0.1),
            (x + 0.5, KERB + 0.08, z),
        ],
        green,
    )
    for _ in range(26):
        spot = (x + rng.uniform(-0.9, 1.0), KERB + 0.03, z - rng.uniform(0.1, 0.7))
        sheet.ball(
            spot,
            rng.uniform(0.08, 0.22),
            rng.uniform(0.05, 0.12),
            varied(rng.choice((*BAGS, (232, 230, 222))), rng, 0.2),
        )


def _new_bin(sheet: Sheet, _rng: Random, x: float, z: float) -> None:
    _bin(sheet, x, z, (54, 128, 82))
    sheet.face([(x - 0.44, 1.2, z), (x + 0.44, 1.2, z), (x + 0.4, 1.34, z), (x - 0.4, 1.34, z)], (40, 100, 64))


_AT_KERB = ((ROAD + 0.7, ROAD + 1.0), (5.0, 6.2))
THINGS: tuple[Matter, ...] = (
    Matter(
        name="den-tat",
        category="chieu-sang",
        titles="tắt cả|tối om|bóng đèn hỏng|chập chờn|lúc sáng|không có đèn",
        before=_dark,
        after=_lit,
        room=((-60, 60), (-1, 60), (-6, 130)),
        place=((ROAD + 0.4, ROAD + 0.4), (8.0, 8.0)),
        told_before="Cả dãy đèn không sáng.",
        told_after="Đèn đã sáng lại.",
        sides=("", "trees"),
        night=True,
    ),
    Matter(
        name="tru-den",
        category="chieu-sang",
        titles="Trụ đèn",
        before=_leaning,
        after=_upright,
        room=((-5.2, 0.6), (0, 8.4), (-0.3, 0.3)),
        place=((ROAD + 0.5, ROAD + 0.5), (11.0, 13.0)),
        told_before="Trụ đèn nghiêng ra lòng đường.",
        told_after="Trụ đèn đã dựng thẳng.",
        sides=("", "wall"),
    ),
    Matter(
        name="rac",
        category="rac-thai",
        titles="Rác ùn|Bãi rác|rác đầy đường|gom rác|Xe rác",
        before=_rubbish,
        after=_swept,
        room=((-2.2, 2.3), (0, 1.6), (-1.6, 1.3)),
        place=_AT_KERB,
        told_before="Rác chất đống bên đường.",
        told_after="Đã gom hết rác.",
    ),
    Matter(
        name="xa-ban",
        category="rac-thai|xay-dung",
        titles="Xà bần|Phế thải|vật liệu ra đường",
        before=_rubble,
        after=_swept,
        room=((-1.9, 1.9), (-0.1, 1.3), (-1.4, 1.4)),
        place=((1.9, 2.3), (5.0, 6.0)),
        told_before="Cát, gạch vỡ chiếm lòng đường.",
        told_after="Đã dọn sạch lòng đường.",
    ),
    Matter(
        name="thung-rac",
        category="rac-thai",
        titles="Thùng rác",
        before=_broken_bin,
        after=_new_bin,
        room=((-1.4, 1.5), (0, 1.8), (-1.0, 0.6)),
        place=((ROAD + 0.8, ROAD + 1.1), (4.4, 5.2)),
        told_before="Thùng rác vỡ, rác tràn ra ngoài.",
        told_after="Đã thay thùng mới.",
    ),
    Matter(
        name="canh-cay",
        category="cay-xanh",
        titles="Cây đổ|Cành khô|nguy cơ đổ",
        before=_branch,
        after=_sawdust,
        room=((-4.6, 1.2), (-0.1, 1.9), (-1.2, 1.2)),
        place=((2.4, 2.9), (5.5, 7.0)),
        told_before="Cành cây rơi chắn ngang đường.",
        told_after="Đã cắt dọn cành cây.",
        sides=("", "trees"),
    ),
    Matter(
        name="day-cap",
        category="vien-thong|dien-luc",
        titles="Cáp mạng|Cáp viễn thông|Dây điện sà|Dây điện đứt",
        before=_hanging,
        after=_tied,
        room=((-0.8, 1.8), (0, 6.2), (-5.8, 18.2)),
        place=((-PAVED + 0.8, -PAVED + 0.9), (7.0, 8.0)),
        told_before="Dây thòng xuống ngang đầu người.",
        told_after="Dây đã bó gọn, treo lên cao.",
        sides=("wall", ""),
    ),
    Matter(
        name="xe-via-he",
        category="trat-tu-do-thi",
        titles="Xe máy để kín",
        before=_parked,
        after=nothing,
        room=((-1.1, 1.1), (0, 1.5), (-0.7, 9.5)),
        place=((4.5, 4.6), (4.2, 4.8)),
        told_before="Xe máy chiếm hết vỉa hè.",
        told_after="Vỉa hè đã thông.",
        sides=("", "houses"),
    ),
    Matter(
        name="quang-cao",
        category="quang-cao|di-tich",
        titles="dán kín|phun số|vẽ bậy|dán giấy",
        before=_posters,
        after=_repainted,
        room=((-0.1, 0.1), (0.3, 2.4), (-2.2, 5.4)),
        place=((-PAVED, -PAVED), (5.8, 6.6)),
        told_before="Tường bị dán, phun kín quảng cáo.",
        told_after="Tường đã được cạo và sơn lại.",
        sides=("wall", ""),
    ),
)

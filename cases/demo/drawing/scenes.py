"""The scenes that are photographed: each matter in streets of its own, four by four weathers and places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from PIL import Image, ImageDraw

from cases.demo.drawing.develop import developed
from cases.demo.drawing.ground import GROUND
from cases.demo.drawing.matter import Matter
from cases.demo.drawing.sheet import Camera, Light, Sheet
from cases.demo.drawing.street import PAVED, lay_out
from cases.demo.drawing.things import THINGS

MATTERS: tuple[Matter, ...] = (*GROUND, *THINGS)
EACH = 4  # scenes of a matter
CLEAR = Light(top=(122, 168, 214), low=(222, 230, 232), ambient=(1.04, 1.0, 0.92))
CLOUDED = Light(top=(176, 184, 190), low=(216, 218, 218), ambient=(0.88, 0.9, 0.92), haze=95)
RAINY = Light(top=(140, 148, 154), low=(190, 196, 200), ambient=(0.68, 0.72, 0.76), haze=70, wet=True)
LATE = Light(top=(104, 120, 158), low=(236, 200, 158), ambient=(0.8, 0.7, 0.6))
NIGHT = Light(top=(12, 15, 30), low=(34, 35, 48), ambient=(0.25, 0.26, 0.33), haze=160)
DRY = (CLEAR, CLOUDED, LATE, CLEAR)
WET = (RAINY, CLOUDED, RAINY, CLOUDED)


@dataclass(frozen=True, kw_only=True)
class Scene:
    """One place with one matter; `number` of the matter's scenes. The odd ones lie in the season of rain."""

    matter: Matter
    number: int

    @property
    def seed(self) -> int:
        """Where all its chance comes from."""
        return MATTERS.index(self.matter) * 100 + self.number

    @property
    def rainy(self) -> bool:
        """Whether it was taken in the season of rain."""
        return self.number % 2 == 1

    def photos(self) -> tuple[Image.Image, Image.Image]:
        """The photo before and the one after. Only the matter differs: street, light, camera and grain are the same."""
        rng = self.chance()
        base = Sheet(self.camera(rng), self._light())
        left, right = (fixed or rng.choice(("houses", "wall", "trees")) for fixed in self.matter.sides)
        lay_out(base, rng, left=left, right=right, night=self.matter.night)
        x, z = self.place()
        taken = []
        for draw in (self.matter.before, self.matter.after):
            sheet = Sheet(base.camera, base.light)
            sheet.image = base.image.copy()
            sheet.pen = ImageDraw.Draw(sheet.image, "RGBA")
            draw(sheet, Random(self.seed + 1), x, z)  # noqa: S311 - a picture, no secret
            taken.append(developed(sheet, self.seed))
        return taken[0], taken[1]

    def chance(self) -> Random:
        """Where the camera and the street come from, from their beginning."""
        return Random(self.seed)  # noqa: S311 - a picture, no secret

    def camera(self, rng: Random) -> Camera:
        """Held so that the matter is in the picture, a little askew."""
        x, z = self.place()
        aside = max(-PAVED + 1.2, min(PAVED - 1.6, x * 0.55 + rng.uniform(-0.6, 0.6)))
        return Camera(
            x=aside,
            height=rng.uniform(1.5, 1.8),
            horizon=0.56 if self.matter.night or self.matter.room[1][1] > 3 else rng.uniform(0.26, 0.34),
            vanish=max(0.25, min(0.75, 0.5 - (x - aside) / z * 0.5 + rng.uniform(-0.04, 0.04))),
            roll=rng.uniform(-0.03, 0.03),
        )

    def place(self) -> tuple[float, float]:
        """Metres beside the middle of the road, and ahead."""
        rng = Random(self.seed + 7)  # noqa: S311 - a picture, no secret
        across, ahead = self.matter.place
        return rng.uniform(*across), rng.uniform(*ahead)

    def _light(self) -> Light:
        if self.matter.night:
            return NIGHT
        wet = self.rainy or self.matter.name == "ngap"
        return (WET if wet else DRY)[self.number // 2 % 2 * 2 + self.number % 2]


def scenes() -> Iterator[Scene]:
    """All of them, always in the same order."""
    for matter in MATTERS:
        for number in range(EACH):
            yield Scene(matter=matter, number=number)

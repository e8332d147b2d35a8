"""Boxes over a photo that hide faces and number plates, in thousandths of its width and height."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WHOLE = 1000
MOST = 30  # boxes on one photo


class CoversRefused(ValueError):  # noqa: N818 - a refusal with a reason, like ActionRefused
    """These are no boxes within a photo."""


@dataclass(frozen=True, kw_only=True)
class Box:
    """One box: where it begins from left and top, and how wide and high it is."""

    left: int
    top: int
    width: int
    height: int

    def __post_init__(self) -> None:
        """CoversRefused for one that covers nothing, or reaches out of the photo."""
        for start, length in ((self.left, self.width), (self.top, self.height)):
            if start < 0 or length < 1 or start + length > WHOLE:
                raise CoversRefused("A box lies within the photo and covers something of it.")

    def row(self) -> list[int]:
        """What is stored."""
        return [self.left, self.top, self.width, self.height]

    def holds(self, other: Box) -> bool:
        """Whether the other lies within this one."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.left + other.width <= self.left + self.width
            and other.top + other.height <= self.top + self.height
        )

    def pixels(self, width: int, height: int) -> tuple[int, int, int, int]:
        """Left, top, right and bottom in a photo of this size: rounded outwards, so that no edge looks out."""
        return (
            self.left * width // WHOLE,
            self.top * height // WHOLE,
            -(-(self.left + self.width) * width // WHOLE),
            -(-(self.top + self.height) * height // WHOLE),
        )


def hide_no_less(boxes: Iterable[Box], before: Iterable[Box]) -> bool:
    """Whether nothing comes to light that was covered `before`: each box of then lies within one of now.

    Two that cover a larger one together do not: each keeps a few colours of its own, and so they keep more of it.
    """
    now = list(boxes)
    return all(any(box.holds(old) for box in now) for old in before)


def boxes_of(rows: Iterable[Sequence[int]]) -> list[Box]:
    """The boxes of stored rows, each once, from top to bottom; CoversRefused for what is none, or too many."""
    boxes = set()
    for row in rows:
        if len(row) != 4 or not all(type(number) is int for number in row):
            raise CoversRefused("A box is four whole numbers.")
        left, top, width, height = row
        boxes.add(Box(left=left, top=top, width=width, height=height))
    if len(boxes) > MOST:
        raise CoversRefused(f"A photo has at most {MOST} boxes.")
    return sorted(boxes, key=lambda box: (box.top, box.left, box.width, box.height))

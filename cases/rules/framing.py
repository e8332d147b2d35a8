"""An answer between an opening and a closing that an officer chose from a list."""

from __future__ import annotations

from collections.abc import Iterable

_APART = "\n\n"


def without_opening(text: str, openings: Iterable[str]) -> str:
    """The text without the longest of these openings that it begins with."""
    found = max((each for each in openings if each and text.startswith(each)), key=len, default="")
    return text[len(found) :].lstrip()


def without_closing(text: str, closings: Iterable[str]) -> str:
    """The text without the longest of these closings that it ends with."""
    found = max((each for each in closings if each and text.endswith(each)), key=len, default="")
    return text[: len(text) - len(found)].rstrip()


def framed(text: str, *, opening: str, closing: str, openings: Iterable[str], closings: Iterable[str]) -> str:
    """The text with what was chosen around it, in place of what of these lists stood there; "" leaves an end alone.

    Framed again the same way it stays the same.
    """
    if opening:
        text = without_opening(text, {*openings, opening})
    if closing:
        text = without_closing(text, {*closings, closing})
    return _APART.join(part for part in (opening, text, closing) if part)


def is_frame_alone(text: str, *, openings: Iterable[str], closings: Iterable[str]) -> bool:
    """True where between opening and closing nothing is said."""
    return not without_closing(without_opening(text.strip(), openings), closings).strip()

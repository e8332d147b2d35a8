"""Reads a number from an address or a form, where anybody may write anything."""

from __future__ import annotations

#: The largest number of a case that is looked for: what every database of ours keeps.
LARGEST_NUMBER = 10**18 - 1


def whole(text: str, *, most: int) -> int | None:
    """The whole number from 0 to `most` in ASCII digits, no more of them than `most` has; None for anything else.

    Python reads no number of 5,000 digits, and no database takes one of 30.
    """
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(most))):
        return None
    found = int(text)
    return found if found <= most else None

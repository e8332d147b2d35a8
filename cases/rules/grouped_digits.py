"""Numbers that are the same however their digits are grouped: "0912 345 678", "0912.345.678", "(0912) 345-678"."""

from __future__ import annotations

import re

FEWEST = 4  # digits of a number that may be grouped: "1-2 ngày" is not 12
_BETWEEN = r"\s.\-\u2010-\u2015\u2212()\[\]+"  # spaces, dots, hyphens and dashes, brackets, and the plus of a country
_NUMBER = re.compile(rf"[\d{_BETWEEN}]+")
_GROUPS = re.compile(rf"[{_BETWEEN}]+")


def is_between(character: str) -> bool:
    """Whether it may stand between the digits of one number."""
    return _GROUPS.fullmatch(character) is not None


def digits_of(words: str) -> str:
    """The digits of a number without what groups them; "" for what is no number, or a short one."""
    digits = _GROUPS.sub("", words) if _NUMBER.fullmatch(words) else ""
    return digits if len(digits) >= FEWEST else ""


def pattern_of(words: str) -> str:
    """A pattern of the same number however it is grouped, with the signs that these words have around it, if any.

    "" for what is no number. It is never a part of a longer number, or of a word.
    """
    digits = digits_of(words)
    if not digits:
        return ""
    before, after = words[: words.index(digits[0])], words[words.rindex(digits[-1]) + 1 :]
    number = rf"[{_BETWEEN}]*".join(digits)
    return rf"(?:{re.escape(before)})?(?<!\w){number}(?!\w)(?:{re.escape(after)})?"

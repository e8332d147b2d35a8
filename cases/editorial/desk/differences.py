"""What changed between two versions of a text, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

WORD = re.compile(r"\s+|\w+|[^\w\s]")
#: Above so many characters lines are compared instead of words: comparing takes the square of what there is to compare.
LONG = 20_000


def _parts(text: str, *, lines: bool) -> list[str]:
    return text.splitlines(keepends=True) if lines else WORD.findall(text)


def changes(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Yield (kind, text) in the order of reading; kind is "" for what stayed, "del" or "ins"."""
    lines = len(before) + len(after) > LONG
    old, new = _parts(before, lines=lines), _parts(after, lines=lines)
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield "", "".join(new[c:d])
            continue
        if a < b:
            yield "del", "".join(old[a:b])
        if c < d:
            yield "ins", "".join(new[c:d])

"""What changed between two versions of a text, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

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


def marked(before: str, after: str) -> SafeString:
    """The newer text with what was taken out and put in as `del` and `ins`; everything is escaped."""
    pieces = [
        format_html("<{}>{}</{}>", mark_safe(kind), text, mark_safe(kind)) if kind else format_html("{}", text)  # noqa: S308 - one of our two tag names
        for kind, text in changes(before, after)
    ]
    return mark_safe("".join(pieces))  # noqa: S308 - every piece is escaped

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
    """Yield (kind, text) in the order of reading; kind is "" for what stayed, "del" or "ins".

    Where only blanks stayed between two changes, all that went comes before all that came: words are not interleaved.
    """
    gone = come = ""
    for kind, old, new in _runs(before, after):
        if kind == "equal" and not (new.isspace() and (gone or come)):
            yield from ((name, text) for name, text in (("del", gone), ("ins", come)) if text)
            gone = come = ""
            yield "", new
        else:
            gone, come = gone + old, come + new
    yield from ((name, text) for name, text in (("del", gone), ("ins", come)) if text)


def _runs(before: str, after: str) -> Iterator[tuple[str, str, str]]:
    """Kind of a stretch as difflib names it, what it was and what it is."""
    lines = len(before) + len(after) > LONG
    old, new = _parts(before, lines=lines), _parts(after, lines=lines)
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield kind, "".join(old[a:b]), "".join(new[c:d])

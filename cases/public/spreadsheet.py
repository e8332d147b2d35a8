"""Files of comma-separated values that spreadsheets open without harm."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"  # tells spreadsheets that the file is UTF-8
MARKED = {"1": True, "0": False, "": False}  # what `bom` may say in the address of a file
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for a formula when it begins a cell


class Echo:
    """Gives back what is written to it, so that a `csv.writer` yields lines."""

    def write(self, text: str) -> str:
        """Return the text."""
        return text


def marked(lines: Iterable[str], *, mark: bool) -> Iterator[str]:
    """The lines of a file; with `mark` they begin with what tells Excel that they are UTF-8."""
    return chain([MARK] if mark else [], lines)


def harmless(value: object) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP, "CSV Injection")."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text

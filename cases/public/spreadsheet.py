"""Files of comma-separated values that spreadsheets open without harm."""

from __future__ import annotations

MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"  # tells spreadsheets that the file is UTF-8
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for a formula when it begins a cell


class Echo:
    """Gives back what is written to it, so that a `csv.writer` yields lines."""

    def write(self, text: str) -> str:
        """Return the text."""
        return text


def harmless(value: object) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP, "CSV Injection")."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text

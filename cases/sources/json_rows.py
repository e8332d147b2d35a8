"""Rows of a JSON Lines file, and its values by type: a wrong one is told by its field."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from cases.actions.incoming import Rejected
from cases.sources.assembly import FieldRefused
from cases.sources.lines import Lines, raw_of
from cases.sources.texts import clean

Object = Mapping[str, object]

_KINDS = {str: "text", bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}


class JsonRows:
    """Iterates `(line, object)`, and `Rejected` ones in between. Blank lines are passed over."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._text = ""

    def __iter__(self) -> Iterator[tuple[int, Object] | Rejected]:
        for text in self._lines:
            self._text = text
            yield from self._passed_on()
            if text.strip():
                yield self._parsed()
        yield from self._passed_on()

    def raw(self) -> str:
        """How the present row looks in the file."""
        return raw_of(self._text)

    def _parsed(self) -> tuple[int, Object] | Rejected:
        line = self._lines.number
        try:
            row = json.loads(self._text)
        except RecursionError:
            return Rejected(line=line, field="", reason="is nested too deep", raw=self.raw())
        except ValueError as error:
            return Rejected(line=line, field="", reason=f"is no JSON: {error}", raw=self.raw())
        if not isinstance(row, dict):
            reason = f"expected an object, found {kind_of(row)}"
            return Rejected(line=line, field="", reason=reason, raw=self.raw())
        return line, row

    def _passed_on(self) -> Iterator[Rejected]:
        yield from self._lines.rejected
        self._lines.rejected.clear()


def kind_of(value: object) -> str:
    """What a JSON value is, in words."""
    return "null" if value is None else _KINDS[type(value)]


def _wrong(field: str, expected: str, value: object) -> FieldRefused:
    return FieldRefused(field, f"expected {expected}, found {kind_of(value)}")


def text_of(row: Object, field: str) -> str:
    """A text without outer blanks, in NFC; "" for null or a missing field."""
    value = row.get(field)
    return "" if value is None else _text(field, value)


def texts_of(row: Object, field: str) -> list[str]:
    """The texts of a list that are not blank; none for null or a missing field."""
    value = row.get(field)
    if value is None:
        return []
    if not isinstance(value, list):
        raise _wrong(field, "a list", value)
    return [text for text in (_text(field, entry) for entry in value) if text]


def _text(field: str, value: object) -> str:
    if not isinstance(value, str):
        raise _wrong(field, "text", value)
    if "\0" in value:
        raise FieldRefused(field, "holds a NUL character")
    return clean(value).strip()


def whole_of(row: Object, field: str) -> int | None:
    """A whole number; None for null or a missing field."""
    value = row.get(field)
    if value is not None and type(value) is not int:
        raise _wrong(field, "a whole number", value)
    return value


def boolean_of(row: Object, field: str) -> bool:
    """True or false; false for null or a missing field."""
    value = row.get(field)
    if value is not None and not isinstance(value, bool):
        raise _wrong(field, "true or false", value)
    return bool(value)

"""What a table of the open data is: its columns with their types, and what they mean in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import Any

from django.utils.translation import get_language

#: What joins several values in one cell.
SEPARATOR = "; "


class Kind(StrEnum):
    """Types of Table Schema (datapackage.org, version 2.0) that the files use."""

    TEXT = "string"
    WHOLE = "integer"
    NUMBER = "number"
    YES = "boolean"
    DAY = "date"
    INSTANT = "datetime"


@dataclass(frozen=True, kw_only=True)
class Told:
    """The same sentence in both languages; the files hold both, whoever made them."""

    vi: str
    en: str

    def __str__(self) -> str:
        return self.en if get_language() == "en" else self.vi


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column. `always`: it is never empty. `values`: all it can say, where that is known."""

    name: str
    kind: Kind
    means: Told
    always: bool = False
    values: tuple[str, ...] = ()

    def as_field(self) -> dict[str, Any]:
        """The field of a Table Schema."""
        constraints: dict[str, Any] = {"required": True} if self.always else {}
        if self.values:
            constraints["enum"] = list(self.values)
        return {
            "name": self.name,
            "type": self.kind.value,
            "description": self.means.vi,
            "description_en": self.means.en,
            **({"constraints": constraints} if constraints else {}),
        }


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table; `by_year`: a file for each year, else one for all. `refers`: column → (table, column)."""

    name: str
    title: Told
    about: Told
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    by_year: bool = False
    refers: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns, in order."""
        return tuple(column.name for column in self.columns)

    def as_schema(self) -> dict[str, Any]:
        """The Table Schema; references lead to tables that are one file whatever the year."""
        keys = [
            {"fields": [name], "reference": {"resource": table, "fields": [there]}}
            for name, (table, there) in self.refers.items()
        ]
        return {
            "fields": [column.as_field() for column in self.columns],
            "missingValues": [""],
            **({"primaryKey": list(self.key)} if self.key else {}),
            **({"foreignKeys": keys} if keys else {}),
        }


def both(vi: str, en: str) -> Told:
    """A sentence in both languages, said shortly."""
    return Told(vi=vi, en=en)


def column(kind: Kind, name: str, vi: str, en: str, *, always: bool = False, values: Iterable[str] = ()) -> Column:
    """A column, said shortly: the dictionary has a hundred and more."""
    return Column(name=name, kind=kind, means=both(vi, en), always=always, values=tuple(values))


text, whole, number, yes, day, instant = (partial(column, kind) for kind in Kind)


def table(
    name: str,
    title: Told,
    about: Told,
    *columns: Column,
    key: tuple[str, ...],
    by_year: bool = False,
    refers: Mapping[str, tuple[str, str]] | None = None,
) -> Table:
    """A table, said shortly."""
    return Table(
        name=name, title=title, about=about, columns=columns, key=key, by_year=by_year, refers=dict(refers or {})
    )

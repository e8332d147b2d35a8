"""All figures of the city's parts as plain rows: what commands print and files hold."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cases.accountability.cuts import AGENCY, CITY, SOURCE, WARD, Cut
from cases.accountability.definitions import FIGURES, Value
from cases.accountability.figure_parts import Part, parts_by
from cases.models import Agency, Category, Ward
from cases.public.telling import localised
from cases.rules.name_order import name_order

Row = dict[str, Value | str]
#: Of each row its part comes first: its name, and what it goes by in addresses ("" where it has none).
HEAD = ("part", "slug")
COLUMNS = (*HEAD, *(figure.code for figure in FIGURES))


def figure_rows(cut: Cut, at: datetime) -> list[Row]:
    """The parts of a cut by name as a dictionary has it, months by time; everything as it stood at an instant."""
    return named_rows(cut, parts_by(cut, at))


def named_rows(cut: Cut, parts: Mapping[Any, Part]) -> list[Row]:
    """What was counted before, with the names that its parts bear now."""
    named = _named(cut, parts)
    rows: list[Row] = []
    for key in sorted(parts, key=lambda key: named[key]):
        _order, name, slug = named[key]
        told = {figure.code: figure.read(parts[key]) for figure in FIGURES}
        rows.append({"part": name, "slug": slug, **told})
    return rows


def _named(cut: Cut, keys: Mapping[Any, Any]) -> dict[Any, tuple[str, str, str]]:
    """What each key is sorted by, its name and its slug."""
    if cut.periods:
        firsts = {key: cut.periods[key].first.isoformat()[:7] for key in keys}
        return {key: (first, first, first) for key, first in firsts.items()}
    if cut is CITY:
        return dict.fromkeys(keys, ("", "", ""))
    if cut is SOURCE:
        return {key: (key, key, key) for key in keys}
    told = _places(cut, keys)
    return {key: (name_order(told[key][0])[0], *told[key]) if key in told else ("", "", "") for key in keys}


def _places(cut: Cut, keys: Mapping[Any, Any]) -> dict[Any, tuple[str, str]]:
    ids = [key for key in keys if key is not None]
    if cut is AGENCY:
        return {agency.pk: (str(agency), agency.slug) for agency in Agency.objects.filter(pk__in=ids)}
    rows = (Ward if cut is WARD else Category).objects.filter(pk__in=ids).values("pk", "name", "name_en", "slug")
    return {row["pk"]: (localised(row["name"], row["name_en"]), row["slug"]) for row in rows}

"""Cells of the map as programs read them: where each is drawn, what is said of it, and where it leads."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.templatetags.numbers import number_text
from cases.templatetags.redaction import redacted_plain
from cases.templatetags.states import state_mark, state_word
from cases.templatetags.verdicts import verdict_mark, verdict_words
from search.cells import EAST, MOST_ZOOM, NORTH, UNITS, Cell, side
from search.document import Document
from search.listing import href_of
from search.map_page import map_href
from search.question import Question
from search.rows import row_of
from search.telling import cases_text

INSET = 0.32  # of a cell: so far from its edges its mark is drawn, that none lies over another
TRUE_FROM = 17  # the zoom from which marks stand where the cases do: a street corner fills the screen
BARE_ZOOM = 15  # nearer, a screen lies within one ward and shows nothing but paper
FEW_UNITS = 3  # about as many metres: what lies closer together no zoom parts


def told(cells: Iterable[Cell], question: Question, zoom: int, at: datetime) -> list[dict[str, Any]]:
    """Every cell, in the order in which the keyboard meets them."""
    return [_alone(cell, cell.lone, zoom, at) if cell.lone else _several(cell, question, zoom) for cell in cells]


def _several(cell: Cell, question: Question, zoom: int) -> dict[str, Any]:
    within = question.but(bbox=cell.box)
    apart = zoom < most_zoom() and _spread(cell) > FEW_UNITS
    words = cases_text(cell.n)
    if cell.late:
        late = ngettext("%(n)s trễ hạn hoặc lỡ hẹn", "%(n)s trễ hạn hoặc lỡ hẹn", cell.late)
        words = f"{words}, {late % {'n': number_text(cell.late)}}"
    return {
        **_place(cell, zoom),
        "n": cell.n,
        "shown": number_text(cell.n),
        "late": number_text(cell.late) if cell.late else "",
        "words": (_("%(words)s: phóng to") if apart else _("%(words)s: xem danh sách")) % {"words": words},
        "box": [cell.box.west, cell.box.south, cell.box.east, cell.box.north] if apart else None,
        "href": map_href(within) if apart else href_of(within),
    }


def most_zoom() -> int:
    """How near the map can come: without tiles only as far as outlines of wards still show where one is."""
    return MOST_ZOOM if settings.MAP_TILE_URL else BARE_ZOOM


def _spread(cell: Cell) -> float:
    return max(cell.box.east - cell.box.west, cell.box.north - cell.box.south) * UNITS


def _alone(cell: Cell, document: Document, zoom: int, at: datetime) -> dict[str, Any]:
    row = row_of(document, at)
    verdict, state = verdict_words(row), state_word(document.state, document.round)
    title = redacted_plain(document.title)
    coarse = _("Vị trí làm tròn, sai khoảng 1 km") if document.search_hidden else ""
    words = [title, verdict, state, coarse]
    return {
        **_place(cell, zoom),
        "n": 1,
        "title": title,
        "verdict": {"mark": verdict_mark(row), "words": verdict},
        "state": {"mark": state_mark(document.state, document.round), "words": state},
        "coarse": coarse,
        "words": ". ".join(filter(None, words)),
        "href": reverse("case_list") + document.path,
    }


def _place(cell: Cell, zoom: int) -> dict[str, float]:
    """Where the mark is drawn: at the mean of the points, but not so near an edge that it would touch the next one."""
    if zoom >= TRUE_FROM:
        return {"lat": cell.lat, "lon": cell.lon}
    return {"lat": _inside(cell.lat, cell.y, NORTH, zoom), "lon": _inside(cell.lon, cell.x, EAST, zoom)}


def _inside(degrees: float, number: int, shift: int, zoom: int) -> float:
    edge, across = number * side(zoom) / UNITS - shift, side(zoom) / UNITS
    return round(min(max(degrees, edge + INSET * across), edge + (1 - INSET) * across), 6)

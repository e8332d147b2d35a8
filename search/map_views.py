"""The map at /ban-do/, and its cells as JSON: the question of the list, seen from above."""

from __future__ import annotations

import re
from dataclasses import replace
from hashlib import blake2b
from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.functional import Promise
from django.utils.http import quote_etag
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.public.parameters import Problem
from search.answers import SECONDS, this_minute
from search.asking import read_question
from search.cells import LEAST_ZOOM, MOST_ZOOM, cells_across
from search.machine_questions import NARROWING, RefusedError, asked_by, known
from search.map_cells import most_zoom, told
from search.map_page import MapListing, WardDrawing
from search.mapped import MapAsking
from search.names import shown_names
from search.question import Box, Question

MOST_CELLS = 2_500  # a screen of 4,800 × 4,800 pixels
EVERY_CELL: str | Promise = gettext_lazy("bản đồ không có trang")
OTHERWISE: dict[str, str | Promise] = {
    "sort": gettext_lazy("bản đồ không có thứ tự"),
    "page": EVERY_CELL,
    "after": EVERY_CELL,
    "before": EVERY_CELL,
}
_ZOOM = re.compile(r"\d{1,2}", re.ASCII)


@require_safe
def case_map(request: HttpRequest) -> HttpResponse:
    """The question in the address on a map, with the list beside it; all but the moving of the map without a script."""
    asked = read_question(request.GET)
    question = replace(asked.first_page(), problems=asked.problems)
    asking = MapAsking(this_minute(timezone.now()))
    seen = asking.seen(question)
    listing = MapListing(question, seen, at=asking.at, age=asking.age, names=shown_names())
    first = question.whole().query
    context = {
        "listing": listing,
        "wards": WardDrawing(listing),
        "standing_in": asking.away is not None,
        "canonical_query": f"?{first}" if first else "",
        "tiles": settings.MAP_TILE_URL,
        "attribution": settings.MAP_TILE_ATTRIBUTION,
        "least_zoom": LEAST_ZOOM,
        "most_zoom": most_zoom(),
    }
    response = render(request, "search/case_map.html", context)
    if settings.MAP_TILE_URL:
        response._csp_update = {"img-src": [tile_source(settings.MAP_TILE_URL)]}  # type: ignore[attr-defined]  # django-csp's way
    return response


def read_zoom(text: str) -> int | None:
    """A zoom of web maps that the portal has; None for anything else."""
    return int(text) if _ZOOM.fullmatch(text) and LEAST_ZOOM <= int(text) <= MOST_ZOOM else None


def tile_source(address: str) -> str:
    """What a content security policy calls the place of these tiles; `{s}` stands for any name below a host."""
    parts = urlsplit(address.replace("{s}.", "*.", 1))
    return f"{parts.scheme}://{parts.netloc}"


@require_safe
def map_cells(request: HttpRequest) -> HttpResponse:
    """The cells of a box at a zoom as JSON; 400 with the sentence under `error` where a part cannot be heeded."""
    try:
        unknown = _("bản đồ không có tham số này")
        question = asked_by(request, NARROWING, OTHERWISE, unknown=unknown, own=("zoom",))
        question = known(question)
        box, zoom = _bounded(question, request.GET.get("zoom", "").strip())
    except RefusedError as error:
        return _json({"error": str(error)}, HTTPStatus.BAD_REQUEST)
    asking = MapAsking(this_minute(timezone.now()))
    asking.know_words([question])
    shown = " ".join([asking.age, request.get_full_path(), get_language() or ""])
    etag = quote_etag(blake2b(shown.encode(), digest_size=16).hexdigest())
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None and unchanged.status_code == HTTPStatus.NOT_MODIFIED:
        return unchanged
    cells = asking.cells(question, zoom)
    response = _json(
        {
            "zoom": zoom,
            "bbox": [box.west, box.south, box.east, box.north],
            "total": sum(cell.n for cell in cells),
            "cells": told(cells, question, zoom, asking.at),
        }
    )
    response.headers["ETag"] = etag
    patch_cache_control(response, public=True, max_age=SECONDS)
    return response


def _json(data: dict[str, object], status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False}, status=status)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _bounded(question: Question, text: str) -> tuple[Box, int]:
    """Box and zoom, as far as a screen reaches; RefusedError for anything else."""
    zoom = read_zoom(text)
    if zoom is None:
        raise _refused("zoom", _("Cần “zoom”: một số từ %(least)d đến %(most)d."), least=LEAST_ZOOM, most=MOST_ZOOM)
    if question.bbox is None:
        raise _refused("bbox", _("Cần “bbox”: tây,nam,đông,bắc, tính bằng độ."))
    if cells_across(question.bbox, zoom) > MOST_CELLS:
        raise _refused("bbox", _("“bbox” quá rộng cho “zoom=%(zoom)d”: hãy thu khung hoặc giảm zoom."), zoom=zoom)
    return question.bbox, zoom


def _refused(name: str, sentence: str, **numbers: int) -> RefusedError:
    return RefusedError([Problem(name, sentence % numbers)])

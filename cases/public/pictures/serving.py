"""Serves a card as a picture: drawn once for as long as it says the same, and not sent to whoever has it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from hashlib import blake2b

from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from cases.public.pictures.card import Card
from cases.public.pictures.sheet import png

SECONDS = 300  # for which nobody need ask again
DAY = 86_400


def answered(request: HttpRequest, card: Card) -> HttpResponse:
    """The card as PNG; 304 to who has it."""
    body = _drawn(card)
    etag = quote_etag(_digest(body))
    response = HttpResponse(body, content_type="image/png")
    response.headers["ETag"] = etag
    patch_cache_control(response, public=True, max_age=SECONDS)
    found: HttpResponse = get_conditional_response(request, etag=etag, response=response) or response
    return found


def picture(make: Callable[..., Card | None]) -> Callable[..., HttpResponseBase]:
    """A view of the card that `make` gives for the parts of the address; 404 where it gives none."""

    @require_safe
    @wraps(make)
    def view(request: HttpRequest, **parts: str) -> HttpResponse:
        card = make(**parts)
        if card is None:
            raise Http404
        return answered(request, card)

    return view


def _drawn(card: Card) -> bytes:
    """Kept in a cache of its own, so that a crawler asking for every picture pushes out no figures."""
    key, kept = _digest(repr(card).encode()), caches["pictures"]
    drawn: bytes | None = kept.get(key)
    if drawn is None:
        drawn = png(card)
        kept.set(key, drawn, DAY)
    return drawn


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()

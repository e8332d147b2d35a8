"""How often one address may ask, with headers that say so: a limit that a person never meets and a robot does.

Counted by each process of the portal for itself, in memory, and forgotten after a minute: nobody can read from it who
asked for what. Behind one address may stand a whole office or a telephone network, so there is much room.
Headers as of draft-ietf-httpapi-ratelimit-headers-10 (`RateLimit-Policy`, `RateLimit`) and RFC 9110 (`Retry-After`).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from cases.public.visitors import client_address

MINUTE = 60  # seconds
SAME_PLACE = 64  # bits of an IPv6 address that one connection has for itself
View = Callable[..., HttpResponseBase]
Refuse = Callable[[str], HttpResponse]
HEADERS = ("RateLimit-Policy", "RateLimit")  # what names a limit
limiter = FixedWindowRateLimiter(MemoryStorage())


def limited(name: str, refuse: Refuse | None = None) -> Callable[[View], View]:
    """Answer 429 where an address has asked oftener than the setting RATE_LIMITS allows a minute under this name.

    `refuse` writes the sentence down for programs; without it people get a page.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return within(name, request, lambda: view(request, *args, **kwargs), refuse)

        return answer

    return decorate


def within(
    name: str, request: HttpRequest, answer: Callable[[], HttpResponseBase], refuse: Refuse | None = None
) -> HttpResponseBase:
    """What `answer` gives, with headers that name the limit; 429 without asking it, once the limit is reached."""
    most = settings.RATE_LIMITS.get(name, 0)
    if not most:
        return answer()
    limit, key = RateLimitItemPerMinute(most), (name, place_of(client_address(request)))
    allowed = limiter.hit(limit, *key)
    stats = limiter.get_window_stats(limit, *key)
    seconds = min(MINUTE, max(1, ceil(stats.reset_time - time.time())))
    response = answer() if allowed else _refused(request, seconds, refuse)
    told = (f'"{name}";q={most};w={MINUTE}', f'"{name}";r={stats.remaining};t={seconds}')
    for header, value in zip(HEADERS, told, strict=True):
        response.headers[header] = value
    return response


def in_words(sentence: str) -> HttpResponse:
    """A refusal for programs that read text."""
    return HttpResponse(f"{sentence}\n", content_type="text/plain; charset=utf-8", status=HTTPStatus.BAD_REQUEST)


def in_json(sentence: str) -> HttpResponse:
    """A refusal for programs that read JSON."""
    return JsonResponse({"error": sentence}, json_dumps_params={"ensure_ascii": False}, status=HTTPStatus.BAD_REQUEST)


def place_of(address: str) -> str:
    """What is counted together: an IPv4 address, or all that a connection has of IPv6.

    A socket that takes both writes the one in the form of the other (`::ffff:10.0.0.1`): each is itself still.
    """
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if isinstance(known, IPv6Address):
        own = known.ipv4_mapped
        return str(own or ip_network((known, SAME_PLACE), strict=False))
    return str(known)


def _refused(request: HttpRequest, seconds: int, refuse: Refuse | None) -> HttpResponse:
    sentence = _("Địa chỉ mạng này vừa hỏi quá nhiều lần. Hãy đợi %(n)s giây rồi thử lại.") % {"n": seconds}
    if refuse is None:
        context = {"heading": _("Xin đợi một chút"), "text": sentence}
        response = render(request, "error.html", context)
    else:
        response = refuse(sentence)
    response.status_code = HTTPStatus.TOO_MANY_REQUESTS
    response.headers["Retry-After"] = str(seconds)
    response.headers["Cache-Control"] = "no-store"
    return response

"""Addresses that people and browsers guess, and where what they mean is."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.templatetags.static import static
from django.utils.cache import patch_cache_control
from django.utils.encoding import escape_uri_path
from django.views.decorators.http import require_safe

DAY = 24 * 3600  # seconds


@require_safe
def without_prefix(request: HttpRequest, rest: str = "") -> HttpResponsePermanentRedirect:
    """Vietnamese lives without a prefix: `/vi/…` leads to the same page there, for good.

    What follows never begins with a slash of its own, or a browser would take it for the name of another host.
    """
    query = request.META.get("QUERY_STRING", "")
    target = "/" + escape_uri_path(rest.lstrip("/\\"))
    return HttpResponsePermanentRedirect(f"{target}?{query}" if query else target)


@require_safe
def favicon(request: HttpRequest) -> HttpResponseRedirect:
    """The icon, for whatever asks for it without having read a page; its own address changes with what it shows."""
    response = HttpResponseRedirect(static("img/favicon.svg"))
    patch_cache_control(response, public=True, max_age=DAY)
    return response

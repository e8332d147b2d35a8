"""Addresses that only take what is sent: whoever comes to one by a link is led to the page that sends to it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPMethod
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

View = Callable[..., HttpResponseBase]


def sent_from(page: str) -> Callable[[View], View]:
    """Take POST alone; lead GET to `page`, which has the same arguments and the same query.

    A session that ended while one wrote comes back from signing in by GET, to where the form was sent.
    """

    def only_sent(view: View) -> View:
        @require_http_methods([HTTPMethod.GET, HTTPMethod.POST])
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method == HTTPMethod.GET:
                address = reverse(page, args=args, kwargs=kwargs)
                return redirect(f"{address}?{asked}" if (asked := request.GET.urlencode()) else address)
            return view(request, *args, **kwargs)

        return guarded

    return only_sent

"""Too many wrong passwords: what django-axes shows then, and whose tries it counts together."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from math import ceil
from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from cases.public.visitors import client_address
from portal.signin.language import in_readers_language
from portal.signin.sentences import wait


@in_readers_language
def locked_out(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Answer 429 with a page that says how long to wait."""
    until = _end(request)
    seconds = max(1, ceil((until - timezone.now()).total_seconds()))  # never too short: trying earlier is refused
    context = {"wait": wait(seconds), "until": until}
    response = render(request, "portal/signin/locked.html", context, status=HTTPStatus.TOO_MANY_REQUESTS)
    response.headers["Retry-After"] = str(seconds)
    return response


def _end(request: HttpRequest) -> datetime:
    """When the newest wrong password of this account from this address is forgotten."""
    tries = AccessAttempt.objects.filter(username=request.POST.get("username"), ip_address=client_address(request))
    last = tries.order_by("-attempt_time").values_list("attempt_time", flat=True).first()
    end: datetime = (last or timezone.now()) + settings.AXES_COOLOFF_TIME
    return end

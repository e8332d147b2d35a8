"""The language of pages before anybody is signed in: addresses of the CMS name none."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.utils import translation

from portal.signin import pending

View = Callable[..., HttpResponseBase]


def in_readers_language(view: View) -> View:
    """Answer in the language the account has chosen in the CMS, else the one the browser asks for."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with translation.override(_language(request)):
            response = view(request, *args, **kwargs)
            return response.render() if isinstance(response, SimpleTemplateResponse) else response

    return answer


def _language(request: HttpRequest) -> str:
    waiting = pending.read(request)
    profile = getattr(waiting.user if waiting else request.user, "wagtail_userprofile", None)
    chosen: str = profile.preferred_language if profile else ""
    return chosen or translation.get_language_from_request(request)

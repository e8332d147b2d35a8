"""Pages for what went wrong, in the language of the address; what broke here (500) is a static template without any."""

from __future__ import annotations

import re
import sys
from copy import copy
from http import HTTPMethod, HTTPStatus
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language_from_path, gettext_lazy, override
from django.views import defaults

from cases.models import Case
from cases.public.case import PublicCase
from cases.public.loading import told
from portal.api import problems

UNREACHABLE = (OperationalError, InterfaceError)
SOON = 30  # seconds until the database is asked again
RETRY_AFTER = 600  # seconds until a client of a portal under maintenance should ask again
_NUMBER = re.compile(r"(?:-|/)a/?([0-9]{1,18})(?![0-9])")  # as case addresses write it; more digits no database holds


def page(request: HttpRequest, template: str, status: HTTPStatus, **context: Any) -> HttpResponse:
    """Render a template in the language of the address, also where no middleware has chosen one yet."""
    with override(get_language_from_path(request.path_info) or settings.LANGUAGE_CODE):
        return HttpResponse(render_to_string(template, context, request), status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what was sent cannot be read; never says what was wrong with it, for that would help to attack."""
    if problems.concerns(request):
        return problems.instead_of_a_page(request, problems.UNREADABLE)
    return page(
        request,
        "error.html",
        HTTPStatus.BAD_REQUEST,
        heading=gettext_lazy("Không hiểu được yêu cầu này"),
        text=gettext_lazy("Trình duyệt đã gửi điều mà trang không đọc được. Hãy thử lại từ trang đầu."),
    )


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: not for this visitor."""
    return page(
        request,
        "error.html",
        HTTPStatus.FORBIDDEN,
        heading=gettext_lazy("Bạn không xem được trang này"),
        text=gettext_lazy(
            "Trang này chỉ mở cho người có quyền. Nếu bạn là một người trong số đó, hãy đăng nhập rồi thử lại."
        ),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form without its sign. Nearly always it stood open for too long, or cookies are switched off.

    Where the address takes nothing in the first place, 405 says so: no sign would help.
    """
    allowed = allowed_methods(request)
    if allowed and str(request.method) not in allowed.split(", "):
        return method_not_allowed(request, allowed=allowed)
    return page(
        request,
        "error.html",
        HTTPStatus.FORBIDDEN,
        heading=gettext_lazy("Chưa gửi được"),
        text=gettext_lazy(
            "Biểu mẫu đã mở quá lâu, hoặc trình duyệt đang chặn cookie của trang này. "
            "Hãy quay lại, tải lại trang rồi gửi lần nữa."
        ),
    )


def allowed_methods(request: HttpRequest) -> str:
    """What the public page of a request can be asked for ("GET, HEAD"), as it tells when it is asked; "" elsewhere.

    Views that are only read refuse OPTIONS like everything else, pages of Wagtail answer it: both name what they take.
    """
    match = request.resolver_match
    if match is None or request.path_info.startswith(settings.CMS_PATH):
        return ""
    asked = copy(request)
    asked.method = "OPTIONS"
    response = match.func(asked, *match.args, **match.kwargs)
    told: str = response.headers.get("Allow", "")
    return told


def with_options(allowed: str) -> str:
    """What an address can be asked for, and to be told that: "GET, HEAD, OPTIONS"."""
    names = [name for name in allowed.split(", ") if name != HTTPMethod.OPTIONS]
    return ", ".join([*names, HTTPMethod.OPTIONS])


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing here; where the address holds the number of a public case, that case is offered."""
    return page(request, "404.html", HTTPStatus.NOT_FOUND, likely=likely_case(request.path_info))


def likely_case(address: str) -> PublicCase | None:
    """The public case whose number the address holds, as `…-a123` or `/a123`; of several, the last (3 queries)."""
    numbers = _NUMBER.findall(address)
    if not numbers:
        return None
    try:
        found = told(Case.objects.public().filter(number=int(numbers[-1])), at=timezone.now())
    except DatabaseError:  # the page that says that nothing is here must not fail for an offer
        return None
    return found[0] if found else None


def method_not_allowed(request: HttpRequest, *, allowed: str) -> HttpResponse:
    """405: an address was asked to do what it cannot; `allowed` names what it can, separated by commas."""
    response = page(
        request,
        "error.html",
        HTTPStatus.METHOD_NOT_ALLOWED,
        heading=gettext_lazy("Địa chỉ này chỉ để xem"),
        text=gettext_lazy("Không gửi gì tới đây được. Hãy mở lại trang theo đường dẫn thường."),
    )
    response.headers["Allow"] = with_options(allowed)
    return response


def maintenance(request: HttpRequest) -> HttpResponse:
    """503: closed for a while. Asks no database, is never kept by anyone, and says when to come back."""
    if problems.concerns(request):
        response = problems.instead_of_a_page(request, problems.UNAVAILABLE)
    else:
        response = page(request, "503.html", HTTPStatus.SERVICE_UNAVAILABLE)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    response.headers["Cache-Control"] = "no-store"
    return response


def broken(request: HttpRequest) -> HttpResponse:
    """500 for what broke here; 503 where the database went away, or is too busy, in the middle of a request.

    Whatever was sent was then written as a whole or not at all, since every change is one transaction.
    """
    fault = sys.exc_info()[1]
    if problems.concerns(request):
        kind = problems.UNAVAILABLE if isinstance(fault, UNREACHABLE) else problems.BROKEN
        return problems.instead_of_a_page(request, kind)
    if not isinstance(fault, UNREACHABLE):
        return defaults.server_error(request)
    response = page(request, "unreachable.html", HTTPStatus.SERVICE_UNAVAILABLE, sent=request.method == "POST")
    response.headers["Retry-After"] = str(SOON)
    response.headers["Cache-Control"] = "no-store"
    return response

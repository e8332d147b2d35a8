"""How the API answers: which verbs, whom nothing has changed for, and with which headers."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from hashlib import blake2b
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.utils.translation import gettext_lazy as _

from cases.public.parameters import unheeded
from cases.public.unchanged import unchanged_since
from portal.api import limits, problems
from portal.api.shapes.base import Answer, language
from search.answers import SECONDS
from search.machine_questions import RefusedError

SAFE = ("GET", "HEAD")
ALLOWED = "GET, HEAD, OPTIONS"
UNKNOWN = _("API không có tham số này ở địa chỉ này")
DAY = "86400"  # seconds for which a browser need not ask again what it may send

View = Callable[..., HttpResponseBase]


def answered(request: HttpRequest, answer: Answer) -> HttpResponse:
    """The answer as JSON; 304 for whoever has one that differs in nothing but the instant it was made for.

    So the mark is a weak one: verdicts and figures are compared, and hold as well at `at` as they did then.
    """
    mark = answer.model_dump_json(exclude={"at"})
    return conditional(request, answer.model_dump_json(), mark)


def conditional(request: HttpRequest, body: str, mark: str) -> HttpResponse:
    """The body, or 304 where its mark is the one that was sent along."""
    etag = f'W/"{blake2b(mark.encode(), digest_size=16).hexdigest()}"'
    since = unchanged_since(f"api {language()} {request.get_full_path()}", etag, timezone.now())
    response = HttpResponse(body, content_type="application/json")
    response.headers["ETag"] = etag
    response.headers["Last-Modified"] = http_date(since.timestamp())
    patch_cache_control(response, public=True, max_age=SECONDS)
    # Without microseconds: a header holds none, and what is sent back must not seem to be older.
    found: HttpResponse | None = get_conditional_response(
        request, etag=etag, last_modified=int(since.timestamp()), response=response
    )
    return found or response


def refuse_unknown(request: HttpRequest) -> None:
    """RefusedError for any parameter, at an address that takes none."""
    unknown = list(unheeded(request, (), str(UNKNOWN)))
    if unknown:
        raise RefusedError(unknown)


def open_to_all(view: View) -> View:
    """A view of the API with its verbs, limits and headers; whatever goes wrong in it is told as a problem.

    HEAD is answered as GET; the middleware takes the body away.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **parts: object) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return problems.opened(_told_what_is_allowed())
        if request.method not in SAFE:
            response = problems.problem(problems.METHOD)
            response.headers["Allow"] = ALLOWED
            return problems.opened(response)
        found = limits.within(request, lambda: _asked_as_get(view, request, *args, **parts))
        return problems.opened(found) if isinstance(found, HttpResponse) else found

    answer.csrf_exempt = True  # type: ignore[attr-defined]  # nothing is changed by anything sent here
    return answer


def _told_what_is_allowed() -> HttpResponse:
    response = HttpResponse(status=HTTPStatus.NO_CONTENT)
    response.headers["Allow"] = ALLOWED
    response.headers["Access-Control-Allow-Methods"] = ALLOWED
    response.headers["Access-Control-Allow-Headers"] = "If-None-Match, If-Modified-Since"
    response.headers["Access-Control-Max-Age"] = DAY
    return response


def _asked_as_get(view: View, request: HttpRequest, *args: object, **parts: object) -> HttpResponseBase:
    asked = request.method
    request.method = "GET"
    try:
        return view(request, *args, **parts)
    finally:
        request.method = asked

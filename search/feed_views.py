"""Feeds at the list's address: the same question, answered for programs, which ask again and again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from http import HTTPStatus

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.functional import Promise
from django.utils.http import http_date, quote_etag
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from search.answers import SECONDS, Asking, this_minute
from search.feeds import Feed, atom, feed_of, json_feed
from search.machine_questions import NARROWING, RefusedError, asked_by, refuse_strangers
from search.question import Question
from search.sorting import Sort

ASKED = (*NARROWING, "after")
#: A feed has one order, and its pages are found by its own links only: what the list has beside, with the reason.
OTHERWISE: dict[str, str | Promise] = {
    "sort": gettext_lazy("nguồn tin luôn xếp phản ánh mới nhất trước"),
    "page": gettext_lazy("trang sau của nguồn tin là liên kết ở ngay trong nó"),
    "before": gettext_lazy("trang sau của nguồn tin là liên kết ở ngay trong nó"),
}
HARMLESS = {("sort", Sort.NEWEST.value), ("page", "1")}  # what a feed does anyway
DAY = 24 * 3600  # seconds


@dataclass(frozen=True, kw_only=True)
class Format:
    """How a feed is written down, and how a refusal is."""

    name: str
    content_type: str
    write: Callable[[Feed], str]
    refuse: Callable[[str], HttpResponse]


def _refuse_in_words(sentence: str) -> HttpResponse:
    return HttpResponse(f"{sentence}\n", content_type="text/plain; charset=utf-8", status=HTTPStatus.BAD_REQUEST)


def _refuse_in_json(sentence: str) -> HttpResponse:
    return JsonResponse({"error": sentence}, json_dumps_params={"ensure_ascii": False}, status=HTTPStatus.BAD_REQUEST)


ATOM = Format(name="atom", content_type="application/atom+xml; charset=utf-8", write=atom, refuse=_refuse_in_words)
JSON = Format(name="json", content_type="application/feed+json", write=json_feed, refuse=_refuse_in_json)


@require_safe
def feed_atom(request: HttpRequest) -> HttpResponseBase:
    """The cases of a question as Atom; 400 with a sentence where a part of it cannot be heeded."""
    return _answer(request, ATOM)


@require_safe
def feed_json(request: HttpRequest) -> HttpResponseBase:
    """The same as JSON Feed; 400 with the sentence under `error`."""
    return _answer(request, JSON)


def _answer(request: HttpRequest, form: Format) -> HttpResponseBase:
    try:
        unknown = _("nguồn tin không có tham số này")
        question = asked_by(request, ASKED, OTHERWISE, unknown=unknown, harmless=HARMLESS)
        body = _written(question, form)
    except RefusedError as error:
        return form.refuse(str(error))
    etag = quote_etag(blake2b(body, digest_size=16).hexdigest())
    since = _unchanged_since(f"{form.name} {get_language()} {question.query}", etag, timezone.now())
    response = HttpResponse(body, content_type=form.content_type)
    response.headers["ETag"] = etag
    response.headers["Last-Modified"] = http_date(since.timestamp())
    response.headers["X-Robots-Tag"] = "noindex"  # it also holds what search engines are kept from
    patch_cache_control(response, public=True, max_age=SECONDS)
    # Without microseconds: a header holds none, and what is sent back must not seem to be older.
    found = get_conditional_response(request, etag=etag, last_modified=int(since.timestamp()), response=response)
    return found or response


def _written(question: Question, form: Format) -> bytes:
    """The feed of this minute, remembered like every answer: a busy one costs one query."""
    language = get_language() or settings.LANGUAGE_CODE
    asking = Asking(this_minute(timezone.now()))
    asking.know_words([question])
    key = _key("feed", f"{form.name} {language} {settings.PUBLIC_URL} {settings.DEMO} {asking.age} {question.query}")
    body: bytes | None = cache.get(key)
    if body is None:
        refuse_strangers(question)
        body = form.write(asking.asked(lambda engine: feed_of(engine, question, asking.at, language))).encode()
        cache.set(key, body, SECONDS)
    return body


def _unchanged_since(address: str, etag: str, now: datetime) -> datetime:
    """Since when a feed has been as it is, as far as this process knows.

    The newest entry's own time would not do: a case that leaves a list, or an old one that an import brings, changes
    the feed without being its newest.
    """
    key = _key("feed-since", f"{settings.PUBLIC_URL} {address}")
    known: tuple[str, datetime] | None = cache.get(key)
    if known is None or known[0] != etag:
        known = (etag, now)
        cache.set(key, known, DAY)
    return known[1]


def _key(what: str, text: str) -> str:
    return f"search:{what}:{blake2b(text.encode(), digest_size=16).hexdigest()}"

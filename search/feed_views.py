"""Feeds at the list's address: the same question, answered for programs, which ask again and again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.functional import Promise
from django.utils.http import http_date, quote_etag
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.public.unchanged import unchanged_since
from search.answers import SECONDS, Asking, this_minute
from search.feeds import Feed, atom, feed_of, json_feed
from search.limits import in_json, in_words, limited
from search.machine_questions import NARROWING, RefusedError, asked_by, known
from search.question import Question
from search.sorting import Sort

ASKED = (*NARROWING, "after", "before")
#: A feed has one order, and its pages are found by its own links only: what the list has beside, with the reason.
OTHERWISE: dict[str, str | Promise] = {
    "sort": gettext_lazy("nguồn tin luôn xếp phản ánh mới nhất trước"),
    "page": gettext_lazy("trang sau của nguồn tin là liên kết ở ngay trong nó"),
}
HARMLESS = {("sort", Sort.NEWEST.value), ("page", "1")}  # what a feed does anyway


@dataclass(frozen=True, kw_only=True)
class Format:
    """How a feed is written down, and how a refusal is."""

    name: str
    content_type: str
    write: Callable[[Feed], str]
    refuse: Callable[[str], HttpResponse]


ATOM = Format(name="atom", content_type="application/atom+xml; charset=utf-8", write=atom, refuse=in_words)
JSON = Format(name="json", content_type="application/feed+json", write=json_feed, refuse=in_json)


@require_safe
@limited("feed", in_words)
def feed_atom(request: HttpRequest) -> HttpResponseBase:
    """The cases of a question as Atom; 400 with a sentence where a part of it cannot be heeded."""
    return _answer(request, ATOM)


@require_safe
@limited("feed", in_json)
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
    since = unchanged_since(f"{form.name} {get_language()} {question.query}", etag, timezone.now())
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
        heeded = known(question)
        body = form.write(asking.asked(lambda engine: feed_of(engine, heeded, asking.at, language))).encode()
        cache.set(key, body, SECONDS)
    return body


def _key(what: str, text: str) -> str:
    return f"search:{what}:{blake2b(text.encode(), digest_size=16).hexdigest()}"

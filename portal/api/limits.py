"""Where rate limits attach: every request to the API passes here once, before anything is read from the database."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from portal.api import problems
from search import limits

NAME = "api"  # in RATE_LIMITS, and in the headers


def within(request: HttpRequest, answer: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """What `answer` gives, with headers that name the limit; without asking it, the problem TOO_MANY beyond that."""
    return limits.within(NAME, request, answer, _too_many)


def _too_many(sentence: str) -> HttpResponse:
    return problems.problem(problems.TOO_MANY, sentence)

"""Addresses of the API; below each language's root, and before Wagtail's."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path, re_path
from ninja import NinjaAPI

from cases.public.pictures.card import NAME
from cases.public.pictures.serving import picture
from portal.api import docs, problems
from portal.api.answering import open_to_all
from portal.api.document import openapi
from portal.api.service import api


def nothing_here(request: HttpRequest, rest: str = "") -> HttpResponse:
    """404 for whatever else is asked below the API's address."""
    return problems.problem(problems.NOT_FOUND)


def _resources(service: NinjaAPI) -> list[URLPattern | URLResolver]:
    """The addresses that ninja gives the resources, each opened to all."""
    patterns, __, __ = service.urls
    found = [each for each in patterns if isinstance(each, URLPattern) and each.name != "api-root"]
    return [path(str(each.pattern), open_to_all(each.callback), name=f"api_{each.name}") for each in found]


urlpatterns: list[URLPattern | URLResolver] = [
    path("", docs.show, name="api"),
    path(NAME, picture(docs.share_card), name="api_picture"),
    path("openapi.json", open_to_all(openapi), name="api_openapi"),
    *_resources(api),
    re_path(r"^(?P<rest>.+)$", open_to_all(nothing_here)),
]

"""Serves the pages that explain the portal."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site
from wagtail.views import serve

from cases.accountability.definitions import CHAPTERS, METHOD_VERSION
from home.explaining import numbers, template_of


@require_safe
def explain(request: HttpRequest, slug: str) -> HttpResponse:
    """The fixed text, with what editors have added to it where there is a live page of theirs."""
    site = Site.find_for_request(request)
    if site is not None and Page.objects.live().child_of(site.root_page).filter(slug=slug).exists():
        response: HttpResponse = serve(request, f"{slug}/")
        return response
    return render(request, template_of(slug), numbers())


@require_safe
def method_json(request: HttpRequest) -> JsonResponse:
    """Every figure's definition and version, in the language asked for."""
    told = {
        "version": METHOD_VERSION,
        "figures": [
            {
                "code": figure.code,
                "chapter": chapter.code,
                "name": str(figure.name),
                "definition": str(figure.means),
                "unit": figure.unit.value,
                "version": figure.version,
            }
            for chapter in CHAPTERS
            for figure in chapter.figures
        ],
    }
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})
